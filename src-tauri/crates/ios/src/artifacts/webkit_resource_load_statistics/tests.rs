use super::ARTIFACT;
use crate::artifacts::testing::{Phone, database, look};
use engine::{NotExamined, State, UnreadWhy};

const SAFARI: &str =
    "AppDomain-com.apple.mobilesafari/Library/WebKit/WebsiteData/ResourceLoadStatistics/observations.db";
const VIEW: &str = "AppDomain-com.example/SystemData/com.apple.SafariViewService/Library/WebKit/WebsiteData/\
    ResourceLoadStatistics/observations.db";
const PLANT: &[&str] = &["domain-name:value='plant.example'"];

fn observed(columns: &str, rows: &str) -> Vec<u8> {
    database(&format!(
        "CREATE TABLE ObservedDomains (domainID INTEGER PRIMARY KEY, registrableDomain TEXT, lastSeen REAL, \
         hadUserInteraction INTEGER{columns}); INSERT INTO ObservedDomains VALUES {rows};"
    ))
}

#[test]
fn domains_are_found_in_every_app_and_view() {
    let bytes =
        observed("", "(61, 'plant.example', 1722401280.985, 1), (62, 'not-plant.example', 1722401280, 0)");
    let phone = Phone::with(SAFARI, bytes.clone()).and(VIEW, bytes);
    let seen = look(&ARTIFACT, &phone, PLANT);
    assert_eq!(seen.fired(), ["ios.webkit-resource-load-statistics.domain"; 2]);
    let finding = &seen.examined.findings[0];
    assert_eq!((finding.cite.path.as_str(), finding.cite.place.as_str()), (SAFARI, "domain 61"));
    assert_eq!(finding.quotes["app"].value, "com.apple.mobilesafari");
    assert_eq!(finding.quotes["touched"].value, "yes");
    assert_eq!(finding.when.unwrap().to_string(), "2024-07-31T04:48:00.985Z");
}

#[test]
fn optional_columns_make_times_and_minus_one_is_none() {
    let columns = ", mostRecentUserInteractionTime REAL, mostRecentWebPushInteractionTime REAL";
    let seen = look(
        &ARTIFACT,
        &Phone::with(SAFARI, observed(columns, "(1, 'a.example', 7e8, 1, 7e8, -1.0)")),
        PLANT,
    );
    assert_eq!(seen.records[0].times.len(), 2);
    assert!(seen.fired().is_empty());
}

#[test]
fn other_layouts_and_damage_are_said() {
    let seen = look(&ARTIFACT, &Phone::with(SAFARI, database("CREATE TABLE Other (x)")), PLANT);
    assert_eq!(seen.unread()[0].why, UnreadWhy::UnknownLayout);
    let seen = look(&ARTIFACT, &Phone::with(SAFARI, *b"nothing of the kind"), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Unreadable));
    assert_eq!(look(&ARTIFACT, &Phone::default(), PLANT).state(), &State::NotExamined(NotExamined::Absent));
}
