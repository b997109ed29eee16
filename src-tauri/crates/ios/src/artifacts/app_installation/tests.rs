use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, acquisition, indicators, look, look_at};
use engine::{Acquisition, Kind, NotExamined, State, Version};
use proptest::prelude::*;

const LOG: &str = "Sysdiagnose/logs/MobileInstallation/mobile_installation.log.0";

fn seen(log: &str) -> Seen {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(17, 5, 0)) };
    look_at(&ARTIFACT, &Phone::with(LOG, log), &indicators(&["app:id='com.plant.stalker'"]), &acquisition)
}

fn line(words: &str) -> String {
    format!("Wed May 24 13:05:30 2023 [72] <notice> (0x16be43000) -[MIContainer makeLive]: {words}\n")
}

#[test]
fn changes_are_records_and_known_apps_are_found() {
    let log = line("Made container live for com.plant.stalker at /private/var/x")
        + &line("Uninstalling identifier org.example.app");
    let seen = seen(&log);
    assert_eq!(seen.fired(), ["ios.app-installation.app"]);
    assert_eq!(
        seen.examined.findings[0].when.map(|when| when.to_string()).as_deref(),
        Some("2023-05-24T13:05:30Z")
    );
    assert_eq!(seen.state(), &State::Examined { records: 2, gaps: 0, unread: vec![] });
}

#[test]
fn look_alikes_and_other_lines_are_silent() {
    for words in [
        "Made container live for com.plant.stalker.other",
        "Looking at com.plant.stalker",
        "Uninstalling identifier (null)",
    ] {
        assert_eq!(seen(&line(words)).fired(), Vec::<&str>::new(), "{words}");
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

proptest! {
    #[test]
    fn takes_anything(log in "(Wed May 24 13:05:30 2023 |Made container live for |com\\.plant\\.stalker|\n|[ -~é]){0,30}") {
        let _ = seen(&log);
    }
}
