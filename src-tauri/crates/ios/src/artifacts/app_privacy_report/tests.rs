use super::ARTIFACT;
use super::parser::Line;
use crate::artifacts::testing::{Phone, look};
use engine::{NotExamined, State, Weight};
use proptest::prelude::*;

const PATH: &str = "AppDomainGroup-group.com.apple.FileProvider.LocalStorage/File Provider Storage/App_Privacy_Report_v4_2026-01-02T03_04_05.ndjson";
const PLANT: &[&str] = &["domain-name:value='plant.example'", "app:id='com.plant.app'"];

fn network(domain: &str, app: &str) -> String {
    format!(
        r#"{{"domain":"{domain}","firstTimeStamp":"2026-01-01T01:02:03Z","context":"","timeStamp":"2026-01-02T03:04:05.678+01:00","domainType":2,"initiatedType":"AppInitiated","hits":3,"type":"networkActivity","domainOwner":"","bundleID":"{app}"}}"#
    )
}

fn access(app: &str) -> String {
    format!(
        r#"{{"accessor":{{"identifier":"{app}","identifierType":"bundleID"}},"category":"microphone","identifier":"U","kind":"intervalBegin","timeStamp":"2026-01-02T03:04:05Z","type":"access"}}"#
    )
}

#[test]
fn sites_and_apps_are_found_and_their_like_is_not() {
    let lines = [
        network("cdn.plant.example", "org.example.app"),
        network("plant.example.org", "org.example.app"),
        access("com.plant.app"),
        access("com.plant.app"),
        access("com.plant.app.other"),
    ];
    let seen = look(&ARTIFACT, &Phone::with(PATH, lines.join("\n")), PLANT);
    assert_eq!(seen.fired(), ["ios.app-privacy-report.site", "ios.app-privacy-report.known-app"]);
    let [site, app] = &seen.examined.findings[..] else { panic!() };
    assert_eq!((site.cite.place.as_str(), site.quotes["app"].value.as_str()), ("line 1", "org.example.app"));
    assert_eq!(site.when.unwrap().to_string(), "2026-01-02T02:04:05.678Z");
    assert_eq!((app.cite.place.as_str(), app.weight), ("line 3", Weight::KnownSpyware));
    assert_eq!(seen.records.len(), 5);
    assert!(seen.records[2].fields.contains(&("used".into(), "microphone".into())));
}

#[test]
fn lines_of_test_versions_and_empty_ones_are_understood() {
    let older = r#"{"stream":"com.apple.privacy.accounting.stream.tcc","accessor":{"identifier":"org.example"},"tccService":"kTCCServiceAddressBook","kind":"event","timestamp":"2021-06-09T14:19:48.270-05:00"}"#;
    let seen = look(&ARTIFACT, &Phone::with(PATH, format!("{older}\n\n")), PLANT);
    assert_eq!(seen.state(), &State::Examined { records: 1, gaps: 0, unread: vec![] });
}

#[test]
fn odd_lines_are_gaps_and_absence_is_ordinary() {
    let odd = "{\n[1]\nnull\n{\"accessor\":{}}\n";
    let seen = look(&ARTIFACT, &Phone::with(PATH, odd), PLANT);
    assert_eq!(seen.state(), &State::Examined { records: 0, gaps: 4, unread: vec![] });
    let deep = "[".repeat(200_000);
    assert!(matches!(
        look(&ARTIFACT, &Phone::with(PATH, deep), PLANT).state(),
        State::Examined { records: 0, .. }
    ));
    assert_eq!(look(&ARTIFACT, &Phone::default(), PLANT).state(), &State::NotExamined(NotExamined::Absent));
}

proptest! {
    #[test]
    fn never_panics(line in any::<String>(), when in "[0-9TZ:.+-]{0,30}") {
        let _ = Line::of(&line);
        let _ = Line::of(&format!(r#"{{"domain":"x","timeStamp":"{when}","hits":1e400}}"#));
    }
}
