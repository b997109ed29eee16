//! Failures on their way to the window.

use crate::wire::Problem;
use scan::Failure;

/// What a command answers.
pub(crate) type Answer<T> = Result<T, Problem>;

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        let values =
            failure.values.iter().map(|(name, value)| (name.clone(), report::clean(value))).collect();
        Self { number: failure.number(), values, code: failure.code }
    }
}

/// Something that cannot happen, happened.
pub(crate) fn our_fault() -> Problem {
    Failure::new("our-fault").into()
}

/// Writing failed: is the disk full, or something else?
pub(crate) fn write_failed(error: &std::io::Error) -> Problem {
    let full = error.kind() == std::io::ErrorKind::StorageFull;
    Failure::new(if full { "disk-full" } else { "save-failed" }).into()
}
