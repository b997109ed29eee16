use super::ARTIFACT;
use crate::artifacts::shared::chats::tests::locked;
use crate::artifacts::testing::{Phone, acquisition, database, indicators, look, look_at};
use engine::{Acquisition, NotExamined, State, UnreadWhy, Version, Weight};

const PATH: &str = "AppDomainGroup-group.org.whispersystems.signal.group/grdb/signal.sqlite";
const PLANT: &[&str] = &["domain-name:value='plant.example'"];

#[test]
fn an_unlocked_copy_is_read() {
    let bytes = database(
        "CREATE TABLE model_TSInteraction (id INTEGER PRIMARY KEY, timestamp INTEGER, body TEXT, authorPhoneNumber TEXT); \
         INSERT INTO model_TSInteraction VALUES (7, 1703552177716, 'see https://plant.example/s', '+15550100'), \
         (8, 1703552177717, 'see https://plant.example.org/s', '+15550100'), (9, 0, NULL, NULL);",
    );
    let seen = look(&ARTIFACT, &Phone::with(PATH, bytes), PLANT);
    assert_eq!(seen.fired(), ["ios.signal.link"]);
    let finding = &seen.examined.findings[0];
    assert_eq!((finding.cite.place.as_str(), finding.weight), ("message 7", Weight::KnownSpyware));
    assert_eq!(finding.when.unwrap().to_string(), "2023-12-26T00:56:17.716Z");
    assert!(finding.quotes["sender"].personal);
    assert_eq!(seen.records.len(), 3);
}

#[test]
fn a_locked_or_left_out_database_is_kept_by_the_app_and_hurts_no_conclusion() {
    let seen = look(&ARTIFACT, &Phone::with(PATH, locked()), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::KeptByApp));
    assert!(!seen.state().is_hurt());
    let state = |apps: &[&str]| {
        let apps = apps.iter().map(|app| (*app).to_owned()).collect();
        let acquisition = Acquisition { apps, ..acquisition(Version(17, 0, 0)) };
        look_at(&ARTIFACT, &Phone::default(), &indicators(&[]), &acquisition).examined.coverage.state
    };
    assert_eq!(state(&["org.whispersystems.signal"]), State::NotExamined(NotExamined::KeptByApp));
    assert_eq!(state(&["org.example"]), State::NotExamined(NotExamined::Absent));
}

#[test]
fn damage_is_told_from_a_lock() {
    let seen = look(&ARTIFACT, &Phone::with(PATH, vec![b'x'; 8192]), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Unreadable));
    let seen = look(&ARTIFACT, &Phone::with(PATH, database("CREATE TABLE later (x)")), PLANT);
    assert_eq!(seen.unread()[0].why, UnreadWhy::UnknownLayout);
}
