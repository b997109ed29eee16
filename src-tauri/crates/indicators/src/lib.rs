//! Indicators: published values tied to known spyware. Packs and STIX 2 files in, one compiled lookup out.
//!
//! Matching is exact in the sense that false alarms demand: whole host labels, whole path components, case where case
//! matters, never a substring. See `ARCHITECTURE.md` and `indicators/README.md` for what may become an indicator.
//!
//! ```
//! use indicators::{Indicators, Kind};
//!
//! let bundle = br#"{"type": "bundle", "objects": [
//!     {"type": "indicator", "id": "indicator--1", "pattern": "[domain-name:value = 'a.bad.example']"}]}"#;
//! let mut builder = Indicators::builder();
//! builder.stix("friend.stix2", bundle).expect("a bundle");
//! let indicators = builder.build();
//! let hit = indicators.url("https://cdn.a.bad.example/x").expect("a name below the indicator");
//! assert_eq!((hit.kind, hit.value.as_str()), (Kind::Domain, "a.bad.example"));
//! assert!(indicators.url("https://bad.example/").is_none());
//! ```

mod builder;
mod compile;
mod hit;
mod host;
mod image;
mod key;
mod kind;
pub mod links;
mod lookup;
mod rules;
pub mod stix;
mod value;

use std::borrow::Cow;
use std::ops::Range;

pub use builder::Builder;
pub use hit::{Hit, PackSummary, Totals};
pub use kind::{Kind, Tier};
pub use stix::{ImportError, ImportReport, Withheld, WithheldWhy};

use image::{Image, Layout, Row};
use key::Code;

/// Made by `build.rs` from the packs in `indicators/`.
static BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/builtin.image"));

/// A compiled, immutable set. `Send` and `Sync`; one lookup for all packs; cheap to clone when built in.
#[derive(Clone, Debug)]
pub struct Indicators {
    bytes: Cow<'static, [u8]>,
    layout: Layout,
}

impl Default for Indicators {
    fn default() -> Indicators {
        Indicators::empty()
    }
}

impl Indicators {
    /// The packs that are compiled into the program.
    #[must_use]
    pub fn builtin() -> Indicators {
        Indicators::over(Cow::Borrowed(BUILTIN)).unwrap_or_default()
    }

    /// No indicators at all.
    #[must_use]
    pub fn empty() -> Indicators {
        Indicators { bytes: Cow::Borrowed(&[]), layout: Layout::NOTHING }
    }

    /// A builder without the built-in packs; [`Builder::builtin`] begins with them. The rules against false alarms
    /// hold in both.
    #[must_use]
    pub fn builder() -> Builder {
        Builder::new()
    }

    /// Opens what [`Indicators::as_bytes`] gave, at once whatever its size. `None` when it is something else or cut;
    /// damage inside costs answers, never a panic.
    #[must_use]
    pub fn from_bytes(bytes: Vec<u8>) -> Option<Indicators> {
        Indicators::over(Cow::Owned(bytes))
    }

    /// The compiled set as bytes, to be handed to another process of the same build. Not a format to keep.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// How many different values there are of each kind, and from which packs.
    #[must_use]
    pub fn totals(&self) -> Totals {
        let image = self.image();
        let by_kind = Kind::ALL
            .into_iter()
            .map(|kind| (kind, image.count(kind)))
            .filter(|(_, count)| *count > 0)
            .collect();
        let packs = (0..image.packs()).filter_map(|number| image.pack(number));
        Totals {
            by_kind,
            not_understood: image.not_understood(),
            packs: packs
                .map(|pack| PackSummary {
                    id: pack.id,
                    publisher: pack.publisher,
                    published: some(pack.published),
                    sha256: pack.sha256,
                    count: u64::from(pack.count),
                })
                .collect(),
        }
    }

    /// How many different values there are of these kinds together: the "applicable" of "applicable of total".
    #[must_use]
    pub fn count_of(&self, kinds: &[Kind]) -> u64 {
        let image = self.image();
        Kind::ALL.into_iter().filter(|kind| kinds.contains(kind)).map(|kind| image.count(kind)).sum()
    }

    /// Every indicator with its kind and tier, as published: what a test plants to see that it is found again.
    pub fn known_answer_values(&self) -> impl Iterator<Item = (Kind, Tier, String)> {
        let image = self.image();
        (0..image.len()).filter_map(move |number| {
            let row = image.row(number)?;
            match row.code {
                Code::Is(kind) => Some((kind, row.tier, image.value(&row))),
                _ => None,
            }
        })
    }

    fn over(bytes: Cow<'static, [u8]>) -> Option<Indicators> {
        let layout = Layout::of(&bytes)?;
        Some(Indicators { bytes, layout })
    }

    pub(crate) fn image(&self) -> Image<'_> {
        Image { bytes: &self.bytes, layout: self.layout }
    }

    /// The first row that really holds this key.
    pub(crate) fn row(&self, code: Code, key: &str) -> Option<Row> {
        let image = self.image();
        let rows = image.with_hash(key::hash(code, key));
        rows.filter_map(|number| image.row(number))
            .find(|row| row.code == code && key::key(code, &image.value(row)).as_deref() == Some(key))
    }

    /// The hit that rows of one hash make, once their values are compared. `whole` says that the key is all that was
    /// seen; when it is only the end of a host, names on shared platforms do not count.
    pub(crate) fn confirmed(&self, rows: Range<usize>, code: Code, key: &str, whole: bool) -> Option<Hit> {
        let image = self.image();
        let mut hit: Option<Hit> = None;
        for row in rows.filter_map(|number| image.row(number)) {
            let value = image.value(&row);
            let same = row.code == code && key::key(code, &value).as_deref() == Some(key);
            if !same || (row.exact && !whole) {
                continue;
            }
            let group = image.group(row.group)?;
            let pack = image.pack(group.pack).map(|pack| pack.id).unwrap_or_default();
            if let Some(hit) = &mut hit {
                let other = format!("{} ({pack})", group.campaign);
                if hit.also.len() < MOST_OTHERS && !hit.also.contains(&other) {
                    hit.also.push(other);
                }
                continue;
            }
            hit = Some(Hit {
                kind: code.kind()?,
                value,
                pack,
                publisher: group.publisher,
                campaign: group.campaign,
                published: some(group.published),
                tier: row.tier,
                also: Vec::new(),
            });
        }
        hit
    }
}

/// A value named by more packs than this is named often enough.
const MOST_OTHERS: usize = 16;

fn some(text: String) -> Option<String> {
    (!text.is_empty()).then_some(text)
}
