//! # Who wrote to the system's log
//!
//! **Found in** `Extra/logdata.statistics.*.jsonl` and the older `*.txt` of the log archive in a sysdiagnose, and
//! `/private/var/db/diagnostics` of a full copy: one line, or one short block, whenever a log file was closed. Newer systems
//! write both.
//!
//! **Shows** the paths of programs that had written to the system's log by then, over days or weeks: programs that have
//! long ended among them.
//!
//! **Cannot show** what they wrote, nor programs that write nothing. Only those that wrote most are listed.
//!
//! **Ordinary reasons.** Apps may be named like anything. Developers run programs from odd places.
//!
//! **Sources.** The analysis framework of the EC's incident team (layout); places as in `shared::programs`.

#[cfg(test)]
mod tests;
mod text;

use super::shared::databases::entries;
use super::shared::json::{self, is_at};
use super::shared::programs::{COMPARES, Programs};
use super::shared::{lines, moments};
use engine::{Artifact, Availability, Case, Cite, Entry, Found, Notes, Presence, Record, Unread, UnreadWhy};
use jiff::Timestamp;
use std::collections::BTreeMap;

static PROGRAMS: Programs =
    Programs::new("ios.log-statistics.known", "ios.log-statistics.staging", "ios.log-statistics.odd-place");

const LISTS: &[&str] = &[
    "Sysdiagnose/system_logs.logarchive/Extra/logdata.statistics.*.jsonl",
    "Filesystem/private/var/db/diagnostics/logdata.statistics.*.jsonl",
    "Sysdiagnose/system_logs.logarchive/Extra/logdata.statistics.*.txt",
    "Filesystem/private/var/db/diagnostics/logdata.statistics.*.txt",
];
/// Programs that are kept of one file; phones have some hundred.
const MOST: usize = 20_000;

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.log-statistics",
    version: 1,
    reads: LISTS,
    availability: &[
        Availability::sysdiagnose(Presence::Sometimes).source("EC sysdiagnose framework"),
        Availability::filesystem(Presence::Sometimes).source("EC sysdiagnose framework: layout"),
    ],
    detections: &[PROGRAMS.known, PROGRAMS.staging, PROGRAMS.odd_place],
    compares: COMPARES,
    fields: &[("program", "path of the program"), ("lines", "lines of the list that name it")],
    examine,
};

/// When a program was met.
struct Met {
    line: u64,
    first: Option<Timestamp>,
    last: Option<Timestamp>,
    lines: u64,
}

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut found = Found::Absent;
    for entry in entries(case, notes, LISTS) {
        let mut programs = BTreeMap::new();
        let mut blocks = entry.path.ends_with(".txt").then(text::Blocks::default);
        if lines::each(case, notes, &entry, &mut |number, line, notes| {
            match &mut blocks {
                Some(blocks) => {
                    if let Some((program, when)) = blocks.read(line, notes) {
                        meet(&mut programs, (program, when, number), &entry, notes);
                    }
                }
                None => read(&mut programs, number, line, &entry, notes),
            }
            true
        }) {
            found = Found::Yes;
        }
        if blocks.is_some_and(|blocks| !blocks.any) && entry.size > 0 {
            notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout));
        }
        tell(case, &entry, &programs, notes);
    }
    found
}

fn read(programs: &mut BTreeMap<String, Met>, number: u64, line: &str, entry: &Entry, notes: &mut Notes<'_>) {
    if line.trim().is_empty() {
        return;
    }
    let (mut when, mut names) = (None, Vec::new());
    let walked = json::walk(line, &mut |path, leaf| {
        if is_at(path, &["unixTime"]) {
            when = leaf.number().and_then(crate::time::unix);
        } else if let Some(name) = leaf.text().filter(|_| is_at(path, &["processList", "*", "process"]))
            && names.len() < MOST
        {
            names.push(name.to_owned());
        }
    });
    if walked.is_err() || names.is_empty() || names.len() == MOST {
        notes.gap();
    }
    for name in names {
        meet(programs, (name, when, number), entry, notes);
    }
}

/// Notes that a program was met at a time, in a line.
fn meet(
    programs: &mut BTreeMap<String, Met>,
    (name, when, line): (String, Option<Timestamp>, u64),
    entry: &Entry,
    notes: &mut Notes<'_>,
) {
    if programs.len() >= MOST && !programs.contains_key(&name) {
        return notes.unread(Unread::part(&entry.path, "further programs", UnreadWhy::TooLarge));
    }
    let met = programs.entry(name).or_insert(Met { line, first: when, last: when, lines: 0 });
    met.lines += 1;
    met.first = met.first.min(when).or(met.first).or(when);
    met.last = met.last.max(when);
}

fn tell(case: &Case<'_>, entry: &Entry, programs: &BTreeMap<String, Met>, notes: &mut Notes<'_>) {
    for (program, met) in programs {
        let cite = Cite::new(&entry.path, format!("line {}", met.line));
        if let Some(finding) = PROGRAMS.finding(case.indicators, program, cite.clone()) {
            notes.finding(finding.at(met.first));
        }
        let go_on = notes.record(|| {
            Record::new(cite)
                .time("first", met.first)
                .time("last", met.last)
                .field("program", program.as_str())
                .field("lines", met.lines)
        });
        if !go_on {
            return;
        }
    }
}
