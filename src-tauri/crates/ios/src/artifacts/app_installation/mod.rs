//! # Log of installing apps
//!
//! **Found in** `logs/MobileInstallation/mobile_installation.log*` of a sysdiagnose and
//! `/private/var/installd/Library/Logs/MobileInstallation` of a full copy.
//!
//! **Shows** apps that were installed, updated or removed over the last weeks, by their ids. Times are local, and the log
//! does not say of which zone: they are taken as UTC and can be off by up to fourteen hours.
//!
//! **Cannot show** who installed an app.
//!
//! **Ordinary reasons.** A family, a school or an employer may use a monitoring app openly.
//!
//! **Sources.** The analysis framework of the EC's incident team and iLEAPP (layout); ids come from the indicators.

#[cfg(test)]
mod tests;

use super::shared::databases::entries;
use super::shared::{lines, moments};
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Finding, Found, Notes, Presence, Record, Unread,
    UnreadWhy, Weight,
};
use jiff::Timestamp;
use std::collections::BTreeMap;

static APP: Detection =
    Detection { id: "ios.app-installation.app", weight: Weight::KnownSpyware, class: Class::Execution };

const LOGS: &[&str] = &[
    "Sysdiagnose/logs/MobileInstallation/mobile_installation.log*",
    "Filesystem/private/var/installd/Library/Logs/MobileInstallation/mobile_installation.log*",
];
/// What lines say that tell of a change.
const CHANGES: [(&str, &str); 4] = [
    ("Made container live for", "installed"),
    ("Install Successful", "installed"),
    ("Uninstalling identifier", "removed"),
    ("Uninstall requested", "removed"),
];
/// Changes of one log that are kept.
const MOST: usize = 50_000;

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.app-installation",
    version: 1,
    reads: LOGS,
    availability: &[
        Availability::sysdiagnose(Presence::Sometimes).source("EC sysdiagnose framework"),
        Availability::filesystem(Presence::Sometimes).source("iLEAPP"),
    ],
    detections: &[APP],
    compares: &[Kind::AppId],
    fields: &[("app", "bundle id"), ("change", "installed or removed")],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut found = Found::Absent;
    for entry in entries(case, notes, LOGS) {
        let mut told: BTreeMap<(String, &str, Option<Timestamp>), ()> = BTreeMap::new();
        let mut dated = 0_u64;
        let opened = lines::each(case, notes, &entry, &mut |number, line, notes| {
            let when = moments::spelled(line).map(|(when, _)| when);
            dated += u64::from(when.is_some());
            let change =
                CHANGES.iter().find_map(|(words, change)| Some((line.split_once(words)?.1, *change)));
            let Some((app, change)) = change.and_then(|(rest, change)| Some((id(rest)?, change))) else {
                return true;
            };
            if told.len() >= MOST {
                notes.unread(Unread::part(&entry.path, "further changes", UnreadWhy::TooLarge));
                return false;
            }
            if told.insert((app.to_owned(), change, when), ()).is_some() {
                return true;
            }
            let cite = Cite::new(&entry.path, format!("line {number}"));
            if let Some(hit) = case.indicators.app_id(app) {
                notes.finding(Finding::new(&APP, cite.clone()).matched(hit).at(when).quote("app", app));
            }
            notes.record(|| Record::new(cite).time(change, when).field("app", app).field("change", change))
        });
        if opened {
            found = Found::Yes;
            if dated == 0 && entry.size > 0 {
                notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout));
            }
        }
    }
    found
}

/// The first word that has the shape of an app's id: `com.example.app`.
fn id(text: &str) -> Option<&str> {
    let inside = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    text.split(|c: char| !inside(c)).map(|word| word.trim_matches('.')).find(|word| {
        word.split('.').filter(|label| !label.is_empty()).count() >= 2
            && !word.starts_with(|c: char| c.is_ascii_digit())
    })
}
