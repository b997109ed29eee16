//! The one door to a check: identify, unlock, examine, in a confined worker process.
//!
//! The worker is the same program, started again in a hidden mode ([`enter_if_worker`]). It opens nothing
//! but the acquisition and the lists of indicators, has no network, starts nothing, writes nothing, and
//! its memory is capped. A crash, a hang or a memory blow-up costs the artifact that caused it.

mod library;
mod opening;
mod progress;
mod protocol;
mod reader;
mod recheck;
mod supervisor;

/// The file beside records that says what they are of; `lucerna recheck` needs it.
pub const RECORDS_HEAD: &str = "lucerna-records.json";
/// Rises when the shape of records or of their head changes.
pub const RECORDS_FORMAT: &str = "lucerna-records/1";

pub use library::Library;
pub use progress::{Observer, Progress, Silent};
pub use protocol::Candidate;
pub use reader::enter_if_worker;
pub use supervisor::{Limits, Request, identify, identify_and_tell, recheck, run, usual_places};
pub use worker::{Failure, Password};
