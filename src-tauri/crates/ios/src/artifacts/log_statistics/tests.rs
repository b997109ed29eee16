use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, acquisition, indicators, look, look_at};
use engine::{Acquisition, Kind, NotExamined, State, Version, Weight};
use proptest::prelude::*;

const LIST: &str = "Sysdiagnose/system_logs.logarchive/Extra/logdata.statistics.1.jsonl";

fn seen(list: &str) -> Seen {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(18, 0, 0)) };
    look_at(&ARTIFACT, &Phone::with(LIST, list), &indicators(&["process:name='plantd'"]), &acquisition)
}

fn line(time: u64, programs: &[&str]) -> String {
    let list: Vec<_> = programs.iter().map(|path| format!(r#"{{"process":"{path}","count":1}}"#)).collect();
    format!(
        "{{\"unixTime\":{time},\"type\":\"File Rotate\",\"file\":\"a\",\"processList\":[{}]}}\n",
        list.join(",")
    )
}

#[test]
fn programs_are_met_once_with_their_first_and_last_time() {
    let list =
        line(1_700_000_900, &["/usr/libexec/nfcd", "/kernel"]) + &line(1_700_000_100, &["/usr/libexec/nfcd"]);
    let seen = seen(&list);
    assert_eq!(seen.fired(), Vec::<&str>::new());
    assert_eq!(seen.state(), &State::Examined { records: 2, gaps: 0, unread: vec![] });
    let times: Vec<_> = seen.records[1].times.iter().map(|(_, when)| when.as_second()).collect();
    assert_eq!(times, [1_700_000_100, 1_700_000_900]);
}

#[test]
fn published_programs_and_odd_places_are_found_and_look_alikes_are_not() {
    let fired = |path: &str| {
        let seen = seen(&line(1_700_000_000, &[path]));
        seen.examined.findings.iter().map(|f| (f.detection.clone(), f.weight)).collect::<Vec<_>>()
    };
    assert_eq!(fired("/usr/libexec/plantd"), [("ios.log-statistics.known".to_owned(), Weight::KnownSpyware)]);
    let staged = "/private/var/db/com.apple.xpc.roleaccountd.staging/x";
    assert_eq!(fired(staged), [("ios.log-statistics.staging".to_owned(), Weight::Strong)]);
    assert_eq!(fired("/private/var/tmp/x"), [("ios.log-statistics.odd-place".to_owned(), Weight::Look)]);
    assert_eq!(fired("/usr/libexec/plantd2"), []);
    assert_eq!(fired("/usr/plantd/x"), []);
}

#[test]
fn broken_lines_are_gaps() {
    let seen = seen(&format!("{}{{\"unixTime\":1,\n\n", line(1_700_000_000, &["/kernel"])));
    assert_eq!(seen.state(), &State::Examined { records: 1, gaps: 1, unread: vec![] });
    assert_eq!(
        look(&ARTIFACT, &Phone::default(), &[]).state(),
        &State::NotExamined(NotExamined::NeedsSysdiagnose)
    );
}

const TEXT: &str = "Sysdiagnose/system_logs.logarchive/Extra/logdata.statistics.0.txt";

fn seen_text(list: &str) -> Seen {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(16, 0, 0)) };
    look_at(&ARTIFACT, &Phone::with(TEXT, list), &indicators(&["process:name='plantd'"]), &acquisition)
}

fn block(programs: &[&str]) -> String {
    let list: String = programs.iter().map(|path| format!("    - [    3117304,  32.0, {path} ]\n")).collect();
    format!(
        "--- !logd statistics record\ntype  : Memory Rollover\ntime  : 2025-04-07 07:42:54-0700\ntotal : 9\nprocs :\n{list}"
    )
}

#[test]
fn the_older_form_is_read_as_well() {
    let seen = seen_text(&(block(&["/kernel", "/usr/libexec/plantd"]) + &block(&["/private/var/tmp/a, b"])));
    assert_eq!(seen.fired(), ["ios.log-statistics.odd-place", "ios.log-statistics.known"]);
    assert_eq!(seen.state(), &State::Examined { records: 3, gaps: 0, unread: vec![] });
    assert!(seen.records.iter().all(|record| record.times[0].1.as_second() == 1_744_036_974));
    assert_eq!(seen_text(&block(&["/usr/libexec/plantd2", "/usr/plantd/x"])).fired(), Vec::<&str>::new());
}

#[test]
fn damage_of_the_older_form_is_said() {
    let hurt = block(&["/kernel"]).replace("07:42", "xx:42") + "    - [ 3, 1";
    assert_eq!(seen_text(&hurt).state(), &State::Examined { records: 1, gaps: 2, unread: vec![] });
    assert_eq!(seen_text("a photo of a holiday").unread().len(), 1);
}

proptest! {
    #[test]
    fn takes_any_text(list in "(--- !logd statistics record\n|time  : |- \\[|,|\\]|\n|[ -~é]){0,40}") {
        let _ = seen_text(&list);
    }

    #[test]
    fn takes_anything(list in "(\\{|\\}|\\[|\\]|\"unixTime\"|\"processList\"|\"process\"|:|,|1|\n|[ -~é]){0,40}") {
        let _ = seen(&list);
    }
}
