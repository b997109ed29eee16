//! # Computers that the phone trusts
//!
//! **Found in** `Library/Lockdown/pair_records` of the system's own user (`RootDomain`): one list for each computer,
//! named after its number. Backups do not hold it.
//!
//! **Shows** computers that were let in with “Trust this computer”, and when; whether the tool of a company that
//! extracts phones was among them, by the numbers that it was seen to use.
//!
//! **Cannot show** what was copied, nor computers that were forgotten: the phone forgets them after a month without
//! use, or when its owner resets them.
//!
//! **Ordinary reasons.** Every computer that a phone was ever synchronised with, cars and accessories too. The tool of
//! that company is used by police forces, and also by repair shops and experts on request.
//!
//! **Sources.** Layout of the lists: libimobiledevice, pymobiledevice3. The numbers of the tool: Citizen Lab on
//! Jordan, January 2026, known here through a summary, so one step lower than a published trace.

#[cfg(test)]
mod tests;

use super::across::facts;
use super::shared::{databases, plists};
use crate::paths;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Weight,
};
use property_list::Value;

const READS: &[&str] =
    &["RootDomain/Library/Lockdown/pair_records/*.plist", "**/lockdown/pair_records/*.plist"];

static TOOL: Detection = Detection {
    id: "ios.pairing-records.extraction-tool",
    weight: Weight::Strong,
    class: Class::PhysicalAccess,
};
static COMPUTERS: Detection =
    Detection { id: "ios.pairing-records.computers", weight: Weight::Note, class: Class::Posture };

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.pairing-records",
    version: 1,
    reads: READS,
    availability: &[Availability::filesystem(Presence::Sometimes)
        .source("libimobiledevice, pymobiledevice3: layout of the lists")],
    detections: &[TOOL, COMPUTERS],
    compares: &[],
    fields: &[
        ("host", "number of the computer"),
        ("system", "number of its system"),
        ("wifi", "true if it may connect over Wi-Fi as well"),
    ],
    examine,
};

/// Numbers that the tool of a company that extracts phones was seen to use, of the computer and of its system.
const TOOL_HOST: &str = "9016926980658937761372207";
const TOOL_SYSTEM: &str = "30313996-42072961236303456";

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let entries = databases::entries(case, notes, READS);
    for entry in &entries {
        one(case, entry, notes);
    }
    if let Some(newest) = entries.iter().max_by_key(|entry| entry.stamps.modified) {
        let cite = Cite::new(&newest.path, "newest record");
        let finding = Finding::new(&COMPUTERS, cite).at(newest.stamps.modified);
        notes.finding(finding.quote("count", entries.len().to_string()));
    }
    if entries.is_empty() { Found::Absent } else { Found::Yes }
}

fn one(case: &Case<'_>, entry: &Entry, notes: &mut Notes<'_>) {
    // The number stands in the name too: a list that cannot be read still tells it.
    let named = paths::file_name(&entry.path).trim_end_matches(".plist").to_owned();
    let list = plists::read(case, notes, entry);
    let text =
        |key: &str| list.as_ref().and_then(|list| list.get(key)).and_then(Value::as_str).map(str::to_owned);
    let host = text("HostID").unwrap_or(named);
    let system = text("SystemBUID");
    let cite = Cite::new(&entry.path, "pair record");
    let paired = entry.stamps.born.or(entry.stamps.modified);
    if host == TOOL_HOST || system.as_deref() == Some(TOOL_SYSTEM) {
        notes.finding(Finding::new(&TOOL, cite.clone()).at(paired).quote("id", &host));
    }
    if let Some(paired) = paired {
        notes.fact(facts::COMPUTER_PAIRED, paired, &host, cite.clone());
    }
    let wifi = list.as_ref().map(|list| list.get("WiFiMACAddress").is_some());
    let _ = notes.record(|| {
        Record::new(cite)
            .time("made", entry.stamps.born)
            .time("changed", entry.stamps.modified)
            .field("host", host)
            .field("system", system)
            .field("wifi", wifi)
    });
}
