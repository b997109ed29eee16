//! Exit codes: a contract, see `lucerna scan --help`.

use engine::Conclusion;

/// A failure, with message and next step on the error stream.
pub(crate) const FAILURE: u8 = 1;

/// The code of a conclusion. Usage errors are 2, from the argument parser.
pub(crate) fn of(conclusion: Conclusion) -> u8 {
    match conclusion {
        Conclusion::NothingFound => 0,
        Conclusion::ExpertLook => 10,
        Conclusion::KnownTraces => 20,
        Conclusion::NotEnough => 30,
    }
}
