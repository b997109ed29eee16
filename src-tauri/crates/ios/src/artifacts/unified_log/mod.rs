//! # The system's log
//!
//! **Found in** `system_logs.logarchive` of a sysdiagnose: `*.tracev3` files, the texts of programs beside them
//! (`XX/…`), and `timesync`; in a full copy `/private/var/db/diagnostics` and `/private/var/db/uuidtext`.
//!
//! **Shows** which programs wrote to the log, with paths, over days, from the catalogs alone; and lines that hold words or
//! paths which published research ties to an attack.
//!
//! **Cannot show** what programs keep private, nor what was written before the log begins. Lines are not put together:
//! words are looked for in the values of a line and in the texts of the programs that wrote. A program of which the archive
//! keeps no texts has no name: it is counted, and that is ordinary, since texts are left out and thrown away.
//!
//! **Ordinary reasons.** Apps may be named like anything. Somebody who reads about an attack on the phone may leave its
//! words in the log. `/private/var/logs/keybagd` is in healthy logs and is not looked for.
//!
//! **Sources.** Trace (programs from catalogs); Google, iVerify and Lookout, 2026 (words of DarkSword), Citizen Lab, 2026
//! (numbers of a phone-extraction tool): both known here through summaries, so each weighs a step less than there; BugBane
//! for Mac (published files below `/private/var/tmp`, whosever: healthy systems never write those names). Chunks
//! are taken apart by Mandiant's `macos-unifiedlogs`, one at a time and behind a wall: it never sees a file, and its
//! builder of lines is not used, because it reads property lists without limits.

mod chunks;
mod clock;
mod images;
mod markers;
mod pieces;
#[cfg(test)]
pub(super) mod tests;

use super::shared::databases::entries;
use super::shared::programs::Programs;
use chunks::{Chunk, Seen};
use clock::Clock;
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Entry, Finding, Found, Notes, Presence, Record, Unread, UnreadWhy,
};
use images::Images;
use jiff::Timestamp;
use std::collections::{BTreeMap, BTreeSet};

static PROGRAMS: Programs =
    Programs::new("ios.unified-log.known", "ios.unified-log.staging", "ios.unified-log.odd-place");

const TRACES: &[&str] = &[
    "Sysdiagnose/system_logs.logarchive/**/*.tracev3",
    "Filesystem/private/var/db/diagnostics/**/*.tracev3",
];
/// Programs that are kept; phones have some thousand.
const MOST: usize = 50_000;

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.unified-log",
    version: 1,
    reads: &[TRACES[0], TRACES[1], clock::TIMES[0], clock::TIMES[1], images::TEXTS[0], images::TEXTS[1]],
    availability: &[
        Availability::sysdiagnose(Presence::Sometimes).source("Mandiant, macos-unifiedlogs"),
        Availability::filesystem(Presence::Sometimes).source("Mandiant, macos-unifiedlogs: layout of chunks"),
    ],
    detections: &[PROGRAMS.known, PROGRAMS.staging, PROGRAMS.odd_place, markers::WORDS, markers::EXTRACTION],
    compares: &[Kind::Process, Kind::FilePath, Kind::FileName],
    fields: &[
        ("program", "path of the program"),
        ("build", "number of its build"),
        ("pid", "its number when it was met first"),
    ],
    examine,
};

/// When and where a program was met first.
struct Met {
    cite: Cite,
    when: Option<Timestamp>,
    pid: u64,
}

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let traces = entries(case, notes, TRACES);
    if traces.is_empty() {
        return Found::Absent;
    }
    let clock = Clock::read(case, notes);
    let mut programs: BTreeMap<String, Met> = BTreeMap::new();
    let mut builds = BTreeSet::new();
    for entry in &traces {
        let mut boot = String::new();
        chunks::each(case, notes, entry, &mut |chunk, notes| {
            match chunk {
                Chunk::Header(header) => boot = header,
                Chunk::Catalog(catalog) => {
                    for program in catalog {
                        builds.extend(program.loaded);
                        if programs.len() < MOST && !programs.contains_key(&program.build) {
                            let cite = Cite::new(&entry.path, format!("byte {}", program.at));
                            let when = clock.when(&boot, program.since);
                            programs.insert(program.build, Met { cite, when, pid: program.pid });
                        }
                    }
                }
                Chunk::Values(values) => said(case, entry, &clock, &boot, &values, notes),
            }
            true
        });
    }
    if programs.len() >= MOST {
        notes.unread(Unread::part(TRACES[0], "further programs", UnreadWhy::TooLarge));
    }
    tell(case, &programs, &builds, notes);
    Found::Yes
}

/// Values of lines that hold published words.
fn said(case: &Case<'_>, entry: &Entry, clock: &Clock, boot: &str, values: &[Seen], notes: &mut Notes<'_>) {
    for value in values {
        let Some((detection, word)) = markers::of(case.indicators, &value.text) else { continue };
        let cite = Cite::new(&entry.path, format!("byte {}", value.at));
        let finding = Finding::new(detection, cite).at(clock.when(boot, value.since));
        notes.finding(finding.quote("mark", word).quote("build", value.build.as_str()));
    }
}

/// Programs by path, and texts of programs that hold published words.
fn tell(case: &Case<'_>, programs: &BTreeMap<String, Met>, builds: &BTreeSet<String>, notes: &mut Notes<'_>) {
    let images = Images::find(case, notes);
    for (build, met) in programs {
        let Some(path) = images.path(case, build, notes) else {
            notes.gap();
            continue;
        };
        if let Some(finding) = PROGRAMS.finding(case.indicators, &path, met.cite.clone()) {
            notes.finding(finding.at(met.when));
        }
        let go_on = notes.record(|| {
            Record::new(met.cite.clone())
                .time("met", met.when)
                .field("program", path.as_str())
                .field("build", build.as_str())
                .field("pid", met.pid)
        });
        if !go_on {
            return;
        }
    }
    for build in programs.keys().chain(builds).collect::<BTreeSet<_>>() {
        let Some((detection, word, entry)) = images.marked(case, build, notes) else { continue };
        let finding = Finding::new(detection, Cite::new(&entry.path, "texts")).quote("mark", word);
        notes.finding(finding.quote("build", build.as_str()));
    }
}
