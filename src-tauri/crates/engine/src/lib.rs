//! What a check is made of, for any platform: evidence in, findings and coverage out, one conclusion.
//!
//! Nothing here knows an iPhone from an Android phone, a file from an archive, or a sentence from an
//! id. Platform crates bring [`Artifact`]s, acquisitions bring [`Evidence`]; [`examine()`] brings them
//! together and [`conclude()`] is the only place where a conclusion is made.

mod acquisition;
mod artifact;
mod availability;
mod conclusion;
mod coverage;
mod evidence;
mod examine;
mod finding;
mod merge;
mod names;
mod notes;
mod occasion;
mod outcome;
mod read_at;
mod record;
mod stored;
mod version;

pub use acquisition::{Acquisition, Kept, Kind, Platform};
pub use artifact::{Across, Artifact, Case, Facts, Found, Scene};
pub use availability::{Availability, Presence};
pub use conclusion::{Conclusion, conclude};
pub use coverage::{Coverage, NotExamined, State};
pub use evidence::{Entry, EntryKind, Evidence, Stamps, Unread, UnreadWhy};
pub use examine::{Control, Event, Examined, Observer, examine, examine_across, examine_all};
pub use finding::{Cite, Class, Detection, Finding, IndicatorSeen, Quote, Weight};
pub use indicators;
pub use names::Names;
pub use notes::Notes;
pub use occasion::{Day, Occasion};
pub use outcome::{FORMAT, IndicatorSummary, Outcome, Pack, Tool};
pub use read_at::{DiskFile, ReadAt};
pub use record::{Fact, Record, Value, Wanted};
pub use stored::Stored;
pub use version::Version;
