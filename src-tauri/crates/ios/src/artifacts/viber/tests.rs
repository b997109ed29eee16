use super::ARTIFACT;
use crate::artifacts::testing::{Phone, database, look};
use engine::{NotExamined, State, UnreadWhy};

const PATH: &str = "AppDomainGroup-group.viber.share.container/com.viber/database/Contacts.data";
const PLANT: &[&str] = &["domain-name:value='plant.example'"];

#[test]
fn links_in_words_and_in_what_comes_with_them_are_found() {
    let bytes = database(
        r#"CREATE TABLE ZVIBERMESSAGE (Z_PK INTEGER PRIMARY KEY, ZDATE TIMESTAMP, ZTEXT VARCHAR, ZMETADATA VARCHAR, ZPHONENUMINDEX INTEGER);
         INSERT INTO ZVIBERMESSAGE VALUES (1, 728794176.25, 'see https://plant.example/v', NULL, 5),
         (2, 728794177, 'look', '{"URL":"https:\/\/cdn.plant.example\/v"}', NULL),
         (3, 728794178, 'see https://plant.example.org/', '{"URL":"https:\/\/not-plant.example\/"}', NULL);"#,
    );
    let seen = look(&ARTIFACT, &Phone::with(PATH, bytes), PLANT);
    assert_eq!(seen.fired(), ["ios.viber.link"; 2]);
    let [first, second] = &seen.examined.findings[..] else { panic!() };
    assert_eq!(first.when.unwrap().to_string(), "2024-02-05T02:49:36.25Z");
    assert_eq!((first.quotes["sender"].personal, second.cite.place.as_str()), (true, "message 2"));
    assert_eq!(seen.records.len(), 3);
}

#[test]
fn other_layouts_damage_and_absence_are_said() {
    let seen = look(&ARTIFACT, &Phone::with(PATH, database("CREATE TABLE x (y)")), PLANT);
    assert_eq!(seen.unread()[0].why, UnreadWhy::UnknownLayout);
    let seen = look(&ARTIFACT, &Phone::with(PATH, *b"no database"), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Unreadable));
    let seen = look(&ARTIFACT, &Phone::default().missing(PATH), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Missing));
}
