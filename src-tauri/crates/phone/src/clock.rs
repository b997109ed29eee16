//! The computer's clock: changes and copies are dated by it.

use jiff::Timestamp;

/// Now, in whole seconds.
pub(crate) fn now() -> Timestamp {
    #[expect(clippy::disallowed_methods, reason = "what we did to a phone is dated when we did it")]
    let now = Timestamp::now();
    Timestamp::from_second(now.as_second()).unwrap_or(now)
}
