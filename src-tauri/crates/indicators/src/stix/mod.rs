//! STIX 2.0 and 2.1: what is taken from a bundle, what is not, and why not.

mod bundle;
mod graph;
mod pattern;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::kind::Kind;

pub(crate) use bundle::read;
pub(crate) use graph::Graph;
pub use pattern::{Comparison, PatternProblem, parse_pattern};

/// Why a file gave nothing at all. A bad pattern is never such a reason.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ImportError {
    /// Larger than [`ImportError::MOST_BYTES`].
    #[error("the file is larger than {} bytes", ImportError::MOST_BYTES)]
    TooLarge,
    /// Nested more deeply than any bundle is.
    #[error("the file is nested more than {} levels deep", ImportError::DEEPEST)]
    TooDeep,
    /// More objects than [`ImportError::MOST_OBJECTS`].
    #[error("the file has more than {} objects", ImportError::MOST_OBJECTS)]
    TooManyObjects,
    /// Not JSON, or cut short.
    #[error("the file is not readable as JSON")]
    Unreadable(#[source] serde_json::Error),
    /// JSON, but neither a bundle nor a list of STIX objects.
    #[error("the file holds no STIX objects")]
    NotStix,
}

impl ImportError {
    /// The largest file that is read.
    pub const MOST_BYTES: usize = 512 << 20;
    /// The deepest nesting that is read.
    pub const DEEPEST: usize = 64;
    /// The most objects that are read.
    pub const MOST_OBJECTS: usize = 8_000_000;

    /// A stable code for texts and translations.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            ImportError::TooLarge => "indicators-too-large",
            ImportError::TooDeep => "indicators-too-deep",
            ImportError::TooManyObjects => "indicators-too-many-objects",
            ImportError::Unreadable(_) => "indicators-unreadable",
            ImportError::NotStix => "indicators-not-stix",
        }
    }
}

/// What became of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportReport {
    /// Values understood, by the kind that they really have; before anything was withheld.
    pub understood: BTreeMap<Kind, u64>,
    /// Values that became indicators.
    pub added: u64,
    /// Values understood but not used, because they would raise false alarms.
    pub withheld: u64,
    /// The first of them, with the reason.
    pub withheld_values: Vec<Withheld>,
    /// Patterns not understood.
    pub not_understood: u64,
    /// The first of them, with the reason.
    pub not_understood_patterns: Vec<NotUnderstood>,
    /// Indicators that their publisher has revoked; not used.
    pub revoked: u64,
}

/// How many examples of each kind a report keeps.
pub(crate) const MOST_EXAMPLES: usize = 100;

/// A value that was understood and is not used.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    /// The kind it was given as.
    pub kind: Kind,
    /// The value as given, cut when very long. Untrusted text.
    pub value: String,
    /// Why it is not used.
    pub why: WithheldWhy,
}

/// Why a value is not used as an indicator.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WithheldWhy {
    /// Listed as a cause of false alarms.
    NeverMatch,
    /// The service itself, not a name rented on it; or a whole top-level domain.
    SharedService,
    /// Malformed: it cannot occur as a value of its kind.
    Impossible,
    /// The digest of an empty file.
    EmptyFile,
    /// An address that means "here" or "this network" on every device.
    NotPublic,
    /// A folder that every phone has.
    TooBroad,
}

/// A pattern that was not understood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NotUnderstood {
    /// The pattern as given, cut when very long. Untrusted text.
    pub pattern: String,
    /// Why.
    pub why: PatternProblem,
}

/// The beginning of an untrusted text, at most `most` bytes.
pub(crate) fn cut(text: &str, most: usize) -> String {
    let end = (0..=most.min(text.len())).rev().find(|at| text.is_char_boundary(*at));
    text.get(..end.unwrap_or(0)).unwrap_or_default().to_owned()
}
