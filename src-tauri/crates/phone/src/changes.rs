//! Every change made to the phone and the computer: written down before it is made, undone at the end.
//!
//! The journal lies in the copy's folder. A change is written there before it is made (`Begun`) and after it
//! (`Made`), so that whatever ends the program leaves a journal that tells the truth: `Begun` means that only
//! the phone knows, and [`put_back`] asks it. Trust comes before there is a folder; it is remembered in
//! memory (`pending`) and in the pairing record's own mark, and written once there is one.

pub(crate) mod inside;
mod journal;
mod pending;

pub(crate) use journal::{Journal, folders_in, with_inner};
pub(crate) use pending::{TrustStep, note_trust};

use crate::agent::{self, Order, Reply, Task};
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

/// The changes that the journal in a copy's folder holds, in their order. With an empty path: those that no
/// journal holds yet.
///
/// # Errors
/// `not-readable` if there is a journal and it cannot be understood. None is an empty list.
pub fn changes(folder: &Path) -> Result<Vec<Change>, Failure> {
    if folder.as_os_str().is_empty() {
        return Ok(pending::all());
    }
    Ok(Journal::open(folder)?.into_changes())
}

/// Folders among `places`, and the folders right in them, whose journals hold changes to a phone that were
/// not undone: a check that was cut short. A journal that cannot be understood is told as no changes at all.
pub fn unfinished_changes(places: &[PathBuf]) -> Vec<(PathBuf, Vec<Change>)> {
    let unfinished = |folder: PathBuf| {
        if !Journal::is_in(&folder) {
            return None;
        }
        match changes(&folder) {
            Ok(all) => all.iter().any(Change::stands_on_the_phone).then_some((folder, all)),
            Err(_) => Some((folder, Vec::new())),
        }
    };
    with_inner(places).filter_map(unfinished).collect()
}

impl Change {
    /// A change to the phone that was not undone and that nobody asked to stay.
    fn stands_on_the_phone(&self) -> bool {
        let stands = matches!(self.state, ChangeState::Begun | ChangeState::Made | ChangeState::Stuck);
        stands && !matches!(self.what, What::Copy { .. })
    }
}

/// Called before a copy begins: writes down the folder and the trust that it needed.
///
/// # Errors
/// `save-failed`, `disk-full`, `not-readable`.
pub(crate) fn begin_copy(folder: &Path, udid: &str) -> Result<(), Failure> {
    let mut journal = Journal::open(folder)?;
    if let Some(trust) = pending::of(udid) {
        journal.note(What::Pairing, udid, trust.state)?;
        pending::forget(udid);
    }
    journal.note(What::Copy { folder: folder.to_path_buf() }, udid, ChangeState::Made)
}

/// Undoes the changes to the phone: backup password off (it asks for its passcode), then trust. Copies on
/// the computer stay: erasing them is the caller's. `keep` names what is to stay. An empty path means the
/// changes that no journal holds yet. What others changed is never touched, nor what the phone has undone
/// by itself.
///
/// # Errors
/// `no-usb-service`, `phone-gone`, `phone-locked`, `phone-wrong-password` (also if none is given and one is needed),
/// `password-managed`, `passcode-not-typed`, `put-back-failed`, `stopped`, `phone-worker-broke`; whatever
/// was undone by then is in the journal.
pub fn put_back(
    folder: &Path,
    password: Option<&Password>,
    keep: &[What],
    stop: &AtomicBool,
) -> Result<Vec<Change>, Failure> {
    let mut book = Book::open(folder)?;
    for change in book.changes() {
        if change.stands_on_the_phone() && keep.contains(&change.what) {
            book.note(&change, ChangeState::Kept)?;
        }
    }
    let mut left: Vec<Change> = book.changes().into_iter().filter(Change::stands_on_the_phone).collect();
    // The password needs trust; trust goes last.
    left.sort_by_key(|change| change.what == What::Pairing);
    let mut udids: Vec<String> = left.iter().map(|change| change.udid.clone()).collect();
    udids.sort();
    udids.dedup();
    let mut failed = Ok(());
    for udid in udids {
        let of_this = left.iter().filter(|change| change.udid == udid).cloned().collect();
        // One phone that is gone does not keep another from being put back.
        failed = failed.and(undo(&mut book, &udid, of_this, password, stop));
    }
    failed.map(|()| book.changes())
}

fn undo(
    book: &mut Book,
    udid: &str,
    changes: Vec<Change>,
    password: Option<&Password>,
    stop: &AtomicBool,
) -> Result<(), Failure> {
    let order = Order::PutBack {
        udid: udid.to_owned(),
        what: changes.iter().map(|change| change.what.clone()).collect(),
        password: password.cloned(),
    };
    let mut written = Ok(());
    let mut undone = 0;
    let ended = agent::run(&Task::new(order), stop, &mut |reply| {
        match reply {
            // In the order that was asked for; nothing else can be undone.
            Reply::Undone => {
                if let Some(change) = changes.get(undone) {
                    written = book.note(change, ChangeState::Undone);
                }
                undone += 1;
            }
            Reply::Done => return true,
            _ => {}
        }
        written.is_err()
    });
    if let (Err(failure), Some(change)) = (&ended, changes.get(undone)) {
        let for_good = ["put-back-failed", "password-managed", "odd-answer"];
        if for_good.contains(&failure.code.as_str()) {
            book.note(change, ChangeState::Stuck)?;
        }
    }
    written.and(ended)
}

/// Where changes are written: a journal, or, before there is one, memory.
enum Book {
    Journal(Journal),
    Pending,
}

impl Book {
    fn open(folder: &Path) -> Result<Self, Failure> {
        if folder.as_os_str().is_empty() {
            return Ok(Self::Pending);
        }
        Journal::open(folder).map(Self::Journal)
    }

    fn changes(&self) -> Vec<Change> {
        match self {
            Self::Journal(journal) => journal.changes().to_vec(),
            Self::Pending => pending::all(),
        }
    }

    fn note(&mut self, change: &Change, state: ChangeState) -> Result<(), Failure> {
        match self {
            Self::Journal(journal) => journal.note(change.what.clone(), &change.udid, state),
            Self::Pending => {
                pending::set(&change.udid, state);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests;
