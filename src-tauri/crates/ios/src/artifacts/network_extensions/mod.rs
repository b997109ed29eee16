//! # Who may filter or redirect traffic
//!
//! **Found in** `logs/Networking/com.apple.networkextension.plist` of a sysdiagnose and `com.apple.networkextension.plist`
//! of the system's preferences in a full copy: an archive of configurations.
//!
//! **Shows** VPNs, filters, name look-ups and relays that were set up, by which app or profile.
//!
//! **Cannot show** whether they were in use, nor what went through them.
//!
//! **Ordinary reasons.** VPN apps, ad blockers and parental controls are set up by people themselves; employers and schools
//! use all of it. The system keeps configurations of its own (grade 2, without a profile), which are left out.
//!
//! **Sources.** BugBane for Mac (names of the parts, what weighs, what is the system's own).

#[cfg(test)]
mod tests;

use super::shared::databases::entries;
use super::shared::links::{Pair, Seen};
use super::shared::plists;
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Unread, UnreadWhy, Weight,
};
use property_list::{Dictionary, Limits, Value};

static HEAVY: Detection =
    Detection { id: "ios.network-extensions.controls-traffic", weight: Weight::Look, class: Class::Posture };
static LIGHT: Detection =
    Detection { id: "ios.network-extensions.set-up", weight: Weight::Note, class: Class::Posture };
static APP: Detection =
    Detection { id: "ios.network-extensions.app", weight: Weight::KnownSpyware, class: Class::Execution };

static LINKS: Pair = Pair::new("ios.network-extensions.address", "ios.network-extensions.vendor-site");

pub(super) const LISTS: &[&str] = &[
    "Sysdiagnose/logs/Networking/com.apple.networkextension.plist",
    "SystemPreferencesDomain/com.apple.networkextension.plist",
];
/// Parts of a configuration, and whether each controls all traffic without being asked.
const PARTS: [(&str, bool); 8] = [
    ("VPN", false),
    ("AppVPN", false),
    ("AlwaysOnVPN", true),
    ("ContentFilter", true),
    ("DNSProxy", true),
    ("DNSSettings", false),
    ("URLFilter", true),
    ("Relay", true),
];

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.network-extensions",
    version: 1,
    reads: LISTS,
    availability: &[
        Availability::sysdiagnose(Presence::Sometimes).source("BugBane for Mac"),
        Availability::filesystem(Presence::Sometimes).source("BugBane for Mac: names of its parts"),
    ],
    detections: &[APP, HEAVY, LIGHT, LINKS.known, LINKS.vendor],
    // Addresses of servers are compared too, and not counted: few of those that are published could stand here.
    compares: &[Kind::AppId],
    fields: &[
        ("name", "name of the configuration or its app"),
        ("app", "bundle id of the app that set it up"),
        ("parts", "what it may do"),
        ("profile", "true if a configuration profile set it up"),
    ],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut found = Found::Absent;
    for entry in entries(case, notes, LISTS) {
        let Some(list) = plists::read(case, notes, &entry) else { continue };
        match property_list::archive::unarchive(&list, &Limits::default()) {
            Ok(archive) => {
                found = Found::Yes;
                let before = notes.records();
                if each(case, &archive, &entry, notes) && notes.records() == before && holds_others(&archive)
                {
                    notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout));
                }
            }
            Err(error) => notes.unread(plists::refused(&error, &entry.path)),
        }
    }
    found
}

/// Tells every configuration in a value. False if the check was stopped.
fn each(case: &Case<'_>, value: &Value, entry: &Entry, notes: &mut Notes<'_>) -> bool {
    match value {
        Value::Dictionary(fields)
            if fields.get("$class").and_then(Value::as_str) == Some("NEConfiguration") =>
        {
            tell(case, fields, entry, notes)
        }
        Value::Dictionary(fields) => fields.values().all(|value| each(case, value, entry, notes)),
        Value::Array(elements) => elements.iter().all(|value| each(case, value, entry, notes)),
        Value::Uid(_) => {
            // A reference that leads nowhere: what it named is lost.
            notes.gap();
            true
        }
        _ => true,
    }
}

/// Whether there are parts of configurations, under whatever name: a phone without any has none.
fn holds_others(value: &Value) -> bool {
    match value {
        Value::Dictionary(fields) => {
            PARTS.iter().any(|(part, _)| fields.contains_key(*part)) || fields.values().any(holds_others)
        }
        Value::Array(elements) => elements.iter().any(holds_others),
        _ => false,
    }
}

fn tell(case: &Case<'_>, fields: &Dictionary, entry: &Entry, notes: &mut Notes<'_>) -> bool {
    let is_set = |key: &str| fields.get(key).is_some_and(|value| value.as_str() != Some("$null"));
    let text = |key: &str| fields.get(key).and_then(Value::as_str).filter(|text| *text != "$null");
    let profile = is_set("ProfileInfo");
    let parts: Vec<&str> = PARTS.iter().map(|(part, _)| *part).filter(|part| is_set(part)).collect();
    let name = text("Name").or_else(|| text("ApplicationName")).unwrap_or("?");
    let app = text("Application");
    let cite = Cite::new(&entry.path, format!("configuration {name}"));
    // What it is told to be: its parts, and whether a profile brought it.
    let told = parts.iter().copied().chain(profile.then_some("ProfileInfo")).collect::<Vec<_>>().join(", ");
    let own = fields.get("Grade").and_then(Value::as_int) == Some(2) && !profile;
    let made = |detection| {
        let finding = Finding::new(detection, cite.clone()).quote("name", name).quote("parts", told.as_str());
        finding.quote("app", app.unwrap_or_default())
    };
    if let Some(hit) = app.and_then(|app| case.indicators.app_id(app)) {
        notes.finding(made(&APP).matched(hit));
    } else if profile || (!own && !parts.is_empty()) {
        let heavy = profile || PARTS.iter().any(|(part, heavy)| *heavy && parts.contains(part));
        notes.finding(made(if heavy { &HEAVY } else { &LIGHT }));
    }
    let mut seen = Seen::new(case.indicators);
    fields.values().for_each(|value| plists::texts(value, &mut |text| seen.setting(text)));
    for hit in seen.take() {
        notes.finding(LINKS.finding(hit, cite.clone(), None).quote("name", name));
    }
    let parts = parts.iter().map(|part| (*part).to_owned()).collect::<Vec<_>>();
    notes.record(|| {
        Record::new(cite)
            .field("name", name)
            .field("app", app)
            .field("parts", parts)
            .field("profile", profile)
    })
}
