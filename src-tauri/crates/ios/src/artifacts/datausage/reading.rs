//! Reads such a database; there are two of them, with the same tables.

use super::parser::{PROCESS, PROCESSES, Process, USAGE, USAGES, Usage};
use crate::artifacts::across::facts;
use crate::artifacts::shared::databases;
use crate::artifacts::shared::stored::Beside;
use engine::{
    Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Record, Stored, Unread, UnreadWhy, Weight,
};
use sqlite::Database;
use std::collections::BTreeMap;

/// Fetches files of messages, and the bytes by mobile network from which on its use is a fact. The attack behind it
/// brought 31 million (iVerify, Black Hat Asia 2024); the bound is ours, and ordinary albums pass it.
const TRANSFERS: (&str, f64) = ("IMTransferAgent", 20e6);
/// Programs that are kept in memory; phones have some hundred.
const MOST_PROCESSES: usize = 100_000;

/// The four detections of such a database.
pub(crate) struct Rules {
    /// A published name.
    pub(crate) known: Detection,
    /// The old backup program used the network.
    pub(crate) backup_agent: Detection,
    /// Use whose program is gone.
    pub(crate) cut_loose: Detection,
    /// Holes in the numbers of programs.
    pub(crate) removed: Detection,
}

impl Rules {
    /// The ids are spelt out, in the order of the fields, so that a search finds them.
    pub(crate) const fn new([known, backup_agent, cut_loose, removed]: [&'static str; 4]) -> Self {
        use Class::{Cleanup, Execution};
        use Weight::{KnownSpyware, Note, Strong};
        Self {
            known: Detection { id: known, weight: KnownSpyware, class: Execution },
            backup_agent: Detection { id: backup_agent, weight: KnownSpyware, class: Execution },
            cut_loose: Detection { id: cut_loose, weight: Strong, class: Cleanup },
            removed: Detection { id: removed, weight: Note, class: Cleanup },
        }
    }
}

/// Fields of the records that [`read`] makes.
pub(crate) const FIELDS: &[(&str, &str)] = &[
    ("process", "name of the program, cut at 16 characters"),
    ("bundle", "bundle id, if it is an app"),
    ("number", "number of the program"),
    ("wifi_in", "bytes in by Wi-Fi"),
    ("wifi_out", "bytes out by Wi-Fi"),
    ("mobile_in", "bytes in by mobile network"),
    ("mobile_out", "bytes out by mobile network"),
];

/// Programs by number; of some no more is known.
type Programs = BTreeMap<i64, Option<Process>>;

/// Reads every database that matches `patterns`.
pub(crate) fn read(case: &Case<'_>, notes: &mut Notes<'_>, patterns: &[&str], rules: &Rules) -> Found {
    databases::each(case, notes, patterns, &mut |database, entry, notes| {
        let processes = processes(case, database, entry, rules, notes);
        // With a hole in the file, an entry that seems gone may only be unreadable.
        let whole = !notes.unread_parts().iter().any(|unread| unread.path == entry.path);
        if whole {
            removed(&processes, entry, rules, notes);
        }
        usages(database, entry, &processes, (whole, rules), notes);
    })
}

fn processes(
    case: &Case<'_>,
    database: &Database,
    entry: &Entry,
    rules: &Rules,
    notes: &mut Notes<'_>,
) -> Programs {
    let mut processes = BTreeMap::new();
    let uses = Beside::of(database, notes, USAGES, Some("ZHASPROCESS"));
    databases::table(database, entry, notes, (PROCESSES, PROCESS), &mut |row, notes| {
        let Some(process) = Process::of(row) else {
            notes.gap();
            // It is there all the same: its use is not cut loose.
            if let Some(number) = row.int(0).filter(|_| processes.len() < MOST_PROCESSES) {
                processes.insert(number, None);
            }
            return true;
        };
        if processes.len() == MOST_PROCESSES {
            notes.unread(Unread::part(&entry.path, "further programs", UnreadWhy::TooLarge));
            return false;
        }
        let cite = Cite::new(&entry.path, format!("{PROCESSES} {}", process.number));
        judge(case, &process, &cite, rules, notes);
        for when in [process.first, process.last].into_iter().flatten() {
            notes.fact(facts::PROCESS_TRAFFIC, when, &process.name, cite.clone());
        }
        notes.beside(|| Stored::from_iter([("@used", uses.has(process.number).into())]));
        let go_on = notes.record(|| {
            Record::new(cite)
                .time("first used", process.first)
                .time("last used", process.last)
                .field("process", process.name.as_str())
                .field("bundle", process.bundle.as_deref())
                .field("number", process.number)
        });
        processes.insert(process.number, Some(process));
        go_on
    });
    processes
}

fn judge(case: &Case<'_>, process: &Process, cite: &Cite, rules: &Rules, notes: &mut Notes<'_>) {
    let hit = case.indicators.process(process.program());
    // Anyone can publish an app with such a name.
    let app = process.bundle.as_deref().filter(|bundle| !bundle.starts_with("com.apple."));
    let of_app = |finding: Finding| match app {
        Some(bundle) => finding.at_most(Weight::Look).quote("bundle", bundle),
        None => finding,
    };
    let made = |detection| {
        Finding::new(detection, cite.clone())
            .at(process.first.or(process.last))
            .quote("process", &process.name)
    };
    if process.program() == "BackupAgent" {
        // Stronger than a published name alone, which Apple once used too: here it used the network.
        let mut finding = made(&rules.backup_agent);
        if let Some(hit) = hit {
            finding = finding.matched(hit);
            finding.weight = rules.backup_agent.weight;
        }
        return notes.finding(of_app(finding));
    }
    let Some(hit) = hit else { return };
    notes.finding(of_app(made(&rules.known).matched(hit)));
}

fn removed(processes: &Programs, entry: &Entry, rules: &Rules, notes: &mut Notes<'_>) {
    let numbers = || processes.keys().map(|number| i128::from(*number));
    let holes: Vec<_> =
        numbers().zip(numbers().skip(1)).filter(|(before, after)| after - before > 1).collect();
    let (Some((first, _)), Some((_, last))) = (holes.first(), holes.last()) else { return };
    let count: i128 = holes.iter().map(|(before, after)| after - before - 1).sum();
    let place = format!("{PROCESSES} {} to {}", first + 1, last - 1);
    notes.finding(
        Finding::new(&rules.removed, Cite::new(&entry.path, place)).quote("count", count.to_string()),
    );
}

/// Megabytes that came in as files of messages, if they are many.
fn transfer(process: &Process, usage: &Usage) -> Option<String> {
    let [.., mobile_in, _] = usage.bytes;
    let bytes = mobile_in.filter(|bytes| process.program() == TRANSFERS.0 && *bytes >= TRANSFERS.1)?;
    Some(format!("{:.0}", bytes / 1e6))
}

fn usages(
    database: &Database,
    entry: &Entry,
    processes: &Programs,
    (whole, rules): (bool, &Rules),
    notes: &mut Notes<'_>,
) {
    let programs = Beside::of(database, notes, PROCESSES, None);
    databases::table(database, entry, notes, (USAGES, USAGE), &mut |row, notes| {
        let Some(usage) = Usage::of(row) else {
            notes.gap();
            return true;
        };
        let cite = Cite::new(&entry.path, format!("{USAGES} {}", usage.number));
        let process = usage.process.and_then(|number| processes.get(&number));
        if let (Some(number), None) = (usage.process, process) {
            let finding = Finding::new(&rules.cut_loose, cite.clone())
                .at(usage.when)
                .quote("number", number.to_string());
            notes.finding(if whole { finding } else { finding.at_most(Weight::Look) });
        }
        let process = process.and_then(Option::as_ref);
        if let (Some(process), Some(when)) = (process, usage.when) {
            notes.fact(facts::PROCESS_TRAFFIC, when, &process.name, cite.clone());
            if let Some(megabytes) = transfer(process, &usage) {
                notes.fact(facts::MESSAGE_TRANSFER, when, &megabytes, cite.clone());
            }
        }
        notes.beside(|| programs.row(usage.process));
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
