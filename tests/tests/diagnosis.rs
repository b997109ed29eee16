//! Pretend phones as sysdiagnoses, read where they lie by the confined worker: an ordinary one is told as
//! ordinary, and what was planted is found where it lies.

use engine::{Conclusion, Finding, Outcome, State, Weight};
use libtest_mimic::{Arguments, Failed, Trial};
use scan::{Library, Request, Silent};
use std::sync::atomic::AtomicBool;

fn main() {
    scan::enter_if_worker(Library::shipped());
    let trials = vec![
        Trial::test("an_ordinary_sysdiagnose_is_ordinary", ordinary),
        Trial::test("what_was_planted_is_found_where_it_lies", planted),
    ];
    libtest_mimic::run(&Arguments::from_args(), trials).exit();
}

/// What is read of every sysdiagnose that a pretend phone makes.
const READ: [&str; 14] = [
    "ios.shutdown-log",
    "ios.processes",
    "ios.crash-reports",
    "ios.jetsam-reports",
    "ios.log-statistics",
    "ios.lockdownd-log",
    "ios.app-installation",
    "ios.unified-log",
    "ios.powerlog",
    "ios.network-extensions",
    "ios.log-archive",
    "ios.mobile-activation",
    "ios.remotectl",
    "ios.security-state",
];

fn outcome(plants: &str) -> Result<(Outcome, practice::Made), Failed> {
    let folder = tempfile::tempdir()?;
    let mut scenario = practice::scenario("ordinary")?;
    let written = format!("{}\n{plants}", practice_text("ordinary")?);
    if !plants.is_empty() {
        scenario = practice::Scenario::parse(&written)?;
    }
    // Newer systems keep the latest reboot only.
    "18.6".clone_into(&mut scenario.phone.version);
    let (path, made) = practice::write_sysdiagnose(&scenario, &folder.path().join("a"))?;
    let candidate = scan::identify(&path)?.remove(0);
    let request = Request::new(candidate);
    let outcome = scan::run(&request, Library::shipped(), &AtomicBool::new(false), &mut Silent)?;
    Ok((outcome, made))
}

fn practice_text(name: &str) -> Result<&'static str, Failed> {
    let file = practice::scenarios().iter().find(|file| file.name == name);
    file.map(|file| file.toml).ok_or_else(|| Failed::from("there is no such scenario"))
}

fn ordinary() -> Result<(), Failed> {
    let (outcome, _) = outcome("")?;
    let heavy: Vec<&Finding> = outcome.findings.iter().filter(|found| found.weight > Weight::Note).collect();
    if !heavy.is_empty() {
        return Err(format!("an ordinary phone raises {heavy:#?}").into());
    }
    for id in READ {
        let row = outcome.coverage.iter().find(|row| row.artifact == id);
        let read = row.is_some_and(|row| row.state.is_complete() && has_records(&row.state));
        if !read {
            return Err(format!("{id} was not read: {row:?}").into());
        }
    }
    if outcome.conclusion != Conclusion::NothingFound {
        let hurt: Vec<_> =
            outcome.coverage.iter().filter(|row| row.expected || row.state.is_hurt()).collect();
        return Err(format!("{:?}: {hurt:#?}", outcome.conclusion).into());
    }
    Ok(())
}

fn has_records(state: &State) -> bool {
    matches!(state, State::Examined { records, gaps: 0, .. } if *records > 0)
}

/// A plant, its value, and what finds it.
const PLANTS: [(&str, &str, &str, Weight); 11] = [
    ("shutdown-client", STAGED, "ios.shutdown-log.staging", Weight::Strong),
    ("shutdown-client", "/private/var/tmp/oddly", "ios.shutdown-log.odd-place", Weight::Look),
    ("running-program", STAGED, "ios.processes.staging", Weight::Strong),
    ("crashed-program", STAGED, "ios.crash-reports.staging", Weight::Strong),
    ("crash-cluster", "MessagesBlastDoorService", "ios.crash-reports.home-then-messages", Weight::Strong),
    ("logged-program", STAGED, "ios.log-statistics.staging", Weight::Strong),
    ("paired-computer", "9016926980658937761372207", "ios.lockdownd-log.extraction-tool", Weight::Strong),
    ("jetsam-program", "roleaboutd", "ios.jetsam-reports.known", Weight::KnownSpyware),
    ("speaking-program", STAGED, "ios.unified-log.staging", Weight::Strong),
    ("powered-program", "roleaboutd", "ios.powerlog.known", Weight::KnownSpyware),
    ("network-filter", "org.example.filter", "ios.network-extensions.controls-traffic", Weight::Look),
];
const STAGED: &str = "/private/var/db/com.apple.xpc.roleaccountd.staging/plantd";

fn planted() -> Result<(), Failed> {
    let plants: String = PLANTS
        .iter()
        .map(|(what, value, ..)| {
            format!("[[plants]]\nwhat = \"{what}\"\nvalue = \"{value}\"\nwhen = 2026-09-01T10:00:00Z\n")
        })
        .collect();
    let (outcome, made) = outcome(&plants)?;
    for (what, value, detection, weight) in PLANTS {
        let of = |found: &&Finding| found.detection == detection && found.weight == weight;
        let places: Vec<_> = outcome.findings.iter().filter(of).map(|found| &found.cite).collect();
        let lies = made.planted.iter().find(|plant| {
            plant.value == value
                && places.iter().any(|cite| cite.path == format!("{}/{}", plant.domain, plant.path))
        });
        if lies.is_none() {
            return Err(format!("{what} {value} is not found by {detection}: {places:?}").into());
        }
    }
    Ok(())
}
