//! The whole of a check as one value: what every reader, screen and file is made from.

use crate::{Acquisition, Conclusion, Coverage, Day, Finding};
use serde::{Deserialize, Serialize};

/// Rises when the shape of [`Outcome`] changes.
pub const FORMAT: &str = "lucerna-outcome/1";

/// Findings, coverage, and what was examined with which indicators.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// [`FORMAT`].
    pub format: String,
    /// True if records of an earlier check were compared again, without the acquisition.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub again: bool,
    /// Made by [`conclude()`](crate::conclude()) alone.
    pub conclusion: Conclusion,
    /// What made this.
    pub tool: Tool,
    /// What was examined.
    pub acquisition: Acquisition,
    /// What else of the same phone was examined with it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub with: Vec<Acquisition>,
    /// Days that the person named, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<Day>,
    /// What it was compared with.
    pub indicators: IndicatorSummary,
    /// The gravest first, then by time, then by place.
    pub findings: Vec<Finding>,
    /// One row for each artifact of the platform, in the platform's order.
    pub coverage: Vec<Coverage>,
}

/// The program and its confinement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tool {
    /// Version of Lucerna.
    pub version: String,
    /// Limits that were really in force while the evidence was read: `landlock`, `seccomp`, `memory` …;
    /// empty means none.
    pub confinement: Vec<String>,
}

/// Indicators that were loaded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IndicatorSummary {
    /// All values.
    pub total: u64,
    /// Values that this acquisition could have revealed: of the kinds that its examined artifacts compare.
    pub applicable: u64,
    /// Patterns that were not understood.
    pub not_understood: u64,
    /// Where they came from.
    pub packs: Vec<Pack>,
}

/// One pack of indicators.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pack {
    /// Pack id.
    pub id: String,
    /// Who published it.
    pub publisher: String,
    /// When, ISO date.
    pub published: String,
    /// SHA-256 of its content.
    pub sha256: String,
    /// Values in it.
    pub count: u64,
}

impl Outcome {
    /// Puts findings into their order, so that the same evidence gives the same bytes.
    pub fn sort(&mut self) {
        self.findings.sort_by(|a, b| {
            (b.weight.cmp(&a.weight)).then_with(|| a.when.cmp(&b.when)).then_with(|| {
                (&a.detection, &a.cite, &a.indicator, &a.quotes).cmp(&(
                    &b.detection,
                    &b.cite,
                    &b.indicator,
                    &b.quotes,
                ))
            })
        });
        self.findings.dedup();
    }

    /// The outcome without anything that tells of a person.
    #[must_use]
    pub fn without_personal(mut self) -> Self {
        self.acquisition.device_name = None;
        self.with.iter_mut().for_each(|one| one.device_name = None);
        // Folders of backups are called by the number of their phone. That something lies there stays said.
        let all = std::iter::once(&mut self.acquisition).chain(&mut self.with);
        all.for_each(|one| one.beside.iter_mut().for_each(String::clear));
        for finding in &mut self.findings {
            finding.quotes.retain(|_, quote| !quote.personal);
        }
        self
    }
}
