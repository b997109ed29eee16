use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, acquisition, database, indicators, look, look_at};
use engine::{Acquisition, Kind, NotExamined, State, UnreadWhy, Version, Weight};
use proptest::prelude::*;
use std::io::Write as _;

const LOG: &str = "Sysdiagnose/logs/powerlogs/powerlog_2025-11-22.PLSQL";
const TABLES: &str = "
    CREATE TABLE PLProcessMonitorAgent_EventForward_ProcessID (ID INTEGER PRIMARY KEY, timestamp REAL, PID INTEGER, ProcessName TEXT, BundleID TEXT);
    CREATE TABLE PLProcessNetworkAgent_EventInterval_UsageDiff (ID INTEGER PRIMARY KEY, timestamp REAL, ProcessName TEXT, BundleName TEXT, WifiIn REAL);
    CREATE TABLE PLBatteryAgent_EventBackward_Battery (ID INTEGER PRIMARY KEY, timestamp REAL, Level REAL);
    INSERT INTO PLProcessMonitorAgent_EventForward_ProcessID VALUES (1, 1700000000, 33, 'logd', NULL), (2, 1700000500, 33, 'logd', NULL);
    INSERT INTO PLBatteryAgent_EventBackward_Battery VALUES (1, 1700000000, 0.5);";
const NAMES: [&str; 2] = ["process:name='plantd'", "app:id='com.plant.stalker'"];

fn at(path: &str, bytes: Vec<u8>) -> Seen {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(18, 0, 0)) };
    look_at(&ARTIFACT, &Phone::with(path, bytes), &indicators(&NAMES), &acquisition)
}

fn seen(more: &str) -> Seen {
    at(LOG, database(&format!("{TABLES}{more}")))
}

fn used(name: &str, app: &str) -> String {
    format!(
        "INSERT INTO PLProcessNetworkAgent_EventInterval_UsageDiff VALUES (7, 1700000900, {name}, {app}, 1);"
    )
}

#[test]
fn programs_are_told_once_with_their_first_and_last_time() {
    let seen = seen("");
    assert_eq!(seen.fired(), Vec::<&str>::new());
    assert_eq!(seen.state(), &State::Examined { records: 1, gaps: 0, unread: vec![] });
    let times: Vec<_> = seen.records[0].times.iter().map(|(_, when)| when.as_second()).collect();
    assert_eq!(times, [1_700_000_000, 1_700_000_500]);
}

#[test]
fn published_programs_and_apps_are_found_and_look_alikes_are_not() {
    let fired = |more: &str| {
        let seen = seen(more);
        seen.examined.findings.iter().map(|f| (f.detection.clone(), f.weight)).collect::<Vec<_>>()
    };
    let known = |weight| vec![("ios.powerlog.known".to_owned(), weight)];
    assert_eq!(fired(&used("'plantd'", "NULL")), known(Weight::KnownSpyware));
    assert_eq!(fired(&used("'plantd'", "'com.apple.x'")), known(Weight::KnownSpyware));
    assert_eq!(fired(&used("'plantd'", "'org.example.app'")), known(Weight::Look));
    let app = vec![("ios.powerlog.app".to_owned(), Weight::KnownSpyware)];
    assert_eq!(fired(&used("NULL", "'com.plant.stalker'")), app);
    assert_eq!(fired(&used("'com.plant.stalker'", "NULL")), app);
    let staged = "'/private/var/db/com.apple.xpc.roleaccountd.staging/x'";
    assert_eq!(fired(&used(staged, "NULL")), [("ios.powerlog.staging".to_owned(), Weight::Strong)]);
    assert_eq!(
        fired(&used("'/private/var/tmp/x'", "NULL")),
        [("ios.powerlog.odd-place".to_owned(), Weight::Look)]
    );
    for (name, app) in [("'plantd2'", "NULL"), ("'x'", "'com.plant.stalker.other'"), ("NULL", "NULL")] {
        assert_eq!(fired(&used(name, app)), [], "{name}");
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut gzip =
        flate2::GzBuilder::new().filename("a.PLSQL").write(Vec::new(), flate2::Compression::fast());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

#[test]
fn packed_logs_are_read_in_memory_and_damage_is_said() {
    let path = format!("{LOG}.gz");
    let whole = packed(&database(&format!("{TABLES}{}", used("'plantd'", "NULL"))));
    assert_eq!(at(&path, whole.clone()).fired(), ["ios.powerlog.known"]);
    for damaged in [whole[..whole.len() / 2].to_vec(), b"\x1f\x8b\x08\x04".to_vec(), vec![0; 40]] {
        assert_eq!(at(&path, damaged).state(), &State::NotExamined(NotExamined::Unreadable));
    }
}

#[test]
fn other_databases_are_an_unknown_layout() {
    let other = at(LOG, database("CREATE TABLE PLProcessX (ID INTEGER PRIMARY KEY, timestamp REAL);"));
    assert_eq!(other.unread()[0].why, UnreadWhy::UnknownLayout);
    assert_eq!(
        look(&ARTIFACT, &Phone::default(), &[]).state(),
        &State::NotExamined(NotExamined::NeedsSysdiagnose)
    );
}

proptest! {
    #[test]
    fn takes_anything(bytes in prop::collection::vec(any::<u8>(), 0..200), deflated in any::<bool>()) {
        let _ = if deflated { at(&format!("{LOG}.gz"), packed(&bytes)) } else { at(&format!("{LOG}.gz"), bytes) };
    }
}
