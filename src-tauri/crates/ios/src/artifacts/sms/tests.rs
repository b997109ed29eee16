use super::ARTIFACT;
use super::typed_stream::tests::{message, message_over_link};
use crate::artifacts::testing::{Phone, Seen, bytes_of, database, look};
use engine::{NotExamined, State, UnreadWhy, Value, Weight};
use sqlite::rusqlite::{Connection, params};

const PATH: &str = "HomeDomain/Library/SMS/sms.db";
const PLANT: &[&str] = &["domain-name:value='plant.example'", "email-addr:value='one@plant-mail.example'"];

/// Tables as iOS 17 has them, as far as they are read.
fn empty() -> Connection {
    let connection = Connection::open_in_memory().unwrap();
    connection
        .execute_batch(
            "CREATE TABLE message (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, guid TEXT, text TEXT, handle_id INTEGER, \
             subject TEXT, attributedBody BLOB, date INTEGER, date_read INTEGER, is_from_me INTEGER, service TEXT, \
             payload_data BLOB, message_summary_info BLOB); \
             CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT NOT NULL); \
             CREATE TABLE chat_recoverable_message_join (chat_id INTEGER, message_id INTEGER, delete_date INTEGER, \
             PRIMARY KEY (chat_id, message_id)); \
             CREATE TABLE recoverable_message_part (chat_id INTEGER, message_id INTEGER, part_text BLOB); \
             INSERT INTO handle VALUES (1, '+15550100'), (2, 'threat-notifications@email.apple.com');",
        )
        .unwrap();
    connection
}

struct Row<'a> {
    text: Option<&'a str>,
    body: Option<Vec<u8>>,
    payload: Option<Vec<u8>>,
    summary: Option<Vec<u8>>,
    subject: Option<&'a str>,
    handle: i64,
    by_owner: bool,
}

const RECEIVED: Row<'_> =
    Row { text: None, body: None, payload: None, summary: None, subject: None, handle: 1, by_owner: false };

fn insert(connection: &Connection, row: Row<'_>) {
    connection
        .execute(
            "INSERT INTO message (text, attributedBody, payload_data, message_summary_info, subject, handle_id, \
             is_from_me, date, service) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 719729954695229312, 'iMessage')",
            params![row.text, row.body, row.payload, row.summary, row.subject, row.handle, row.by_owner],
        )
        .unwrap();
}

fn look_at_one(row: Row<'_>) -> Seen {
    let connection = empty();
    insert(&connection, row);
    look(&ARTIFACT, &Phone::with(PATH, bytes_of(connection)), PLANT)
}

/// A binary property list that holds these strings and blobs, and nothing else.
fn list(texts: &[&str], blobs: &[&[u8]]) -> Vec<u8> {
    let mut bytes = b"bplist00".to_vec();
    let mut offsets = Vec::new();
    let items =
        texts.iter().map(|text| (0x50, text.as_bytes())).chain(blobs.iter().map(|blob| (0x40, *blob)));
    for (kind, content) in items {
        offsets.push(u16::try_from(bytes.len()).unwrap());
        bytes.push(kind | 0x0f);
        bytes.push(0x11);
        bytes.extend(u16::try_from(content.len()).unwrap().to_be_bytes());
        bytes.extend(content);
    }
    let table = bytes.len() as u64;
    offsets.iter().for_each(|offset| bytes.extend(offset.to_be_bytes()));
    bytes.extend([0, 0, 0, 0, 0, 0, 2, 1]);
    for number in [offsets.len() as u64, 0, table] {
        bytes.extend(number.to_be_bytes());
    }
    bytes
}

#[test]
fn a_link_is_found_wherever_a_message_keeps_it() {
    let link = "https://cdn.plant.example/p?id=7";
    let says = format!("parcel: {link} reply STOP");
    let rows = [
        Row { text: Some(&says), ..RECEIVED },
        Row { subject: Some(&says), ..RECEIVED },
        Row { body: Some(message(&says)), ..RECEIVED },
        Row { text: Some("your invoice"), body: Some(message_over_link("your invoice", link)), ..RECEIVED },
        Row { payload: Some(list(&["$null", link, "Title"], &[])), ..RECEIVED },
        Row { summary: Some(list(&[], &[&message(&says)])), ..RECEIVED },
        Row { text: Some(&says), handle: 0, ..RECEIVED },
        Row { text: Some(&says), by_owner: true, ..RECEIVED },
    ];
    for (case, row) in rows.into_iter().enumerate() {
        let seen = look_at_one(row);
        assert_eq!(seen.fired(), ["ios.sms.link"], "case {case}");
        let finding = &seen.examined.findings[0];
        assert_eq!(finding.weight, Weight::KnownSpyware);
        assert_eq!((finding.cite.path.as_str(), finding.cite.place.as_str()), (PATH, "message 1"));
        assert_eq!(finding.quotes["url"].value, link);
        assert_eq!(finding.when.unwrap().to_string(), "2023-10-23T04:59:14.695229312Z");
        let direction = if case == 7 { "sent" } else { "received" };
        assert_eq!(finding.quotes["direction"].value, direction);
        assert!(finding.quotes.get("sender").is_none_or(|sender| sender.personal));
        assert!(!seen.unread().iter().any(|_| true));
    }
}

#[test]
fn what_only_resembles_a_published_link_is_silent() {
    for text in [
        "look at this https://not-plant.example/",
        "look at this https://plant.example.org/",
        "https://example.org/?next=https://plant.example/",
        "plantXexample",
        "write to me@plant.example",
    ] {
        let seen = look_at_one(Row { text: Some(text), body: Some(message(text)), ..RECEIVED });
        assert_eq!(seen.fired(), Vec::<&str>::new(), "{text}");
    }
}

#[test]
fn one_link_in_all_places_of_a_message_is_one_finding() {
    let link = "https://plant.example/a";
    let row = Row {
        text: Some(link),
        body: Some(message(link)),
        payload: Some(list(&[link, "HTTPS://PLANT.example/a/"], &[])),
        ..RECEIVED
    };
    assert_eq!(look_at_one(row).fired().len(), 1);
}

#[test]
fn a_known_account_is_one_finding_however_often_it_wrote() {
    let connection = empty();
    connection.execute_batch("INSERT INTO handle VALUES (9, 'One@Plant-Mail.example')").unwrap();
    insert(&connection, Row { text: Some("who is this?"), handle: 9, by_owner: true, ..RECEIVED });
    for text in ["hi", "hello?"] {
        insert(&connection, Row { text: Some(text), handle: 9, ..RECEIVED });
    }
    let seen = look(&ARTIFACT, &Phone::with(PATH, bytes_of(connection)), PLANT);
    assert_eq!(seen.fired(), ["ios.sms.sender"]);
    let finding = &seen.examined.findings[0];
    assert_eq!(finding.cite.place, "message 2", "the first that it sent");
    assert_eq!(finding.quotes["count"].value, "3");
    assert!(finding.quotes["sender"].personal);
}

#[test]
fn a_known_account_counts_when_its_messages_are_gone() {
    let connection = empty();
    connection.execute_batch("INSERT INTO handle VALUES (9, 'one@plant-mail.example')").unwrap();
    let seen = look(&ARTIFACT, &Phone::with(PATH, bytes_of(connection)), PLANT);
    assert_eq!(seen.fired(), ["ios.sms.sender"]);
    assert_eq!(seen.examined.findings[0].cite.place, "handle 9");
}

#[test]
fn a_warning_of_apple_is_strong_and_quotes_no_text() {
    let words = "ALERT: Apple detected a targeted mercenary spyware attack against your iPhone. Sign in";
    for (row, sign, weight) in [
        (Row { text: Some(words), ..RECEIVED }, "words", Weight::Strong),
        (Row { body: Some(message(words)), ..RECEIVED }, "words", Weight::Strong),
        (Row { text: Some("ALERTE"), handle: 2, ..RECEIVED }, "sender", Weight::Strong),
        (Row { text: Some(words), by_owner: true, ..RECEIVED }, "words", Weight::Look),
    ] {
        let seen = look_at_one(row);
        assert_eq!(seen.fired(), ["ios.sms.threat-notification"]);
        let finding = &seen.examined.findings[0];
        assert_eq!((finding.quotes["sign"].value.as_str(), finding.weight), (sign, weight));
        assert!(!finding.quotes.values().any(|quote| quote.value.contains("mercenary")));
    }
}

#[test]
fn recently_deleted_messages_and_parts_are_read() {
    let connection = empty();
    insert(&connection, Row { text: Some("bye https://plant.example/d"), ..RECEIVED });
    connection
        .execute_batch("INSERT INTO chat_recoverable_message_join VALUES (1, 1, 747260100000000000)")
        .unwrap();
    connection
        .execute(
            "INSERT INTO recoverable_message_part VALUES (1, 9, ?1)",
            [message("https://plant.example/p")],
        )
        .unwrap();
    let seen = look(&ARTIFACT, &Phone::with(PATH, bytes_of(connection)), PLANT);
    let places: Vec<_> = seen.examined.findings.iter().map(|finding| finding.cite.place.as_str()).collect();
    assert_eq!(places, ["message 1", "deleted part of message 9"]);
    let deleted = seen.records[0].fields.iter().find(|(name, _)| name == "deleted");
    assert_eq!(deleted.map(|(_, value)| value), Some(&Value::Bool(true)));
}

#[test]
fn an_old_layout_without_the_newer_columns_is_read() {
    let bytes = database(
        "CREATE TABLE message (ROWID INTEGER PRIMARY KEY, text TEXT, handle_id INTEGER, date INTEGER, is_from_me INT); \
         CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT); \
         INSERT INTO message VALUES (7, 'https://plant.example', 0, 500000000, 0);",
    );
    let seen = look(&ARTIFACT, &Phone::with(PATH, bytes), PLANT);
    assert_eq!(seen.fired(), ["ios.sms.link"]);
    assert_eq!(seen.examined.findings[0].when.unwrap().to_string(), "2016-11-05T00:53:20Z");
    assert!(seen.unread().is_empty());
}

#[test]
fn what_makes_no_sense_is_a_gap_and_its_links_count_still() {
    let mut broken = message("see https://plant.example/x now");
    broken.truncate(broken.len() - 40);
    let seen = look_at_one(Row { body: Some(broken), ..RECEIVED });
    assert_eq!(seen.fired(), ["ios.sms.link"]);
    assert!(matches!(seen.state(), State::Examined { records: 1, gaps: 1, .. }));
    let seen = look_at_one(Row { payload: Some(b"bplist00 cut".to_vec()), ..RECEIVED });
    assert!(matches!(seen.state(), State::Examined { records: 1, gaps: 1, .. }));
}

#[test]
fn what_cannot_be_read_is_said() {
    let seen = look(&ARTIFACT, &Phone::default(), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Missing));
    let seen = look(&ARTIFACT, &Phone::default().missing(PATH), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Missing));
    let seen = look(&ARTIFACT, &Phone::with(PATH, *b"holiday photo"), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Unreadable));
    let seen = look(&ARTIFACT, &Phone::with(PATH, database("CREATE TABLE x (y)")), PLANT);
    assert!(seen.unread().iter().any(|unread| unread.why == UnreadWhy::UnknownLayout));
    assert_eq!(
        look(&ARTIFACT, &Phone::broken(UnreadWhy::Damaged), PLANT).state(),
        &State::NotExamined(NotExamined::Unreadable)
    );
}

#[test]
fn half_a_database_gives_half_and_says_so() {
    let connection = empty();
    for n in 0..2000 {
        let text = format!("{n} {} https://plant.example/{n}", "x".repeat(200));
        insert(&connection, Row { text: Some(&text), ..RECEIVED });
    }
    let mut bytes = bytes_of(connection);
    bytes.truncate(bytes.len() / 2);
    let seen = look(&ARTIFACT, &Phone::with(PATH, bytes), PLANT);
    assert!((100..2000).contains(&seen.fired().len()), "{}", seen.fired().len());
    assert!(seen.unread().iter().any(|unread| unread.why == UnreadWhy::CutShort));
}

/// An export wants all columns; what is broken in one of them must not cost the message.
#[test]
fn a_broken_column_that_is_not_read_costs_nothing() {
    let mut bytes = database(
        "CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT); \
         CREATE TABLE message (ROWID INTEGER PRIMARY KEY, text TEXT, date INTEGER, handle_id INTEGER, more BLOB); \
         INSERT INTO message VALUES (1, 'see https://plant.example/', 7e17, 1, zeroblob(40000)), \
         (2, 'two', 7e17, 1, NULL);",
    );
    // The chain of pages that holds `more` leads nowhere.
    let page = 4096;
    let chained = |page: &[u8]| page[0] == 0 && page[3] != 0 && page[4..].iter().all(|byte| *byte == 0);
    let broken = bytes.chunks_mut(page).find(|page| chained(page)).expect("a page of the chain");
    broken[..4].copy_from_slice(&[0, 0xff, 0xff, 0xff]);
    let seen = look(&ARTIFACT, &Phone::with(PATH, bytes), &["domain-name:value='plant.example'"]);
    assert_eq!(seen.fired(), ["ios.sms.link"]);
    assert_eq!((seen.records.len(), seen.unread().len()), (2, 0));
}
