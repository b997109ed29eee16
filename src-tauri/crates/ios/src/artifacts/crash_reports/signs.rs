//! Signs of attacks in crashes: of one alone, and of several together.

use super::over;
use crate::artifacts::shared::reports::Report;
use engine::{Cite, Class, Detection, Entry, Finding, Notes, Version, Weight};
use jiff::{SignedDuration, Timestamp};

const fn attempt(id: &'static str, weight: Weight) -> Detection {
    Detection { id, weight, class: Class::Attempt }
}

/// Many crashes of `homed` and of BlastDoor within hours.
pub(super) const HOME_THEN_MESSAGES: Detection =
    attempt("ios.crash-reports.home-then-messages", Weight::Strong);
/// A crash of `fmfd`, then of what handles messages: known through one remark only.
pub(super) const FIND_MY_THEN_MESSAGES: Detection =
    attempt("ios.crash-reports.find-my-then-messages", Weight::Look);
/// A stack of arrays inside arrays, hundreds deep.
pub(super) const UNPACKING: Detection = attempt("ios.crash-reports.unpacking", Weight::Strong);
/// Several crashes within an hour of programs that strangers can reach.
pub(super) const BURST: Detection = attempt("ios.crash-reports.burst", Weight::Look);
/// A system program failed at an address that one attack kit used.
pub(super) const ADDRESS: Detection = attempt("ios.crash-reports.address", Weight::Look);
/// Failures that the same kit left; one kind alone is a note.
pub(super) const POINTER: Detection = attempt("ios.crash-reports.pointer", Weight::Look);
/// The message service failed while it updated a nickname.
pub(super) const NICKNAME: Detection = attempt("ios.crash-reports.nickname", Weight::Look);
/// A part of a phone-extraction tool failed.
pub(super) const EXTRACTION: Detection = Detection {
    id: "ios.crash-reports.extraction-tool",
    weight: Weight::Strong,
    class: Class::PhysicalAccess,
};

/// Crashes in the shape or number of an attack through messages: they are one half of an attempt. The other signs are of
/// attacks through pages, or too little for that.
pub(super) fn is_half_of_attempt(detection: &str) -> bool {
    [&HOME_THEN_MESSAGES, &UNPACKING, &BURST].iter().any(|half| half.id == detection)
}

/// Programs that pages, messages, calls and media of strangers reach.
const REACHED: [&str; 15] = [
    "assetsd",
    "callservicesd",
    "com.apple.WebKit.GPU",
    "com.apple.WebKit.Networking",
    "com.apple.WebKit.WebContent",
    "fmfd",
    "homed",
    "identityservicesd",
    "imagent",
    "IMDPersistenceAgent",
    "IMTranscoderAgent",
    "mediaplaybackd",
    "mediaserverd",
    "MessagesBlastDoorService",
    "MobileSMS",
];
/// Those of them whose bursts are told: `homed`, `fmfd` and the services of accounts and calls fail for other reasons.
const NOT_IN_BURSTS: [&str; 4] = ["homed", "fmfd", "identityservicesd", "callservicesd"];
/// Services that one kit went through after the page.
const SERVICES: [&str; 4] = ["configd", "UserEventAgent", "wifid", "securityd"];

/// What handles messages.
const MESSAGES: [&str; 4] = ["imagent", "IMDPersistenceAgent", "IMTranscoderAgent", "MobileSMS"];
/// The only version that the attack through Find My is known of.
const FIND_MY: u16 = 15;

/// Crashes of each of the two within [`HOURS`].
const MANY: usize = 5;
const HOURS: SignedDuration = SignedDuration::from_hours(3);
/// Crashes within an hour.
const BURST_OF: usize = 3;
/// Turns between the two functions; honest archives nest some dozen.
const DEEP: u32 = 100;
/// Versions that the kit was made for.
const KIT: (Version, Version) = (Version(18, 4, 0), Version(18, 8, 0));
/// First version without the fault that nicknames could reach.
const NICKNAMES_FIXED: Version = Version(18, 3, 1);

/// True for programs that strangers can reach.
pub(super) fn is_reached(name: &str) -> bool {
    REACHED.contains(&name) || name.starts_with("com.apple.WebKit") || is_door(name)
}

/// A crash of the program that nicknames reached, while they could.
pub(super) fn is_early_imagent(report: &Report, version: Option<Version>) -> bool {
    let early = version.is_none_or(|version| version < NICKNAMES_FIXED);
    report.program_name() == "imagent" && report.is_crash() && early
}

/// The service that takes messages apart before anything else sees them.
fn is_door(name: &str) -> bool {
    name.contains("BlastDoor")
}

/// A crash, or a report with a sign of the kit, that may be one of several.
#[derive(Debug, PartialEq)]
pub(super) struct Crash {
    pub(super) when: Timestamp,
    pub(super) name: String,
    pub(super) cite: Cite,
    /// False for reports that are kept for a sign of the kit alone.
    crashed: bool,
    /// Kinds of sign of the kit in it, as bits.
    kit: u8,
    /// Written by the system whose Find My was attacked.
    find_my: bool,
}

impl Crash {
    /// None for reports without a time, and those that are neither a crash nor a sign of the kit.
    pub(super) fn of(report: &Report, entry: &Entry) -> Option<Self> {
        let kit = if in_kit(report.version) { kit_signs(report) } else { 0 };
        let crashed = report.is_crash();
        Some(Self {
            when: report.when.filter(|_| crashed || kit != 0)?,
            name: report.program_name().to_owned(),
            cite: Cite::new(&entry.path, "report"),
            crashed,
            kit,
            find_my: report.version.is_some_and(|Version(major, ..)| major == FIND_MY),
        })
    }
}

fn in_kit(version: Option<Version>) -> bool {
    version.is_none_or(|version| version >= KIT.0 && version < KIT.1)
}

/// What the kit left in one report: a wrong pointer, a guard, too much of the processor.
fn kit_signs(report: &Report) -> u8 {
    let name = report.program_name();
    let web = name.starts_with("com.apple.WebKit") || name == "mediaplaybackd";
    let near = web || SERVICES.contains(&name);
    let pointer = web && report.exception.contains("EXC_ARM_DA_ALIGN");
    let guard = near && report.exception.contains("EXC_GUARD");
    let usage =
        name == "mediaplaybackd" && (report.kind == "202" || report.exception.contains("CPU_RESOURCE"));
    u8::from(pointer) | u8::from(guard) << 1 | u8::from(usage) << 2
}

/// Findings of one report, without their time.
pub(super) fn alone(report: &Report, version: Option<Version>, cite: &Cite) -> Vec<Finding> {
    let name = report.program_name();
    let mut findings = Vec::new();
    // Seen where messages are taken apart. What else strangers reach may meet such an archive too; apps make their own.
    let deep = || report.threads.iter().any(|thread| thread.unpacking >= DEEP);
    if report.is_crash() && is_reached(name) && deep() {
        let heaviest = if is_door(name) { Weight::Strong } else { Weight::Look };
        findings.push(Finding::new(&UNPACKING, cite.clone()).at_most(heaviest));
    }
    let mut add = |detection: &Detection| findings.push(Finding::new(detection, cite.clone()));
    let at = report.failed().and_then(|thread| thread.pc);
    if in_kit(version) && SERVICES.contains(&name) && at == Some(0x201) {
        add(&ADDRESS);
    }
    let nickname = || report.failed().is_some_and(|thread| thread.nickname);
    if is_early_imagent(report, version) && nickname() {
        add(&NICKNAME);
    }
    let queue = |thread: &crate::artifacts::shared::reports::Thread| {
        thread.queue.as_deref().is_some_and(|queue| queue.starts_with("com.cellebrite."))
    };
    if name == "mnm" || report.threads.iter().any(queue) {
        add(&EXTRACTION);
    }
    findings
}

/// Findings over several reports, which are sorted by time.
pub(super) fn together(reports: &[Crash], notes: &mut Notes<'_>) {
    let crashes: Vec<&Crash> = reports.iter().filter(|report| report.crashed).collect();
    home_then_messages(&crashes, notes);
    find_my_then_messages(&crashes, notes);
    bursts(&crashes, notes);
    kit(reports, notes);
}

/// Both programs many times within hours; each crash counts once.
fn home_then_messages(crashes: &[&Crash], notes: &mut Notes<'_>) {
    let is_home = |crash: &Crash| crash.name == "homed";
    let both: Vec<&Crash> =
        crashes.iter().copied().filter(|crash| is_home(crash) || is_door(&crash.name)).collect();
    windows(&both, HOURS, &mut |group| {
        let homes = group.iter().filter(|crash| is_home(crash)).count();
        let begins = group.first().is_some_and(|first| is_home(first));
        let fires = begins && homes >= MANY && group.len() - homes >= MANY;
        if fires {
            over(&HOME_THEN_MESSAGES, group, notes);
        }
        fires
    });
}

/// One of each, in this order; the file that the attack left in Find My's cache is in no crash report. Told once, and
/// not given to what looks across artifacts: it is too little for that.
fn find_my_then_messages(crashes: &[&Crash], notes: &mut Notes<'_>) {
    let is_messages = |crash: &Crash| MESSAGES.contains(&crash.name.as_str()) || is_door(&crash.name);
    let both: Vec<&Crash> = crashes
        .iter()
        .copied()
        .filter(|crash| crash.find_my && (crash.name == "fmfd" || is_messages(crash)))
        .collect();
    let mut told = false;
    windows(&both, HOURS, &mut |group| {
        let Some(first) = group.first().filter(|first| first.name == "fmfd") else { return false };
        let Some(second) = group.iter().find(|crash| is_messages(crash)) else { return false };
        if !std::mem::replace(&mut told, true) {
            let finding = Finding::new(&FIND_MY_THEN_MESSAGES, first.cite.clone()).at(Some(first.when));
            notes.finding(finding.quote("process", &second.name));
        }
        true
    });
}

fn bursts(crashes: &[&Crash], notes: &mut Notes<'_>) {
    let reached: Vec<&Crash> = crashes
        .iter()
        .copied()
        .filter(|crash| is_reached(&crash.name) && !NOT_IN_BURSTS.contains(&crash.name.as_str()))
        .collect();
    windows(&reached, SignedDuration::from_hours(1), &mut |group| {
        let fires = group.len() >= BURST_OF;
        if fires {
            over(&BURST, group, notes);
        }
        fires
    });
}

/// Two kinds of sign within a day are worth a look, one is a note, told once.
fn kit(reports: &[Crash], notes: &mut Notes<'_>) {
    let signs: Vec<&Crash> = reports.iter().filter(|report| report.kit != 0).collect();
    let mut fired = false;
    windows(&signs, SignedDuration::from_hours(24), &mut |group| {
        let kinds = group.iter().fold(0, |kinds, crash| kinds | crash.kit).count_ones();
        if kinds >= 2 {
            fired = true;
            over(&POINTER, group, notes);
        }
        kinds >= 2
    });
    if let (false, Some(first)) = (fired, signs.first()) {
        let finding = Finding::new(&POINTER, first.cite.clone()).at(Some(first.when)).at_most(Weight::Note);
        notes.finding(finding.quote("process", &first.name).quote("count", signs.len().to_string()));
    }
}

/// Tells the longest run from each crash on that fits into `length`; a run that fired is not told in parts again.
fn windows(crashes: &[&Crash], length: SignedDuration, fires: &mut dyn FnMut(&[&Crash]) -> bool) {
    let mut from = 0;
    let mut to = 0;
    while let Some(first) = crashes.get(from) {
        while crashes.get(to).is_some_and(|crash| crash.when.duration_since(first.when) <= length) {
            to += 1;
        }
        let fired = crashes.get(from..to).is_some_and(&mut *fires);
        from = if fired { to } else { from + 1 };
    }
}
