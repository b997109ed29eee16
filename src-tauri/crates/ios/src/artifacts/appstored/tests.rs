use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, acquisition, database, indicators, look, look_at};
use engine::{Acquisition, Kind, NotExamined, State, UnreadWhy, Version, Weight};
use proptest::prelude::*;

const TABLES: &str = "
    CREATE TABLE job_software (pid INTEGER PRIMARY KEY, bundle_id TEXT, item_name TEXT, store_account_name TEXT, timestamp INTEGER);
    CREATE TABLE asset (pid INTEGER PRIMARY KEY, sinfs_data BLOB);
    INSERT INTO job_software VALUES (1, 'org.example.app', 'Example', 'person@example.com', 1700000000), (2, NULL, NULL, NULL, 1);";

fn at(path: &str, bytes: Vec<u8>) -> Seen {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(14, 8, 0)) };
    look_at(&ARTIFACT, &Phone::with(path, bytes), &indicators(&["app:id='com.plant.stalker'"]), &acquisition)
}

fn seen(more: &str) -> Seen {
    at(ARTIFACT.reads[0], database(&format!("{TABLES}{more}")))
}

#[test]
fn apps_are_records_with_the_time_of_their_table() {
    let seen = seen("");
    assert_eq!(seen.fired(), Vec::<&str>::new());
    assert_eq!(seen.state(), &State::Examined { records: 1, gaps: 0, unread: vec![] });
    assert_eq!(seen.records[0].times[0].1.as_second(), 1_700_000_000);
    assert_eq!(seen.records[0].cite.place, "job_software 1");
}

#[test]
fn known_apps_are_found_the_account_is_no_part_of_it_and_look_alikes_are_silent() {
    let row = |app: &str| {
        format!("INSERT INTO job_software VALUES (7, '{app}', 'x', 'person@example.com', 1700000900);")
    };
    let hit = seen(&row("com.plant.stalker"));
    assert_eq!(hit.fired(), ["ios.appstored.app"]);
    assert_eq!(hit.examined.findings[0].weight, Weight::KnownSpyware);
    assert!(!format!("{:?}", hit.examined.findings).contains("person@example.com"));
    for app in ["com.plant.stalker.other", "com.plant", "x com.plant.stalker"] {
        assert_eq!(seen(&row(app)).fired(), Vec::<&str>::new(), "{app}");
    }
}

#[test]
fn the_store_of_ios_12_counts_from_2001() {
    let store = "CREATE TABLE app_updates (pid INTEGER PRIMARY KEY, bundle_id TEXT, install_date REAL);
        INSERT INTO app_updates VALUES (1, 'com.plant.stalker', 600000000);";
    let seen = at(ARTIFACT.reads[1], database(store));
    assert_eq!(seen.examined.findings[0].when.map(|when| when.as_second()), Some(1_578_307_200));
}

#[test]
fn what_is_damaged_or_unknown_is_said() {
    let none = at(ARTIFACT.reads[0], b"no database".to_vec());
    assert_eq!(none.state(), &State::NotExamined(NotExamined::Unreadable));
    let other = at(ARTIFACT.reads[0], database("CREATE TABLE other (a)"));
    assert_eq!(other.unread()[0].why, UnreadWhy::UnknownLayout);
    let mut cut = database(TABLES);
    cut.truncate(4_096);
    assert!(!at(ARTIFACT.reads[0], cut).unread().is_empty());
    let none = look(&ARTIFACT, &Phone::default(), &[]);
    assert_eq!(none.state(), &State::NotExamined(NotExamined::NeedsSysdiagnose));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn takes_anything(at_byte in 0_usize..8_000, byte in any::<u8>()) {
        let mut bytes = database(TABLES);
        let place = at_byte % bytes.len();
        bytes[place] = byte;
        let _ = at(ARTIFACT.reads[0], bytes);
    }
}
