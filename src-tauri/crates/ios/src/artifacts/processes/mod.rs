//! # Programs that were running
//!
//! **Found in** `ps.txt`, `ps_thread.txt`, `taskinfo.txt` and `spindump-nosymbols.txt` of a sysdiagnose.
//!
//! **Shows** every program that ran while the sysdiagnose was made, with number, owner and path; how long the phone
//! had been on; and the files that each program had loaded, as far as the samples name them.
//!
//! **Cannot show** what ran before, nor a program that hides from the system's own tools. What `ps` prints can be
//! changed by the program itself, so the path that the samples know goes first. Newer systems print many services
//! without a path: the number of their build in `taskinfo.txt` leads to a path in the samples; those that stay without
//! one are counted.
//!
//! **Ordinary reasons.** Apps may be named like anything. Some dozen apps of Apple lie among installed apps. Developers
//! run programs from odd places. A phone that was just started has lost what lived in memory only.
//!
//! **Sources.** The project BugBane for Mac (folders, resolving by build number); Trace (the same checks); the analysis
//! framework of the EC's incident team (layouts); published names and paths come from the indicators.

mod listing;
mod samples;
mod tasks;
#[cfg(test)]
mod tests;

use super::shared::databases::entries;
use super::shared::lines;
use super::shared::programs::{COMPARES, Place, Programs, place};
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Unread, UnreadWhy, Weight,
};
use jiff::Timestamp;
use listing::Listing;
use samples::Samples;
use std::collections::{BTreeMap, BTreeSet};
use tasks::Tasks;

static PROGRAMS: Programs =
    Programs::new("ios.processes.known", "ios.processes.staging", "ios.processes.odd-place");
static WITHOUT_PATH: Detection =
    Detection { id: "ios.processes.without-path", weight: Weight::Note, class: Class::Execution };
static JUST_STARTED: Detection =
    Detection { id: "ios.processes.just-started", weight: Weight::Note, class: Class::Execution };

const PS: &str = "Sysdiagnose/ps.txt";
const THREADS: &str = "Sysdiagnose/ps_thread.txt";
const TASKS: &str = "Sysdiagnose/taskinfo.txt";
const SAMPLES: &str = "Sysdiagnose/spindump-nosymbols.txt";

/// Programs and builds that are kept; phones run some hundred.
const MOST: usize = 20_000;
/// A phone that has been on for less may have lost what only lived in memory.
const SHORT: u64 = 24 * 3600;

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.processes",
    version: 1,
    reads: &[PS, THREADS, TASKS, SAMPLES],
    availability: &[Availability::sysdiagnose(Presence::Always).source("published sysdiagnose tools")],
    detections: &[PROGRAMS.known, PROGRAMS.staging, PROGRAMS.odd_place, WITHOUT_PATH, JUST_STARTED],
    compares: COMPARES,
    fields: &[
        ("program", "path, or name if no path is known"),
        ("pid", "its number"),
        ("user", "whose program it is"),
        ("command", "what ps prints, with what the program was given"),
        ("started", "when it started, in local time, as ps prints it"),
    ],
    examine,
};

/// All that is known of one program.
#[derive(Debug, Default)]
struct Program {
    user: Option<String>,
    /// As `ps` prints it.
    command: Option<String>,
    started: Option<String>,
    /// Name that the system keeps.
    name: Option<String>,
    /// Path that the system keeps.
    path: Option<String>,
    /// The file that named it first.
    named_in: Option<&'static str>,
}

impl Program {
    /// The path that the system keeps, else the one that the program gives, else the name.
    fn best(&self) -> &str {
        let told = self.told().filter(|told| told.starts_with('/'));
        self.path.as_deref().or(told).or(self.name.as_deref()).or(self.told()).unwrap_or_default()
    }

    /// The program in what `ps` prints.
    fn told(&self) -> Option<&str> {
        self.command.as_deref().map(listing::program)
    }

    /// True for what has no file: the kernel, and programs that have ended.
    fn is_bodiless(&self, pid: u64) -> bool {
        pid == 0 || self.command.as_deref().is_some_and(|command| command.starts_with('('))
    }
}

type Table = BTreeMap<u64, Program>;

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut table = Table::new();
    let listed = [PS, THREADS].map(|path| read_listing(case, notes, path, &mut table));
    let mut tasks = Tasks::default();
    let task_list = read(case, notes, TASKS, &mut |_, line, notes| {
        let go_on = tasks.line(line);
        if !go_on {
            notes.unread(Unread::part(TASKS, "further programs", UnreadWhy::TooLarge));
        }
        go_on
    });
    let mut samples = Samples::default();
    let sampled = read(case, notes, SAMPLES, &mut |number, line, _| samples.line(number, line));
    let nothing_in_samples = samples.programs.is_empty() && samples.builds.is_empty();
    for (read, nothing, path) in
        [(task_list, tasks.found.is_empty(), TASKS), (sampled, nothing_in_samples, SAMPLES)]
    {
        if read && nothing {
            notes.unread(Unread::new(path, UnreadWhy::UnknownLayout));
        }
    }
    if listed == [false, false] {
        if !task_list && !sampled {
            return Found::Absent;
        }
        notes.unread(Unread::new(PS, UnreadWhy::Missing));
    }
    for (pid, name, build) in tasks.found {
        let entry = table.entry(pid).or_default();
        entry.named_in.get_or_insert(TASKS);
        entry.path = samples.builds.get(&build).cloned();
        entry.name = Some(name);
    }
    for (pid, (name, path)) in std::mem::take(&mut samples.programs) {
        let entry = table.entry(pid).or_default();
        entry.named_in.get_or_insert(SAMPLES);
        entry.path = path.or(entry.path.take());
        entry.name.get_or_insert(name);
    }
    let when = samples.taken.or(case.acquisition.made_at);
    tell(case, notes, &table, &samples, when);
    Found::Yes
}

/// Reads one file if it is there.
fn read(
    case: &Case<'_>,
    notes: &mut Notes<'_>,
    path: &str,
    tell: &mut dyn FnMut(u64, &str, &mut Notes<'_>) -> bool,
) -> bool {
    let found: Vec<Entry> = entries(case, notes, &[path]);
    found.first().is_some_and(|entry| lines::each(case, notes, entry, tell))
}

fn read_listing(case: &Case<'_>, notes: &mut Notes<'_>, path: &'static str, table: &mut Table) -> bool {
    let mut listing = Listing::default();
    let opened = read(case, notes, path, &mut |_, line, notes| {
        match listing.line(line) {
            listing::Line::Program { pid, user, command, started } if table.len() < MOST => {
                let entry = table.entry(pid).or_default();
                entry.named_in.get_or_insert(path);
                entry.user.get_or_insert_with(|| user.to_owned());
                entry.command.get_or_insert_with(|| command.to_owned());
                entry.started = entry.started.take().or_else(|| started.map(str::to_owned));
            }
            listing::Line::Program { .. } => {
                notes.unread(Unread::part(path, "further programs", UnreadWhy::TooLarge));
                return false;
            }
            listing::Line::Unclear => notes.gap(),
            listing::Line::Other => {}
        }
        true
    });
    if opened && !listing.has_columns() {
        notes.unread(Unread::new(path, UnreadWhy::UnknownLayout));
    } else if opened && !listing.has_programs() {
        notes.unread(Unread::new(path, UnreadWhy::CutShort));
    }
    opened
}

fn tell(case: &Case<'_>, notes: &mut Notes<'_>, table: &Table, samples: &Samples, when: Option<Timestamp>) {
    let mut told = BTreeSet::new();
    let (mut nameless, mut named_in) = (0_u64, PS);
    for (pid, program) in table {
        let list = program.named_in.unwrap_or(PS);
        let cite = Cite::new(list, format!("process {pid}"));
        // What it says of itself and where it lies are one program: the heavier of both is told.
        let claimed = program.told().filter(|claimed| *claimed != program.best());
        let found = [Some(program.best()), claimed].into_iter().flatten().filter_map(|seen| {
            let finding = PROGRAMS.finding(case.indicators, seen, cite.clone())?;
            told.insert(seen);
            Some(finding)
        });
        if let Some(finding) =
            found.reduce(|first, second| if second.weight > first.weight { second } else { first })
        {
            notes.finding(finding.at(when));
        }
        if place(program.best()) == Place::Unknown && !program.is_bodiless(*pid) {
            (nameless, named_in) = (nameless + 1, list);
        }
        let go_on = notes.record(|| {
            Record::new(cite)
                .time("running", when)
                .field("program", program.best())
                .field("pid", *pid)
                .field("user", program.user.as_deref())
                .field("command", program.command.as_deref())
                .field("started", program.started.as_deref())
        });
        if !go_on {
            return;
        }
    }
    loaded(case, notes, samples, &told, when);
    if nameless > 0 {
        let finding = Finding::new(&WITHOUT_PATH, Cite::new(named_in, "whole list")).at(when);
        notes.finding(finding.quote("count", nameless.to_string()));
    }
    if let Some(seconds) = samples.on_for.filter(|seconds| *seconds < SHORT) {
        let finding = Finding::new(&JUST_STARTED, Cite::new(SAMPLES, "Time Since Boot")).at(when);
        notes.finding(finding.quote("count", (seconds / 3600).to_string()));
    }
    if samples.too_many {
        notes.unread(Unread::part(SAMPLES, "further programs", UnreadWhy::TooLarge));
    }
}

/// Files that programs had loaded. Only published places and the staging folder count: libraries lie anywhere.
fn loaded(
    case: &Case<'_>,
    notes: &mut Notes<'_>,
    samples: &Samples,
    told: &BTreeSet<&str>,
    when: Option<Timestamp>,
) {
    for (path, line) in &samples.loaded {
        if told.contains(path.as_str())
            || case.indicators.file_path(path).is_none() && place(path) != Place::Staging
        {
            continue;
        }
        let cite = Cite::new(SAMPLES, format!("line {line}"));
        if let Some(finding) = PROGRAMS.finding(case.indicators, path, cite) {
            notes.finding(finding.at(when));
        }
    }
}
