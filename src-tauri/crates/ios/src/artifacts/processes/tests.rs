use super::{ARTIFACT, PS, SAMPLES, TASKS, THREADS};
use crate::artifacts::testing::{Phone, Seen, acquisition, indicators, look, look_at};
use engine::{Acquisition, Kind, NotExamined, State, UnreadWhy, Version, Weight};
use proptest::prelude::*;

const HEAD: &str = "USER  UID PRSNA   PID  PPID        F  %CPU STAT STARTED      TIME COMMAND\n";
const NAMES: [&str; 3] =
    ["process:name='plantd'", "file:path='/private/var/tmp/plantpath'", "process:name='plantcommand'"];

fn row(pid: u64, command: &str) -> String {
    format!("root    0     -     {pid}     1     4004   0.0  ?s    7:22PM   0:00.00 {command}\n")
}

fn ps(commands: &[&str]) -> String {
    let rows = commands.iter().zip(10..).map(|(command, pid)| row(pid, command));
    HEAD.to_owned() + &rows.collect::<String>()
}

fn seen(phone: &Phone) -> Seen {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(18, 0, 0)) };
    look_at(&ARTIFACT, phone, &indicators(&NAMES), &acquisition)
}

fn fired(commands: &[&str]) -> Vec<String> {
    seen(&Phone::with(PS, ps(commands))).fired().iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn ordinary_programs_are_records_and_silent() {
    let ordinary = [
        "/sbin/launchd",
        "/System/Library/x.framework/x -plantd",
        "/private/var/containers/Bundle/Application/U/A b.app/A b",
        "(plantdx)",
    ];
    let seen = seen(&Phone::with(PS, ps(&ordinary)));
    assert_eq!(seen.fired(), Vec::<&str>::new());
    assert_eq!(seen.state(), &State::Examined { records: 4, gaps: 0, unread: vec![] });
    assert_eq!(seen.records[0].cite.place, "process 10");
}

#[test]
fn published_programs_are_found_and_look_alikes_are_not() {
    for command in ["plantd", "/usr/libexec/plantd --a", "(plantd)", "/private/var/tmp/plantpath"] {
        assert!(fired(&[command]).contains(&"ios.processes.known".to_owned()), "{command}");
    }
    for command in ["/usr/libexec/plantd2", "/usr/plantd/x", "/usr/libexec/x /usr/libexec/plantd"] {
        assert_eq!(fired(&[command]), Vec::<String>::new(), "{command}");
    }
    let app = seen(&Phone::with(PS, ps(&["/private/var/containers/Bundle/Application/U/plantd.app/plantd"])));
    assert_eq!(app.examined.findings[0].weight, Weight::Look);
}

#[test]
fn places_are_judged() {
    let staged = "/private/var/db/com.apple.xpc.roleaccountd.staging/x";
    assert_eq!(fired(&[staged]), ["ios.processes.staging"]);
    assert_eq!(fired(&["/private/var/tmp/x -a"]), ["ios.processes.odd-place"]);
    assert_eq!(fired(&["/opt/x"]), ["ios.processes.odd-place"]);
}

#[test]
fn a_service_without_a_path_gets_it_from_the_samples() {
    let build = "EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A";
    let tasks = format!("process: \"hidden\" [10]\n  executable uuid: {build}\nprocess: \"other\" [11]\n");
    let samples = format!(
        "Date/Time:  2025-11-22 19:36:24.011 -0500\nTime Since Boot:  90000s\n\
         Process:   other [11]\nPath:      /usr/libexec/other\n\
         0x1 - 0x2 hidden <{build}>  /private/var/db/com.apple.xpc.roleaccountd.staging/hidden\n"
    );
    let phone = Phone::with(PS, ps(&["hidden", "other", "nobody"])).and(TASKS, tasks).and(SAMPLES, samples);
    let seen = seen(&phone);
    assert_eq!(seen.fired(), ["ios.processes.staging", "ios.processes.without-path"]);
    let finding = &seen.examined.findings[0];
    assert_eq!(finding.when.map(|when| when.to_string()).as_deref(), Some("2025-11-23T00:36:24.011Z"));
    assert_eq!(seen.examined.findings[1].quotes["count"].value, "1");
}

#[test]
fn what_a_program_says_of_itself_does_not_hide_its_path() {
    let samples = "Process:   launchd [10]\nPath:      /private/var/tmp/plantpath\n";
    let lying = Phone::with(PS, ps(&["/sbin/launchd"])).and(SAMPLES, samples);
    assert_eq!(seen(&lying).fired(), ["ios.processes.known"]);
    // Nor does a harmless path hide what it calls itself.
    let samples = "Process:   launchd [10]\nPath:      /sbin/launchd\n";
    let lying = Phone::with(PS, ps(&["plantcommand"])).and(SAMPLES, samples);
    assert_eq!(seen(&lying).fired(), ["ios.processes.known"]);
    // Nor an odd place; where both are only odd, one is told.
    let samples = "Process:   launchd [10]\nPath:      /private/var/tmp/x\n";
    for (command, weight) in [("plantcommand", Weight::KnownSpyware), ("/opt/x", Weight::Look)] {
        let lying = seen(&Phone::with(PS, ps(&[command])).and(SAMPLES, samples));
        let weights: Vec<_> = lying.examined.findings.iter().map(|finding| finding.weight).collect();
        assert_eq!(weights, [weight], "{command}");
    }
}

#[test]
fn loaded_files_are_compared_and_ordinary_libraries_are_not_told() {
    let line = |path: &str| format!("0x1 - 0x2 a <EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A>  {path}\n");
    let samples = line("/private/var/tmp/plantpath") + &line("/private/var/tmp/other.dylib");
    let seen = seen(&Phone::with(PS, ps(&["/sbin/launchd"])).and(SAMPLES, samples));
    assert_eq!(seen.fired(), ["ios.processes.known"]);
    assert_eq!(seen.examined.findings[0].cite.place, "line 1");
}

#[test]
fn a_phone_that_was_just_started_is_noted() {
    let at = |seconds: u64| {
        let samples = format!("Time Since Boot:  {seconds}s\n");
        let phone = Phone::with(PS, ps(&["/sbin/launchd"])).and(SAMPLES, samples);
        seen(&phone).fired().iter().map(|id| (*id).to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(at(848), ["ios.processes.just-started"]);
    assert_eq!(at(86_400), Vec::<String>::new());
}

#[test]
fn threads_are_no_programs_and_the_list_of_threads_stands_in() {
    let threads = ps(&["/private/var/tmp/x"]) + "                      10     1  thread\n";
    let seen = seen(&Phone::with(THREADS, threads));
    assert_eq!(seen.fired(), ["ios.processes.odd-place"]);
    assert_eq!(seen.state(), &State::Examined { records: 1, gaps: 0, unread: vec![] });
}

#[test]
fn what_is_missing_or_not_understood_is_said() {
    assert_eq!(seen(&Phone::default()).state(), &State::NotExamined(NotExamined::Missing));
    assert_eq!(
        look(&ARTIFACT, &Phone::default(), &[]).state(),
        &State::NotExamined(NotExamined::NeedsSysdiagnose)
    );
    assert_eq!(seen(&Phone::with(PS, "a photo\nof a holiday\n")).unread().len(), 1);
    assert_eq!(seen(&Phone::with(TASKS, "process: \"a\" [1]\n")).unread().len(), 1);
    assert_eq!(seen(&Phone::with(PS, ps(&[]))).unread()[0].why, UnreadWhy::CutShort);
    for path in [TASKS, SAMPLES] {
        let other = Phone::with(PS, ps(&["/sbin/launchd"])).and(path, "a photo\nof a holiday\n");
        let unread = seen(&other).unread().to_vec();
        assert_eq!(
            unread.iter().map(|unread| (unread.path.as_str(), unread.why)).collect::<Vec<_>>(),
            [(path, UnreadWhy::UnknownLayout)]
        );
    }
    let right = "  PID USER COMMAND\n    1 root /sbin/launchd\n   10 root /private/var/tmp/x\n";
    assert_eq!(seen(&Phone::with(PS, right)).fired(), ["ios.processes.odd-place"]);
    let cut = seen(&Phone::with(PS, ps(&["/sbin/launchd"]) + "root cut\n"));
    assert_eq!(cut.state(), &State::Examined { records: 1, gaps: 1, unread: vec![] });
}

proptest! {
    #[test]
    fn takes_anything(
        ps in "(USER |PID |COMMAND|\n|root |1 |/a |[ -~é]){0,30}",
        tasks in "(process: |\"a\" |\\[1\\]|\n|executable uuid: |[ -~]){0,20}",
        samples in "(Process: |a |\\[1\\]|\n|Path: |/b|<|>|Date/Time: |Time Since Boot: |[ -~]){0,30}",
    ) {
        let _ = seen(&Phone::with(PS, ps).and(TASKS, tasks).and(SAMPLES, samples));
    }
}
