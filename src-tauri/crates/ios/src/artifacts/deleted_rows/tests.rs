use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, bytes_of, database, look};
use engine::{NotExamined, State, Weight};

const SMS: &str = "HomeDomain/Library/SMS/sms.db";
const USAGE: &str = "WirelessDomain/Library/Databases/DataUsage.sqlite";
const PLANTS: &[&str] = &[
    "domain-name:value='plant.example'",
    "email-addr:value='attacker@plant.example'",
    "process:name='plantd'",
    "file:name='plant.pkpass'",
];

/// Five hundred messages, one of them with `text`, and then `more`.
fn messages(text: &str, more: &str) -> Vec<u8> {
    let statements = format!(
        "CREATE TABLE message (ROWID INTEGER PRIMARY KEY, guid TEXT, text TEXT);
         CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT);
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
         INSERT INTO message SELECT i, 'guid-' || i, 'Good morning number ' || i FROM n;
         UPDATE message SET text = '{text}' WHERE ROWID = 250;
         {more}"
    );
    let connection = sqlite::rusqlite::Connection::open_in_memory().unwrap();
    connection.execute_batch("PRAGMA secure_delete = OFF").unwrap();
    connection.execute_batch(&statements).unwrap();
    bytes_of(connection)
}

fn seen(path: &str, bytes: Vec<u8>) -> Seen {
    look(&ARTIFACT, &Phone::with(path, bytes), PLANTS)
}

#[test]
fn a_link_in_a_deleted_message_is_found_and_said_to_be_deleted() {
    for deleted in ["DELETE FROM message WHERE ROWID = 250", "DELETE FROM message"] {
        let seen = seen(SMS, messages("see https://cdn.plant.example/a", deleted));
        assert_eq!(seen.fired(), ["ios.deleted-rows.link"], "{deleted}");
        let finding = &seen.examined.findings[0];
        assert_eq!(finding.cite.path, SMS);
        assert!(finding.cite.place.contains("Main byte"), "{}", finding.cite.place);
        assert_eq!(finding.weight, Weight::KnownSpyware);
        assert!(finding.quotes["url"].value.contains("plant.example"));
    }
}

#[test]
fn a_link_that_a_row_still_holds_is_left_to_the_artifact_of_the_row() {
    let moved = "INSERT INTO message SELECT 9999, guid, text FROM message WHERE ROWID = 250;
                 DELETE FROM message WHERE ROWID = 250";
    assert!(seen(SMS, messages("see https://cdn.plant.example/a", moved)).fired().is_empty());
    assert!(seen(SMS, messages("see https://cdn.plant.example/a", "")).fired().is_empty());
}

#[test]
fn a_row_that_only_shares_a_word_with_what_was_deleted_holds_nothing_back() {
    let others = "INSERT INTO handle VALUES (1, 'me@plant.example'), (2, 'PLANT.EXAMPLE'), (3, 'see http://plant.example/other'); \
                  DELETE FROM message";
    let seen = seen(SMS, messages("see https://cdn.plant.example/a", others));
    assert!(seen.fired().contains(&"ios.deleted-rows.link"), "{:?}", seen.fired());
}

#[test]
fn look_alikes_in_unused_space_are_silent() {
    for text in [
        "https://not-plant.example/",
        "https://plant.example.org/",
        "plantd is a word",
        "xattacker@plant.example.org",
    ] {
        assert!(seen(SMS, messages(text, "DELETE FROM message")).fired().is_empty(), "{text}");
    }
}

#[test]
fn an_account_in_a_deleted_row_is_found() {
    let deleted = "INSERT INTO handle VALUES (1, 'attacker@plant.example'); DELETE FROM handle";
    let seen = seen(SMS, messages("Hello", deleted));
    assert!(seen.fired().contains(&"ios.deleted-rows.account"), "{:?}", seen.fired());
}

#[test]
fn a_program_is_found_by_its_whole_column_and_only_where_programs_are_compared() {
    let rows = "CREATE TABLE ZPROCESS (Z_PK INTEGER PRIMARY KEY, ZBUNDLENAME TEXT, ZPROCNAME TEXT);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
        INSERT INTO ZPROCESS SELECT i, 'com.example.app', 'program' || i FROM n;
        UPDATE ZPROCESS SET ZPROCNAME = 'plantd', ZBUNDLENAME = 'com.x' WHERE Z_PK = 250; DELETE FROM ZPROCESS;";
    let with = |statements: &str| {
        let connection = sqlite::rusqlite::Connection::open_in_memory().unwrap();
        connection.execute_batch("PRAGMA secure_delete = OFF").unwrap();
        connection.execute_batch(statements).unwrap();
        bytes_of(connection)
    };
    let found = seen(USAGE, with(rows));
    assert_eq!(found.fired(), ["ios.deleted-rows.program"]);
    assert_eq!(found.examined.findings[0].weight, Weight::Strong);
    assert!(seen(USAGE, with(&rows.replace("plantd", "plantd2"))).fired().is_empty());
    assert!(seen(SMS, with(rows)).fired().is_empty(), "messages are not compared with programs");
}

#[test]
fn only_the_same_name_alone_in_a_row_says_that_it_is_still_there() {
    let fired = |kept: &str| {
        let statements = format!(
            "PRAGMA secure_delete = OFF; CREATE TABLE kept (text TEXT); INSERT INTO kept VALUES ('{kept}');
             CREATE TABLE ZPROCESS (Z_PK INTEGER PRIMARY KEY, ZBUNDLENAME TEXT, ZPROCNAME TEXT);
             WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
             INSERT INTO ZPROCESS SELECT i, 'com.example.app', 'program' || i FROM n;
             UPDATE ZPROCESS SET ZPROCNAME = 'plantd', ZBUNDLENAME = 'com.x' WHERE Z_PK = 250; DELETE FROM ZPROCESS;"
        );
        let connection = sqlite::rusqlite::Connection::open_in_memory().unwrap();
        connection.execute_batch(&statements).unwrap();
        seen(USAGE, bytes_of(connection)).fired().len()
    };
    let told =
        ["the transplantdonor list", "plantds", "about plantd, and more", "plantd.app", "plantd"].map(fired);
    assert_eq!(told, [1, 1, 1, 1, 0]);
}

#[test]
fn a_file_that_came_with_a_deleted_message_is_found() {
    let deleted = "CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY, guid TEXT, filename TEXT);
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 500)
        INSERT INTO attachment SELECT i, 'g' || i, '/var/mobile/Library/SMS/Attachments/ab/plant.pkpass' FROM n;
        DELETE FROM attachment;";
    assert!(seen(SMS, messages("Hello", deleted)).fired().contains(&"ios.deleted-rows.file"));
}

#[test]
fn the_site_of_a_vendor_stays_a_note_and_nothing_to_read_is_said() {
    let seen = look(&ARTIFACT, &Phone::default(), PLANTS);
    assert!(matches!(seen.state(), State::NotExamined(NotExamined::Absent)));
    let text = look(&ARTIFACT, &Phone::with(SMS, *b"no database"), PLANTS);
    assert!(matches!(text.state(), State::NotExamined(NotExamined::Absent)));
    let empty = look(&ARTIFACT, &Phone::with(SMS, database("CREATE TABLE message (text TEXT)")), PLANTS);
    assert_eq!(empty.records.len(), 1);
    assert!(empty.fired().is_empty());
}
