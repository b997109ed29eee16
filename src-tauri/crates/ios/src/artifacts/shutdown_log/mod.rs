//! # The log of shutting down
//!
//! **Found in** `system_logs.logarchive/Extra/shutdown*.log` of a sysdiagnose and `/private/var/db/diagnostics/` of a
//! full copy. Up to iOS 18 each reboot is added at the end. iOS 26.0 and 26.1 begin anew at each reboot, so that only
//! the latest is told; from 26.2 on they are added again, and iOS 27 writes `shutdown.0.log`.
//!
//! **Shows** programs that were still running when the phone was told to shut down, with their paths, once for every
//! time the phone looked, and when that was. Programs come before the line that dates their reboot; in the older layout
//! without dates the clock of the looks, which begins anew, tells one shutdown from the next.
//!
//! **Cannot show** programs that ended in time, reboots missing in a log without dates, nor anything of a phone that was never shut down in the ordinary way:
//! an empty battery, a forced restart and a crash leave no lines.
//!
//! **Ordinary reasons.** Two or three looks per reboot are common. Updates run a part of theirs from the staging folder:
//! two names, known, are left out; that the second of them is ordinary there is our reading. A log without reboots is that of a phone that was just set up, or that
//! is never switched off; boots without reboots come from forced restarts.
//!
//! **Sources.** Kaspersky, "A lightweight method to detect potential iOS malware", 2024, and its tool iShutdown (paths,
//! three looks); the article's more than four looks are known here through a summary. The projects Trace and BugBane for
//! Mac (both layouts, versions). That an attacker emptied the log, and comparing it with the log of the container
//! service, are iVerify's, 2025, known here through a summary only: it weighs a look when nothing is left, else a note.

mod emptied;
mod line;
mod log;
#[cfg(test)]
mod tests;

use super::shared::databases::entries;
use super::shared::lines;
use super::shared::programs::{COMPARES, Programs};
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Stored, Unread, UnreadWhy, Version, Weight,
};
use jiff::Timestamp;
use log::{Client, Log, Reboot};

static PROGRAMS: Programs =
    Programs::new("ios.shutdown-log.known", "ios.shutdown-log.staging", "ios.shutdown-log.odd-place");
static DELAYED: Detection =
    Detection { id: "ios.shutdown-log.delayed", weight: Weight::Look, class: Class::Execution };
static EMPTIED: Detection =
    Detection { id: "ios.shutdown-log.emptied", weight: Weight::Look, class: Class::Cleanup };
static FEWER: Detection =
    Detection { id: "ios.shutdown-log.fewer-reboots", weight: Weight::Note, class: Class::Cleanup };

const LOGS: [&str; 2] = [
    "Sysdiagnose/system_logs.logarchive/Extra/shutdown*.log",
    "Filesystem/private/var/db/diagnostics/shutdown*.log",
];

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.shutdown-log",
    version: 1,
    reads: &[LOGS[0], LOGS[1], emptied::BOOTS[0], emptied::BOOTS[1]],
    availability: &[
        Availability::sysdiagnose(Presence::Always)
            .until(Version(26, 0, 0))
            .source("Kaspersky, iShutdown; Trace"),
        Availability::sysdiagnose(Presence::Sometimes)
            .from(Version(26, 0, 0))
            .until(Version(26, 2, 0))
            .source("iVerify: iOS 26.0 and 26.1 keep the latest reboot only"),
        Availability::sysdiagnose(Presence::Always)
            .from(Version(26, 2, 0))
            .source("Trace, BugBane for Mac: added to again"),
        Availability::filesystem(Presence::Sometimes).source("reference tool"),
    ],
    detections: &[PROGRAMS.known, PROGRAMS.staging, PROGRAMS.odd_place, DELAYED, EMPTIED, FEWER],
    compares: COMPARES,
    fields: &[
        ("program", "path of the program that was still running, without the number of its build"),
        ("pid", "its number"),
        ("delay", "seconds that the phone had waited, added up over every time it looked"),
        ("looks", "how often it was still there in that shutdown"),
    ],
    examine,
};

/// Looks per reboot from which on it is told.
const MANY_LOOKS: usize = 3;

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut found = Found::Absent;
    for (pattern, boots) in LOGS.into_iter().zip(emptied::BOOTS) {
        let (mut reboots, mut understood) = (Vec::new(), 0);
        let holes = notes.unread_parts().len();
        let logs = entries(case, notes, &[pattern]);
        for entry in &logs {
            let Some(log) = read(case, entry, &mut reboots, notes) else { continue };
            found = Found::Yes;
            understood += log.understood;
        }
        // With a hole in it, a log that seems short may only be unread.
        if let (Some(first), true) = (logs.first(), notes.unread_parts().len() == holes) {
            emptied::compare(case, (first, boots), &reboots, understood, notes);
        }
    }
    found
}

/// Reads one file to its end; none if it could not be opened or the check was stopped.
fn read(case: &Case<'_>, entry: &Entry, dates: &mut Vec<Timestamp>, notes: &mut Notes<'_>) -> Option<Log> {
    let mut log = Log::default();
    let mut go_on = true;
    let opened = lines::each(case, notes, entry, &mut |number, line, notes| {
        for reboot in log.line(number, line) {
            dates.extend(reboot.when);
            go_on = go_on && tell(case, entry, &reboot, notes);
        }
        go_on
    });
    if !opened {
        return None;
    }
    // What stands after the last date: an older layout dates nothing, a newer log may have been cut.
    let (rest, cut) = log.end();
    if !rest.iter().all(|reboot| tell(case, entry, reboot, notes)) {
        return None;
    }
    if let Some(line) = cut {
        notes.unread(Unread::part(&entry.path, format!("after line {line}"), UnreadWhy::CutShort));
    }
    (0..log.gaps).for_each(|_| notes.gap());
    // A line of a new kind may name a program: then nobody can say that none was seen. A log without any line that is
    // understood is said as a whole.
    if log.gaps > 0 && log.understood > 0 {
        let part = format!("{} lines of an unknown kind", log.gaps);
        notes.unread(Unread::part(&entry.path, part, UnreadWhy::UnknownLayout));
    }
    for line in &log.unclear {
        notes.unread(Unread::part(&entry.path, format!("line {line}"), UnreadWhy::Damaged));
    }
    if log.too_many {
        notes.unread(Unread::part(&entry.path, "further programs", UnreadWhy::TooLarge));
    }
    if log.understood == 0 && log.gaps > 0 {
        notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout));
    }
    Some(log)
}

/// Tells the programs of one reboot. False if the check was stopped.
fn tell(case: &Case<'_>, entry: &Entry, reboot: &Reboot, notes: &mut Notes<'_>) -> bool {
    let mut odd = false;
    let mut go_on = true;
    for client in &reboot.clients {
        let cite = Cite::new(&entry.path, format!("line {}", client.line));
        if let Some(finding) = PROGRAMS.finding(case.indicators, &client.path, cite.clone()) {
            odd |= finding.detection != PROGRAMS.known.id || finding.weight > Weight::Look;
            notes.finding(finding.at(reboot.when));
        }
        let made_of = || Stored::from_iter([("build", client.build.as_deref().into())]);
        go_on = notes.made_of(made_of, |notes| notes.record(|| record(client, cite, reboot.when)));
        if !go_on {
            break;
        }
    }
    if reboot.looks >= MANY_LOOKS {
        let place = format!("line {}", reboot.line);
        let finding = Finding::new(&DELAYED, Cite::new(&entry.path, place)).at(reboot.when);
        let finding = finding.quote("count", reboot.looks.to_string());
        notes.finding(if odd { finding } else { finding.at_most(Weight::Note) });
    }
    go_on
}

fn record(client: &Client, cite: Cite, when: Option<Timestamp>) -> Record {
    Record::new(cite)
        .time("shut down", when)
        .field("program", client.path.as_str())
        .field("pid", client.pid)
        .field("delay", client.delay)
        .field("looks", client.looks)
}
