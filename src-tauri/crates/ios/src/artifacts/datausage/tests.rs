use super::{ARTIFACT, PATH, parser::program};
use crate::artifacts::testing::{Phone, Seen, database, look};
use engine::{NotExamined, State, Weight};
use proptest::prelude::*;

const TABLES: &str = "
    CREATE TABLE ZPROCESS (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZFIRSTTIMESTAMP TIMESTAMP,
        ZTIMESTAMP TIMESTAMP, ZBUNDLENAME VARCHAR, ZPROCNAME VARCHAR);
    CREATE TABLE ZLIVEUSAGE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZKIND INTEGER,
        ZHASPROCESS INTEGER, ZTIMESTAMP TIMESTAMP, ZWWANIN FLOAT, ZWWANOUT FLOAT);
    INSERT INTO ZPROCESS VALUES (1, 2, 1, 739000000.5, 740000000.5, NULL, 'mDNSResponder');
    INSERT INTO ZPROCESS VALUES (2, 2, 1, 739000000, 740000000, NULL, 'IMTransferAgent/com.apple.datausage.messages');
    INSERT INTO ZPROCESS VALUES (3, 2, 1, 739000000, 740000000, 'org.example.app', 'App');
    INSERT INTO ZLIVEUSAGE VALUES (1, 1, 1, 0, 1, 740000000, 10, 20);
    INSERT INTO ZLIVEUSAGE VALUES (2, 1, 1, 0, NULL, 740000000, 10, 20);";

fn seen(more: &str, comparisons: &[&str]) -> Seen {
    look(&ARTIFACT, &Phone::with(PATH, database(&format!("{TABLES}{more}"))), comparisons)
}

fn process(number: i64, name: &str, bundle: &str) -> String {
    format!("INSERT INTO ZPROCESS VALUES ({number}, 2, 1, 739000000, 740000000, {bundle}, '{name}');")
}

#[test]
fn an_ordinary_phone_is_silent_and_every_row_is_a_record() {
    let seen = seen("", &["process:name='bh'", "process:name='messages'"]);
    assert_eq!(seen.fired(), Vec::<&str>::new());
    assert_eq!(seen.records.len(), 5);
    assert_eq!(seen.state(), &State::Examined { records: 5, gaps: 0, unread: vec![] });
    assert_eq!(seen.records[0].times[0].1.to_string(), "2024-06-02T05:46:40.5Z");
    assert_eq!(seen.examined.facts.len(), 7);
}

#[test]
fn a_published_name_is_found_whole_cut_or_with_a_purpose_behind_it() {
    let names =
        ["process:name='plantbh'", "process:name='plantedverylongprocessname'", "process:name='decoyd'"];
    for name in ["plantbh", "plantedverylongp", "plantbh/com.apple.purpose", "/private/var/tmp/plantbh"] {
        let seen = seen(&process(4, name, "NULL"), &names);
        assert_eq!(seen.fired(), ["ios.datausage.process"], "{name}");
        assert_eq!(seen.examined.findings[0].weight, Weight::KnownSpyware);
    }
    for name in ["decoydaemon", "Plantbh", "plantedverylong", "plantbh2", "x/plantbh"] {
        assert_eq!(seen(&process(4, name, "NULL"), &names).fired(), Vec::<&str>::new(), "{name}");
    }
}

#[test]
fn an_app_with_a_published_name_is_worth_a_look_only() {
    let seen = seen(&process(4, "plantbh", "'org.example.plantbh'"), &["process:name='plantbh'"]);
    assert_eq!(seen.examined.findings[0].weight, Weight::Look);
}

#[test]
fn the_old_backup_program_is_known_with_and_without_indicators() {
    for comparisons in [&[][..], &["process:name='BackupAgent'"][..]] {
        let seen = seen(&process(4, "BackupAgent", "NULL"), comparisons);
        assert_eq!(seen.fired(), ["ios.datausage.backup-agent"]);
        assert_eq!(seen.examined.findings[0].weight, Weight::KnownSpyware);
    }
    assert_eq!(seen(&process(4, "BackupAgent2", "NULL"), &[]).fired(), Vec::<&str>::new());
}

#[test]
fn use_without_its_program_is_strong_and_told_once() {
    let seen = seen("INSERT INTO ZLIVEUSAGE VALUES (9, 1, 1, 0, 586, 732558313.8, 777, 888);", &[]);
    assert_eq!(seen.fired(), ["ios.datausage.live-without-process"]);
    let finding = &seen.examined.findings[0];
    assert_eq!((finding.weight, finding.cite.place.as_str()), (Weight::Strong, "ZLIVEUSAGE 9"));
    assert_eq!(finding.quotes["number"].value, "586");
}

#[test]
fn use_of_a_program_without_a_name_is_not_cut_loose() {
    let more = "INSERT INTO ZPROCESS VALUES (4, 2, 1, 0, 0, NULL, NULL); \
        INSERT INTO ZLIVEUSAGE VALUES (9, 1, 1, 0, 4, 732558313.8, 777, 888);";
    let seen = seen(more, &[]);
    assert!(seen.fired().is_empty(), "{:?}", seen.fired());
    assert!(matches!(seen.state(), State::Examined { gaps: 1, .. }));
}

#[test]
fn many_megabytes_of_files_in_messages_are_a_fact_and_no_finding() {
    let facts = |process: u8, bytes: &str| {
        let seen =
            seen(&format!("INSERT INTO ZLIVEUSAGE VALUES (9, 1, 1, 0, {process}, 74e7, {bytes}, 0);"), &[]);
        assert_eq!(seen.fired(), Vec::<&str>::new());
        seen.examined
            .facts
            .into_iter()
            .filter(|fact| fact.what == "message-transfer")
            .map(|fact| fact.about)
            .collect()
    };
    let none: Vec<String> = vec![];
    assert_eq!(facts(2, "31e6"), ["31"]);
    assert_eq!((facts(2, "1e6"), facts(1, "31e6"), facts(2, "'many'")), (none.clone(), none.clone(), none));
}

#[test]
fn holes_in_the_numbers_are_one_note() {
    let seen = seen(&(process(7, "a", "NULL") + &process(9, "b", "NULL")), &[]);
    assert_eq!(seen.fired(), ["ios.datausage.removed-processes"]);
    let finding = &seen.examined.findings[0];
    assert_eq!((finding.weight, finding.quotes["count"].value.as_str()), (Weight::Note, "4"));
    assert_eq!(finding.cite.place, "ZPROCESS 4 to 8");
}

#[test]
fn columns_of_older_systems_are_read() {
    let older = database(
        "CREATE TABLE ZPROCESS (Z_PK INTEGER PRIMARY KEY, ZFIRSTTIMESTAMP, ZTIMESTAMP, ZBUNDLENAME, ZPROCNAME);
         CREATE TABLE ZLIVEUSAGE (Z_PK INTEGER PRIMARY KEY, ZHASPROCESS, ZTIMESTAMP, ZWIFIIN, ZWIFIOUT, ZWWANIN, ZWWANOUT);
         INSERT INTO ZPROCESS VALUES (1, 5e8, 6e8, NULL, 'apsd');
         INSERT INTO ZLIVEUSAGE VALUES (1, 1, 6e8, 1, 2, 3, 4);",
    );
    let seen = look(&ARTIFACT, &Phone::with(PATH, older), &[]);
    let names: Vec<&str> = seen.records[1].fields.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["process", "number", "wifi_in", "wifi_out", "mobile_in", "mobile_out"]);
}

#[test]
fn hostile_rows_are_gaps_and_never_a_panic() {
    let more = "INSERT INTO ZPROCESS VALUES (9223372036854775807, 2, 1, 'x', x'00', 5, 'far');
        INSERT INTO ZPROCESS VALUES (-9223372036854775808, 2, 1, 9e999, -9e999, NULL, 'near');
        INSERT INTO ZPROCESS VALUES (50, 2, 1, 0, 0, NULL, NULL);";
    let seen = seen(more, &[]);
    assert_eq!(seen.fired(), ["ios.datausage.removed-processes"]);
    assert!(matches!(seen.state(), State::Examined { gaps: 1, .. }), "{:?}", seen.state());
}

#[test]
fn damage_is_said_and_weakens_what_looks_removed() {
    let mut rows = TABLES.to_owned();
    for number in 10..2000 {
        rows += &process(number, "a-name-that-fills-a-page-before-long", "NULL");
    }
    rows += "INSERT INTO ZLIVEUSAGE VALUES (9, 1, 1, 0, 586, 732558313.8, 777, 888);";
    let mut bytes = database(&rows);
    // Page 10 of 4096 bytes, a leaf of the first table.
    bytes[9 * 4096..10 * 4096].fill(0xff);
    let seen = look(&ARTIFACT, &Phone::with(PATH, bytes), &[]);
    assert!(!seen.unread().is_empty());
    assert!(
        seen.examined.findings.iter().all(|finding| finding.weight <= Weight::Look),
        "{:?}",
        seen.fired()
    );

    for bytes in [b"holiday photo".to_vec(), vec![0; 8192], b"SQLite format 3\0".to_vec()] {
        let seen = look(&ARTIFACT, &Phone::with(PATH, bytes), &[]);
        assert!(
            !matches!(seen.state(), State::Examined { unread, .. } if unread.is_empty()),
            "{:?}",
            seen.state()
        );
    }
}

#[test]
fn an_absent_file_is_a_gap_in_the_check() {
    assert_eq!(look(&ARTIFACT, &Phone::default(), &[]).state(), &State::NotExamined(NotExamined::Missing));
    let listed = Phone::default().missing(PATH);
    assert_eq!(look(&ARTIFACT, &listed, &[]).state(), &State::NotExamined(NotExamined::Missing));
}

proptest! {
    #[test]
    fn the_program_is_part_of_the_name(name in any::<String>()) {
        prop_assert!(name.contains(program(&name)));
    }
}
