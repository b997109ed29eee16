use super::ARTIFACT;
use crate::artifacts::testing::{Phone, acquisition, database, indicators, look, look_at};
use engine::{NotExamined, State, UnreadWhy, Version, Weight};

const PATH: &str = "HomeDomain/Library/CallHistoryDB/CallHistory.storedata";
const PLANT: &[&str] = &["email-addr:value='one@plant-mail.example'"];
const TABLES: &str = "CREATE TABLE ZCALLRECORD (Z_PK INTEGER PRIMARY KEY, ZANSWERED INTEGER, ZORIGINATED INTEGER, \
    ZDATE TIMESTAMP, ZDURATION FLOAT, ZADDRESS, ZLOCATION VARCHAR, ZSERVICE_PROVIDER VARCHAR); \
    CREATE TABLE ZHANDLE (Z_PK INTEGER PRIMARY KEY, ZVALUE VARCHAR, ZNORMALIZEDVALUE VARCHAR);";

fn calls(rows: &str) -> Phone {
    Phone::with(PATH, database(&format!("{TABLES} {rows}")))
}

#[test]
fn every_call_is_a_record_whatever_type_its_number_has() {
    let seen = look(
        &ARTIFACT,
        &calls(
            "INSERT INTO ZCALLRECORD VALUES (1, 1, 0, 739925737.4, 61.5, '+15550100', 'Elmgrove', 'com.apple.Telephony'), \
             (2, 0, 1, 739925800, 0, CAST('friend@mail.example' AS BLOB), NULL, 'com.apple.FaceTime'), \
             (3, 0, 0, NULL, NULL, NULL, NULL, NULL);",
        ),
        PLANT,
    );
    assert_eq!(seen.fired(), Vec::<&str>::new());
    assert_eq!(seen.state(), &State::Examined { records: 3, gaps: 0, unread: vec![] });
    let fields: Vec<_> = seen.records[1].fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(fields, ["number", "provider", "by_owner", "answered", "seconds"]);
    assert_eq!(seen.records[1].fields[0].1, "friend@mail.example".into());
    assert_eq!(seen.records[0].times[0].1.to_string(), "2024-06-12T22:55:37.4Z");
}

#[test]
fn a_published_account_is_told_once_at_its_first_call() {
    let phone = calls(
        "INSERT INTO ZCALLRECORD VALUES (1, 0, 0, 739925900, 0, 'one@plant-mail.example', NULL, NULL), \
         (2, 0, 0, 739925737, 0, 'one@plant-mail.example', NULL, NULL); \
         INSERT INTO ZHANDLE VALUES (7, 'one@plant-mail.example', NULL);",
    );
    let seen = look(&ARTIFACT, &phone, PLANT);
    assert_eq!(seen.fired(), ["ios.calls.known-account"]);
    let finding = &seen.examined.findings[0];
    assert_eq!((finding.cite.place.as_str(), finding.weight), ("call 2", Weight::KnownSpyware));
    assert_eq!(finding.quotes["count"].value, "2");
    assert!(finding.quotes["account"].personal);
    let others = calls("INSERT INTO ZHANDLE VALUES (7, NULL, 'ONE@plant-mail.example');");
    assert_eq!(look(&ARTIFACT, &others, PLANT).examined.findings[0].cite.place, "handle 7");
}

#[test]
fn a_table_without_the_column_that_is_compared_is_not_called_read() {
    let other = TABLES.replace("ZADDRESS", "ZPEER");
    let seen = look(&ARTIFACT, &Phone::with(PATH, database(&other)), PLANT);
    assert_eq!(seen.unread()[0].why, UnreadWhy::UnknownLayout);
    assert_eq!(seen.unread()[0].part.as_deref(), Some("column ZADDRESS of ZCALLRECORD"));
}

#[test]
fn accounts_that_resemble_a_published_one_are_silent() {
    for account in ["two@plant-mail.example", "one@plant-mail.example.org", "one", "+15550100@s.whatsapp.net"]
    {
        let row = format!("INSERT INTO ZCALLRECORD (ZADDRESS) VALUES ('{account}');");
        assert_eq!(look(&ARTIFACT, &calls(&row), PLANT).fired(), Vec::<&str>::new(), "{account}");
    }
}

#[test]
fn absence_is_judged_by_encryption_and_damage_is_said() {
    let state = |version, encrypted| {
        let acquisition = engine::Acquisition { encrypted, ..acquisition(version) };
        look_at(&ARTIFACT, &Phone::default(), &indicators(&[]), &acquisition).examined.coverage.state
    };
    assert_eq!(state(Version(17, 0, 0), false), State::NotExamined(NotExamined::NeedsEncryptedBackup));
    assert_eq!(state(Version(17, 0, 0), true), State::NotExamined(NotExamined::Absent));
    let seen = look(&ARTIFACT, &Phone::with(PATH, database("CREATE TABLE x (y)")), PLANT);
    assert_eq!(seen.unread()[0].why, UnreadWhy::UnknownLayout);
    let seen = look(&ARTIFACT, &Phone::with(PATH, *b"holiday"), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Unreadable));
}
