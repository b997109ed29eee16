//! An artifact: one kind of record, as a value and a function.

use crate::{Acquisition, Availability, Day, Detection, Evidence, Fact, Finding, NotExamined, Notes};
use indicators::Indicators;

/// One kind of record. A `static` per artifact, listed once by its platform.
pub struct Artifact {
    /// `ios.sms`: also folder name, key of its words, name of its scenario.
    pub id: &'static str,
    /// Rises when the same evidence may lead elsewhere.
    pub version: u32,
    /// Paths that it reads, as patterns of [`Evidence::find`].
    pub reads: &'static [&'static str],
    /// Where it exists.
    pub availability: &'static [Availability],
    /// Everything that [`examine`](Self::examine) may report.
    pub detections: &'static [Detection],
    /// Kinds of indicator that it compares with; for "applicable of total".
    pub compares: &'static [indicators::Kind],
    /// Fields of its records, name and meaning; the documentation of `--records`.
    pub fields: &'static [(&'static str, &'static str)],
    /// Reads the evidence and tells the notes. Never fails for what the evidence holds: it says gaps.
    pub examine: fn(&Case<'_>, &mut Notes<'_>) -> Found,
}

/// What became of looking for an artifact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Found {
    /// It was there and was read, as far as the notes say.
    Yes,
    /// It is not there: the engine knows whether that is ordinary.
    Absent,
    /// It was there, none of it could be read for this reason.
    Not(NotExamined),
}

/// Everything that an artifact may look at.
pub struct Case<'a> {
    /// The bytes.
    pub evidence: &'a dyn Evidence,
    /// What to compare with.
    pub indicators: &'a Indicators,
    /// What is known of the acquisition.
    pub acquisition: &'a Acquisition,
}

/// Facts of all artifacts, sorted by time.
pub type Facts = [Fact];

/// What all artifacts saw, for those who look at it together.
pub struct Scene<'a> {
    /// Sorted by time.
    pub facts: &'a Facts,
    /// What fired in single artifacts, at the weights that hold. In the order of the artifacts.
    pub findings: &'a [Finding],
    /// Days that the person entered.
    pub days: &'a [Day],
    /// What is known of the acquisition.
    pub acquisition: &'a Acquisition,
}

/// A detection over what several artifacts saw. Pure: no evidence, no clock.
pub struct Across {
    /// `ios.across`; the ids of its detections begin with it.
    pub id: &'static str,
    /// Rises when the same scene may lead elsewhere.
    pub version: u32,
    /// What it may report.
    pub detections: &'static [Detection],
    /// Looks at the scene. A combination is never heavier than what it was made of.
    pub detect: fn(&Scene<'_>) -> Vec<Finding>,
}
