//! # Crash reports
//!
//! **Found in** `crashes_and_spins` of a sysdiagnose, in a folder of crash reports as copied from a phone, and in
//! `/private/var/mobile/Library/Logs/CrashReporter` of a full copy: crashes, hangs, programs that used too much of the
//! processor or the disk, and panics. Reports of a paired watch (`ProxiedDevice…`) are not of this phone.
//!
//! **Shows** which programs failed, when, from which path, what they had loaded, and for crashes how: the exception, the
//! stack as far as it is named, where the failing thread was.
//!
//! **Cannot show** attacks that crash nothing. Phones keep reports for some weeks; their owner can switch them off; the
//! names of functions are often missing, and with them two of the signs.
//!
//! **Ordinary reasons.** Programs crash. Pages, pictures and beta systems crash the same few programs several times an
//! hour; a home with many devices crashes `homed`. Published names are also names of apps. Guard exceptions of web pages
//! are ordinary, as are blank reports of type 1, which are not read.
//!
//! **Sources.** iVerify, "BLASTPASS", Black Hat Asia 2024 (homed, then BlastDoor, unpacking arrays in arrays; the counts
//! are ours); a remark on FINDMYPWN (on iOS 15 `fmfd`, then messages: unconfirmed here, so worth a look at most; the three
//! hours are ours); BugBane for Mac (bursts); Trace (program paths, watches). DarkSword's signs on iOS 18.4 to 18.7 (Google,
//! iVerify, Lookout, 2026) and the phone-extraction tool's (Citizen Lab, 2026) are known here through summaries, so each
//! weighs a step less than there. A crash while a nickname is updated, before iOS 18.3.1 (iVerify, 2025), is disputed by
//! Apple and worth a look at most.

mod signs;
#[cfg(test)]
mod tests;

use super::across::facts;
use super::shared::programs::{COMPARES, Place, Programs, place};
use super::shared::reports::{self, PLACES, Report};
use engine::{
    Artifact, Availability, Case, Cite, Entry, Finding, Found, Notes, Presence, Record, Unread, UnreadWhy,
};
use signs::Crash;

static PROGRAMS: Programs =
    Programs::new("ios.crash-reports.known", "ios.crash-reports.staging", "ios.crash-reports.odd-place");

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.crash-reports",
    version: 1,
    reads: PLACES,
    availability: &[
        Availability::sysdiagnose(Presence::Sometimes).source("published sysdiagnose tools"),
        Availability::crash_reports(Presence::Always).source("Apple, crash reports"),
        Availability::filesystem(Presence::Sometimes).source("reference tool"),
    ],
    detections: &[
        PROGRAMS.known,
        PROGRAMS.staging,
        PROGRAMS.odd_place,
        signs::HOME_THEN_MESSAGES,
        signs::FIND_MY_THEN_MESSAGES,
        signs::UNPACKING,
        signs::BURST,
        signs::ADDRESS,
        signs::POINTER,
        signs::NICKNAME,
        signs::EXTRACTION,
    ],
    compares: COMPARES,
    fields: &[
        ("program", "path of the program, or its name"),
        ("kind", "kind of report, as Apple numbers it: 309 is a crash"),
        ("exception", "what went wrong, as the report words it"),
        ("version", "version of the system that wrote it"),
        ("incident", "number of the report"),
    ],
    examine,
};

/// Crashes that are kept to be looked at together; phones keep some hundred reports.
const MOST_CRASHES: usize = 20_000;

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut crashes = Vec::new();
    let wanted = |name: &str| !super::jetsam_reports::is_list(name);
    let found = reports::each(case, notes, &wanted, &mut |report, entry, notes| {
        tell(case, report, entry, notes);
        if crashes.len() < MOST_CRASHES {
            crashes.extend(Crash::of(report, entry));
        }
        let cite = Cite::new(&entry.path, "report");
        notes.record(|| {
            Record::new(cite)
                .time("failed", report.when)
                .field("program", report.program())
                .field("kind", report.kind.as_str())
                .field("exception", report.exception.trim())
                .field("version", report.version.map(|version| version.to_string()))
                .field("incident", report.incident.as_deref())
        })
    });
    if !found {
        return Found::Absent;
    }
    crashes.sort_by(|a, b| (a.when, &a.cite).cmp(&(b.when, &b.cite)));
    signs::together(&crashes, notes);
    Found::Yes
}

/// What one report says alone.
fn tell(case: &Case<'_>, report: &Report, entry: &Entry, notes: &mut Notes<'_>) {
    let cite = |place: &str| Cite::new(&entry.path, place);
    let about = [report.path.as_deref(), report.name.as_deref()].into_iter().flatten();
    let of_program = about.map(|seen| (seen, "program"));
    let of_others = report.others.iter().map(|seen| (seen.as_str(), "other program"));
    // Libraries lie anywhere: only published places and the staging folder count.
    let counts = |path: &&String| case.indicators.file_path(path).is_some() || place(path) == Place::Staging;
    let of_files = report.loaded.iter().filter(counts).map(|seen| (seen.as_str(), "loaded file"));
    let mut told: Vec<(&str, Finding)> = Vec::new();
    for (seen, what) in of_program.chain(of_others).chain(of_files) {
        let Some(finding) = PROGRAMS.finding(case.indicators, seen, cite(what)) else { continue };
        // A name that ends a path is the same program, and the path says more: an app may be called anything. Of two paths
        // the heavier is told.
        let name = crate::paths::file_name(seen);
        let is_bare = |finding: &Finding| place(&finding.quotes["path"].value) == Place::Unknown;
        match told.iter_mut().find(|(known, _)| *known == name) {
            None => told.push((name, finding)),
            Some((_, known)) if is_bare(&finding) && !is_bare(known) => {}
            Some((_, known)) if finding.weight > known.weight || is_bare(known) => *known = finding,
            Some(_) => {}
        }
    }
    told.into_iter().for_each(|(_, finding)| notes.finding(finding.at(report.when)));
    let version = report.version.or(case.acquisition.of_path(&entry.path).os_version);
    for finding in signs::alone(report, version, &cite("report")) {
        if let Some(when) = report.when.filter(|_| signs::is_half_of_attempt(&finding.detection)) {
            notes.fact(facts::CRASH_PATTERN, when, report.program_name(), finding.cite.clone());
        }
        notes.finding(finding.at(report.when).quote("process", report.program_name()));
    }
    if let Some(when) = report.when.filter(|_| signs::is_early_imagent(report, version)) {
        notes.fact(facts::EARLY_IMAGENT_CRASH, when, report.program_name(), cite("report"));
    }
    // It may be one of several that are told by their times.
    if report.when.is_none() && report.is_crash() && signs::is_reached(report.program_name()) {
        notes.unread(Unread::part(&entry.path, "time", UnreadWhy::UnknownLayout));
    }
}

/// A finding over several crashes.
fn over(detection: &engine::Detection, crashes: &[&Crash], notes: &mut Notes<'_>) {
    let Some(first) = crashes.first() else { return };
    let mut names: Vec<&str> = crashes.iter().map(|crash| crash.name.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    let finding = Finding::new(detection, first.cite.clone()).at(Some(first.when));
    if signs::is_half_of_attempt(detection.id) {
        notes.fact(facts::CRASH_PATTERN, first.when, &first.name, first.cite.clone());
    }
    notes.finding(finding.quote("process", names.join(", ")).quote("count", crashes.len().to_string()));
}
