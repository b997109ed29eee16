//! Records instead of a phone.

use super::round::{End, Round};
use super::{Check, Request};
use crate::protocol::{Candidate, Order};
use crate::{Failure, Library};
use engine::{Acquisition, Outcome};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// Compares records that an earlier check wrote with today's lists, without the phone.
///
/// `folder` holds them and their head ([`RECORDS_HEAD`](crate::RECORDS_HEAD)), or has a folder `records` that does. What
/// came of no published value is taken over from then. Only what stands in a record can be compared.
///
/// # Errors
/// [`Failure`] with `records-missing`, `records-damaged`, `records-unknown`, `indicators-unreadable`, `stopped` …
pub fn recheck(
    folder: &Path,
    (builtin_indicators, indicator_files): (bool, Vec<PathBuf>),
    library: Library,
    stop: &AtomicBool,
) -> Result<Outcome, Failure> {
    // Known once the head is read.
    let acquisition = Acquisition::of(engine::Kind::IosBackup);
    let candidate = Candidate { path: folder.to_path_buf(), inside: None, acquisition, with: Vec::new() };
    let request = Request { builtin_indicators, indicator_files, ..Request::new(candidate) };
    let mut silent = crate::Silent;
    let mut check = Check::new(&request, library, &mut silent);
    let order = Order::Recheck(Box::new(check.task(&[], 1)));
    let mut at_work = BTreeMap::new();
    match Round::start(&order)?.listen(request.limits, stop, |reply| check.hear(reply, &mut at_work)) {
        End::Done => {
            let platform = check.opened.as_ref().map_or(engine::Platform::Ios, |opened| opened.platform);
            check.outcome(library.artifacts(platform))
        }
        other => Err(other.into_failure()),
    }
}
