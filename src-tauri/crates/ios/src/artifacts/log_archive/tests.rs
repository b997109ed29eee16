use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, acquisition, indicators, look, look_at, odd_value, plist};
use engine::{Acquisition, Kind, NotExamined, State, Version, Weight};
use proptest::prelude::*;

const END: i64 = 1_763_858_319_000_000_000;
const HOUR: i64 = 3_600_000_000_000;

fn time(wall: i64) -> String {
    format!(
        "<dict><key>ContinuousTime</key><integer>23596357608</integer><key>UUID</key><string>2D</string>\
         <key>WallTime</key><integer>{wall}</integer></dict>"
    )
}

fn list(hours: i64) -> Vec<u8> {
    let part = |name: &str, hours: i64| {
        let oldest = time(END - hours * HOUR);
        format!("<key>{name}Metadata</key><dict><key>OldestTimeRef</key>{oldest}</dict>")
    };
    let parts = part("Persist", hours) + &part("Special", hours * 9) + &part("Live", 1);
    plist(&format!(
        "<dict><key>ArchiveIdentifier</key><string>267BEFE8</string><key>OSArchiveVersion</key><integer>5</integer>\
         <key>EndTimeRef</key>{}{parts}</dict>",
        time(END)
    ))
}

fn seen(list: Vec<u8>) -> Seen {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(18, 5, 0)) };
    look_at(&ARTIFACT, &Phone::with(ARTIFACT.reads[0], list), &indicators(&[]), &acquisition)
}

#[test]
fn each_part_is_a_record_with_its_begin() {
    let seen = seen(list(100));
    assert_eq!(seen.fired(), Vec::<&str>::new());
    assert_eq!(seen.state(), &State::Examined { records: 4, gaps: 0, unread: vec![] });
    let times: Vec<_> = seen.records.iter().map(|record| record.times[0].1.as_second()).collect();
    let end = END / 1_000_000_000;
    assert_eq!(times, [end, end - 360_000, end - 3_240_000, end - 3_600]);
}

#[test]
fn a_log_of_less_than_a_day_gets_a_note_and_one_of_a_day_does_not() {
    let short = seen(list(23));
    assert_eq!(short.fired(), ["ios.log-archive.short"]);
    assert_eq!(short.examined.findings[0].weight, Weight::Note);
    assert_eq!(seen(list(24)).fired(), Vec::<&str>::new());
}

#[test]
fn times_that_only_count_from_the_start_are_not_told_and_damage_is_said() {
    let bare =
        plist("<dict><key>EndTimeRef</key><dict><key>ContinuousTime</key><integer>5</integer></dict></dict>");
    let bare = seen(bare);
    assert_eq!(bare.state(), &State::Examined { records: 1, gaps: 0, unread: vec![] });
    assert!(bare.records[0].times.is_empty());
    assert_eq!(seen(plist("<dict/>")).state(), &State::Examined { records: 0, gaps: 1, unread: vec![] });
    let mut cut = list(100);
    cut.truncate(300);
    assert_eq!(seen(cut).state(), &State::NotExamined(NotExamined::Unreadable));
    let none = look(&ARTIFACT, &Phone::default(), &[]);
    assert_eq!(none.state(), &State::NotExamined(NotExamined::NeedsSysdiagnose));
}

proptest! {
    #[test]
    fn takes_anything(end in odd_value(), part in odd_value()) {
        let odd = format!(
            "<dict><key>EndTimeRef</key>{end}<key>PersistMetadata</key><dict><key>OldestTimeRef</key>{part}</dict></dict>"
        );
        let _ = seen(plist(&odd));
    }
}
