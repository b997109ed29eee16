use super::{APPS, ARTIFACT, PROFILES};
use crate::artifacts::testing::{Phone, Seen, acquisition, indicators, look, look_at, odd_value, plist};
use engine::indicators::Indicators;
use engine::{Acquisition, Kind, NotExamined, State, Version, Weight};
use proptest::prelude::*;

fn seen(path: &str, list: impl Into<Vec<u8>>) -> Seen {
    let acquisition = Acquisition { kind: Kind::IosAnswers, ..acquisition(Version(18, 0, 0)) };
    let published =
        indicators(&["app:id='com.example.plant'", "configuration-profile:id='com.plant.mdm.profile'"]);
    look_at(&ARTIFACT, &Phone::with(path, list.into()), &published, &acquisition)
}

fn answer(id: &str, signer: &str, kind: &str) -> Vec<u8> {
    plist(&format!(
        "<dict><key>LookupResult</key><dict><key>{id}</key><dict>\
         <key>CFBundleDisplayName</key><string>Lamp</string>\
         <key>ApplicationType</key><string>{kind}</string>\
         <key>SignerIdentity</key><string>{signer}</string></dict></dict></dict>"
    ))
}

fn fired(list: Vec<u8>) -> Vec<(String, Weight)> {
    seen(APPS, list).examined.findings.iter().map(|f| (f.detection.clone(), f.weight)).collect()
}

#[test]
fn apps_of_the_shop_are_records_and_nothing_else() {
    let seen = seen(APPS, answer("com.example.lamp", "Apple iPhone OS Application Signing", "User"));
    assert_eq!(seen.fired(), Vec::<&str>::new());
    assert_eq!(seen.records[0].cite.place, "app com.example.lamp");
}

#[test]
fn published_apps_are_found_and_their_look_alikes_are_not() {
    let shop = "Apple iPhone OS Application Signing";
    let known = ("ios.phone-answers.known-app".to_owned(), Weight::KnownSpyware);
    assert_eq!(fired(answer("com.example.plant", shop, "User")), [known]);
    assert_eq!(fired(answer("com.example.plant2", shop, "User")), []);
}

#[test]
fn an_app_with_two_uses_gets_a_gentle_question() {
    let acquisition = Acquisition { kind: Kind::IosAnswers, ..acquisition(Version(18, 0, 0)) };
    let seen = |id: &str| {
        let phone = Phone::with(APPS, answer(id, "Apple iPhone OS Application Signing", "User"));
        look_at(&ARTIFACT, &phone, &Indicators::builtin(), &acquisition).examined.findings
    };
    let told: Vec<_> = seen("com.life360.safetymap").into_iter().map(|f| (f.detection, f.weight)).collect();
    assert_eq!(told, [("ios.phone-answers.dual-use".to_owned(), Weight::Note)]);
    assert!(seen("com.life360.safetymap.other").is_empty());
}

#[test]
fn an_app_that_may_limit_what_the_phone_is_used_for_is_a_note() {
    let allowed = |entitlement: &str| {
        fired(plist(&format!(
            "<dict><key>LookupResult</key><dict><key>com.example.lamp</key><dict>\
             <key>ApplicationType</key><string>User</string><key>Entitlements</key><dict>{entitlement}</dict>\
             </dict></dict></dict>"
        )))
    };
    let family = ("ios.phone-answers.family-controls".to_owned(), Weight::Note);
    assert_eq!(allowed("<key>com.apple.developer.family-controls</key><true/>"), [family]);
    for other in [
        "<key>com.apple.developer.family-controls</key><false/>",
        "<key>com.apple.developer.family-controls.app-and-website-usage</key><true/>",
        "<key>com.apple.developer.healthkit</key><true/>",
    ] {
        assert_eq!(allowed(other), [], "{other}");
    }
}

#[test]
fn other_signers_are_worth_a_look_unless_apple_tells_why() {
    let other = |weight| [("ios.phone-answers.other-signer".to_owned(), weight)];
    let signed = |signer: &str, kind: &str| fired(answer("com.example.lamp", signer, kind));
    assert_eq!(signed("iPhone Distribution: Somebody Ltd", "User"), other(Weight::Look));
    assert_eq!(signed("TestFlight Beta Distribution", "User"), other(Weight::Note));
    assert_eq!(signed("Software Signing", "System"), []);
}

#[test]
fn published_profiles_are_found_by_either_name_and_others_are_records() {
    let seen = |id: &str, uuid: &str| {
        let about = format!("<key>{id}</key><dict><key>PayloadUUID</key><string>{uuid}</string></dict>");
        let list = format!(
            "<dict><key>OrderedIdentifiers</key><array><string>{id}</string></array>\
             <key>ProfileMetadata</key><dict>{about}</dict></dict>"
        );
        seen(PROFILES, plist(&list))
    };
    let ordinary = seen("org.example.wifi", "A-B");
    assert_eq!(ordinary.fired(), Vec::<&str>::new());
    assert_eq!(ordinary.records[0].cite.place, "profile org.example.wifi");
    for (id, uuid) in [("com.plant.mdm.profile", "A-B"), ("org.example.wifi", "com.plant.mdm.profile")] {
        assert_eq!(seen(id, uuid).fired(), ["ios.phone-answers.known-profile"], "{id}");
    }
}

#[test]
fn what_is_no_answer_is_a_gap_and_damage_is_said() {
    assert_eq!(
        seen(APPS, plist("<dict/>")).state(),
        &State::Examined { records: 0, gaps: 1, unread: vec![] }
    );
    let cut = seen(APPS, *b"<?xml version=\"1.0\"?><plist><dict><key>a");
    assert_eq!(cut.state(), &State::NotExamined(NotExamined::Unreadable));
    assert_eq!(look(&ARTIFACT, &Phone::default(), &[]).state(), &State::NotExamined(NotExamined::Absent));
}

proptest! {
    #[test]
    fn takes_anything(value in odd_value()) {
        for (path, key) in [(APPS, "LookupResult"), (PROFILES, "OrderedIdentifiers")] {
            seen(path, plist(&format!("<dict><key>{key}</key>{value}</dict>")));
        }
    }
}
