//! Why an acquisition could not be opened, as a code and values: the words are written by `report`.

use std::error::Error;
use std::io;
use std::path::Path;

/// Any error of a layer below; kept so that an expert can see the first cause.
pub type Cause = Box<dyn Error + Send + Sync>;

/// Why no evidence could be reached. Each has a next step for the person, in `report`.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Nothing in this place is an acquisition that is known.
    #[error("no acquisition here")]
    NoAcquisitionHere,
    /// A folder without anything in it.
    #[error("the folder is empty")]
    EmptyFolder,
    /// It is a backup, and a part without which it cannot be read is not there.
    #[error("the backup has no {missing}")]
    BackupIncomplete {
        /// Name of the missing part (`Manifest.plist`).
        missing: &'static str,
    },
    /// It is a backup, and a part without which it cannot be read is broken.
    #[error("{part} of the backup is damaged")]
    BackupDamaged {
        /// Name of the damaged part (`Manifest.db`).
        part: &'static str,
        /// What its reader said.
        #[source]
        cause: Cause,
    },
    /// The archive ends early or is not built as such an archive is.
    #[error("the archive is damaged")]
    ArchiveDamaged(#[source] Cause),
    /// The archive is built as no ordinary program builds one.
    #[error("the archive is refused: {why}")]
    ArchiveUnsafe {
        /// `path-outside`, `same-name-twice`, `encrypted`, `too-many-members`, `long-name`,
        /// `inflates-too-much`.
        why: &'static str,
    },
    /// The operating system did not let us read.
    #[error("not readable")]
    NotReadable(#[source] io::Error),
    /// Known, and not read by this version.
    #[error("layout {layout} is not supported")]
    UnsupportedLayout {
        /// `ios-9-or-older`, `7z`, `rar`, `xz`, `bzip2`, `zstd`, `zip-method`,
        /// `sysdiagnose-of-another-device`.
        layout: &'static str,
    },
    /// The key bag is whole, and this password does not open it.
    ///
    /// A changed bit in the salt of a key bag looks the same: the derived key differs, and nothing in a
    /// key bag tells which of the two is wrong.
    #[error("wrong password")]
    WrongPassword,
    /// The key bag is not built as a key bag, or the part that unlocks the list of files is broken
    /// although the password is right.
    #[error("the key bag is damaged at {part}")]
    KeyBagDamaged {
        /// Tag of the part (`SALT`, `WPKY`), or `ManifestKey`.
        part: &'static str,
    },
    /// The backup is encrypted and no password was given.
    #[error("a password is needed")]
    PasswordNeeded,
    /// Acquisitions that were to be checked together come from different phones.
    #[error("different phones")]
    DifferentPhones,
    /// Somebody stopped it.
    #[error("stopped")]
    Stopped,
    /// A compressed part would have to be held in memory and is larger than allowed.
    #[error("{part} is too large to be held in memory")]
    TooLittleMemory {
        /// Name of the part.
        part: &'static str,
    },
}

impl OpenError {
    /// Stable word for this error: the key of its text.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NoAcquisitionHere => "no-acquisition-here",
            Self::EmptyFolder => "empty-folder",
            Self::BackupIncomplete { .. } => "backup-incomplete",
            Self::BackupDamaged { .. } => "backup-damaged",
            Self::ArchiveDamaged(_) => "archive-damaged",
            Self::ArchiveUnsafe { .. } => "archive-unsafe",
            Self::NotReadable(_) => "not-readable",
            Self::UnsupportedLayout { .. } => "unsupported-layout",
            Self::WrongPassword => "wrong-password",
            Self::KeyBagDamaged { .. } => "key-bag-damaged",
            Self::PasswordNeeded => "password-needed",
            Self::DifferentPhones => "different-phones",
            Self::Stopped => "stopped",
            Self::TooLittleMemory { .. } => "too-little-memory",
        }
    }

    /// Values for its text, by name. None of them is personal.
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::BackupIncomplete { missing } => vec![("missing", (*missing).to_owned())],
            Self::BackupDamaged { part, .. }
            | Self::KeyBagDamaged { part }
            | Self::TooLittleMemory { part } => vec![("part", (*part).to_owned())],
            Self::ArchiveUnsafe { why } => vec![("why", (*why).to_owned())],
            Self::UnsupportedLayout { layout } => vec![("layout", (*layout).to_owned())],
            _ => Vec::new(),
        }
    }

    pub(super) fn damaged(part: &'static str, cause: impl Into<Cause>) -> Self {
        Self::BackupDamaged { part, cause: cause.into() }
    }
}

/// What could not be opened, by its name.
pub(super) type Trouble = Vec<(String, OpenError)>;

/// A name to say it by.
pub(super) fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
