//! Other copies of a pretend phone than its backup: what is written, and that it is the same every time.
#![expect(clippy::disallowed_methods, reason = "tests read what they wrote")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use practice::{write_crash_reports, write_filesystem, write_sysdiagnose};
use std::fs;
use std::io::Read;
use std::path::Path;

/// Names and contents; what is no text is told with marks in its place.
fn unpacked(path: &Path) -> Vec<(String, String)> {
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(fs::File::open(path).unwrap()));
    let read = |entry: std::io::Result<tar::Entry<'_, _>>| {
        let mut entry: tar::Entry<'_, flate2::read::GzDecoder<fs::File>> = entry.unwrap();
        let name = entry.path().unwrap().to_string_lossy().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        (name, String::from_utf8_lossy(&bytes).into_owned())
    };
    archive.entries().unwrap().map(read).collect()
}

#[test]
fn a_sysdiagnose_is_the_same_every_time_and_holds_its_contents() {
    let place = tempfile::tempdir().unwrap();
    let scenario = practice::scenario("ordinary").unwrap();
    let (path, made) = write_sysdiagnose(&scenario, &place.path().join("a")).unwrap();
    let (again, _) = write_sysdiagnose(&scenario, &place.path().join("b.tar.gz")).unwrap();
    assert_eq!(fs::read(&path).unwrap(), fs::read(&again).unwrap());
    let files = unpacked(&path);
    assert_eq!(files.len() as u64, made.totals.files);
    for end in
        ["/ps.txt", "/sysdiagnose.log", "/remotectl_dumpstate.txt", "/system_logs.logarchive/Info.plist"]
    {
        assert!(files.iter().any(|(name, _)| name.ends_with(end)), "{end}");
    }
    assert!(write_sysdiagnose(&scenario, &again).is_err(), "nothing is written over");
}

#[test]
fn the_log_of_shutting_down_follows_the_version() {
    let place = tempfile::tempdir().unwrap();
    let log = |version: &str| {
        let mut scenario = practice::scenario("ordinary").unwrap();
        scenario.phone.version = version.to_owned();
        let (path, _) = write_sysdiagnose(&scenario, &place.path().join(version)).unwrap();
        let mut files = unpacked(&path).into_iter();
        files.find(|(name, _)| name.contains("/Extra/shutdown")).unwrap()
    };
    assert!(log("13.7").1.contains("s, remaining client pid: "));
    let (name, later) = log("18.6");
    assert!(
        later.contains("these clients are still here:\n\t\tremaining client pid: ")
            && name.ends_with("shutdown.log")
    );
    assert_eq!(later.matches("SIGTERM").count(), 6);
    assert_eq!(log("26.1").1.matches("SIGTERM").count(), 1);
    assert_eq!(log("26.2").1.matches("SIGTERM").count(), 6);
    assert!(log("27.0").0.ends_with("shutdown.0.log"));
}

#[test]
fn older_systems_keep_other_logs() {
    let place = tempfile::tempdir().unwrap();
    let names = |version: &str| {
        let mut scenario = practice::scenario("ordinary").unwrap();
        scenario.phone.version = version.to_owned();
        let (path, _) = write_sysdiagnose(&scenario, &place.path().join(version)).unwrap();
        unpacked(&path).into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    let has = |names: &[String], end: &str| names.iter().any(|name| name.ends_with(end));
    let (old, new) = (names("13.7"), names("27.0"));
    assert!(
        has(&old, "statistics.0.txt") && !has(&old, "statistics.0.jsonl") && has(&old, "appstored.sqlitedb")
    );
    assert!(
        has(&new, "statistics.0.jsonl") && !has(&new, "statistics.0.txt") && !has(&new, "appstored.sqlitedb")
    );
    for each in [old, new] {
        for end in ["1.tracev3", "1.timesync", ".PLSQL", ".PLSQL.gz", "networkextension.plist"] {
            assert!(has(&each, end), "{end}");
        }
    }
}

#[test]
fn crash_reports_and_a_whole_file_system_are_folders() {
    let place = tempfile::tempdir().unwrap();
    let scenario = practice::scenario("ordinary").unwrap();
    let made = write_crash_reports(&scenario, &place.path().join("reports")).unwrap();
    let names: Vec<_> =
        fs::read_dir(place.path().join("reports")).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len() as u64, made.totals.files);
    let whole = place.path().join("whole");
    write_filesystem(&scenario, &whole).unwrap();
    for path in [
        "private/var/mobile/Library/SMS/sms.db",
        "private/var/wireless/Library/Databases/DataUsage.sqlite",
        "private/var/db/diagnostics",
        "private/var/installd/Library/MobileInstallation/LastBuildInfo.plist",
    ] {
        assert!(whole.join(path).exists(), "{path}");
    }
    let left: Vec<_> = fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "nothing is left behind: {left:?}");
}
