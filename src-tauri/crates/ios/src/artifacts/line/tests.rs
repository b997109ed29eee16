use super::ARTIFACT;
use crate::artifacts::shared::chats::tests::locked;
use crate::artifacts::testing::{Phone, database, look};
use engine::{NotExamined, State, UnreadWhy};

const PATH: &str = "AppDomainGroup-group.com.linecorp.line/Library/Application Support/PrivateStore/P_u1/Messages/Line.sqlite";
const PLANT: &[&str] = &["domain-name:value='plant.example'"];

#[test]
fn links_in_messages_are_found_and_their_like_is_not() {
    let bytes = database(
        "CREATE TABLE ZMESSAGE (Z_PK INTEGER PRIMARY KEY, ZTIMESTAMP INTEGER, ZSENDER INTEGER, ZTEXT VARCHAR, ZCONTENTMETADATA BLOB); \
         INSERT INTO ZMESSAGE VALUES (1, 1703552177716, 4, 'see https://plant.example/l', NULL), \
         (2, 1703552177717, NULL, 'x', CAST('PREVIEW https://plant.example/p' AS BLOB)), \
         (3, 1703552177718, 4, 'https://example.org/?u=https://plant.example/', NULL);",
    );
    let seen = look(&ARTIFACT, &Phone::with(PATH, bytes), PLANT);
    assert_eq!(seen.fired(), ["ios.line.link"; 2]);
    assert_eq!(seen.examined.findings[0].when.unwrap().to_string(), "2023-12-26T00:56:17.716Z");
    assert_eq!(seen.records.len(), 3);
}

#[test]
fn locks_layouts_and_damage_are_said() {
    let seen = look(&ARTIFACT, &Phone::with(PATH, locked()), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::KeptByApp));
    let seen = look(&ARTIFACT, &Phone::with(PATH, database("CREATE TABLE x (y)")), PLANT);
    assert_eq!(seen.unread()[0].why, UnreadWhy::UnknownLayout);
    let seen = look(&ARTIFACT, &Phone::with(PATH, *b"no database"), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Unreadable));
}
