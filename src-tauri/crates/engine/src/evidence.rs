//! The tree of an acquisition: paths, times and bytes, read-only.
//!
//! A path is the one that a backup would use, whatever the acquisition: `HomeDomain/Library/SMS/sms.db`.
//! So an artifact is written once and works on a backup, a file-system copy or an archive. What a backup has
//! no name for has its own first step. For iPhones:
//!
//! | first step | what lies below |
//! |---|---|
//! | `<Domain>`, `AppDomain-<app id>`, `AppDomainGroup-<id>` … | files that backups hold, or would hold |
//! | `Backup` | the files beside the stored ones of a backup: `Backup/Manifest.db` |
//! | `Filesystem` | everything else in a copy of the whole file system, by its path from the root of the phone: `Filesystem/private/var/db/diagnostics/shutdown.log`; `/var` is `/private/var` |
//! | `Sysdiagnose` | a sysdiagnose without its own top folder: `Sysdiagnose/ps.txt`, `Sysdiagnose/system_logs.logarchive/Extra/shutdown.log`, `Sysdiagnose/crashes_and_spins/….ips` |
//! | `CrashReports` | a folder of crash reports as it was copied from a phone: `CrashReports/….ips` |
//! | `PhoneSays` | what a connected phone said to Lucerna: `PhoneSays/apps.plist` |
//!
//! Which folder of a phone belongs to which domain stands in one file: `ios/src/paths.rs`. A copy of a whole
//! file system answers for **every** file under its `Filesystem/…` name too, so a pattern may use either; each
//! file comes once, under the name that the first pattern that fits it used.

use crate::ReadAt;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::io;
use std::sync::Arc;

/// Read-only access to an acquisition. Implementations are the only code that touches files.
pub trait Evidence: Send + Sync {
    /// Regular files whose path matches one of `patterns`, each once, sorted by path.
    ///
    /// In a pattern `*` stands for any run of characters but `/`, and `**/` for any number of folders.
    /// Entries that are listed in the acquisition but not stored in it are returned too, with
    /// `stored == false`: they must end up in [`Notes::unread`](crate::Notes::unread). The same holds for a
    /// folder that could not be listed and might hold what is asked for; [`open`](Self::open) says why.
    /// An archive may hold two files of one name: both are returned, with different places. A link or a device in the
    /// place of a file that is asked for without `**`, or of a folder above it, is returned: opening it is refused.
    fn find(&self, patterns: &[&str]) -> Result<Vec<Entry>, Unread>;

    /// The bytes of a stored file, decrypted on the way if need be.
    fn open(&self, entry: &Entry) -> Result<Arc<dyn ReadAt>, Unread>;

    /// Every entry of the acquisition, in an order that does not change between runs. Stops at the first
    /// `false` from `visit`. Entries that could not be understood are counted and returned.
    fn walk(&self, visit: &mut dyn FnMut(&Entry) -> bool) -> Result<u64, Unread>;

    /// Which acquisition a path lies in, if this stands for several: see [`Cite::part`](crate::Cite::part).
    fn part(&self, _path: &str) -> u16 {
        0
    }

    /// True if files of these patterns were on the phone and were left out of the acquisition on purpose.
    /// [`find`](Self::find) does not return them: they are no gap, and no proof of absence.
    fn left_out(&self, _patterns: &[&str]) -> bool {
        false
    }

    /// A whole file into memory, refused above `limit` bytes.
    fn read(&self, entry: &Entry, limit: usize) -> Result<Vec<u8>, Unread> {
        let file = self.open(entry)?;
        let too_large = || Unread::new(&entry.path, UnreadWhy::TooLarge);
        let len = usize::try_from(file.len()).map_err(|_| too_large())?;
        if len > limit {
            return Err(too_large());
        }
        let mut bytes = vec![0; len];
        file.read_at(0, &mut bytes).map_err(|error| Unread::from_io(&entry.path, &error))?;
        Ok(bytes)
    }
}

/// What kind of thing lies at a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum EntryKind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link; never followed.
    Link,
}

/// Times that a file system keeps, where the acquisition kept them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Stamps {
    /// Content last changed.
    pub modified: Option<Timestamp>,
    /// Inode last changed.
    pub changed: Option<Timestamp>,
    /// Created.
    pub born: Option<Timestamp>,
}

/// One entry of the tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// `Domain/relative/path`, untrusted text.
    pub path: String,
    /// What it is.
    pub kind: EntryKind,
    /// False if the acquisition lists it but does not hold its bytes.
    pub stored: bool,
    /// False if whoever made the acquisition left it out on purpose: that it is not stored is no gap.
    pub kept: bool,
    /// Size as the acquisition states it, in bytes. Never used to cut content.
    pub size: u64,
    /// Unix mode bits, 0 if unknown.
    pub mode: u32,
    /// Owner, if known.
    pub owner: Option<u32>,
    /// Times.
    pub stamps: Stamps,
    /// Where the implementation finds it (file id of a backup, member number of an archive).
    pub place: String,
}

impl Entry {
    /// A file that is listed and not stored, of which nothing more is known.
    pub fn listed(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            kind: EntryKind::File,
            stored: false,
            kept: true,
            size: 0,
            mode: 0,
            owner: None,
            stamps: Stamps::default(),
            place: String::new(),
        }
    }

    /// First step of the path: `HomeDomain`, `AppDomain-com.example.app`.
    pub fn domain(&self) -> &str {
        self.path.split_once('/').map_or(self.path.as_str(), |(domain, _)| domain)
    }

    /// The path without its domain.
    pub fn relative(&self) -> &str {
        self.path.split_once('/').map_or("", |(_, rest)| rest)
    }
}

/// A part of the evidence that could not be read, and why. It is said, never skipped.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Unread {
    /// Path in the evidence.
    pub path: String,
    /// Which part of it, if not the whole (`message rows 12 to 40`); never content.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub part: Option<String>,
    /// Why.
    pub why: UnreadWhy,
}

impl Unread {
    /// A whole file that could not be read.
    pub fn new(path: &str, why: UnreadWhy) -> Self {
        Self { path: path.to_owned(), part: None, why }
    }

    /// A part of a file that could not be read.
    pub fn part(path: &str, part: impl Into<String>, why: UnreadWhy) -> Self {
        Self { path: path.to_owned(), part: Some(part.into()), why }
    }

    /// The nearest reason for an error of the operating system.
    pub fn from_io(path: &str, error: &io::Error) -> Self {
        let why = match error.kind() {
            io::ErrorKind::NotFound => UnreadWhy::Missing,
            io::ErrorKind::PermissionDenied => UnreadWhy::Refused,
            io::ErrorKind::UnexpectedEof => UnreadWhy::CutShort,
            io::ErrorKind::InvalidData => UnreadWhy::Damaged,
            _ => UnreadWhy::Unreadable,
        };
        Self::new(path, why)
    }
}

/// Why something could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum UnreadWhy {
    /// Listed, but not there.
    Missing,
    /// Shorter than it says.
    CutShort,
    /// Its structure is broken.
    Damaged,
    /// The operating system refused.
    Refused,
    /// Its key could not be unwrapped.
    NoKey,
    /// Larger or deeper than the limit set against hostile files.
    TooLarge,
    /// A layout that is not known.
    UnknownLayout,
    /// Anything else the operating system said.
    Unreadable,
}
