use super::{ARTIFACT, FILES};
use crate::artifacts::testing::{Phone, Seen, database, look};
use engine::{NotExamined, State, UnreadWhy};

const PLANT: &[&str] = &["domain-name:value='plant.example'"];
const CONTACTS: &str = FILES[0][0];
const PAIRS: &str = FILES[0][1];
const CHATS: &str = FILES[0][2];
const CONTACT_TABLE: &str = "CREATE TABLE ZWAADDRESSBOOKCONTACT (Z_PK INTEGER PRIMARY KEY, ZDISAPPEARINGMODEDURATION FLOAT, \
    ZABOUTTIMESTAMP TIMESTAMP, ZLASTUPDATED TIMESTAMP, ZABOUTTEXT VARCHAR, ZFULLNAME, ZLID VARCHAR, ZPHONENUMBER VARCHAR, \
    ZWHATSAPPID VARCHAR);";
const PAIR_TABLE: &str = "CREATE TABLE ZWAPHONENUMBERLIDPAIR (Z_PK INTEGER PRIMARY KEY, ZTIMESTAMP TIMESTAMP, ZLID VARCHAR, \
    ZPHONENUMBER VARCHAR); INSERT INTO ZWAPHONENUMBERLIDPAIR VALUES (1, 7e8, '123@lid', '15550100@s.whatsapp.net');";

fn field(seen: &Seen, record: usize, name: &str) -> Option<engine::Value> {
    seen.records[record].fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone())
}

#[test]
fn contacts_and_pairs_are_records() {
    let rows = "INSERT INTO ZWAADDRESSBOOKCONTACT VALUES (1, 604800, 7e8, 7e8, 'at work', CAST('Amal' AS BLOB), '123@lid', \
        '+15550100', '15550100@s.whatsapp.net'), (2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '1@g.us'), \
        (3, 5, NULL, NULL, NULL, NULL, NULL, NULL, 'x');";
    let phone =
        Phone::with(CONTACTS, database(&format!("{CONTACT_TABLE}{rows}"))).and(PAIRS, database(PAIR_TABLE));
    let seen = look(&ARTIFACT, &phone, PLANT);
    assert_eq!(seen.fired(), Vec::<&str>::new());
    assert_eq!(seen.state(), &State::Examined { records: 4, gaps: 0, unread: vec![] });
    assert_eq!(field(&seen, 0, "name"), Some("Amal".into()));
    let lasts: Vec<_> = (0..3).map(|record| field(&seen, record, "disappearing")).collect();
    assert_eq!(lasts, [Some("7 days".into()), Some("off".into()), Some("5 seconds".into())]);
    assert_eq!(field(&seen, 3, "lid"), Some("123@lid".into()));
}

#[test]
fn without_the_column_nobody_knows_whether_messages_disappear() {
    let older = "CREATE TABLE ZWAADDRESSBOOKCONTACT (Z_PK INTEGER PRIMARY KEY, ZWHATSAPPID); \
        INSERT INTO ZWAADDRESSBOOKCONTACT VALUES (1, 'x');";
    let seen = look(&ARTIFACT, &Phone::with(CONTACTS, database(older)), PLANT);
    assert_eq!(field(&seen, 0, "disappearing"), None);
}

#[test]
fn older_versions_keep_the_pairs_among_the_messages() {
    let seen = look(&ARTIFACT, &Phone::with(CHATS, database(PAIR_TABLE)), PLANT);
    assert_eq!(seen.state(), &State::Examined { records: 1, gaps: 0, unread: vec![] });
    let both = Phone::with(CHATS, database(PAIR_TABLE)).and(PAIRS, database(PAIR_TABLE));
    assert_eq!(look(&ARTIFACT, &both, PLANT).records.len(), 1, "the newer file counts");
    let without = Phone::with(CHATS, database("CREATE TABLE ZWAMESSAGE (x)"));
    assert_eq!(look(&ARTIFACT, &without, PLANT).state(), &State::NotExamined(NotExamined::Absent));
}

#[test]
fn a_published_link_in_the_words_of_a_person_is_found() {
    let row = |about: &str| {
        let rows = format!("INSERT INTO ZWAADDRESSBOOKCONTACT (Z_PK, ZABOUTTEXT) VALUES (6, '{about}');");
        Phone::with(CONTACTS, database(&format!("{CONTACT_TABLE}{rows}")))
    };
    let seen = look(&ARTIFACT, &row("win: https://plant.example/x"), PLANT);
    assert_eq!(seen.fired(), ["ios.whatsapp-contacts.link"]);
    assert_eq!(seen.examined.findings[0].cite.place, "contact 6");
    assert_eq!(look(&ARTIFACT, &row("https://plant.example.org/"), PLANT).fired(), Vec::<&str>::new());
}

#[test]
fn other_layouts_and_damage_are_said() {
    let seen = look(&ARTIFACT, &Phone::with(CONTACTS, database("CREATE TABLE x (y)")), PLANT);
    assert_eq!(seen.unread()[0].why, UnreadWhy::UnknownLayout);
    let seen = look(&ARTIFACT, &Phone::with(CONTACTS, *b"no database"), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Unreadable));
    let seen = look(&ARTIFACT, &Phone::with(CHATS, *b"no database"), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Absent), "said where messages are read");
}
