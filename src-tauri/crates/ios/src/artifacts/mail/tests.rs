use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, database, look};
use engine::{NotExamined, State, UnreadWhy, Weight};
use proptest::prelude::*;

const PROTECTED: &str = "HomeDomain/Library/Mail/Protected Index";
const ENVELOPES: &str = "HomeDomain/Library/Mail/Envelope Index";
const FILE: &str = "HomeDomain/Library/Mail/MessageData/7/7.emlx";
const PLANT: &[&str] = &["domain-name:value='plant.example'", "email-addr:value='one@plant-mail.example'"];

/// Texts and addresses of iOS 13 and later, as iLEAPP joins them.
const TEXTS: &str = "CREATE TABLE addresses (address TEXT, comment TEXT); CREATE TABLE subjects (subject TEXT); \
    CREATE TABLE summaries (summary TEXT); CREATE TABLE protected_message_data (data BLOB);";
const MESSAGES: &str = "CREATE TABLE mailboxes (url TEXT); CREATE TABLE messages (sender INTEGER, subject INTEGER, \
    summary INTEGER, date_sent INTEGER, date_received INTEGER, mailbox INTEGER, read INTEGER, deleted INTEGER);";

fn mail(texts: &str, messages: &str) -> Phone {
    Phone::with(PROTECTED, database(&format!("{TEXTS}{texts}")))
        .and(ENVELOPES, database(&format!("{MESSAGES}{messages}")))
}

fn with_file(message: &str) -> Seen {
    let message = format!("{}        \n{message}<?xml version=\"1.0\"?><plist/>\n", message.len());
    look(&ARTIFACT, &Phone::with(FILE, message), PLANT)
}

#[test]
fn links_and_senders_of_both_databases_are_told_with_their_dates() {
    let phone = mail(
        "INSERT INTO addresses VALUES ('friend@mail.example', 'Friend'), ('one@plant-mail.example', NULL); \
         INSERT INTO subjects VALUES ('hello'), ('see https://a.plant.example/1'); \
         INSERT INTO summaries VALUES ('first'), ('https://a.plant.example/2'), ('https://lost.plant.example');",
        "INSERT INTO mailboxes VALUES ('imap://owner/INBOX'); INSERT INTO messages VALUES \
         (1, 1, 2, 1788000000, 1788000060, 1, 1, 0), (2, 2, 1, 1788000100, NULL, 1, 0, 1);",
    );
    let seen = look(&ARTIFACT, &phone, PLANT);
    assert_eq!(seen.state(), &State::Examined { records: 2, gaps: 0, unread: vec![] });
    let told: Vec<_> = seen
        .examined
        .findings
        .iter()
        .map(|finding| {
            let when = finding.when.map(|when| when.as_second());
            (finding.detection.as_str(), finding.cite.place.as_str(), when)
        })
        .collect();
    assert_eq!(
        told,
        [
            ("ios.mail.link", "message 1", Some(1_788_000_060)),
            ("ios.mail.link", "message 2", Some(1_788_000_100)),
            ("ios.mail.link", "summary 3", None),
            ("ios.mail.sender", "message 2", Some(1_788_000_100)),
        ]
    );
    assert_eq!(seen.examined.findings[0].quotes["sender"].value, "friend@mail.example");
    assert!(seen.examined.findings[0].quotes["sender"].personal);
    let fields: Vec<_> = seen.records[1].fields.iter().map(|(name, value)| (name.as_str(), value)).collect();
    let expected = [
        ("subject", "see https://a.plant.example/1".into()),
        ("sender", "one@plant-mail.example".into()),
        ("summary", "first".into()),
        ("mailbox", "imap://owner/INBOX".into()),
        ("deleted", true.into()),
    ];
    assert_eq!(fields, expected.each_ref().map(|(name, value)| (*name, value)));
}

#[test]
fn the_older_layout_is_read_without_dates() {
    let texts = "CREATE TABLE messages (sender TEXT, subject TEXT, _to TEXT); CREATE TABLE message_data (data BLOB); \
        INSERT INTO messages VALUES ('One <one@plant-mail.example>', 'hi', 'x'); \
        INSERT INTO message_data VALUES (CAST('go to http://plant.example now' AS BLOB));";
    let seen = look(&ARTIFACT, &Phone::with(PROTECTED, database(texts)), PLANT);
    assert_eq!(seen.fired(), ["ios.mail.link", "ios.mail.sender"]);
    assert_eq!(seen.examined.findings[0].cite.place, "message_data 1");
}

#[test]
fn a_link_that_a_message_writes_in_codes_is_found() {
    let seen = with_file(
        "From: Friend <friend@mail.example>\nSubject: hi\nDate: Tue, 01 Sep 2026 10:20:30 +0000\n\
         Content-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n\
         <a href=3D\"https://www.pla=\nnt&#46;example/x\">here</a>\n",
    );
    assert_eq!(seen.fired(), ["ios.mail.link"]);
    assert_eq!(seen.examined.findings[0].when.unwrap().to_string(), "2026-09-01T10:20:30Z");
    assert_eq!(seen.state(), &State::Examined { records: 1, gaps: 0, unread: vec![] });
}

#[test]
fn apples_warning_is_known_by_who_sent_it() {
    for sender in ["threat-notifications@email.apple.com", "Apple <Threat-Notifications@apple.com>"] {
        let seen = with_file(&format!("From: {sender}\n\nAlerte"));
        assert_eq!(seen.fired(), ["ios.mail.threat-notification"], "{sender}");
        assert_eq!(seen.examined.findings[0].weight, Weight::Strong);
    }
    let page = "https://support.apple.com/fr-fr/102174";
    let seen = with_file(&format!("From: noreply@email.apple.com\n\n<a href=\"{page}\">"));
    assert_eq!(seen.fired(), ["ios.mail.threat-notification"]);
    let listed = mail(
        &format!(
            "INSERT INTO addresses VALUES ('threat-notifications@apple.com', NULL), ('noreply@apple.com', NULL); \
             INSERT INTO summaries VALUES ('x'), ('{page}');"
        ),
        "INSERT INTO messages (sender, summary, date_received) VALUES (1, 1, 1788000000), (2, 2, 1788000000), (2, 1, 1);",
    );
    let seen = look(&ARTIFACT, &listed, PLANT);
    let places: Vec<_> = seen.examined.findings.iter().map(|finding| finding.cite.place.as_str()).collect();
    assert_eq!(places, ["message 1", "message 2"]);
}

#[test]
fn what_resembles_a_trace_is_silent() {
    for message in [
        "From: friend@mail.example\n\nApple sends from threat-notifications@apple.com, see https://support.apple.com/102174",
        "From: threat-notifications@apple.com.plant-two.example\n\nALERT",
        "From: noreply@apple.com\n\nYour receipt https://support.apple.com/118223",
        "From: two@plant-mail.example\n\nhttps://plant.example.org https://notplant.example plant-example",
    ] {
        assert_eq!(with_file(message).fired(), Vec::<&str>::new(), "{message}");
    }
    // Somebody who was only written to sent nothing.
    let written_to = mail("INSERT INTO addresses VALUES ('one@plant-mail.example', NULL);", "");
    assert_eq!(look(&ARTIFACT, &written_to, PLANT).fired(), Vec::<&str>::new());
}

#[test]
fn a_file_that_ends_too_early_and_parts_without_a_boundary_are_said() {
    let cut = look(&ARTIFACT, &Phone::with(FILE, *b"500\nFrom: a@b.example\n\nhello"), PLANT);
    assert_eq!(cut.unread()[0].why, UnreadWhy::CutShort);
    let whole = with_file("From: a@b.example\n\nhello\n");
    assert_eq!(whole.state(), &State::Examined { records: 1, gaps: 0, unread: vec![] });
    let parts =
        with_file("From: a@b.example\nContent-Type: multipart/mixed; boundary*0=\"x\"\n\n--x\n\nhello\n");
    assert!(matches!(parts.state(), State::Examined { gaps: 1, .. }), "{:?}", parts.state());
}

#[test]
fn damage_is_said() {
    let seen = with_file("");
    assert_eq!(seen.state(), &State::Examined { records: 1, gaps: 1, unread: vec![] });
    let cut = &database(TEXTS)[..2000];
    let seen = look(&ARTIFACT, &Phone::with(PROTECTED, cut), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Unreadable));
    let other = look(&ARTIFACT, &Phone::with(PROTECTED, database("CREATE TABLE x (y);")), PLANT);
    let State::Examined { unread, .. } = other.state() else { panic!("{:?}", other.state()) };
    assert_eq!(unread[0].why, UnreadWhy::UnknownLayout);
    let alone = Phone::with(ENVELOPES, database("CREATE TABLE x (y);"));
    assert!(
        matches!(look(&ARTIFACT, &alone, PLANT).state(), State::Examined { unread, .. } if unread.len() == 1)
    );
}

proptest! {
    #[test]
    fn any_bytes_end(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        let phone = Phone::with(FILE, bytes.clone()).and(PROTECTED, bytes.clone()).and(ENVELOPES, bytes);
        let seen = look(&ARTIFACT, &phone, PLANT);
        prop_assert!(seen.examined.findings.len() < 10);
    }
}
