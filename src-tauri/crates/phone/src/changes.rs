//! Every change made to the phone and the computer: written down before it is made, undone at the end.

use crate::{Failure, Password};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// What was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "what")]
pub enum What {
    /// The phone trusts this computer, and this computer keeps the record of it.
    Pairing,
    /// Backups of the phone are locked with a password, which they were not before.
    BackupPassword,
    /// A copy lies on this computer.
    Copy {
        /// Where.
        folder: PathBuf,
    },
}

/// What became of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeState {
    /// It was about to be made when the program ended; whether it was is not known.
    Begun,
    /// It was made and stands.
    Made,
    /// It was undone.
    Undone,
    /// The person asked for it to stay.
    Kept,
    /// Undoing failed: the words say how to do it by hand.
    Stuck,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What.
    pub what: What,
    /// On which phone.
    pub udid: String,
    /// When.
    pub when: Timestamp,
    /// What became of it.
    pub state: ChangeState,
}

/// The changes that the journal in a copy's folder holds, in their order.
pub fn changes(folder: &Path) -> Result<Vec<Change>, Failure> {
    let _ = folder;
    Err(Failure::new("our-fault"))
}

/// Folders among `places` whose journals hold changes that were not undone: a check that was cut short.
pub fn unfinished_changes(places: &[PathBuf]) -> Vec<(PathBuf, Vec<Change>)> {
    let _ = places;
    Vec::new()
}

/// Undoes the changes to the phone: backup password off (it asks for its passcode), then trust. Copies on
/// the computer stay: erasing them is the caller's. `keep` names what is to stay.
///
/// # Errors
/// `phone-gone`, `phone-locked`, `phone-wrong-password`, `password-managed`, `passcode-not-typed`,
/// `put-back-failed`, `stopped`, `phone-worker-broke`; whatever was undone by then is in the journal.
pub fn put_back(
    folder: &Path,
    password: Option<&Password>,
    keep: &[What],
    stop: &AtomicBool,
) -> Result<Vec<Change>, Failure> {
    let _ = (folder, password, keep, stop);
    Err(Failure::new("our-fault"))
}
