use super::ARTIFACT;
use crate::artifacts::testing::{Phone, acquisition, database, indicators, look, look_at};
use engine::{Acquisition, NotExamined, State, UnreadWhy, Version, Weight};

const PATH: &str = "AppDomainGroup-group.net.whatsapp.WhatsApp.shared/ChatStorage.sqlite";
const PLANT: &[&str] = &["domain-name:value='plant.example'"];
const TABLES: &str = "CREATE TABLE ZWAMESSAGE (Z_PK INTEGER PRIMARY KEY, ZISFROMME INTEGER, ZMESSAGEDATE TIMESTAMP, \
    ZFROMJID VARCHAR, ZTOJID VARCHAR, ZTEXT VARCHAR); \
    CREATE TABLE ZWAMEDIAITEM (Z_PK INTEGER PRIMARY KEY, ZMESSAGE INTEGER, ZMEDIAURL VARCHAR, ZTITLE VARCHAR); \
    CREATE TABLE ZWAMESSAGEDATAITEM (Z_PK INTEGER PRIMARY KEY, ZMESSAGE INTEGER, ZCONTENT1 VARCHAR, \
    ZCONTENT2 VARCHAR, ZMATCHEDTEXT VARCHAR, ZSUMMARY VARCHAR, ZTITLE VARCHAR);";

fn chats(rows: &str) -> Phone {
    Phone::with(PATH, database(&format!("{TABLES} {rows}")))
}

#[test]
fn links_in_messages_media_and_previews_are_found_once_each() {
    let phone = chats(
        "INSERT INTO ZWAMESSAGE VALUES (1, 0, 728794176.25, '15550100@s.whatsapp.net', NULL, 'see https://plant.example/w?x=1'), \
         (2, 1, 728794177, NULL, '15550100@s.whatsapp.net', NULL), (3, 0, 728794178, 'x', NULL, 'https://not-plant.example'); \
         INSERT INTO ZWAMEDIAITEM VALUES (1, 2, 'https://cdn.plant.example/v', NULL), \
         (2, 3, 'https://mmg.whatsapp.net/o1/v?u=https://plant.example', NULL); \
         INSERT INTO ZWAMESSAGEDATAITEM VALUES (1, 1, 'https://plant.example/w?x=1', NULL, 'plant.example', 's', 't'), \
         (2, 99, NULL, 'https://plant.example/lost', NULL, NULL, NULL);",
    );
    let seen = look(&ARTIFACT, &phone, PLANT);
    let places: Vec<_> = seen.examined.findings.iter().map(|finding| finding.cite.place.as_str()).collect();
    assert_eq!(places, ["message 1", "message 2", "link of lost message 99"]);
    let [received, sent, _] = &seen.examined.findings[..] else { panic!() };
    assert_eq!((received.detection.as_str(), received.weight), ("ios.whatsapp.link", Weight::KnownSpyware));
    assert_eq!(received.when.unwrap().to_string(), "2024-02-05T02:49:36.25Z");
    assert!(received.quotes["sender"].personal);
    assert_eq!(sent.quotes["direction"].value, "sent");
    assert!(!seen.examined.findings.iter().any(|f| f.quotes.values().any(|q| q.value.starts_with("see"))));
    assert_eq!(seen.records.len(), 3);
}

#[test]
fn a_run_of_missing_messages_is_a_note_and_single_ones_are_not() {
    let rows: String = (1..=40)
        .filter(|n| !(11..=25).contains(n) && *n != 30)
        .map(|n| format!("INSERT INTO ZWAMESSAGE VALUES ({n}, 0, {}, 'x', NULL, 'hi');", 728_794_176 + n))
        .collect();
    let seen = look(&ARTIFACT, &chats(&rows), PLANT);
    assert_eq!(seen.fired(), ["ios.whatsapp.missing-messages"]);
    let finding = &seen.examined.findings[0];
    assert_eq!((finding.cite.place.as_str(), finding.weight), ("messages 11 to 25", Weight::Note));
    assert_eq!(finding.quotes["count"].value, "15");
    assert!(finding.when.is_some());
}

#[test]
fn absence_counts_only_with_the_app() {
    let state = |apps: &[&str]| {
        let apps = apps.iter().map(|app| (*app).to_owned()).collect();
        let acquisition = Acquisition { apps, ..acquisition(Version(17, 0, 0)) };
        look_at(&ARTIFACT, &Phone::default(), &indicators(&[]), &acquisition).examined.coverage.state
    };
    assert_eq!(state(&["net.whatsapp.WhatsApp"]), State::NotExamined(NotExamined::Missing));
    assert_eq!(state(&["org.example"]), State::NotExamined(NotExamined::Absent));
}

#[test]
fn other_layouts_and_damage_are_said() {
    let seen = look(&ARTIFACT, &Phone::with(PATH, database("CREATE TABLE x (y)")), PLANT);
    assert_eq!(seen.unread()[0].why, UnreadWhy::UnknownLayout);
    let rows: String = (1..2000)
        .map(|n| format!("INSERT INTO ZWAMESSAGE VALUES ({n}, 0, 1, 'x', NULL, '{}');", "y".repeat(100)))
        .collect();
    let mut bytes = database(&format!("{TABLES} {rows}"));
    bytes[20 * 4096..22 * 4096].fill(0xff);
    let seen = look(&ARTIFACT, &Phone::with(PATH, bytes), PLANT);
    assert!(seen.unread().iter().any(|unread| unread.why == UnreadWhy::Damaged));
    assert_eq!(seen.fired(), Vec::<&str>::new(), "damage is not deletion");
}

#[test]
fn a_chat_whose_newest_messages_are_gone_says_so() {
    let phone = chats(
        "ALTER TABLE ZWAMESSAGE ADD COLUMN ZCHATSESSION INTEGER; \
         CREATE TABLE ZWAGROUPINFO (Z_PK INTEGER PRIMARY KEY, ZCREATIONDATE TIMESTAMP); \
         CREATE TABLE ZWACHATSESSION (Z_PK INTEGER PRIMARY KEY, ZCONTACTJID VARCHAR, ZPARTNERNAME VARCHAR, \
         ZSESSIONTYPE INTEGER, ZREMOVED INTEGER, ZMESSAGECOUNTER INTEGER, ZLASTMESSAGEDATE TIMESTAMP, ZGROUPINFO INTEGER); \
         INSERT INTO ZWAMESSAGE VALUES (1, 0, 728794176, 'x', NULL, 'a', 1), (2, 1, 728794300, NULL, 'x', 'b', 1), \
         (3, 0, 728794200, 'g', NULL, 'c', 2); INSERT INTO ZWAGROUPINFO VALUES (7, 728000000); \
         INSERT INTO ZWACHATSESSION VALUES (1, 'x', 'Ann', 0, 0, 9, 728794300.5, NULL), \
         (2, 'g@g.us', 'Choir', 1, 1, 4, 728795000, 7), (3, 'z', NULL, 0, 0, 0, NULL, NULL);",
    );
    let seen = look(&ARTIFACT, &phone, PLANT);
    assert_eq!(seen.state(), &State::Examined { records: 6, gaps: 0, unread: vec![] });
    let field = |record: usize, name: &str| {
        seen.records[record].fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone())
    };
    let gone = [3, 4, 5].map(|record| field(record, "newest_gone"));
    assert_eq!(gone, [Some(false.into()), Some(true.into()), None]);
    assert_eq!(
        [3, 4, 5].map(|record| field(record, "stored")),
        [2_u64, 1, 0].map(|count| Some(count.into()))
    );
    let times: Vec<_> = seen.records[4]
        .times
        .iter()
        .map(|(what, when)| (what.as_str(), when.as_second() - 978_307_200))
        .collect();
    assert_eq!(
        times,
        [
            ("group made", 728_000_000),
            ("first stored message", 728_794_200),
            ("last stored message", 728_794_200),
            ("last message", 728_795_000)
        ]
    );
}
