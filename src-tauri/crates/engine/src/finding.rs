//! Detections and the findings they make: ids and values, never sentences.

use indicators::{Hit, Tier};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How much a finding matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Context; never changes a conclusion.
    Note,
    /// Worth a look, has ordinary reasons.
    Look,
    /// Hard to explain otherwise.
    Strong,
    /// Matches what researchers published on spyware.
    KnownSpyware,
}

/// What kind of event a finding speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    /// A link or an account reached the phone.
    Targeted,
    /// Traces of an attack.
    Attempt,
    /// Something ran.
    Execution,
    /// Traces were removed.
    Cleanup,
    /// Someone had the phone in hand.
    PhysicalAccess,
    /// A setting lowers safety; never above [`Weight::Look`].
    Posture,
}

/// A named reason why a record is worth showing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detection {
    /// `<artifact id>.<name>`; also the key of its words.
    pub id: &'static str,
    /// The highest weight its findings can have.
    pub weight: Weight,
    /// What it speaks of.
    pub class: Class,
}

/// Where in the evidence a finding lies.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Cite {
    /// Path in the evidence.
    pub path: String,
    /// Place inside it (`message 4711`, `key BackupAgent`); never content of a message.
    pub place: String,
    /// Which acquisition it lies in, if several are checked together: 0 is the main one, 1 the first of those
    /// with it. Written by [`examine()`](crate::examine()).
    #[serde(skip_serializing_if = "is_main", default)]
    pub part: u16,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde asks for")]
fn is_main(part: &u16) -> bool {
    *part == 0
}

impl Cite {
    /// A place in a file.
    pub fn new(path: &str, place: impl Into<String>) -> Self {
        Self { path: path.to_owned(), place: place.into(), part: 0 }
    }
}

/// A value quoted from the evidence: untrusted, cleaned by `report` before anyone sees it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quote {
    /// The value as found.
    pub value: String,
    /// True if it tells of a person (sender, address, name): hidden unless asked for.
    pub personal: bool,
}

/// The published value that a record matched, and who published it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct IndicatorSeen {
    /// Kind of value.
    pub kind: indicators::Kind,
    /// The value as published.
    pub value: String,
    /// How much it said when it was met; none in what older versions wrote.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub tier: Option<Tier>,
    /// Pack id.
    pub pack: String,
    /// Publisher.
    pub publisher: String,
    /// Campaign or family.
    pub campaign: String,
    /// When it was published, ISO date.
    pub published: Option<String>,
    /// Other packs or campaigns that name the same value.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub also: Vec<String>,
}

/// A detection that fired here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// Detection id.
    pub detection: String,
    /// Artifact id.
    pub artifact: String,
    /// At most the detection's weight.
    pub weight: Weight,
    /// What it speaks of.
    pub class: Class,
    /// When it happened, if the record says.
    pub when: Option<Timestamp>,
    /// Where it lies.
    pub cite: Cite,
    /// What it matched, if it matched a published value.
    pub indicator: Option<IndicatorSeen>,
    /// Values for the words, by name.
    pub quotes: BTreeMap<String, Quote>,
}

impl Finding {
    /// A finding at the detection's full weight.
    pub fn new(detection: &Detection, cite: Cite) -> Self {
        let artifact = detection.id.rsplit_once('.').map_or(detection.id, |(artifact, _)| artifact);
        Self {
            detection: detection.id.to_owned(),
            artifact: artifact.to_owned(),
            weight: detection.weight,
            class: detection.class,
            when: None,
            cite,
            indicator: None,
            quotes: BTreeMap::new(),
        }
    }

    /// When it happened.
    #[must_use]
    pub fn at(mut self, when: Option<Timestamp>) -> Self {
        self.when = when;
        self
    }

    /// Quotes a technical value.
    #[must_use]
    pub fn quote(mut self, name: &str, value: impl Into<String>) -> Self {
        self.quotes.insert(name.to_owned(), Quote { value: value.into(), personal: false });
        self
    }

    /// Quotes a value that tells of a person: hidden unless asked for.
    #[must_use]
    pub fn personal(mut self, name: &str, value: impl Into<String>) -> Self {
        self.quotes.insert(name.to_owned(), Quote { value: value.into(), personal: true });
        self
    }

    /// Names the published value. A value that needs context never weighs more than
    /// [`Weight::Look`], one that only informs never more than [`Weight::Note`].
    #[must_use]
    pub fn matched(mut self, hit: Hit) -> Self {
        let most = match hit.tier {
            Tier::Strong => Weight::KnownSpyware,
            Tier::Context => Weight::Look,
            Tier::Information => Weight::Note,
        };
        self.weight = self.weight.min(most);
        self.indicator = Some(IndicatorSeen {
            kind: hit.kind,
            value: hit.value,
            tier: Some(hit.tier),
            pack: hit.pack,
            publisher: hit.publisher,
            campaign: hit.campaign,
            published: hit.published,
            also: hit.also,
        });
        self
    }

    /// Lowers the weight, where a look-alike is likelier than usual.
    #[must_use]
    pub fn at_most(mut self, weight: Weight) -> Self {
        self.weight = self.weight.min(weight);
        self
    }
}

/// In an outcome a quote is its value alone; personal ones are left out before it is written.
impl Serialize for Quote {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (&self.value, self.personal).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Quote {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (value, personal) = Deserialize::deserialize(deserializer)?;
        Ok(Self { value, personal })
    }
}
