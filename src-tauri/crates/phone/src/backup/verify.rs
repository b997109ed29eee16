//! Counting what came against the phone's own list, before a copy is called whole.
//!
//! A phone may skip files and a cable may lose them, and nothing in the conversation would tell. So each file
//! that the list names and that is wanted must be here, and not be shorter than the list says: a file that
//! grew while it was copied is longer, an encrypted one is rounded up. Where the list is locked and the
//! password is not known, only what lies beside it can be looked at; the marker says so.

use super::conversation::Came;
use super::selection::Selection;
use crate::{Failure, Password};
use engine::{Entry, EntryKind};
use ios::acquisition::{OpenError, Secret, identify, open};
use property_list::Limits;
use std::fs;
use std::path::Path;

/// `Status.plist` has a handful of values.
const LARGEST_STATUS: u64 = 1 << 20;
/// Short files named one by one.
const MOST_NAMED: usize = 1000;

/// What the comparison gave.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Compared {
    /// The copy is locked with a password.
    pub(crate) encrypted: bool,
    /// Whether the list could be read.
    pub(crate) with_list: bool,
    /// Files that are here and shorter than the list says.
    pub(crate) short: Vec<String>,
    /// Files that were wanted, came, and are not here.
    pub(crate) missing: u64,
    /// Files that turned out not to be wanted, and were removed again.
    pub(crate) removed: u64,
}

/// Compares the growing folder `root` with its list.
///
/// # Errors
/// `copy-incomplete` with `missing` (files) or `part` (what is not there or not readable).
pub(crate) fn verify(
    root: &Path,
    selection: &Selection,
    password: Option<&Password>,
    came: &Came,
) -> Result<Compared, Failure> {
    let incomplete = |part: &str| Failure::new("copy-incomplete").with("part", part);
    if !is_finished(root) {
        return Err(incomplete("Status.plist"));
    }
    let broken = |error: OpenError| {
        let part = error.values().into_iter().next().map_or("Manifest.db".to_owned(), |(_, part)| part);
        incomplete(&part).because(error.code())
    };
    let candidate = identify(root).map_err(broken)?.into_iter().next();
    let candidate = candidate.ok_or_else(|| incomplete("Manifest.db"))?;
    let encrypted = candidate.acquisition.encrypted;
    let secret = password.map(|password| Secret::Password(password.bytes()));
    let opened = match open(&candidate, secret.as_ref(), &mut |_, _| true) {
        Ok(opened) => opened,
        Err(OpenError::PasswordNeeded | OpenError::WrongPassword) => {
            return Ok(Compared { encrypted, ..Compared::default() });
        }
        Err(error) => return Err(broken(error)),
    };
    let mut compared = Compared { encrypted, with_list: true, ..Compared::default() };
    let walked = opened.evidence.walk(&mut |entry| {
        compared.look(root, entry, selection, came);
        true
    });
    walked.map_err(|_| incomplete("Manifest.db"))?;
    if compared.missing > 0 {
        return Err(Failure::new("copy-incomplete").with("missing", compared.missing));
    }
    Ok(compared)
}

impl Compared {
    fn look(&mut self, root: &Path, entry: &Entry, selection: &Selection, came: &Came) {
        if entry.kind != EntryKind::File || entry.place.len() != 40 {
            return;
        }
        let path = root.join(&entry.place[..2]).join(&entry.place);
        let here = fs::symlink_metadata(&path).ok().filter(fs::Metadata::is_file);
        match (here, selection.needs(&entry.path)) {
            (Some(_), false) => self.removed += u64::from(fs::remove_file(&path).is_ok()),
            (Some(here), true) if here.len() < entry.size => {
                let name = entry.path.chars().take(200).collect();
                self.short.extend(Some(name).filter(|_| self.short.len() < MOST_NAMED));
            }
            (None, true) => self.missing += u64::from(!came.not_sent.contains_key(&entry.place)),
            _ => {}
        }
    }
}

/// The phone writes its state here as it goes; only this one is the end.
fn is_finished(root: &Path) -> bool {
    let path = root.join("Status.plist");
    let small =
        fs::symlink_metadata(&path).is_ok_and(|about| about.is_file() && about.len() <= LARGEST_STATUS);
    #[expect(clippy::disallowed_methods, reason = "a part of the copy that is being made, at most 1 MiB")]
    let bytes = small.then(|| fs::read(&path).ok()).flatten();
    let status = bytes.and_then(|bytes| property_list::read(&bytes, &Limits::default()).ok());
    status.is_some_and(|status| {
        status.get("SnapshotState").and_then(|state| state.as_str()) == Some("finished")
    })
}
