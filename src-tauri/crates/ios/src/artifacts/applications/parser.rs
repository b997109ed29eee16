//! One app of the list, and what its shop wrote about it (`iTunesMetadata`, a property list inside).

use crate::artifacts::shared::{plists, stored};
use engine::Stored;
use jiff::Timestamp;
use property_list::{Limits, Value};
use sha2::{Digest as _, Sha256};

/// One app.
#[derive(Debug, Default, PartialEq)]
pub(super) struct App {
    /// Bundle id under which the backup lists it.
    pub(super) id: String,
    /// Whether the shop's papers are there, and could be read.
    pub(super) papers: Papers,
    /// Bundle id according to the shop.
    pub(super) shop_id: Option<String>,
    /// Name that people see.
    pub(super) name: Option<String>,
    /// Who sells it.
    pub(super) seller: Option<String>,
    /// Version.
    pub(super) version: Option<String>,
    /// What installed it.
    pub(super) source: Option<String>,
    /// When it was bought or first loaded.
    pub(super) bought: Option<Timestamp>,
}

/// What the shop wrote.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Papers {
    /// Nothing.
    #[default]
    None,
    /// Something that is no property list.
    Unreadable,
    /// What the other fields tell.
    Read,
}

impl App {
    /// The app listed as `id`.
    pub(super) fn of(id: &str, entry: &Value) -> Self {
        let mut app = Self { id: id.to_owned(), ..Self::default() };
        let Some(papers) = entry.get("iTunesMetadata") else { return app };
        app.take(read(papers).as_ref());
        app
    }

    /// The app whose shop's papers lie beside it, as in a copy of a whole file system.
    pub(super) fn of_papers(papers: &Value) -> Self {
        let mut app = Self::default();
        app.take(Some(papers));
        app.id = app.shop_id.clone().unwrap_or_default();
        app
    }

    fn take(&mut self, papers: Option<&Value>) {
        let Some(papers) = papers.filter(|papers| papers.as_dictionary().is_some()) else {
            self.papers = Papers::Unreadable;
            return;
        };
        let text = |key: &str| papers.get(key).and_then(Value::as_str).map(str::to_owned);
        self.papers = Papers::Read;
        self.shop_id = text("softwareVersionBundleId");
        self.name = text("itemName");
        self.seller = text("artistName");
        self.version = text("bundleShortVersionString");
        self.source = text("sourceApp").filter(|source| !source.is_empty());
        self.bought = papers.at(&["com.apple.iTunesStore.downloadInfo", "purchaseDate"]).and_then(moment);
    }

    /// The app as it tells of itself; none without an id.
    pub(super) fn of_bundle(info: &Value) -> Option<Self> {
        let text = |key: &str| info.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
        let name = text("CFBundleDisplayName").or_else(|| text("CFBundleName"));
        Some(Self {
            id: text("CFBundleIdentifier")?.to_owned(),
            name: name.map(str::to_owned),
            version: text("CFBundleShortVersionString").map(str::to_owned),
            ..Self::default()
        })
    }

    /// True for ids of Apple's own apps, which come with the system: not all have papers.
    pub(super) fn is_apples(&self) -> bool {
        self.id.starts_with("com.apple.")
    }

    /// The name that people see, or else the bundle id.
    pub(super) fn shown(&self) -> &str {
        self.name.as_deref().filter(|name| !name.is_empty()).unwrap_or(&self.id)
    }
}

/// A dictionary in place is not usual, and is understood.
fn read(papers: &Value) -> Option<Value> {
    match papers {
        Value::Data(bytes) => property_list::read(bytes, &Limits::default()).ok(),
        other => Some(other.clone()),
    }
}

/// The shop's papers whole, with the hash of the picture beside them.
pub(super) fn stored(entry: &Value) -> Stored {
    let papers = entry.get("iTunesMetadata").and_then(read);
    let mut stored = papers.as_ref().map(stored::list).unwrap_or_default();
    if let Some(picture) = entry.get("PlaceholderIcon").and_then(Value::as_data) {
        let hash = Sha256::digest(picture);
        let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        stored.set("icon_sha256", hex.into());
    }
    stored
}

fn moment(value: &Value) -> Option<Timestamp> {
    value.as_str().and_then(|text| text.parse().ok()).or_else(|| plists::moment(value))
}
