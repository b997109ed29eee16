use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, look, odd_value, plist};
use engine::{NotExamined, State, Weight};
use proptest::prelude::*;

fn seen(list: impl Into<Vec<u8>>) -> Seen {
    look(&ARTIFACT, &Phone::with(ARTIFACT.reads[0], list), &[])
}

fn info(version: &str) -> Vec<u8> {
    plist(&format!(
        "<dict><key>IMEI</key><string>350000000000000</string><key>Last Backup Date</key><date>2025-10-15T20:15:00Z</date>\
         <key>Product Type</key><string>iPhone17,1</string><key>Product Version</key><string>{version}</string></dict>"
    ))
}

#[test]
fn an_older_system_is_a_note() {
    let old = seen(info("17.6.1"));
    assert_eq!(old.fired(), ["ios.backup-info.older-system"]);
    assert_eq!(old.examined.findings[0].weight, Weight::Note);
    for recent in ["26.0.1", "27.0.1", "28.0"] {
        assert_eq!(seen(info(recent)).fired(), Vec::<&str>::new(), "{recent}");
    }
}

#[test]
fn numbers_of_the_person_are_left_out() {
    let record = format!("{:?}", seen(info("26.0")).records);
    assert!(
        record.contains("iPhone17,1") && record.contains("2025-10-15") && !record.contains("3500000"),
        "{record}"
    );
}

#[test]
fn damaged_lists_are_said() {
    assert!(matches!(seen(info("seventeen")).state(), State::Examined { gaps: 1, .. }));
    let whole = info("26.0");
    let cut = seen(&whole[..whole.len() / 2]);
    assert!(matches!(cut.state(), State::Examined { unread, .. } if unread.len() == 1), "{:?}", cut.state());
    assert_eq!(look(&ARTIFACT, &Phone::default(), &[]).state(), &State::NotExamined(NotExamined::Missing));
}

proptest! {
    #[test]
    fn takes_anything(value in odd_value()) {
        seen(plist(&format!("<dict><key>Product Version</key>{value}</dict>")));
    }
}
