use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, database, look};
use engine::{NotExamined, State, Weight};

const TABLES: &str = "CREATE TABLE ZPROCESS (Z_PK INTEGER PRIMARY KEY, ZFIRSTTIMESTAMP TIMESTAMP, ZTIMESTAMP TIMESTAMP, \
    ZPROCNAME VARCHAR, ZBUNDLENAME VARCHAR); \
    CREATE TABLE ZLIVEUSAGE (Z_PK INTEGER PRIMARY KEY, ZHASPROCESS INTEGER, ZTIMESTAMP TIMESTAMP, ZWIFIIN FLOAT, \
    ZWIFIOUT FLOAT, ZWWANIN FLOAT, ZWWANOUT FLOAT); \
    INSERT INTO ZPROCESS VALUES (1, 739000000, 740000000, 'apsd', NULL); \
    INSERT INTO ZLIVEUSAGE VALUES (1, 1, 740000000, 1, 2, 3, 4);";

fn seen(rows: &str) -> Seen {
    let bytes = database(&format!("{TABLES}{rows}"));
    let phone = Phone::with("Filesystem/private/var/networkd/netusage.sqlite", bytes.clone())
        .and("Filesystem/private/var/networkd/db/netusage.sqlite", bytes);
    look(&ARTIFACT, &phone, &["process:name='plantbh'"])
}

fn process(number: u8, name: &str) -> String {
    format!("INSERT INTO ZPROCESS VALUES ({number}, 739000000, 740000000, '{name}', NULL);")
}

#[test]
fn both_places_are_read_like_the_mobile_data_use() {
    let ordinary = seen("");
    assert_eq!(ordinary.fired(), Vec::<&str>::new());
    assert_eq!(ordinary.state(), &State::Examined { records: 4, gaps: 0, unread: vec![] });
    for (rows, detection, weight) in [
        (process(2, "plantbh"), "ios.netusage.process", Weight::KnownSpyware),
        (process(2, "BackupAgent"), "ios.netusage.backup-agent", Weight::KnownSpyware),
        (process(9, "x"), "ios.netusage.removed-processes", Weight::Note),
        (
            "INSERT INTO ZLIVEUSAGE VALUES (9, 586, 732558313.8, 1, 2, 3, 4);".to_owned(),
            "ios.netusage.live-without-process",
            Weight::Strong,
        ),
    ] {
        let seen = seen(&rows);
        assert_eq!(seen.fired(), [detection; 2]);
        assert_eq!(seen.examined.findings[0].weight, weight);
    }
    assert_eq!(seen(&process(2, "plantbhd")).fired(), Vec::<&str>::new());
}

#[test]
fn only_a_full_copy_holds_it() {
    assert_eq!(
        look(&ARTIFACT, &Phone::default(), &[]).state(),
        &State::NotExamined(NotExamined::NeedsFilesystem)
    );
}
