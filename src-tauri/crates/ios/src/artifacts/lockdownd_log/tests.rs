use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, acquisition, indicators, look, look_at};
use engine::{Acquisition, Kind, NotExamined, State, Version, Weight};
use proptest::prelude::*;

const LOG: &str = "Sysdiagnose/logs/MobileLockdown/lockdownd.log";

fn seen(log: &str) -> Seen {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(17, 5, 0)) };
    look_at(&ARTIFACT, &Phone::with(LOG, log), &indicators(&[]), &acquisition)
}

fn pairing(host: &str, system: &str) -> String {
    format!(
        "04/11/23 07:44:51.388024 pid=76 handle_pair: Pair message: {{\n    PairRecord =     {{\n        HostID = {host};\n\
         \x20       SystemBUID = \"{system}\";\n    }};\n    Request = Pair;\n}}\n\
         04/11/23 07:44:52.388024 pid=76 _load_dict: HostID = 9016926980658937761372207;\n"
    )
}

#[test]
fn the_tool_is_known_by_either_number() {
    for log in [pairing("9016926980658937761372207", "x"), pairing("x", "30313996-42072961236303456")] {
        let seen = seen(&log);
        assert_eq!(seen.fired(), ["ios.lockdownd-log.extraction-tool"]);
        let finding = &seen.examined.findings[0];
        assert_eq!((finding.weight, finding.cite.place.as_str()), (Weight::Strong, "line 1"));
        assert_eq!(finding.when.map(|when| when.to_string()).as_deref(), Some("2023-04-11T07:44:51.388024Z"));
        assert_eq!((seen.records.len(), seen.examined.facts[0].what.as_str()), (1, "computer-paired"));
    }
}

#[test]
fn other_computers_are_records_and_silent() {
    for log in [
        pairing("9016926980658937761372208", "y"),
        pairing("30313996-42072961236303456", "9016926980658937761372207"),
    ] {
        let seen = seen(&log);
        assert_eq!(seen.fired(), Vec::<&str>::new());
        assert_eq!(seen.state(), &State::Examined { records: 1, gaps: 0, unread: vec![] });
    }
}

#[test]
fn what_is_no_log_is_said() {
    assert_eq!(seen("a photo of a holiday").unread().len(), 1);
    assert_eq!(
        look(&ARTIFACT, &Phone::default(), &[]).state(),
        &State::NotExamined(NotExamined::NeedsSysdiagnose)
    );
}

#[test]
fn a_log_that_is_cut_tells_what_it_has() {
    let whole = pairing("9016926980658937761372207", "x") + &pairing("y", "z");
    let second = whole.rfind("handle_pair").unwrap();
    let cut = seen(&whole[..second + 30]);
    assert_eq!((cut.fired(), cut.records.len()), (vec!["ios.lockdownd-log.extraction-tool"], 1));
    let torn = seen(&whole[..whole.find("SystemBUID").unwrap()]);
    assert_eq!(torn.fired(), ["ios.lockdownd-log.extraction-tool"], "the number stands before the cut");
}

proptest! {
    #[test]
    fn takes_anything(log in "(04/11/23 07:44:51.388024 pid=76 |handle_pair|HostID = |SystemBUID|;|\n|[ -~é]){0,40}") {
        let _ = seen(&log);
    }
}
