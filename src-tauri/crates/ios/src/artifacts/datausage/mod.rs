//! # Mobile data use
//!
//! **Found in** `WirelessDomain/Library/Databases/DataUsage.sqlite`, in every backup, encrypted or not. iPads
//! and phones that never had a SIM keep it too. Newer systems dropped the columns for Wi-Fi.
//!
//! **Shows** which programs used the network, when first and when last, and how much.
//!
//! **Cannot show** what was sent or where to, nor programs that never used the network or whose entries
//! were removed together with their use. Names are cut at 16 characters.
//!
//! **Ordinary reasons.** Apps may be named like anything; six published names are one letter from Apple's. The
//! numbers of removed apps are missing from the sequence. A damaged file may lose names and keep use.
//!
//! **Sources.** Amnesty International, "Forensic Methodology Report", 2021, and its process names; Citizen Lab,
//! "FORCEDENTRY", 2021 (use whose process entry is gone; known here through summaries, and checked likewise by
//! MVT); Kaspersky, `triangle_check`, 2023 (`BackupAgent`).

pub(crate) mod parser;
#[cfg(test)]
mod tests;

use super::across::facts;
use super::shared::databases;
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Unread, UnreadWhy, Weight,
};
use parser::{PROCESS, PROCESSES, Process, USAGE, USAGES, Usage};
use sqlite::Database;
use std::collections::BTreeMap;

/// Where it lies.
pub(crate) const PATH: &str = "WirelessDomain/Library/Databases/DataUsage.sqlite";
/// Programs that are kept in memory; phones have some hundred.
const MOST_PROCESSES: usize = 100_000;

static KNOWN: Detection =
    Detection { id: "ios.datausage.process", weight: Weight::KnownSpyware, class: Class::Execution };
static BACKUP_AGENT: Detection =
    Detection { id: "ios.datausage.backup-agent", weight: Weight::KnownSpyware, class: Class::Execution };
static CUT_LOOSE: Detection =
    Detection { id: "ios.datausage.live-without-process", weight: Weight::Strong, class: Class::Cleanup };
static REMOVED: Detection =
    Detection { id: "ios.datausage.removed-processes", weight: Weight::Note, class: Class::Cleanup };

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.datausage",
    version: 1,
    reads: &[PATH],
    availability: &[Availability::backup(Presence::Always)],
    detections: &[KNOWN, BACKUP_AGENT, CUT_LOOSE, REMOVED],
    compares: &[Kind::Process],
    fields: &[
        ("process", "name of the program, cut at 16 characters"),
        ("bundle", "bundle id, if it is an app"),
        ("number", "number of the program"),
        ("wifi_in", "bytes in by Wi-Fi"),
        ("wifi_out", "bytes out by Wi-Fi"),
        ("mobile_in", "bytes in by mobile network"),
        ("mobile_out", "bytes out by mobile network"),
    ],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    databases::each(case, notes, &[PATH], &mut |database, entry, notes| {
        let processes = processes(case, database, entry, notes);
        // With a hole in the file, an entry that seems gone may only be unreadable.
        let whole = !notes.unread_parts().iter().any(|unread| unread.path == entry.path);
        if whole {
            removed(&processes, entry, notes);
        }
        usages(database, entry, &processes, whole, notes);
    })
}

fn processes(
    case: &Case<'_>,
    database: &Database,
    entry: &Entry,
    notes: &mut Notes<'_>,
) -> BTreeMap<i64, Process> {
    let mut processes = BTreeMap::new();
    databases::table(database, entry, notes, (PROCESSES, PROCESS), &mut |row, notes| {
        let Some(process) = Process::of(row) else {
            notes.gap();
            return true;
        };
        if processes.len() == MOST_PROCESSES {
            notes.unread(Unread::part(&entry.path, "further programs", UnreadWhy::TooLarge));
            return false;
        }
        let cite = Cite::new(&entry.path, format!("{PROCESSES} {}", process.number));
        judge(case, &process, &cite, notes);
        for when in [process.first, process.last].into_iter().flatten() {
            notes.fact(facts::PROCESS_TRAFFIC, when, &process.name, cite.clone());
        }
        let go_on = notes.record(|| {
            Record::new(cite)
                .time("first used", process.first)
                .time("last used", process.last)
                .field("process", process.name.as_str())
                .field("bundle", process.bundle.as_deref())
                .field("number", process.number)
        });
        processes.insert(process.number, process);
        go_on
    });
    processes
}

fn judge(case: &Case<'_>, process: &Process, cite: &Cite, notes: &mut Notes<'_>) {
    let hit = case.indicators.process(process.program());
    let made = |detection| {
        Finding::new(detection, cite.clone())
            .at(process.first.or(process.last))
            .quote("process", &process.name)
    };
    if process.program() == "BackupAgent" {
        // Stronger than a published name alone, which Apple once used too: here it used the network.
        let mut finding = made(&BACKUP_AGENT);
        if let Some(hit) = hit {
            finding = finding.matched(hit);
            finding.weight = BACKUP_AGENT.weight;
        }
        return notes.finding(finding);
    }
    let Some(hit) = hit else { return };
    let finding = made(&KNOWN).matched(hit);
    notes.finding(match &process.bundle {
        // Anyone can publish an app with such a name.
        Some(bundle) if !bundle.starts_with("com.apple.") => {
            finding.at_most(Weight::Look).quote("bundle", bundle)
        }
        _ => finding,
    });
}

fn removed(processes: &BTreeMap<i64, Process>, entry: &Entry, notes: &mut Notes<'_>) {
    let numbers = || processes.keys().map(|number| i128::from(*number));
    let holes: Vec<_> =
        numbers().zip(numbers().skip(1)).filter(|(before, after)| after - before > 1).collect();
    let (Some((first, _)), Some((_, last))) = (holes.first(), holes.last()) else { return };
    let count: i128 = holes.iter().map(|(before, after)| after - before - 1).sum();
    let place = format!("{PROCESSES} {} to {}", first + 1, last - 1);
    notes.finding(Finding::new(&REMOVED, Cite::new(&entry.path, place)).quote("count", count.to_string()));
}

fn usages(
    database: &Database,
    entry: &Entry,
    processes: &BTreeMap<i64, Process>,
    whole: bool,
    notes: &mut Notes<'_>,
) {
    databases::table(database, entry, notes, (USAGES, USAGE), &mut |row, notes| {
        let Some(usage) = Usage::of(row) else {
            notes.gap();
            return true;
        };
        let cite = Cite::new(&entry.path, format!("{USAGES} {}", usage.number));
        let process = usage.process.and_then(|number| processes.get(&number));
        if let (Some(number), None) = (usage.process, process) {
            let finding =
                Finding::new(&CUT_LOOSE, cite.clone()).at(usage.when).quote("number", number.to_string());
            notes.finding(if whole { finding } else { finding.at_most(Weight::Look) });
        }
        if let (Some(process), Some(when)) = (process, usage.when) {
            notes.fact(facts::PROCESS_TRAFFIC, when, &process.name, cite.clone());
        }
        notes.record(|| {
            let [wifi_in, wifi_out, mobile_in, mobile_out] = usage.bytes;
            Record::new(cite)
                .time("last counted", usage.when)
                .field("process", process.map(|process| process.name.as_str()))
                .field("bundle", process.and_then(|process| process.bundle.as_deref()))
                .field("number", usage.process)
                .field("wifi_in", wifi_in)
                .field("wifi_out", wifi_out)
                .field("mobile_in", mobile_in)
                .field("mobile_out", mobile_out)
        })
    });
}
