//! # What the system's log covers
//!
//! **Found in** `system_logs.logarchive/Info.plist` of a sysdiagnose.
//!
//! **Shows** when the log ends and, for each of its parts, when it begins: what the check of the log could not see lies
//! before. A log of less than a day gets a word, because traces in it fade fast (the threshold is ours).
//!
//! **Cannot show** why a log is short.
//!
//! **Ordinary reasons.** A phone that is much in use, was just set up or updated, or is nearly full keeps less.
//!
//! **Sources.** Apple's own reader of this list as published in decompiled form (parts and `OldestTimeRef`, `EndTimeRef`,
//! identifiers); a public description of a sysdiagnose of iOS 18 (`WallTime` in nanoseconds since 1970). A time without
//! `WallTime` is only a count since the phone was started and is not told.

#[cfg(test)]
mod tests;

use super::shared::plists;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Weight,
};
use jiff::{SignedDuration, Timestamp};
use property_list::Value;

static SHORT: Detection =
    Detection { id: "ios.log-archive.short", weight: Weight::Note, class: Class::Posture };

const LIST: &str = "Sysdiagnose/system_logs.logarchive/Info.plist";
/// Parts of a log; lines of `Special` are kept longest, those of `Live` were still in memory.
const PARTS: [&str; 5] = ["Persist", "Special", "Signpost", "HighVolume", "Live"];
/// Less than this is short.
const DAY: SignedDuration = SignedDuration::from_hours(24);

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.log-archive",
    version: 1,
    reads: &[LIST],
    availability: &[Availability::sysdiagnose(Presence::Sometimes)
        .source("EC sysdiagnose framework, iOS 13 to 26: beside every log")],
    detections: &[SHORT],
    compares: &[],
    fields: &[
        ("part", "part of the log"),
        ("archive", "number of the archive"),
        ("source", "number of the log that it was taken from"),
        ("format", "number of its format"),
    ],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    plists::each(case, notes, &[LIST], &mut |list, entry, notes| tell(list, entry, notes))
}

fn tell(list: &Value, entry: &Entry, notes: &mut Notes<'_>) {
    let Some(end) = list.get("EndTimeRef") else { return notes.gap() };
    let end = wall(end);
    let text = |key: &str| list.get(key).and_then(Value::as_str);
    let cite = || Cite::new(&entry.path, "EndTimeRef");
    let whole = notes.record(|| {
        let record = Record::new(cite()).time("ends", end).field("archive", text("ArchiveIdentifier"));
        let format = list.get("OSArchiveVersion").and_then(Value::as_int);
        record
            .field("source", text("SourceIdentifier"))
            .field("format", format.map(|format| format.to_string()))
    });
    if !whole {
        return;
    }
    let mut first: Option<Timestamp> = None;
    for part in PARTS {
        let key = format!("{part}Metadata");
        let Some(oldest) = list.get(&key).and_then(|part| part.get("OldestTimeRef")) else { continue };
        let begins = wall(oldest);
        if part == "Persist" {
            first = begins;
        }
        let told = || Record::new(Cite::new(&entry.path, key)).time("begins", begins).field("part", part);
        if !notes.record(told) {
            return;
        }
    }
    if let (Some(first), Some(end)) = (first, end)
        && end.duration_since(first) < DAY
    {
        notes.finding(Finding::new(&SHORT, cite()).at(Some(first)));
    }
}

/// Nanoseconds since 1970; nothing that lies before phones or is no number.
fn wall(time: &Value) -> Option<Timestamp> {
    let nanoseconds = time.get("WallTime").or_else(|| time.get("WallClockTime"))?.as_int()?;
    Timestamp::from_nanosecond(nanoseconds.into()).ok().filter(|when| when.as_second() > 1_000_000_000)
}
