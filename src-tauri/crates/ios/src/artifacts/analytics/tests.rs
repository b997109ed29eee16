use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, bytes_of, database, look, odd_value, plist};
use engine::{NotExamined, State, UnreadWhy, Weight};
use proptest::prelude::*;
use sqlite::rusqlite::Connection;

const PATH: &str = "Filesystem/private/var/Keychains/Analytics/trust_analytics.db";
const PLANT: &[&str] = &["domain-name:value='plant.example'", "process:name='plantbh'"];

fn seen(report: &[u8]) -> Seen {
    let connection = Connection::open_in_memory().unwrap();
    connection
        .execute_batch(
            "CREATE TABLE hard_failures (id INTEGER PRIMARY KEY, timestamp REAL, data BLOB); \
             CREATE TABLE soft_failures (id INTEGER PRIMARY KEY, timestamp REAL, data BLOB);",
        )
        .unwrap();
    connection.execute("INSERT INTO soft_failures VALUES (4, 1707101376.25, ?1)", [report]).unwrap();
    look(&ARTIFACT, &Phone::with(PATH, bytes_of(connection)), PLANT)
}

fn report(text: &str) -> Vec<u8> {
    plist(&format!(
        "<dict><key>eventType</key><string>TrustEvent</string><key>build</key><string>21G93</string>\
         <key>details</key><array><string>{text}</string></array></dict>"
    ))
}

#[test]
fn names_and_addresses_are_found_in_any_text() {
    let named = seen(&report("/private/var/tmp/plantbh"));
    assert_eq!(named.fired(), ["ios.analytics.process"]);
    let finding = &named.examined.findings[0];
    assert_eq!((finding.cite.place.as_str(), finding.weight), ("soft_failures 4", Weight::KnownSpyware));
    assert_eq!(finding.when.unwrap().to_string(), "2024-02-05T02:49:36.25Z");
    assert_eq!(seen(&report("https://cdn.plant.example/x")).fired(), ["ios.analytics.address"]);
    assert_eq!(named.records[0].fields[1], ("event".into(), "TrustEvent".into()));
}

#[test]
fn look_alikes_are_silent() {
    for text in [
        "plantbhd",
        "Plantbh",
        "https://example.org/plantbh",
        "GET /plantbh",
        "https://plant.example.org/",
        "plant.example is no link",
    ] {
        assert!(!seen(&report(text)).fired().contains(&"ios.analytics.process"), "{text}");
    }
    assert_eq!(seen(&report("https://not-plant.example/")).fired(), Vec::<&str>::new());
}

#[test]
fn damage_is_said() {
    assert_eq!(seen(b"bplist00 cut").state(), &State::Examined { records: 0, gaps: 1, unread: vec![] });
    let other = look(&ARTIFACT, &Phone::with(PATH, database("CREATE TABLE x (y)")), PLANT);
    assert_eq!(other.unread()[0].why, UnreadWhy::UnknownLayout);
    let broken = look(&ARTIFACT, &Phone::with(PATH, *b"no database"), PLANT);
    assert_eq!(broken.state(), &State::NotExamined(NotExamined::Unreadable));
    assert_eq!(
        look(&ARTIFACT, &Phone::default(), PLANT).state(),
        &State::NotExamined(NotExamined::NeedsFilesystem)
    );
}

proptest! {
    #[test]
    fn takes_anything(value in odd_value()) {
        seen(&plist(&value));
    }
}
