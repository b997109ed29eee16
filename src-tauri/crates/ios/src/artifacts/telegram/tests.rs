use super::{ARTIFACT, words};
use crate::artifacts::shared::chats::tests::locked;
use crate::artifacts::testing::{Phone, acquisition, bytes_of, database, indicators, look, look_at};
use engine::{Acquisition, NotExamined, State, UnreadWhy, Version};
use proptest::prelude::*;
use sqlite::rusqlite::Connection;

const PATH: &str = "AppDomainGroup-group.ph.telegra.Telegraph/telegram-data/account-1/postbox/db/db_sqlite";
const PLANT: &[&str] = &["domain-name:value='plant.example'"];

fn chat(message: &[u8]) -> Phone {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch("CREATE TABLE t7 (key BLOB PRIMARY KEY, value BLOB);").unwrap();
    let key =
        [&[0, 0, 0, 0, 1, 2, 3, 4, 0, 0, 0, 0][..], &1_703_552_177_u32.to_be_bytes(), &[0, 0, 0, 9]].concat();
    connection.execute("INSERT INTO t7 VALUES (?1, ?2)", [key.as_slice(), message]).unwrap();
    Phone::with(PATH, bytes_of(connection))
}

#[test]
fn links_in_an_unlocked_copy_are_found_with_their_time() {
    let seen = look(&ARTIFACT, &chat(b"\x01\x00\x1a\x00\x00\x00https://plant.example/tg\x04\xff\x00"), PLANT);
    assert_eq!(seen.fired(), ["ios.telegram.link"]);
    let finding = &seen.examined.findings[0];
    assert_eq!(finding.quotes["url"].value, "https://plant.example/tg");
    assert_eq!(finding.when.unwrap().to_string(), "2023-12-26T00:56:17Z");
    assert_eq!(
        look(&ARTIFACT, &chat(b"\x01https://plant.example.org/\x04"), PLANT).fired(),
        Vec::<&str>::new()
    );
}

#[test]
fn a_locked_or_left_out_database_is_kept_by_the_app() {
    let seen = look(&ARTIFACT, &Phone::with(PATH, locked()), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::KeptByApp));
    let apps = vec!["ph.telegra.Telegraph".to_owned()];
    let acquisition = Acquisition { apps, ..acquisition(Version(17, 0, 0)) };
    let seen = look_at(&ARTIFACT, &Phone::default(), &indicators(&[]), &acquisition);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::KeptByApp));
    let seen = look(&ARTIFACT, &Phone::with(PATH, database("CREATE TABLE later (x)")), PLANT);
    assert_eq!(seen.unread()[0].why, UnreadWhy::UnknownLayout);
}

proptest! {
    #[test]
    fn never_panics(message in any::<Vec<u8>>()) {
        let control = words(&message).chars().any(char::is_control);
        prop_assert!(!control);
    }
}
