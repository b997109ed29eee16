//! What a caller hears while a check runs.

use engine::Record;

/// How far a check is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// The worker starts and opens the acquisition.
    Opening,
    /// An archive is listed: bytes done, bytes in all.
    Listing {
        /// Bytes done.
        done: u64,
        /// Bytes in all.
        of: u64,
    },
    /// The key is derived: rounds done, rounds in all.
    Unlocking {
        /// Rounds done.
        done: u32,
        /// Rounds in all.
        of: u32,
    },
    /// Artifacts are examined.
    Examining {
        /// Ids under examination.
        now: Vec<String>,
        /// Ids that ended, in that order.
        ended: Vec<String>,
        /// Artifacts in all.
        of: usize,
        /// Records read so far.
        records: u64,
        /// Parts per thousand of the whole; never goes back.
        permille: u32,
    },
}

/// Who listens. Called on the thread that called [`run`](crate::run).
pub trait Observer {
    /// Something moved; at most ten times a second.
    fn progress(&mut self, progress: Progress);

    /// An artifact begins, perhaps for a second time: earlier records of it are void.
    fn begins(&mut self, _artifact: &str) {}

    /// A record; only if the request wants records.
    fn record(&mut self, _artifact: &str, _record: Record) {}
}

/// Listens to nothing.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Observer for Silent {
    fn progress(&mut self, _: Progress) {}
}
