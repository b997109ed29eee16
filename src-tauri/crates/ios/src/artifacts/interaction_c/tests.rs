use super::ARTIFACT;
use crate::artifacts::testing::{Phone, database, look};
use engine::{NotExamined, State, UnreadWhy, Weight};

const PATH: &str = "HomeDomain/Library/CoreDuet/People/interactionC.db";
const PLANT: &[&str] = &["email-addr:value='one@plant-mail.example'", "domain-name:value='plant.example'"];
/// The newest generation, with the numbers of another system in the names of the join.
const NEWEST: &str = "CREATE TABLE ZINTERACTIONS (Z_PK INTEGER PRIMARY KEY, ZDIRECTION INTEGER, ZMECHANISM INTEGER, \
    ZRECIPIENTCOUNT INTEGER, ZSENDER INTEGER, ZCREATIONDATE TIMESTAMP, ZENDDATE TIMESTAMP, ZSTARTDATE TIMESTAMP, \
    ZACCOUNT VARCHAR, ZBUNDLEID VARCHAR, ZCONTENTURL VARCHAR, ZDOMAINIDENTIFIER VARCHAR, ZGROUPNAME VARCHAR, \
    ZTARGETBUNDLEID VARCHAR); \
    CREATE TABLE ZCONTACTS (Z_PK INTEGER PRIMARY KEY, ZCREATIONDATE TIMESTAMP, ZFIRSTINCOMINGSENDERDATE TIMESTAMP, \
    ZLASTINCOMINGSENDERDATE TIMESTAMP, ZDISPLAYNAME VARCHAR, ZIDENTIFIER VARCHAR); \
    CREATE TABLE ZATTACHMENT (Z_PK INTEGER PRIMARY KEY, ZSIZEINBYTES INTEGER, ZCREATIONDATE TIMESTAMP, \
    ZCONTENTTEXT VARCHAR, ZCONTENTURL VARCHAR, ZUTI VARCHAR); \
    CREATE TABLE Z_5INTERACTIONRECIPIENT (Z_5RECIPIENTS INTEGER, Z_7INTERACTIONRECIPIENT INTEGER);";

fn people(rows: &str) -> Phone {
    Phone::with(PATH, database(&format!("{NEWEST} {rows}")))
}

#[test]
fn interactions_contacts_and_attachments_are_records() {
    let seen = look(
        &ARTIFACT,
        &people(
            "INSERT INTO ZCONTACTS VALUES (1, 700000000, 700000100, 700000200, 'Amal', '+15550100'), \
             (2, NULL, NULL, NULL, NULL, 'sam@mail.example'); \
             INSERT INTO ZINTERACTIONS VALUES (9, 1, 4, 2, NULL, 700009000, 700000300, 700000300, NULL, \
             'com.apple.MobileSMS', NULL, 'iMessage;-;+15550100', 'Choir', NULL), \
             (10, 0, 4, 0, 1, 700000400, 700000460, 700000400, NULL, NULL, NULL, NULL, NULL, NULL); \
             INSERT INTO Z_5INTERACTIONRECIPIENT VALUES (1, 9), (2, 9), (77, 9); \
             INSERT INTO ZATTACHMENT VALUES (1, 120, 700000300, NULL, 'https://example.org/', 'public.url');",
        ),
        PLANT,
    );
    assert_eq!(seen.fired(), Vec::<&str>::new());
    assert_eq!(seen.state(), &State::Examined { records: 5, gaps: 0, unread: vec![] });
    let sent = &seen.records[2];
    let times: Vec<_> = sent.times.iter().map(|(what, _)| what.as_str()).collect();
    assert_eq!(times, ["began", "noted"], "noted more than an hour later");
    let field =
        |name: &str| sent.fields.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
    assert_eq!(field("recipients"), Some(vec!["+15550100".to_owned(), "sam@mail.example".to_owned()].into()));
    assert_eq!(field("direction"), Some("outgoing".into()));
    let received = &seen.records[3];
    assert!(received.fields.contains(&("sender".into(), "+15550100".into())));
    assert_eq!(received.times.len(), 2, "began and ended");
}

#[test]
fn known_accounts_and_links_are_found_and_their_like_is_not() {
    let seen = look(
        &ARTIFACT,
        &people(
            "INSERT INTO ZCONTACTS VALUES (1, 700000000, 690000000, 700000200, NULL, 'one@plant-mail.example'), \
             (2, 1, 1, 1, NULL, 'someone@plant-mail.example'); \
             INSERT INTO ZINTERACTIONS (Z_PK, ZSTARTDATE, ZCONTENTURL) VALUES (3, 7e8, 'https://cdn.plant.example/a'), \
             (4, 7e8, 'https://notplant.example/'); \
             INSERT INTO ZATTACHMENT (Z_PK, ZCONTENTTEXT) VALUES (8, 'see https://plant.example/b');",
        ),
        PLANT,
    );
    let told: Vec<_> = seen
        .examined
        .findings
        .iter()
        .map(|finding| (finding.detection.as_str(), finding.cite.place.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            ("ios.interaction-c.known-account", "contact 1"),
            ("ios.interaction-c.link", "interaction 3"),
            ("ios.interaction-c.link", "attachment 8"),
        ]
    );
    let account = &seen.examined.findings[0];
    assert_eq!(account.weight, Weight::KnownSpyware);
    assert_eq!(account.when.unwrap().to_string(), "2022-11-13T02:40:00Z", "the first message");
}

#[test]
fn older_generations_without_joins_and_columns_are_read() {
    for tables in [
        "CREATE TABLE ZINTERACTIONS (Z_PK INTEGER PRIMARY KEY, ZSTARTDATE, ZBUNDLEID, ZMECHANISM); \
         CREATE TABLE ZCONTACTS (Z_PK INTEGER PRIMARY KEY, ZIDENTIFIER);",
        "CREATE TABLE ZINTERACTIONS (Z_PK INTEGER PRIMARY KEY, ZSTARTDATE, ZBUNDLEID); \
         CREATE TABLE ZCONTACTS (Z_PK INTEGER PRIMARY KEY, ZIDENTIFIER); \
         CREATE TABLE Z_2INTERACTIONRECIPIENT (Z_2RECIPIENTS, Other);",
    ] {
        let rows = "INSERT INTO ZINTERACTIONS (Z_PK, ZSTARTDATE) VALUES (1, 5e8); INSERT INTO ZCONTACTS VALUES (1, 'a');";
        let seen = look(&ARTIFACT, &Phone::with(PATH, database(&format!("{tables}{rows}"))), PLANT);
        assert_eq!(seen.state(), &State::Examined { records: 2, gaps: 0, unread: vec![] });
    }
}

#[test]
fn other_layouts_and_damage_are_said() {
    let seen = look(&ARTIFACT, &Phone::with(PATH, database("CREATE TABLE x (y)")), PLANT);
    assert!(seen.unread().iter().all(|unread| unread.why == UnreadWhy::UnknownLayout));
    assert_eq!(seen.unread().len(), 2);
    let seen = look(&ARTIFACT, &Phone::with(PATH, *b"nothing"), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Unreadable));
    let many: String = (0..3000)
        .map(|n| format!("INSERT INTO ZCONTACTS (Z_PK, ZIDENTIFIER) VALUES ({n}, '{n}');"))
        .collect();
    let mut bytes = database(&format!("{NEWEST}{many}"));
    bytes.truncate(bytes.len() / 2);
    assert!(
        look(&ARTIFACT, &Phone::with(PATH, bytes), PLANT)
            .unread()
            .iter()
            .any(|u| u.why == UnreadWhy::CutShort)
    );
}

#[test]
fn ids_of_whatsapp_are_told_with_number_and_name() {
    let rows = "INSERT INTO ZCONTACTS VALUES (1, NULL, NULL, NULL, NULL, '80521@lid'), (2, NULL, NULL, NULL, NULL, '77@lid'); \
        INSERT INTO ZINTERACTIONS (Z_PK, ZSTARTDATE, ZBUNDLEID, ZSENDER, ZDOMAINIDENTIFIER) VALUES \
        (1, 7e8, 'net.whatsapp.WhatsApp', 1, '15550100@s.whatsapp.net'), (2, 7e8, 'net.whatsapp.WhatsApp', 2, '1-2@g.us'), \
        (3, 7e8, 'com.apple.MobileSMS', 1, '+15550100');";
    let group = "AppDomainGroup-group.net.whatsapp.WhatsApp.shared";
    let known = "CREATE TABLE ZWAADDRESSBOOKCONTACT (Z_PK INTEGER PRIMARY KEY, ZWHATSAPPID VARCHAR, ZLID VARCHAR, \
        ZPHONENUMBER VARCHAR, ZFULLNAME VARCHAR); INSERT INTO ZWAADDRESSBOOKCONTACT VALUES \
        (1, '15550100@s.whatsapp.net', NULL, '+1 (555) 0100', 'Amal');";
    let pairs = "CREATE TABLE ZWAPHONENUMBERLIDPAIR (Z_PK INTEGER PRIMARY KEY, ZLID VARCHAR, ZPHONENUMBER VARCHAR); \
        INSERT INTO ZWAPHONENUMBERLIDPAIR VALUES (1, '80521@lid', '15550100@s.whatsapp.net');";
    let phone = people(rows)
        .and(&format!("{group}/ContactsV2.sqlite"), database(known))
        .and(&format!("{group}/LID.sqlite"), database(pairs));
    let told = |phone: &Phone| {
        let seen = look(&ARTIFACT, phone, PLANT);
        let of_whatsapp = |name: &str| name.starts_with("sender_") || name.starts_with("conversation_");
        let fields = seen.records[2..].iter().map(|record| {
            let fields = record.fields.iter().filter(|(name, _)| of_whatsapp(name));
            fields.map(|(name, value)| format!("{name}={value:?}")).collect::<Vec<_>>().join(" ")
        });
        fields.collect::<Vec<_>>()
    };
    let person = |who: &str| format!("{who}_number=Text(\"+15550100\") {who}_name=Text(\"Amal\")");
    assert_eq!(
        told(&phone),
        [format!("{} {}", person("sender"), person("conversation")), String::new(), String::new()]
    );
    let alone = told(&people(rows).and(&format!("{group}/LID.sqlite"), "no database"));
    assert_eq!(alone[0], "conversation_number=Text(\"+15550100\")");
}
