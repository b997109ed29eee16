//! What opening an acquisition can fail with, as a failure of the whole check.

use crate::Failure;

/// The code, the values and the cause go over unchanged.
pub(crate) fn failure(error: &ios::acquisition::OpenError) -> Failure {
    let with = |failure: Failure, (name, value): (&str, String)| failure.with(name, value);
    error.values().into_iter().fold(Failure::new(error.code()), with).because(error)
}
