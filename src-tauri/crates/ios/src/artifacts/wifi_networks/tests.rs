use super::{ARTIFACT, LISTS};
use crate::artifacts::testing::{Phone, Seen, acquisition, indicators, look, look_at, odd_value, plist};
use engine::{Acquisition, Kind, NotExamined, State, Version};
use proptest::prelude::*;

fn seen(entries: &str) -> Seen {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(18, 0, 0)) };
    let list = plist(&format!("<dict>{entries}</dict>"));
    look_at(&ARTIFACT, &Phone::with(LISTS[0], list), &indicators(&[]), &acquisition)
}

#[test]
fn networks_are_records_with_their_times() {
    let seen = seen(
        "<key>wifi.network.ssid.Home</key><dict><key>SSID</key><data>SG9tZQ==</data>\
         <key>AddedAt</key><date>2024-06-12T22:55:37Z</date><key>JoinedByUserAt</key><date>2024-06-13T22:55:37Z</date></dict>\
         <key>odd</key><string>x</string>",
    );
    assert_eq!(seen.state(), &State::Examined { records: 1, gaps: 1, unread: vec![] });
    let record = &seen.records[0];
    assert_eq!(
        record.times.iter().map(|(what, _)| what.as_str()).collect::<Vec<_>>(),
        ["added", "joined by hand"]
    );
    assert!(format!("{:?}", record.fields).contains("Home"));
}

#[test]
fn the_older_list_is_read_too() {
    let seen = seen(
        "<key>Enabled</key><true/><key>List of known networks</key><array><dict><key>SSID_STR</key><string>Home</string>\
         <key>SecurityMode</key><string>WPA2</string><key>lastJoined</key><date>2019-06-12T22:55:37Z</date></dict>\
         <string>odd</string></array>",
    );
    assert_eq!(seen.state(), &State::Examined { records: 1, gaps: 1, unread: vec![] });
    let record = &seen.records[0];
    assert_eq!(record.cite.place, "network 1");
    assert_eq!(record.times.iter().map(|(what, _)| what.as_str()).collect::<Vec<_>>(), ["joined by hand"]);
    assert!(format!("{:?}", record.fields).contains("Home"));
}

#[test]
fn damage_is_said() {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(18, 0, 0)) };
    let cut = look_at(
        &ARTIFACT,
        &Phone::with(LISTS[0], "<?xml version=\"1.0\"?><plist><dict><key>a"),
        &indicators(&[]),
        &acquisition,
    );
    assert_eq!(cut.state(), &State::NotExamined(NotExamined::Unreadable));
    assert_eq!(
        look(&ARTIFACT, &Phone::default(), &[]).state(),
        &State::NotExamined(NotExamined::NeedsSysdiagnose)
    );
}

proptest! {
    #[test]
    fn takes_anything(value in odd_value()) {
        seen(&format!("<key>x</key>{value}"));
    }
}
