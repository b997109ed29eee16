use super::{ARTIFACT, LISTS};
use crate::artifacts::testing::{Phone, Seen, acquisition, indicators, look, look_at, odd_value, plist};
use engine::{Acquisition, Kind, NotExamined, State, UnreadWhy, Version, Weight};
use proptest::prelude::*;

/// An archive with one configuration that has these further fields.
fn archive(fields: &str) -> Vec<u8> {
    let uid = |number: u32| format!("<dict><key>CF$UID</key><integer>{number}</integer></dict>");
    plist(&format!(
        "<dict><key>$archiver</key><string>NSKeyedArchiver</string><key>$version</key><integer>100000</integer>\
         <key>$top</key><dict><key>Version</key><integer>1</integer><key>A</key>{}</dict>\
         <key>$objects</key><array><string>$null</string>\
         <dict><key>$class</key>{}<key>Name</key>{}<key>Application</key>{}<key>AlwaysOnVPN</key>{}{fields}</dict>\
         <dict><key>$classname</key><string>NEConfiguration</string></dict>\
         <string>My filter</string><string>com.plant.stalker</string><dict/></array></dict>",
        uid(1),
        uid(2),
        uid(3),
        uid(4),
        uid(0)
    ))
}

fn part(name: &str) -> String {
    format!("<key>{name}</key><dict><key>CF$UID</key><integer>5</integer></dict>")
}

fn seen_with(fields: &str, comparisons: &[&str]) -> Seen {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(18, 0, 0)) };
    look_at(&ARTIFACT, &Phone::with(LISTS[0], archive(fields)), &indicators(comparisons), &acquisition)
}

fn fired(fields: &str) -> Vec<(String, Weight)> {
    let seen = seen_with(fields, &[]);
    assert_eq!(seen.records.len(), 1, "{fields}");
    seen.examined.findings.iter().map(|f| (f.detection.clone(), f.weight)).collect()
}

#[test]
fn what_controls_all_traffic_is_worth_a_look_and_a_vpn_is_a_note() {
    let look = [("ios.network-extensions.controls-traffic".to_owned(), Weight::Look)];
    for name in ["ContentFilter", "DNSProxy", "URLFilter", "Relay"] {
        assert_eq!(fired(&part(name)), look, "{name}");
    }
    assert_eq!(fired(&(part("VPN") + &part("ProfileInfo"))), look);
    assert_eq!(fired(&part("ProfileInfo")), look, "a part that is not known here");
    assert_eq!(fired(&part("VPN")), [("ios.network-extensions.set-up".to_owned(), Weight::Note)]);
    assert_eq!(fired(""), []);
}

#[test]
fn a_published_server_is_found_and_one_of_another_name_is_not() {
    let known = ["domain-name:value='plant.example'"];
    let told = |server: &str| {
        let fields = format!("<key>ServerAddress</key><string>{server}</string>{}", part("VPN"));
        seen_with(&fields, &known).fired().join(" ").replace("ios.network-extensions.", "")
    };
    for server in ["plant.example", "vpn.plant.example:443", "https://plant.example/x"] {
        assert_eq!(told(server), "set-up address", "{server}");
    }
    for server in ["plant.example.org", "notplant.example"] {
        assert_eq!(told(server), "set-up", "{server}");
    }
}

#[test]
fn configurations_under_another_name_are_not_understood() {
    let list = String::from_utf8(archive(&part("ContentFilter"))).unwrap();
    let renamed = list.replace("NEConfiguration", "NESetting");
    let other = look(&ARTIFACT, &Phone::with(LISTS[0], renamed), &[]);
    assert_eq!(other.unread()[0].why, UnreadWhy::UnknownLayout);
    let none =
        list.replace("NEConfiguration", "NSDate").replace("ContentFilter", "x").replace("AlwaysOnVPN", "y");
    assert!(look(&ARTIFACT, &Phone::with(LISTS[0], none), &[]).unread().is_empty(), "a phone without any");
}

#[test]
fn the_systems_own_are_left_out_and_a_known_app_is_found() {
    let own = "<key>Grade</key><integer>2</integer>".to_owned();
    assert_eq!(fired(&(own.clone() + &part("ContentFilter"))), []);
    assert_eq!(fired(&(own + &part("ContentFilter") + &part("ProfileInfo"))).len(), 1);
    let known = seen_with(&part("VPN"), &["app:id='com.plant.stalker'"]);
    assert_eq!(known.fired(), ["ios.network-extensions.app"]);
    assert!(seen_with("", &["app:id='com.plant.stalker2'"]).fired().is_empty());
}

#[test]
fn what_is_no_archive_is_said() {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(18, 0, 0)) };
    let other = look_at(&ARTIFACT, &Phone::with(LISTS[0], plist("<dict/>")), &indicators(&[]), &acquisition);
    assert_eq!(other.state(), &State::NotExamined(NotExamined::Unreadable));
    assert_eq!(
        look(&ARTIFACT, &Phone::default(), &[]).state(),
        &State::NotExamined(NotExamined::NeedsSysdiagnose)
    );
}

#[test]
fn an_archive_that_is_cut_or_torn_is_said_and_never_silent() {
    let whole = archive(&part("ContentFilter"));
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(18, 0, 0)) };
    let at = |bytes: &[u8]| look_at(&ARTIFACT, &Phone::with(LISTS[0], bytes), &indicators(&[]), &acquisition);
    for cut in [0, whole.len() / 3, whole.len() / 2, whole.len() - 20] {
        assert_eq!(at(&whole[..cut]).state(), &State::NotExamined(NotExamined::Unreadable), "cut at {cut}");
    }
    let text = String::from_utf8(whole).unwrap();
    let nowhere = text.replace("<integer>1</integer></dict></dict>", "<integer>99</integer></dict></dict>");
    assert_ne!(nowhere, text);
    let seen = at(nowhere.as_bytes());
    let hurt = !matches!(seen.state(), State::Examined { gaps: 0, unread, .. } if unread.is_empty());
    assert!(seen.fired().is_empty() && hurt, "{:?}", seen.state());
}

proptest! {
    #[test]
    fn takes_anything(value in odd_value()) {
        seen_with(&format!("<key>VPN</key>{value}"), &[]);
    }
}
