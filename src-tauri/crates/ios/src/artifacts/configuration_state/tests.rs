use super::{ARTIFACT, LIST};
use crate::artifacts::testing::{Phone, Seen, acquisition, indicators, look, look_at, odd_value, plist};
use engine::{Acquisition, Kind, NotExamined, State, Version, Weight};
use proptest::prelude::*;

fn seen(entries: &str) -> Seen {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(18, 0, 0)) };
    let list = plist(&format!("<dict>{entries}</dict>"));
    look_at(&ARTIFACT, &Phone::with(LIST, list), &indicators(&["process:name='plantd'"]), &acquisition)
}

fn event(program: &str) -> String {
    format!(
        "<key>restrictedBool</key><dict><key>allowCamera</key><dict><key>event</key><string>set</string>\
         <key>process</key><string>{program}</string><key>timestamp</key><date>2024-06-12T22:55:37Z</date></dict></dict>"
    )
}

#[test]
fn events_are_records_with_the_groups_of_their_setting() {
    let seen = seen(&event("profiled"));
    assert_eq!(seen.fired(), Vec::<&str>::new());
    assert_eq!(seen.state(), &State::Examined { records: 1, gaps: 0, unread: vec![] });
    assert_eq!(seen.records[0].cite.place, "setting restrictedBool.allowCamera");
}

#[test]
fn other_layouts_are_not_called_read() {
    let list = look(&ARTIFACT, &Phone::with(LIST, plist("<array/>")), &[]);
    assert!(list.state().is_hurt(), "{:?}", list.state());
    let text = event("plantd").replace("<date>2024-06-12T22:55:37Z</date>", "<string>yesterday</string>");
    assert!(seen(&text).state().is_hurt());
}

#[test]
fn published_programs_and_odd_places_are_found_and_look_alikes_are_not() {
    let fired = |program: &str| {
        let seen = seen(&event(program));
        seen.examined.findings.iter().map(|f| (f.detection.clone(), f.weight)).collect::<Vec<_>>()
    };
    assert_eq!(fired("plantd"), [("ios.configuration-state.known".to_owned(), Weight::KnownSpyware)]);
    let staged = "/private/var/db/com.apple.xpc.roleaccountd.staging/x";
    assert_eq!(fired(staged), [("ios.configuration-state.staging".to_owned(), Weight::Strong)]);
    assert_eq!(fired("/private/var/tmp/x"), [("ios.configuration-state.odd-place".to_owned(), Weight::Look)]);
    assert_eq!(fired("plantd2"), []);
}

#[test]
fn damage_is_said() {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(18, 0, 0)) };
    let cut = look_at(
        &ARTIFACT,
        &Phone::with(LIST, "<?xml version=\"1.0\"?><plist><dict><key>a"),
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
