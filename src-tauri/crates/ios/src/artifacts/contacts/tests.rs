use super::ARTIFACT;
use crate::artifacts::testing::{Phone, database, look};
use engine::{NotExamined, State, Weight};

const PATH: &str = "HomeDomain/Library/AddressBook/AddressBook.sqlitedb";
const PLANT: &[&str] = &["email-addr:value='one@plant-mail.example'"];
const TABLES: &str = "CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY, First TEXT, Last TEXT, Middle TEXT, \
    Organization TEXT, CreationDate INTEGER, ModificationDate INTEGER); \
    CREATE TABLE ABMultiValue (UID INTEGER PRIMARY KEY, record_id INTEGER, value TEXT); \
    INSERT INTO ABPerson VALUES (1, 'Amal', 'Haddad', NULL, 'Elmgrove', 700000000, 710000000);";

fn book(rows: &str) -> Phone {
    Phone::with(PATH, database(&format!("{TABLES} {rows}")))
}

#[test]
fn each_value_is_a_record_with_its_person() {
    let rows = "INSERT INTO ABMultiValue VALUES (1, 1, '+15550100'), (2, 1, NULL), (3, 99, 'a@b.example');";
    let seen = look(&ARTIFACT, &book(rows), PLANT);
    assert_eq!(seen.fired(), Vec::<&str>::new());
    assert_eq!(seen.state(), &State::Examined { records: 2, gaps: 0, unread: vec![] });
    let fields: Vec<_> = seen.records[0].fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(fields, ["first", "last", "organization", "value"]);
    assert_eq!(seen.records[1].fields.len(), 1, "a value whose person is gone");
}

#[test]
fn a_published_account_is_worth_a_look_and_its_like_is_not() {
    let seen =
        look(&ARTIFACT, &book("INSERT INTO ABMultiValue VALUES (4, 1, 'one@plant-mail.example');"), PLANT);
    assert_eq!(seen.fired(), ["ios.contacts.known-account"]);
    let finding = &seen.examined.findings[0];
    assert_eq!((finding.weight, finding.cite.place.as_str()), (Weight::Look, "value 4"));
    assert!(finding.when.is_some());
    let like = "INSERT INTO ABMultiValue VALUES (4, 1, 'anyone@plant-mail.example');";
    assert_eq!(look(&ARTIFACT, &book(like), PLANT).fired(), Vec::<&str>::new());
}

#[test]
fn a_book_without_the_tables_is_empty_and_a_broken_one_is_said() {
    let seen = look(&ARTIFACT, &Phone::with(PATH, database("CREATE TABLE x (y)")), PLANT);
    assert_eq!(seen.state(), &State::Examined { records: 0, gaps: 0, unread: vec![] });
    let people = database("CREATE TABLE ABPerson (ROWID INTEGER PRIMARY KEY, First TEXT)");
    let seen = look(&ARTIFACT, &Phone::with(PATH, people), PLANT);
    assert_eq!(seen.unread()[0].part.as_deref(), Some("table ABMultiValue"));
    let seen = look(&ARTIFACT, &Phone::with(PATH, *b"SQLite format 3\0 or not"), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Unreadable));
    assert_eq!(look(&ARTIFACT, &Phone::default(), PLANT).state(), &State::NotExamined(NotExamined::Absent));
}
