//! Reports that the system writes when something went wrong (`.ips` and older ones): a line of JSON, then more JSON or
//! text. Crashes, hangs, use of too much, panics, lists of everything that ran: all name programs in few ways.

mod body;
mod text;

use super::databases::entries;
use super::{json, moments};
use engine::{Case, Entry, Notes, Unread, UnreadWhy, Version};
use jiff::Timestamp;
use std::collections::BTreeSet;

/// Bytes of one report; lists of everything that ran have some dozen megabytes.
const MOST_BYTES: usize = 96 << 20;
/// Reports that are read; phones keep some hundred.
const MOST_REPORTS: usize = 20_000;
/// Programs of one report, and files that were loaded.
pub(crate) const MOST_NAMES: usize = 20_000;

/// Where reports lie, for each ending that they have.
pub(crate) const PLACES: &[&str] = &[
    "CrashReports/**/*.ips",
    "CrashReports/**/*.ips.*",
    "CrashReports/**/*.crash",
    "CrashReports/**/*.panic",
    "Filesystem/private/var/mobile/Library/Logs/CrashReporter/**/*.ips",
    "Filesystem/private/var/mobile/Library/Logs/CrashReporter/**/*.ips.*",
    "Filesystem/private/var/mobile/Library/Logs/CrashReporter/**/*.crash",
    "Filesystem/private/var/mobile/Library/Logs/CrashReporter/**/*.panic",
    "Sysdiagnose/crashes_and_spins/**/*.ips",
    "Sysdiagnose/crashes_and_spins/**/*.ips.*",
    "Sysdiagnose/crashes_and_spins/**/*.crash",
    "Sysdiagnose/crashes_and_spins/**/*.panic",
];

/// One report.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Report {
    /// Kind of report, as a number in text (`309` a crash, `298` memory, `288` everything that ran …).
    pub(crate) kind: String,
    /// Its own number.
    pub(crate) incident: Option<String>,
    /// When.
    pub(crate) when: Option<Timestamp>,
    /// Version of the system that wrote it.
    pub(crate) version: Option<Version>,
    /// Name of the program that it is about.
    pub(crate) name: Option<String>,
    /// Path of that program.
    pub(crate) path: Option<String>,
    /// Every other program that it names, by path or name.
    pub(crate) others: BTreeSet<String>,
    /// Paths of files that the program had loaded.
    pub(crate) loaded: BTreeSet<String>,
    /// Type, subtype, signal and codes of what went wrong, as the report words them.
    pub(crate) exception: String,
    /// Threads, as far as they matter.
    pub(crate) threads: Vec<Thread>,
    /// Number of the thread that failed.
    pub(crate) failed: Option<usize>,
    /// True if it names more than is kept.
    pub(crate) too_many: bool,
}

/// One thread.
#[derive(Debug, Default, Clone, PartialEq)]
pub(crate) struct Thread {
    /// Queue that it served.
    pub(crate) queue: Option<String>,
    /// Where it was.
    pub(crate) pc: Option<u64>,
    /// Turns between the two functions that unpack arrays inside arrays.
    pub(crate) unpacking: u32,
    /// True if a function on its stack deals with nicknames.
    pub(crate) nickname: bool,
    last: Option<bool>,
}

impl Thread {
    /// Looks at one more function of the stack.
    fn function(&mut self, name: &str) {
        let decodes = name.contains("_decodeArrayOfObjectsForKey:");
        let begins = name.contains("NSArray") && name.contains("initWithCoder:");
        if decodes || begins {
            self.unpacking += u32::from(self.last == Some(!decodes));
            self.last = Some(decodes);
        }
        self.nickname |= name.contains("ickname");
    }
}

impl Report {
    /// The program that it is about: its path, else its name.
    pub(crate) fn program(&self) -> &str {
        self.path.as_deref().or(self.name.as_deref()).unwrap_or_default()
    }

    /// The name of that program.
    pub(crate) fn program_name(&self) -> &str {
        let of_path = self.path.as_deref().map(crate::paths::file_name);
        self.name.as_deref().or(of_path).unwrap_or_default()
    }

    /// True for a report of a crash, in the numbers of older and newer systems.
    pub(crate) fn is_crash(&self) -> bool {
        matches!(self.kind.as_str(), "109" | "309") || (self.kind.is_empty() && !self.exception.is_empty())
    }

    /// The thread that failed, if it says which.
    pub(crate) fn failed(&self) -> Option<&Thread> {
        self.threads.get(self.failed?)
    }

    fn other(&mut self, program: &str) {
        if !program.is_empty() && self.others.len() < MOST_NAMES {
            self.others.insert(program.to_owned());
        }
        self.too_many |= self.others.len() >= MOST_NAMES;
    }

    fn load(&mut self, path: &str) {
        if path.starts_with('/') && self.loaded.len() < MOST_NAMES {
            self.loaded.insert(path.to_owned());
        }
        self.too_many |= self.loaded.len() >= MOST_NAMES;
    }

    fn thread(&mut self, number: usize) -> Option<&mut Thread> {
        if number < 4_096 && number >= self.threads.len() {
            self.threads.resize(number + 1, Thread::default());
        }
        self.threads.get_mut(number)
    }
}

/// What became of reading a report.
pub(crate) struct Reading {
    /// As far as it was read.
    pub(crate) report: Report,
    /// Why it was not read to its end.
    pub(crate) broken: Option<json::Broken>,
    /// False if nothing of a report is in it.
    pub(crate) is_report: bool,
}

/// Numbers of reports of crashes, of programs that used too much, and of what all programs did.
const BODIES: [&str; 3] = ["309", "298", "288"];

/// Reads the text of a report.
pub(crate) fn parse(content: &str) -> Reading {
    let mut report = Report::default();
    let content = content.trim_start_matches(['\u{feff}', '\n', '\r', ' ']);
    let (header, rest) = json::first(content).unwrap_or(("", content));
    let mut broken = None;
    if !header.is_empty() {
        broken = json::walk(header, &mut |path, leaf| body::header(&mut report, path, leaf)).err();
    }
    let mut rest = rest.trim_start();
    let is_empty = rest.is_empty();
    // One value, or one for each line: reports of what was measured are lists of events.
    while rest.starts_with(['{', '[']) {
        let (value, behind) = json::first(rest).unwrap_or((rest, ""));
        let walked = json::walk(value, &mut |path, leaf| body::leaf(&mut report, path, leaf));
        broken = broken.or(walked.err());
        rest = behind.trim_start();
    }
    let text_begins = text::read(&mut report, rest);
    // A report of one of these kinds is all in what follows its first line.
    if is_empty && BODIES.contains(&report.kind.as_str()) {
        broken = broken.or(Some(json::Broken::CutShort));
    }
    Reading { report, broken, is_report: !header.is_empty() || text_begins || broken.is_some() }
}

/// Reads each report whose last step `wanted` likes, each once, in order of path. Reports of a watch or another
/// device that is paired are left out: they do not tell of the phone. `tell` answers false to stop.
///
/// False if there was none.
pub(crate) fn each(
    case: &Case<'_>,
    notes: &mut Notes<'_>,
    wanted: &dyn Fn(&str) -> bool,
    tell: &mut dyn FnMut(&Report, &Entry, &mut Notes<'_>) -> bool,
) -> bool {
    let mut incidents = BTreeSet::new();
    let mut torn = Vec::new();
    let mut found = false;
    let mut reports = entries(case, notes, PLACES);
    reports
        .retain(|entry| !is_of_another_device(&entry.path) && wanted(crate::paths::file_name(&entry.path)));
    for (number, entry) in reports.into_iter().enumerate() {
        if number == MOST_REPORTS {
            notes.unread(Unread::part(&entry.path, "further reports", UnreadWhy::TooLarge));
            break;
        }
        found = true;
        let bytes = match case.evidence.read(&entry, MOST_BYTES) {
            Ok(bytes) => bytes,
            Err(unread) => {
                notes.unread(unread);
                continue;
            }
        };
        let Reading { report, broken, is_report } = parse(&String::from_utf8_lossy(&bytes));
        if let Some(broken) = broken {
            notes.unread(Unread::part(&entry.path, "report", broken.why()));
        }
        if report.too_many {
            notes.unread(Unread::part(&entry.path, "further programs", UnreadWhy::TooLarge));
        }
        if !is_report {
            notes.gap();
            continue;
        }
        // Phones keep a copy of what they sent; several acquisitions may hold the same report.
        if broken.is_some() && torn.len() < MOST_NAMES {
            // A whole copy of it may follow.
            torn.push((report, entry));
        } else if is_new(&mut incidents, &report) && !tell(&report, &entry, notes) {
            return true;
        }
    }
    for (report, entry) in torn {
        if is_new(&mut incidents, &report) && !tell(&report, &entry, notes) {
            break;
        }
    }
    found
}

fn is_new(incidents: &mut BTreeSet<String>, report: &Report) -> bool {
    let incident = report.incident.as_ref().filter(|incident| !incident.is_empty());
    incident.is_none_or(|incident| incidents.insert(incident.clone()))
}

fn is_of_another_device(path: &str) -> bool {
    path.split('/').any(|step| step.starts_with("ProxiedDevice"))
}

/// A version in `iPhone OS 17.2.1 (21C66)`.
fn version(text: &str) -> Option<Version> {
    let number = text.split_whitespace().find(|word| word.starts_with(|c: char| c.is_ascii_digit()))?;
    Version::parse(number)
}

/// A time in a report.
fn moment(text: &str) -> Option<Timestamp> {
    moments::with_offset(text)
}

#[cfg(test)]
mod tests;
