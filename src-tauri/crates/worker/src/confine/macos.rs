//! macOS: limits of the process only. A sandbox profile needs a signed helper and is not here yet.
//!
//! Untested: no Mac was at hand. The outcome says what is in force, which is nothing so far.

use super::{Left, Talk};

pub(super) fn shut(_left: &Left) -> Vec<String> {
    Vec::new()
}

pub(super) fn shut_to_talk(_talk: &Talk) -> Vec<String> {
    Vec::new()
}
