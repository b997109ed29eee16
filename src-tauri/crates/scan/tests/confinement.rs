//! Artifacts that try to get out, or to take the check down with them. Each costs only itself.
//!
//! This program is its own worker: the hostile artifacts exist in no other build.

#![cfg_attr(not(target_os = "linux"), allow(unused, reason = "confinement is complete on Linux only"))]

use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Finding, Found, Notes, Outcome, Presence, State,
    Weight,
};
use libtest_mimic::{Arguments, Failed, Trial};
use scan::{Failure, Library, Limits, Request, Silent};
use std::path::Path;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

const ESCAPED: Detection =
    Detection { id: "test.hostile.escaped", weight: Weight::KnownSpyware, class: Class::Execution };

macro_rules! hostile {
    ($name:ident, $id:literal, $attempt:expr) => {
        static $name: Artifact = Artifact {
            id: $id,
            version: 1,
            reads: &[],
            availability: &[Availability::backup(Presence::Sometimes)],
            detections: &[ESCAPED],
            compares: &[],
            fields: &[],
            examine: |case, notes| attempt(case, notes, $attempt),
        };
    };
}

/// A refused attempt panics; one that worked is told as a finding, which no test may see.
fn attempt(case: &Case<'_>, notes: &mut Notes<'_>, attempt: fn(&Case<'_>) -> bool) -> Found {
    assert!(attempt(case), "refused");
    notes.finding(Finding::new(&ESCAPED, Cite::new("test", "test")));
    Found::Yes
}

hostile!(SOCKET, "test.socket", |_| std::net::UdpSocket::bind("127.0.0.1:0").is_ok());
hostile!(CONNECT, "test.connect", |_| std::net::TcpStream::connect("127.0.0.1:9").is_ok());
hostile!(EXEC, "test.exec", |_| std::process::Command::new("/bin/true").status().is_ok());
hostile!(WRITE, "test.write", |_| std::fs::OpenOptions::new()
    .write(true)
    .create(true)
    .truncate(true)
    .open(std::env::temp_dir().join("lucerna-escaped"))
    .is_ok());
hostile!(DELETE, "test.delete", |_| std::fs::remove_file("/tmp/lucerna-not-there").is_ok());
#[expect(clippy::disallowed_methods, reason = "the test is that this is refused")]
fn read_outside(_: &Case<'_>) -> bool {
    std::fs::read("/etc/hostname").is_ok() || std::fs::read("/proc/self/environ").is_ok()
}
hostile!(READ, "test.read", read_outside);
hostile!(ABORT, "test.abort", |_| std::process::abort());
hostile!(PANIC, "test.panic", |_| panic!("on purpose"));
hostile!(LOOP, "test.loop", |_| loop {
    std::hint::spin_loop();
});
hostile!(ALLOCATE, "test.allocate", |_| {
    let mut all = Vec::new();
    loop {
        all.push(vec![1_u8; 16 << 20]);
        if all.len() > 1 << 20 {
            return true;
        }
    }
});
hostile!(OVERFLOW, "test.overflow", |_| deep(1) > 0);

#[expect(unconditional_recursion, reason = "it is meant to overflow the stack")]
fn deep(n: u64) -> u64 {
    std::hint::black_box(n) + deep(n + 1)
}

static HOSTILE: &[&Artifact] =
    &[&SOCKET, &CONNECT, &EXEC, &WRITE, &DELETE, &READ, &ABORT, &PANIC, &LOOP, &ALLOCATE, &OVERFLOW];

/// Shipped artifacts with the hostile ones among them.
fn library() -> Library {
    static ALL: std::sync::OnceLock<&'static [&'static Artifact]> = std::sync::OnceLock::new();
    let all = ALL.get_or_init(|| {
        let (first, last) = ios::artifacts::ALL.split_at(1);
        Box::leak([first, HOSTILE, last].concat().into_boxed_slice())
    });
    Library { ios: all, ..Library::shipped() }
}

fn main() {
    scan::enter_if_worker(library());
    let arguments = Arguments::from_args();
    let trial = |name: &str, test: fn() -> Result<(), Failed>| Trial::test(name, test);
    let mut trials = vec![
        trial("a_stopped_check_ends_and_says_so", stopped),
        trial("without_hostile_artifacts_nothing_breaks", ordinary),
        trial("the_same_evidence_gives_the_same_bytes_whatever_the_number_of_threads", same_bytes),
    ];
    if cfg!(target_os = "linux") {
        trials.extend(
            HOSTILE
                .iter()
                .map(|artifact| Trial::test(format!("{}_costs_only_itself", artifact.id), || one(artifact))),
        );
        trials.push(trial("all_hostile_artifacts_at_once_cost_only_themselves", together));
        trials.push(trial("the_outcome_states_the_confinement_in_force", stated));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

fn request(only: Option<&[&str]>) -> Result<(tempfile::TempDir, Request), Failed> {
    let folder = tempfile::tempdir()?;
    let backup = folder.path().join("backup");
    let scenario = practice::scenario("ordinary").map_err(|error| error.to_string())?;
    practice::write_backup(&scenario, &backup, None).map_err(|error| error.to_string())?;
    let candidate = scan::identify(&backup).map_err(|failure| failure.to_string())?.remove(0);
    let mut request = Request::new(candidate);
    request.only = only.map(|ids| ids.iter().map(|id| (*id).to_owned()).collect());
    request.limits = Limits { silence: Duration::from_secs(2), ..Limits::default() };
    Ok((folder, request))
}

fn run(request: &Request, library: Library) -> Result<Outcome, Failure> {
    scan::run(request, library, &AtomicBool::new(false), &mut Silent)
}

fn broke(outcome: &Outcome, id: &str) -> Option<String> {
    let row = outcome.coverage.iter().find(|row| row.artifact == id)?;
    match &row.state {
        State::Broke { how } => Some(how.clone()),
        _ => None,
    }
}

fn one(artifact: &Artifact) -> Result<(), Failed> {
    let (_folder, mut request) = request(Some(&["ios.manifest", artifact.id, "ios.sms"]))?;
    if artifact.id != "test.loop" {
        // Filling memory takes longer than two seconds where others build.
        request.limits = Limits::default();
    }
    let outcome = run(&request, library()).map_err(|failure| failure.to_string())?;
    let how = broke(&outcome, artifact.id).ok_or_else(|| format!("{:?}", outcome.coverage))?;
    let expected: &[&str] = match artifact.id {
        "test.loop" => &["hung"],
        "test.allocate" => &["too-much-memory"],
        "test.panic" => &["panicked"],
        "test.abort" | "test.overflow" | "test.socket" | "test.connect" => &["crashed"],
        _ => &["crashed", "panicked"],
    };
    check(expected.contains(&how.as_str()), || format!("{} {how}", artifact.id))?;
    unhurt(&outcome)
}

fn together() -> Result<(), Failed> {
    let (_folder, request) = request(None)?;
    let outcome = run(&request, library()).map_err(|failure| failure.to_string())?;
    for artifact in HOSTILE {
        check(broke(&outcome, artifact.id).is_some(), || format!("{} did not break", artifact.id))?;
    }
    check(outcome.conclusion == engine::Conclusion::NotEnough, || format!("{:?}", outcome.conclusion))?;
    unhurt(&outcome)
}

/// Nothing got out, nothing was written, every other artifact came to its own end.
fn unhurt(outcome: &Outcome) -> Result<(), Failed> {
    let escaped = outcome.findings.iter().any(|finding| finding.detection == ESCAPED.id);
    check(!escaped, || "an artifact got out".to_owned())?;
    check(!Path::new("/tmp/lucerna-escaped").exists(), || "a file was written".to_owned())?;
    for row in outcome.coverage.iter().filter(|row| row.artifact.starts_with("ios.")) {
        check(!matches!(row.state, State::Broke { .. }), || format!("{row:?}"))?;
    }
    let read = |id: &str| {
        let row = outcome.coverage.iter().find(|row| row.artifact == id);
        row.is_some_and(|row| matches!(row.state, State::Examined { records, .. } if records > 0))
    };
    check(read("ios.sms") && read("ios.manifest"), || format!("{:?}", outcome.coverage))
}

fn ordinary() -> Result<(), Failed> {
    let (_folder, request) = request(None)?;
    let outcome = run(&request, Library::shipped()).map_err(|failure| failure.to_string())?;
    check(outcome.coverage.iter().all(|row| !matches!(row.state, State::Broke { .. })), || {
        format!("{:?}", outcome.coverage)
    })
}

fn same_bytes() -> Result<(), Failed> {
    let (_folder, mut request) = request(None)?;
    let mut last: Option<Outcome> = None;
    for jobs in [1, 2, 5] {
        request.jobs = Some(jobs);
        let outcome = run(&request, Library::shipped()).map_err(|failure| failure.to_string())?;
        let same = last.as_ref().is_none_or(|last| *last == outcome);
        check(same, || format!("{jobs} jobs gave another outcome"))?;
        last = Some(outcome);
    }
    Ok(())
}

fn stopped() -> Result<(), Failed> {
    let (_folder, request) = request(None)?;
    let failure = scan::run(&request, Library::shipped(), &AtomicBool::new(true), &mut Silent).err();
    check(failure.as_ref().is_some_and(|failure| failure.code == "stopped"), || format!("{failure:?}"))
}

fn stated() -> Result<(), Failed> {
    let (_folder, request) = request(Some(&["ios.sms"]))?;
    let outcome = run(&request, Library::shipped()).map_err(|failure| failure.to_string())?;
    let held = outcome.tool.confinement;
    check(held == ["memory", "landlock", "seccomp"], || {
        format!("only {held:?} held: is this kernel too old?")
    })
}

fn check(holds: bool, otherwise: impl FnOnce() -> String) -> Result<(), Failed> {
    if holds { Ok(()) } else { Err(otherwise().into()) }
}
