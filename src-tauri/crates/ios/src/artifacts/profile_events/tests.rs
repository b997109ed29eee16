use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, look, odd_value, plist};
use engine::{NotExamined, State, Weight};
use proptest::prelude::*;

fn events(events: &[(&str, &str)]) -> Vec<u8> {
    let event = |(profile, process): &(&str, &str)| {
        format!(
            "<dict><key>{profile}</key><dict><key>Operation</key><string>install</string><key>Process</key>\
             <string>{process}</string><key>timestamp</key><date>2024-05-21T03:37:07Z</date></dict></dict>"
        )
    };
    let events: String = events.iter().map(event).collect();
    plist(&format!("<dict><key>ProfileEvents</key><array>{events}</array></dict>"))
}

fn seen(list: Vec<u8>) -> Seen {
    let names = ["configuration-profile:id='com.plant.mdm.profile'", "process:name='plantinstaller'"];
    look(&ARTIFACT, &Phone::with(ARTIFACT.reads[0], list), &names)
}

#[test]
fn each_event_is_a_note_and_published_names_are_known() {
    let list = events(&[
        ("org.example.wifi", "profiled"),
        ("COM.plant.mdm.profile", "profiled"),
        ("a", "plantinstaller"),
    ]);
    let seen = seen(list);
    let weights: Vec<_> = seen
        .examined
        .findings
        .iter()
        .map(|f| (f.detection.as_str(), f.weight, f.cite.place.as_str()))
        .collect();
    assert_eq!(
        weights,
        [
            ("ios.profile-events.event", Weight::Note, "event 0"),
            ("ios.profile-events.known-profile", Weight::KnownSpyware, "event 1"),
            ("ios.profile-events.process", Weight::KnownSpyware, "event 2"),
        ]
    );
    assert_eq!(
        seen.examined.findings[1].when.map(|when| when.to_string()).as_deref(),
        Some("2024-05-21T03:37:07Z")
    );
    assert_eq!(seen.records.len(), 3);
}

#[test]
fn look_alikes_stay_notes() {
    let seen =
        seen(events(&[("com.plant.mdm.profile.other", "plantinstallerd"), ("com.plant.mdm", "profiled")]));
    assert!(
        seen.examined.findings.iter().all(|finding| finding.weight == Weight::Note),
        "{:?}",
        seen.fired()
    );
}

#[test]
fn damaged_and_hostile_lists_are_said() {
    let odd = plist("<dict><key>ProfileEvents</key><array><string>x</string><dict/></array></dict>");
    assert_eq!(seen(odd).state(), &State::Examined { records: 0, gaps: 2, unread: vec![] });
    assert_eq!(seen(plist("<array/>")).state(), &State::Examined { records: 0, gaps: 1, unread: vec![] });
    assert_eq!(seen(b"bplist00".to_vec()).state(), &State::NotExamined(NotExamined::Unreadable));
}

proptest! {
    #[test]
    fn takes_anything(value in odd_value()) {
        seen(plist(&format!("<dict><key>ProfileEvents</key><array>{value}{value}</array></dict>")));
    }
}
