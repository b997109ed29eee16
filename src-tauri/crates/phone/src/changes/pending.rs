//! Trust that was gained before there was a folder to write it down in.

use super::{Change, ChangeState, What};
use crate::clock;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// How far trust is that we asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum TrustStep {
    /// About to ask.
    Begun,
    /// The phone trusts this computer, and the record is kept.
    Made,
    /// It did not come to it.
    NotMade,
    /// There was a record, and we made it in an earlier run that did not come to its end.
    Ours,
}

/// By UDID.
static PENDING: Mutex<BTreeMap<String, Change>> = Mutex::new(BTreeMap::new());

fn pending() -> MutexGuard<'static, BTreeMap<String, Change>> {
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Remembers trust until there is a journal to write it in.
pub(crate) fn note_trust(udid: &str, step: TrustStep) {
    match step {
        TrustStep::Begun => {
            forget(udid);
            set(udid, ChangeState::Begun);
        }
        TrustStep::Made | TrustStep::Ours => set(udid, ChangeState::Made),
        TrustStep::NotMade => forget(udid),
    }
}

pub(super) fn set(udid: &str, state: ChangeState) {
    let new = || Change { what: What::Pairing, udid: udid.to_owned(), when: clock::now(), state };
    pending().entry(udid.to_owned()).or_insert_with(new).state = state;
}

pub(super) fn of(udid: &str) -> Option<Change> {
    pending().get(udid).cloned()
}

pub(super) fn forget(udid: &str) {
    pending().remove(udid);
}

pub(super) fn all() -> Vec<Change> {
    pending().values().cloned().collect()
}
