//! Why a conversation with the phone ended early, and what its numbers mean.

use crate::Failure;
use std::io;

/// Why it ended before the phone said that all is well.
#[derive(Debug)]
pub(crate) enum Ended {
    /// The cable is out, or the phone hung up: it may come back.
    Lost(#[expect(dead_code, reason = "for whoever debugs")] io::Error),
    /// It cannot go on.
    Failed(Failure),
}

impl From<Failure> for Ended {
    fn from(failure: Failure) -> Self {
        Self::Failed(failure)
    }
}

/// The phone said what no phone says. `what` names it for developers and holds nothing of the phone's.
pub(crate) fn odd(what: &str) -> Ended {
    Ended::Failed(Failure::new("odd-answer").because(what))
}

/// An error of this computer's disk while a copy is written.
pub(crate) fn on_disk(error: &io::Error) -> Failure {
    use io::ErrorKind::{FileTooLarge, QuotaExceeded, StorageFull};
    let full = matches!(error.kind(), StorageFull | QuotaExceeded | FileTooLarge);
    Failure::new(if full { "space-ran-out" } else { "save-failed" }).because(error)
}

/// The failure behind an `ErrorCode` of the phone's last word. Codes: reference/crates.md 1.4. What the phone
/// wrote beside it is not kept: it may name files.
pub(crate) fn refused(code: i64) -> Failure {
    let failure = Failure::new(match code {
        105 => "no-space",
        207 => "phone-wrong-password",
        208 => "passcode-not-typed",
        3 => "phone-needs-restart",
        _ => "phone-refused-copy",
    });
    failure.with("code", code)
}

#[cfg(test)]
mod tests {
    use super::{on_disk, refused};
    use crate::Failure;
    use std::io;

    #[test]
    fn every_number_of_a_phone_has_a_failure_with_a_number() {
        for code in [0, 1, 3, 105, 207, 208, 209, -1, i64::MAX] {
            let failure = refused(code);
            assert_ne!(failure.number(), Failure::new("our-fault").number(), "{failure}");
            assert_eq!(failure.values["code"], code.to_string());
        }
    }

    #[test]
    fn a_full_disk_is_told_from_other_trouble() {
        assert_eq!(on_disk(&io::ErrorKind::StorageFull.into()).code, "space-ran-out");
        assert_eq!(on_disk(&io::ErrorKind::PermissionDenied.into()).code, "save-failed");
    }
}
