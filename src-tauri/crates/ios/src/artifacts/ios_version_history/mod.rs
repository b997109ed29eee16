//! # Versions of the system over time
//!
//! **Found in** `private/var/db/analyticsd/Analytics-Journal-….ips` (the first line of each names the version and a
//! time), and in the reports of `private/var/Keychains/Analytics` (the build of the system at each time). Only a
//! copy of a whole file system holds them.
//!
//! **Shows** which version the phone ran when: what an attack of that time could have used.
//!
//! **Cannot show** versions from before the oldest of these files.
//!
//! **Ordinary reasons.** Nothing here is odd: it is context.
//!
//! **Sources.** Both layouts as read by MVT.

#[cfg(test)]
mod tests;

use super::analytics;
use super::shared::databases;
use engine::{Artifact, Availability, Case, Cite, Entry, Found, Notes, Presence, Record, Unread};
use jiff::Timestamp;
use property_list::Value;
use std::collections::BTreeMap;

const JOURNALS: &str = "Filesystem/private/var/db/analyticsd/**/Analytics-Journal-*.ips";

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.ios-version-history",
    version: 1,
    reads: &[JOURNALS, analytics::READS[0]],
    availability: &[Availability::filesystem(Presence::Sometimes).source("reference tool")],
    detections: &[],
    compares: &[],
    fields: &[
        ("version", "version of the system, with its build if it is known"),
        ("build", "build of the system"),
    ],
    examine,
};

/// The first line of a journal is some hundred bytes long.
const LONGEST_LINE: usize = 16 << 10;
/// Different builds that one phone can have run.
const MOST_BUILDS: usize = 1000;

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut found = Found::Absent;
    for entry in databases::entries(case, notes, &[JOURNALS]) {
        found = Found::Yes;
        match first_line(case, &entry) {
            Ok(line) => journal(&line, &entry, notes),
            Err(unread) => notes.unread(unread),
        }
    }
    let mut builds = BTreeMap::new();
    // What cannot be read of these is said by the artifact that they belong to.
    let reports = databases::quietly(case, analytics::READS[0], &mut |database, entry| {
        for table in analytics::TABLES {
            let _ = database.read_table(table, analytics::COLUMNS, &mut |row| {
                if let Some((Some(when), report)) = analytics::report(row)
                    && let Some(build) = report.get("build").and_then(Value::as_str)
                {
                    note(&mut builds, build, when, Cite::new(&entry.path, format!("table {table}")));
                }
                sqlite::Flow::GoOn
            });
        }
    });
    for (build, (when, cite)) in builds {
        let _ = notes.record(|| Record::new(cite).time("first seen", Some(when)).field("build", build));
    }
    if reports { Found::Yes } else { found }
}

/// Keeps the first time of a build.
fn note(builds: &mut BTreeMap<String, (Timestamp, Cite)>, build: &str, when: Timestamp, cite: Cite) {
    if let Some(first) = builds.get_mut(build) {
        if when < first.0 {
            *first = (when, cite);
        }
    } else if builds.len() < MOST_BUILDS {
        builds.insert(build.to_owned(), (when, cite));
    }
}

fn first_line(case: &Case<'_>, entry: &Entry) -> Result<Vec<u8>, Unread> {
    let file = case.evidence.open(entry)?;
    let len = usize::try_from(file.len()).unwrap_or(LONGEST_LINE).min(LONGEST_LINE);
    let mut head = vec![0; len];
    file.read_at(0, &mut head).map_err(|error| Unread::from_io(&entry.path, &error))?;
    head.truncate(head.iter().position(|byte| *byte == b'\n').unwrap_or(len));
    Ok(head)
}

fn journal(line: &[u8], entry: &Entry, notes: &mut Notes<'_>) {
    let Ok(line) = serde_json::from_slice::<serde_json::Value>(line) else { return notes.gap() };
    let text = |key: &str| line.get(key).and_then(serde_json::Value::as_str);
    let Some(version) = text("os_version") else { return notes.gap() };
    let when = text("timestamp").and_then(moment);
    let _ = notes.record(|| {
        Record::new(Cite::new(&entry.path, "first line")).time("ran", when).field("version", version)
    });
}

/// `2021-06-08 12:23:27.00 +0200`, as reports of the system write times.
fn moment(text: &str) -> Option<Timestamp> {
    jiff::fmt::strtime::parse("%Y-%m-%d %H:%M:%S%.f %z", text)
        .or_else(|_| jiff::fmt::strtime::parse("%Y-%m-%d %H:%M:%S %z", text))
        .ok()?
        .to_timestamp()
        .ok()
}
