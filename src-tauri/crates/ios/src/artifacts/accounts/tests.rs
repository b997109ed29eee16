use super::ARTIFACT;
use crate::artifacts::testing::{Phone, database, look};
use engine::{Class, NotExamined, State, UnreadWhy, Weight};

const PATH: &str = "HomeDomain/Library/Accounts/Accounts3.sqlite";
const PLANT: &[&str] = &["email-addr:value='one@plant-mail.example'"];
const TABLES: &str = "CREATE TABLE ZACCOUNT (Z_PK INTEGER PRIMARY KEY, ZACTIVE INTEGER, ZACCOUNTTYPE INTEGER, \
    ZDATE TIMESTAMP, ZUSERNAME VARCHAR, ZACCOUNTDESCRIPTION VARCHAR, ZOWNINGBUNDLEID VARCHAR); \
    CREATE TABLE ZACCOUNTTYPE (Z_PK INTEGER PRIMARY KEY, ZACCOUNTTYPEDESCRIPTION VARCHAR, ZIDENTIFIER VARCHAR); \
    INSERT INTO ZACCOUNTTYPE VALUES (1, 'iCloud', 'com.apple.account.AppleAccount'), (2, 'IMAP', NULL);";

fn accounts(rows: &str) -> Phone {
    Phone::with(PATH, database(&format!("{TABLES} {rows}")))
}

#[test]
fn accounts_are_records_with_their_kind() {
    let phone = accounts(
        "INSERT INTO ZACCOUNT VALUES (1, 1, 1, 700000000, 'amal@mail.example', 'iCloud', 'com.apple.purplebuddy'), \
         (2, 0, 2, NULL, 'amal@work.example', 'Work', NULL), (3, 1, 77, NULL, NULL, NULL, NULL);",
    );
    let seen = look(&ARTIFACT, &phone, PLANT);
    assert_eq!(seen.fired(), Vec::<&str>::new());
    assert_eq!(seen.state(), &State::Examined { records: 3, gaps: 0, unread: vec![] });
    assert_eq!(seen.records[0].fields[0], ("type".into(), "com.apple.account.AppleAccount".into()));
    assert_eq!(seen.records[1].fields[0], ("type".into(), "IMAP".into()));
}

#[test]
fn a_published_account_is_known_and_its_like_is_silent() {
    let seen = look(
        &ARTIFACT,
        &accounts("INSERT INTO ZACCOUNT (Z_PK, ZUSERNAME) VALUES (5, 'one@plant-mail.example')"),
        PLANT,
    );
    assert_eq!(seen.fired(), ["ios.accounts.known-account"]);
    assert_eq!(seen.examined.findings[0].weight, Weight::KnownSpyware);
    let like = accounts("INSERT INTO ZACCOUNT (Z_PK, ZUSERNAME) VALUES (5, 'one@plant-mail.example.org')");
    assert_eq!(look(&ARTIFACT, &like, PLANT).fired(), Vec::<&str>::new());
}

#[test]
fn two_apple_accounts_are_a_note_and_one_twice_is_not() {
    let two = "INSERT INTO ZACCOUNT (Z_PK, ZACCOUNTTYPE, ZUSERNAME) VALUES (1, 1, 'a@mail.example'), (2, 1, 'b@mail.example');";
    let seen = look(&ARTIFACT, &accounts(two), PLANT);
    assert_eq!(seen.fired(), ["ios.accounts.several-apple-accounts"]);
    let finding = &seen.examined.findings[0];
    assert_eq!((finding.weight, finding.class), (Weight::Note, Class::Posture));
    let one = "INSERT INTO ZACCOUNT (Z_PK, ZACCOUNTTYPE, ZUSERNAME) VALUES (1, 1, 'a@mail.example'), (2, 1, 'A@mail.example'), \
        (3, 2, 'b@mail.example');";
    assert_eq!(look(&ARTIFACT, &accounts(one), PLANT).fired(), Vec::<&str>::new());
}

#[test]
fn other_layouts_and_damage_are_said() {
    let seen = look(&ARTIFACT, &Phone::with(PATH, database("CREATE TABLE x (y)")), PLANT);
    assert_eq!(seen.unread()[0].why, UnreadWhy::UnknownLayout);
    let seen = look(&ARTIFACT, &Phone::with(PATH, *b"no database"), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Unreadable));
    assert_eq!(look(&ARTIFACT, &Phone::default(), PLANT).state(), &State::NotExamined(NotExamined::Absent));
}
