//! # State of the keychain and of trust
//!
//! **Found in** `security-sysdiagnose.txt` and `otctl_status.txt` of a sysdiagnose.
//!
//! **Shows** entries of the keychain that belong to the system's services, by group and with the times at which each
//! was made and changed, and dated events of the services for trust, for iCloud and for networks; and which devices
//! the keychain in iCloud trusts (model and system): whoever holds one of them can read the account's passwords.
//!
//! **Cannot show** any password or key: they are not in these files. Nor whose a trusted device is, or since when it is
//! trusted; no source ties anything here to spyware, so no rule looks at it. `ckksctl_status.txt`, which a sysdiagnose
//! keeps too, is described nowhere that we know of, and is not read.
//!
//! **Ordinary reasons.** All of it is ordinary: failures in it happen on every phone, and a person's own computer and
//! tablet are trusted devices. Only the person can tell a device that is not theirs.
//!
//! **Sources.** The analysis framework of the EC's incident team (sections, entries, events); iLEAPP (the trusted
//! devices, seen in sysdiagnoses of iOS 13 to 16). Names of accounts and devices and serial numbers stand in the files;
//! they are not kept.

mod devices;
#[cfg(test)]
mod tests;

use super::shared::databases::{entries, opened};
use super::shared::{lines, moments};
use engine::{Artifact, Availability, Case, Cite, Entry, Found, Notes, Presence, Record, Unread, UnreadWhy};

const STATE: &str = "Sysdiagnose/security-sysdiagnose.txt";
const TRUSTED: &str = "Sysdiagnose/otctl_status.txt";

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.security-state",
    version: 1,
    reads: &[STATE, TRUSTED],
    availability: &[Availability::sysdiagnose(Presence::Sometimes)
        .source("EC sysdiagnose framework: in every one of its samples")],
    detections: &[],
    compares: &[],
    fields: &[
        ("section", "part of the file"),
        ("group", "group of the keychain that the entry belongs to"),
        ("service", "what the entry is for"),
        ("event", "what happened"),
        ("result", "how it ended, as the file words it"),
        ("error", "code of the error"),
        ("model", "model of a device that the keychain in iCloud trusts"),
        ("system", "its system"),
    ],
    examine,
};

/// What the lines that follow are.
enum Section {
    /// Nothing that is kept.
    Other,
    /// Entries of the keychain of a service.
    Keychain(String),
    /// Events of a service.
    Client(String),
}

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut found = Found::Absent;
    for entry in entries(case, notes, &[STATE]) {
        let (mut section, mut known) = (Section::Other, 0_u64);
        if lines::each(case, notes, &entry, &mut |number, line, notes| {
            if let Some(next) = begins(line) {
                known += 1;
                section = next;
                return true;
            }
            let cite = || Cite::new(&entry.path, format!("line {number}"));
            match &section {
                Section::Keychain(of) => item(line, of, cite, notes),
                Section::Client(of) => event(line, of, cite, notes),
                Section::Other => true,
            }
        }) {
            found = Found::Yes;
        }
        unknown(known, &entry, notes);
    }
    for (entry, file) in opened(case, notes, &[TRUSTED]) {
        found = Found::Yes;
        devices::read(&*file, &entry, notes);
    }
    found
}

fn unknown(known: u64, entry: &Entry, notes: &mut Notes<'_>) {
    if known == 0 && entry.size > 0 {
        notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout));
    }
}

/// The head of a section.
fn begins(line: &str) -> Option<Section> {
    let line = line.trim_end();
    if let Some(of) = line.strip_suffix("keychain state:") {
        return Some(Section::Keychain(format!("{} keychain", of.trim().to_lowercase())));
    }
    if let Some(of) = line.strip_prefix("Client:") {
        return Some(Section::Client(of.trim().to_lowercase()));
    }
    let others =
        ["ccstatus:", "Engine state:", "Analytics sysdiagnose", "All keys and values", "All values in"];
    others.iter().any(|head| line.starts_with(head)).then_some(Section::Other)
}

/// `rapport: agrp=com.apple.rapport,cdat=2023-05-24 19:56:14 +0000,gena={length = 33, bytes = 0x…},…`.
fn item(line: &str, section: &str, cite: impl Fn() -> Cite, notes: &mut Notes<'_>) -> bool {
    let Some((_, pairs)) = line.split_once(": ") else { return true };
    let (mut group, mut service, mut made, mut changed) = (None, None, None, None);
    let mut depth = 0_i32;
    let apart = pairs.split(|c: char| {
        depth += i32::from(c == '{') - i32::from(c == '}');
        c == ',' && depth <= 0
    });
    for (key, value) in apart.filter_map(|pair| pair.split_once('=')) {
        match key.trim() {
            "agrp" => group = Some(value.to_owned()),
            "svce" => service = Some(value.to_owned()),
            "cdat" => made = moments::with_offset(value),
            "mdat" => changed = moments::with_offset(value),
            _ => {}
        }
    }
    if group.is_none() && made.is_none() && changed.is_none() {
        return true;
    }
    notes.record(|| {
        let record = Record::new(cite()).time("made", made).time("changed", changed);
        record.field("section", section).field("group", group).field("service", service)
    })
}

/// `2023-05-24 19:55:51 +0000 EventSoftFailure: OTAPKIEvent - Attributes: {… errorCode : -67694 }`.
fn event(line: &str, section: &str, cite: impl Fn() -> Cite, notes: &mut Notes<'_>) -> bool {
    let Some((head, attributes)) = line.split_once(" - Attributes: {") else { return true };
    let said = head.rsplit_once(": ").and_then(|(before, event)| {
        let (when, result) = before.rsplit_once(' ')?;
        Some((moments::with_offset(when)?, result, event))
    });
    let Some((when, result, event)) = said else {
        notes.gap();
        return true;
    };
    let error =
        attributes.split_once("errorCode : ").and_then(|(_, rest)| rest.split([' ', ',', '}']).next());
    notes.record(|| {
        let record = Record::new(cite()).time("happened", Some(when)).field("section", section);
        record.field("event", event).field("result", result).field("error", error)
    })
}
