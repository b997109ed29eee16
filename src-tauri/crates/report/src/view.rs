//! What a reader sees, in words: one model for the window, the printed page and the terminal.
//!
//! Every string here is finished text in the reader's language, cleaned for display; fields named
//! `*_code` and ids stay as the engine knows them. The window renders this model and decides nothing.

use serde::Serialize;
use ts_rs::TS;

/// A whole report in one language.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct View {
    /// BCP 47 tag of the words.
    pub lang: String,
    /// `ltr` or `rtl`.
    pub dir: String,
    /// `known-traces`, `expert-look`, `nothing-found` or `not-enough`.
    pub conclusion: String,
    /// The conclusion in one sentence.
    pub title: String,
    /// What the sentence means.
    pub lead: String,
    /// Short advice that belongs to this conclusion ("For now").
    pub for_now: Vec<String>,
    /// The closing paragraph under a conclusion.
    pub comfort: String,
    /// Findings above `note`, the gravest first.
    pub findings: Vec<FindingView>,
    /// Findings of weight `note`.
    pub notes: Vec<FindingView>,
    /// What was looked at, grouped for the windows picture; order is stable.
    pub coverage: Vec<CoverageView>,
    /// Dated findings, oldest first.
    pub timeline: Vec<Moment>,
    /// Steps to take next.
    pub next: Vec<NextStep>,
    /// What would let more be looked at.
    pub widen: Vec<String>,
    /// Facts on the acquisition, name and value.
    pub about: Vec<Fact>,
    /// Published traces compared with.
    pub indicators: IndicatorsView,
    /// The confinement that was in force, in words.
    pub confinement: String,
    /// `lucerna` version.
    pub tool_version: String,
    /// True if some words fell back to English.
    pub partly_english: bool,
}

/// One finding, with the four headings of the voice guide.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct FindingView {
    /// Position in the outcome; stable while the outcome lives.
    pub id: u32,
    /// `known-spyware`, `strong`, `look` or `note`.
    pub weight: String,
    /// `targeted`, `attempt`, `execution`, `cleanup`, `physical-access` or `posture`.
    pub class: String,
    /// Weight in words ("Known spyware", "An expert should look" …).
    pub weight_name: String,
    /// Class in words.
    pub class_name: String,
    /// One line.
    pub title: String,
    /// What we saw.
    pub saw: String,
    /// Why it may matter.
    pub meaning: String,
    /// Ordinary reasons.
    pub ordinary: String,
    /// What to do now.
    pub next: String,
    /// The time in words with its zone, if there is one.
    pub when: Option<String>,
    /// The same time as RFC 3339, UTC.
    pub when_utc: Option<String>,
    /// Name of the artifact in words.
    pub artifact_name: String,
    /// How many findings of the same kind this one stands for (1 if it is alone).
    pub count: u32,
    /// Details for an expert: name and value; hidden until asked for.
    pub expert: Vec<Fact>,
}

/// A name and a value.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct Fact {
    /// The name in words.
    pub name: String,
    /// The value, cleaned.
    pub value: String,
    /// Technical value (path, address, id): isolate it, show it in the typewriter face, left to right.
    pub technical: bool,
}

/// One window of the windows picture.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct CoverageView {
    /// Artifact id.
    pub artifact: String,
    /// Its name in words.
    pub name: String,
    /// Stable key of its group (`messages`, `web`, `apps`, `settings`, `accounts`, `ran`, `files`).
    pub group: String,
    /// The group in words.
    pub group_name: String,
    /// What it holds, in one sentence.
    pub holds: String,
    /// `examined`, `partly` (examined, but something in it could not be read), `not-examined` or `broke`.
    pub state: String,
    /// Why it was not (fully) examined, in words; empty if it was.
    pub why: String,
    /// What would let it be examined; empty if nothing is known.
    pub next: String,
    /// Records read.
    pub records: u32,
    /// Records that were not understood.
    pub gaps: u32,
    /// True if this acquisition should hold it.
    pub expected: bool,
    /// Number of findings above `note` from here.
    pub findings: u32,
}

/// A dated finding on the timeline.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct Moment {
    /// RFC 3339, UTC.
    pub when_utc: String,
    /// In words.
    pub when: String,
    /// What happened, in one line.
    pub what: String,
    /// `known-spyware`, `strong`, `look`, `note`, or `context` (the copy was made, …).
    pub weight: String,
    /// The finding it belongs to, if any.
    pub finding: Option<u32>,
}

/// A step to take next.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct NextStep {
    /// Key of a drawing or sign (`keep`, `talk`, `restart`, `accounts`, `danger`, `update`, `widen`).
    pub key: String,
    /// One line.
    pub title: String,
    /// One or two sentences.
    pub text: String,
}

/// What was compared with.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct IndicatorsView {
    /// All values loaded.
    pub total: u32,
    /// Those that this acquisition could have revealed.
    pub applicable: u32,
    /// Patterns that were not understood.
    pub not_understood: u32,
    /// One sentence with the numbers and the dates.
    pub sentence: String,
    /// Packs, by name.
    pub packs: Vec<PackView>,
}

/// One pack of published traces.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub struct PackView {
    /// Pack id.
    pub id: String,
    /// Publisher.
    pub publisher: String,
    /// Date of publication, ISO.
    pub published: String,
    /// Number of values.
    pub count: u32,
}

/// Numbers on a screen end somewhere.
pub(crate) fn small(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
