use super::{ARTIFACT, is_list};
use crate::artifacts::testing::{Phone, Seen, acquisition, indicators, look, look_at};
use engine::{Acquisition, Kind, NotExamined, State, Version, Weight};
use proptest::prelude::*;

const LIST: &str = "Sysdiagnose/crashes_and_spins/JetsamEvent-2025-11-22-192943.ips";
const HEAD: &str =
    r#"{"bug_type":"298","timestamp":"2025-11-22 19:29:43.00 -0500","os_version":"iPhone OS 18.5 (22F76)"}"#;

fn seen(path: &str, body: &str) -> Seen {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(18, 5, 0)) };
    let names = ["process:name='plantd'", "process:name='plantedverylongprocessname'"];
    look_at(&ARTIFACT, &Phone::with(path, format!("{HEAD}\n{body}")), &indicators(&names), &acquisition)
}

#[test]
fn published_programs_are_found_with_their_time_and_look_alikes_are_not() {
    let found = seen(
        LIST,
        r#"{"processes":[{"name":"launchd","pid":1},{"name":"plantd","pid":7,"states":["daemon"]}]}"#,
    );
    assert_eq!(found.fired(), ["ios.jetsam-reports.known"]);
    let finding = &found.examined.findings[0];
    assert_eq!((finding.weight, finding.cite.place.as_str()), (Weight::KnownSpyware, "program plantd"));
    assert_eq!(finding.when.map(|when| when.to_string()).as_deref(), Some("2025-11-23T00:29:43Z"));
    assert_eq!(found.records.len(), 1);

    let stacks = "Sysdiagnose/crashes_and_spins/stacks-2025-11-22-193622.ips";
    assert_eq!(
        seen(stacks, r#"{"processByPid":{"7":{"procname":"plantd"}}}"#).fired(),
        ["ios.jetsam-reports.known"]
    );
    let others = r#"{"processes":[{"name":"plantd2"},{"name":"Plantd"},{"name":"plantedverylong"}],"plantd":"plantd"}"#;
    assert_eq!(seen(LIST, others).fired(), Vec::<&str>::new());
}

#[test]
fn blank_and_broken_lists() {
    assert_eq!(seen(LIST, "{}").state(), &State::Examined { records: 1, gaps: 0, unread: vec![] });
    assert_eq!(seen(LIST, r#"{"processes":[{"name":"#).unread().len(), 1);
    assert_eq!(
        seen("Sysdiagnose/crashes_and_spins/x.ips", "{}").state(),
        &State::NotExamined(NotExamined::Absent)
    );
    let backup = look(&ARTIFACT, &Phone::default(), &[]);
    assert_eq!(backup.state(), &State::NotExamined(NotExamined::NeedsSysdiagnose));
    assert!(
        is_list("stacks-2025.ips") && is_list("JetsamEvent-1.ips.synced") && !is_list("a-JetsamEvent.ips")
    );
}

proptest! {
    #[test]
    fn takes_anything(body in "(\\{|\\}|\\[|\\]|\"processes\"|\"name\"|:|,|\"a\"|[ -~é]){0,40}") {
        let _ = seen(LIST, &body);
    }
}
