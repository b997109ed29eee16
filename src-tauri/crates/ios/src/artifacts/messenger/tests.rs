use super::ARTIFACT;
use crate::artifacts::testing::{Phone, database, look};
use engine::{NotExamined, State, UnreadWhy};

const PATH: &str = "AppDomainGroup-group.com.facebook.Messenger/lightspeed-userDatabases/100.db";
const OTHER: &str = "AppDomainGroup-group.com.facebook.Messenger/lightspeed-userDatabases/0.db";
const PLANT: &[&str] = &["domain-name:value='plant.example'"];

#[test]
fn links_of_every_generation_are_found() {
    let bytes = database(
        "CREATE TABLE messages (pk INTEGER PRIMARY KEY, thread_key INTEGER, timestamp_ms INTEGER, sender_id INTEGER, text TEXT); \
         CREATE TABLE client_messages (pk INTEGER PRIMARY KEY, display_ts_ms INTEGER, sender_contact_pk INTEGER, text TEXT); \
         CREATE TABLE attachments (pk INTEGER PRIMARY KEY, title_text TEXT, action_url TEXT, filename TEXT); \
         CREATE TABLE secure_messages (timestamp_ms INTEGER, text TEXT); \
         INSERT INTO messages VALUES (3, 1, 1703552177716, 77, 'see https://plant.example/m'), (4, 1, 0, 77, 'https://plant.example.org'); \
         INSERT INTO client_messages VALUES (5, -9223372036854775808, 78, 'see https://plant.example/e'); \
         INSERT INTO attachments VALUES (6, 'Parcel', 'https://cdn.plant.example/a', 'https://plant.example'), (7, NULL, NULL, NULL); \
         INSERT INTO secure_messages VALUES (1, 'https://plant.example/locked');",
    );
    let phone = Phone::with(PATH, bytes).and(OTHER, database("CREATE TABLE settings (x)"));
    let seen = look(&ARTIFACT, &phone, PLANT);
    let places: Vec<_> = seen.examined.findings.iter().map(|finding| finding.cite.place.as_str()).collect();
    assert_eq!(places, ["messages 3", "client_messages 5", "attachments 6"]);
    assert_eq!(seen.fired(), ["ios.messenger.link"; 3]);
    assert_eq!(seen.examined.findings[1].when, None, "the smallest number is no time");
    assert!(seen.unread().is_empty(), "a database without conversations lies beside the other");
}

#[test]
fn a_phone_with_none_that_is_known_is_said() {
    let seen = look(&ARTIFACT, &Phone::with(PATH, database("CREATE TABLE later (x)")), PLANT);
    assert_eq!(seen.unread()[0].why, UnreadWhy::UnknownLayout);
    let seen = look(&ARTIFACT, &Phone::with(PATH, *b"no database"), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Unreadable));
    assert_eq!(look(&ARTIFACT, &Phone::default(), PLANT).state(), &State::NotExamined(NotExamined::Absent));
}
