//! What a lookup answers, and what a compiled set says about itself.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::kind::{Kind, Tier};

/// An indicator that was met.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hit {
    /// Its kind.
    pub kind: Kind,
    /// Its value as published, made clickable again where it was not. Public, but never to be shown as a link.
    pub value: String,
    /// Id of the pack, or the name of the imported file.
    pub pack: String,
    /// Who published it.
    pub publisher: String,
    /// The spyware or campaign that it belongs to.
    pub campaign: String,
    /// When it was first published (`2021-07-18`, `2021-07` or `2021`); `None` when nobody says. Never the date of a file.
    pub published: Option<String>,
    /// How much a hit says.
    pub tier: Tier,
    /// Other campaigns and packs that name the same value, as `campaign (pack)`.
    pub also: Vec<String>,
}

/// How many indicators there are, and where from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Totals {
    /// Different values by kind; a kind without any is absent.
    pub by_kind: BTreeMap<Kind, u64>,
    /// Patterns of imported files that were not understood.
    pub not_understood: u64,
    /// The packs, built-in first, then files in the order of import.
    pub packs: Vec<PackSummary>,
}

impl Totals {
    /// Different values of all kinds.
    #[must_use]
    pub fn total(&self) -> u64 {
        self.by_kind.values().sum()
    }
}

/// One pack in a compiled set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackSummary {
    /// Its id, or the name of the imported file.
    pub id: String,
    /// Who published it; empty when an imported file does not say.
    pub publisher: String,
    /// The date that the pack states of itself; `None` for imported files, whose dates say when a file was built.
    pub published: Option<String>,
    /// SHA-256 of the pack's files, hexadecimal.
    pub sha256: String,
    /// How many values it holds.
    pub count: u64,
}
