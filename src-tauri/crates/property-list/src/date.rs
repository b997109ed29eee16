//! Points in time as property lists write them.

use jiff::{SignedDuration, Timestamp};

/// 2001-01-01 00:00:00 UTC, the beginning of Apple's count, in Unix seconds.
const APPLE_EPOCH: i64 = 978_307_200;

/// A date: seconds since 2001-01-01 00:00:00 UTC. Whatever a list holds is kept, sense or not; ask
/// [`timestamp`](Self::timestamp).
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Date(pub f64);

impl Date {
    /// The point in time; none for what is no number or lies beyond the years −9999 to 9999.
    pub fn timestamp(self) -> Option<Timestamp> {
        let since = SignedDuration::try_from_secs_f64(self.0).ok()?;
        Timestamp::from_second(APPLE_EPOCH).ok()?.checked_add(since).ok()
    }

    /// From the form of XML lists, such as `2026-11-23T08:15:00Z`; not a number if it is none.
    pub(crate) fn from_xml(text: &str) -> Self {
        let parsed: Result<Timestamp, _> = text.trim().parse();
        Self(parsed.map_or(f64::NAN, |at| {
            at.duration_since(Timestamp::UNIX_EPOCH).as_secs_f64() - APPLE_EPOCH as f64
        }))
    }
}
