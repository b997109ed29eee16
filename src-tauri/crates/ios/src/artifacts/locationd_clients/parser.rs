//! The clients of the location service: key → dictionary of settings and times.

use crate::artifacts::shared::plists;
use jiff::Timestamp;
use property_list::{Dictionary, Value};

/// Times that an entry may hold, all in seconds since 2001.
pub(super) const TIMES: [&str; 9] = [
    "ConsumptionPeriodBegin",
    "ReceivingLocationInformationTimeStopped",
    "VisitTimeStopped",
    "LocationTimeStopped",
    "BackgroundLocationTimeStopped",
    "SignificantTimeStopped",
    "NonPersistentSignificantTimeStopped",
    "FenceTimeStopped",
    "BeaconRegionTimeStopped",
];

/// One client.
#[derive(Debug, PartialEq)]
pub(crate) struct Client<'a> {
    /// Its key without the colon at the end: a bundle id (with an `i` before it on newer systems),
    /// `com.apple.locationd.bundle-/path`, or `com.apple.locationd.executable-name`.
    pub(crate) key: &'a str,
    /// Bundle id, if it says.
    pub(crate) bundle: Option<&'a str>,
    /// Paths of bundle, program and registration, as far as it says.
    pub(crate) paths: Vec<&'a str>,
    /// Its times.
    pub(crate) times: Vec<(&'static str, Timestamp)>,
    /// All that stands of it.
    pub(crate) entry: &'a Value,
}

impl Client<'_> {
    /// The program that the key names.
    pub(super) fn program(&self) -> &str {
        let last = crate::paths::file_name(self.key.trim_end_matches('/'));
        last.strip_prefix("com.apple.locationd.executable-").unwrap_or(last)
    }

    /// When it last stopped asking.
    pub(crate) fn stopped(&self) -> Option<Timestamp> {
        self.times.iter().find(|(what, _)| *what == "LocationTimeStopped").map(|(_, when)| *when)
    }
}

/// All clients, and how many entries were none. Single numbers (a version) are neither.
pub(crate) fn clients(root: &Value) -> (Vec<Client<'_>>, u64) {
    let Some(entries) = root.as_dictionary() else { return (Vec::new(), 1) };
    let mut gaps = 0;
    let mut clients = Vec::new();
    for (key, entry) in entries {
        match entry {
            Value::Dictionary(inside) => clients.push(client(key, entry, inside)),
            Value::Array(_) | Value::Data(_) => gaps += 1,
            _ => {}
        }
    }
    (clients, gaps)
}

fn client<'a>(key: &'a str, entry: &'a Value, inside: &'a Dictionary) -> Client<'a> {
    let text = |name: &str| inside.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    Client {
        key: key.strip_suffix(':').unwrap_or(key),
        bundle: text("BundleId"),
        paths: ["BundlePath", "Executable", "Registered"].iter().filter_map(|name| text(name)).collect(),
        times: TIMES.iter().filter_map(|name| Some((*name, plists::moment(inside.get(*name)?)?))).collect(),
        entry,
    }
}
