//! Files made to harm their reader, inside acquisitions that are otherwise ordinary: each costs its own row of coverage,
//! and the check does not end in "nothing found".

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::disallowed_methods,
    reason = "makes and looks at files, to see what the program does with them"
)]

mod common;

use common::{lucerna, made, scan};
use practice::damage::stored;
use serde_json::Value;
use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Bytes of a file that is nearly all hole.
const LARGE: u64 = 10 << 30;

fn row<'a>(outcome: &'a Value, artifact: &str) -> &'a Value {
    let rows = outcome["coverage"].as_array().unwrap();
    rows.iter().find(|row| row["artifact"] == artifact).unwrap()
}

/// The row says that not all was read, nothing broke, and the conclusion is not "nothing found".
fn not_whole(outcome: &Value, artifact: &str, why: &str) {
    let row = row(outcome, artifact);
    let said = |part: &Value| part["why"] == why;
    assert!(
        row["unread"].as_array().is_some_and(|parts| parts.iter().any(said)) || row["why"] == why,
        "{row}"
    );
    nothing_broke(outcome);
    assert_eq!(outcome["conclusion"], "not-enough");
}

fn nothing_broke(outcome: &Value) {
    let rows = outcome["coverage"].as_array().unwrap();
    let broken: Vec<_> = rows.iter().filter(|row| row["state"] == "broke").collect();
    assert!(broken.is_empty(), "{broken:?}");
}

/// `content`, then nothing but hole up to [`LARGE`]. False, and a loud line, if this disk cannot.
#[expect(clippy::print_stderr, reason = "a skipped test must be seen")]
fn mostly_hole(path: &Path, content: &[u8]) -> bool {
    let mut file = File::create(path).unwrap();
    file.write_all(content).unwrap();
    let made = file.set_len(LARGE).is_ok();
    if !made {
        eprintln!("\n*** SKIPPED: this disk holds no files of 10 GB with holes ***\n");
    }
    made
}

/// A backup in which the file `path` of `domain` holds something else.
fn backup_with(domain: &str, path: &str, change: impl FnOnce(&Path)) -> (tempfile::TempDir, PathBuf) {
    let (folder, backup) = made("ordinary", false);
    let file = stored(&backup, domain, path);
    assert!(file.is_file(), "{path} is not in the backup");
    change(&file);
    (folder, backup)
}

/// A binary property list of arrays, each in the one before.
fn nested_arrays(depth: u32) -> Vec<u8> {
    let mut list = b"bplist00".to_vec();
    let mut offsets = Vec::new();
    for number in 1..=depth {
        offsets.extend(u32::try_from(list.len()).unwrap().to_be_bytes());
        if number < depth {
            list.push(0xa1);
            list.extend(number.to_be_bytes());
        } else {
            list.push(0xa0);
        }
    }
    let table = list.len() as u64;
    list.extend(offsets);
    list.extend([0, 0, 0, 0, 0, 0, 4, 4]);
    list.extend([u64::from(depth), 0, table].into_iter().flat_map(u64::to_be_bytes));
    list
}

#[test]
fn property_lists_nested_a_hundred_thousand_deep_cost_their_row() {
    let xml = format!("<?xml version=\"1.0\"?><plist>{}", "<array>".repeat(100_000));
    for content in [xml.into_bytes(), nested_arrays(100_000)] {
        let change = |file: &Path| fs::write(file, &content).unwrap();
        let (_folder, backup) = backup_with("RootDomain", "Library/Caches/locationd/clients.plist", change);
        let (run, outcome) = scan(&backup, &[], "");
        assert_eq!(run.code, 30, "{}", run.err);
        not_whole(&outcome, "ios.locationd-clients", "unreadable");
    }
}

#[test]
fn a_report_nested_a_hundred_thousand_deep_costs_its_row() {
    let folder = tempfile::tempdir().unwrap();
    let reports = folder.path().join("reports");
    practice::write_crash_reports(&practice::scenario("ordinary").unwrap(), &reports).unwrap();
    let head = r#"{"bug_type":"309","timestamp":"2026-09-01 01:02:03.00 +0000","os_version":"iPhone OS 18.6 (22G90)"}"#;
    for (name, body) in [("deep", "[".repeat(100_000)), ("keyed", "{\"a\":".repeat(100_000))] {
        fs::write(reports.join(format!("{name}-2026-09-01-010203.ips")), format!("{head}\n{body}")).unwrap();
    }
    // The first line too.
    fs::write(reports.join("head-2026-09-01-010204.ips"), "[".repeat(100_000)).unwrap();
    let (run, outcome) = scan(&reports, &[], "");
    assert_eq!(run.code, 30, "{}", run.err);
    not_whole(&outcome, "ios.crash-reports", "too-large");
}

#[test]
fn ten_gigabytes_of_hole_cost_their_row_and_little_time() {
    let list = ("RootDomain", "Library/Caches/locationd/clients.plist", "ios.locationd-clients");
    let messages = ("HomeDomain", "Library/SMS/sms.db", "ios.sms");
    let cases: [(_, &[u8]); 5] = [
        (list, b""),
        (list, b"bplist00"),
        (list, b"<?xml version=\"1.0\"?><plist><string>"),
        (list, b"<?xml version=\"1.0\"?><!--"),
        (messages, b""),
    ];
    for ((domain, path, artifact), content) in cases {
        let mut large = false;
        let (_folder, backup) = backup_with(domain, path, |file| large = mostly_hole(file, content));
        if large {
            let (run, outcome) = scan(&backup, &[], "");
            assert_eq!(run.code, 30, "{}", run.err);
            not_whole(&outcome, artifact, "unreadable");
        }
    }
}

#[test]
fn a_database_that_ends_in_ten_gigabytes_of_hole_is_read() {
    let mut large = false;
    let lengthen = |file: &Path| large = mostly_hole(file, &fs::read(file).unwrap());
    let (_folder, backup) = backup_with("HomeDomain", "Library/SMS/sms.db", lengthen);
    if large {
        let (run, outcome) = scan(&backup, &[], "");
        nothing_broke(&outcome);
        // The hole is no part of the database: every row was read.
        assert!(row(&outcome, "ios.sms")["records"].as_u64().unwrap() > 100, "{}", run.err);
        assert_eq!(row(&outcome, "ios.deleted-rows")["state"], "examined");
    }
}

#[test]
fn a_list_of_files_or_a_description_of_ten_gigabytes_is_damaged() {
    for (name, number) in [("Manifest.db", 514), ("Manifest.plist", 514)] {
        let (_folder, backup) = made("ordinary", false);
        if mostly_hole(&backup.join(name), b"") {
            let (run, _) = scan(&backup, &[], "");
            assert!(run.code == 1 && run.out.is_empty(), "{name}: {}", run.out);
            assert!(run.err.lines().next().unwrap().ends_with(&format!("({number})")), "{name}: {}", run.err);
        }
    }
}

fn diagnosis() -> (tempfile::TempDir, PathBuf) {
    let place = tempfile::tempdir().unwrap();
    let (packed, _) =
        practice::write_sysdiagnose(&practice::scenario("ordinary").unwrap(), &place.path().join("made"))
            .unwrap();
    let folder = place.path().join("diagnosis");
    fs::create_dir(&folder).unwrap();
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(File::open(packed).unwrap()));
    archive.unpack(&folder).unwrap();
    let top = fs::read_dir(&folder).unwrap().next().unwrap().unwrap().path();
    (place, top)
}

#[test]
fn logs_of_ten_gigabytes_are_read_in_part() {
    for (file, artifact) in
        [("system_logs.logarchive/Extra/shutdown.log", "ios.shutdown-log"), ("ps.txt", "ios.processes")]
    {
        let (_place, top) = diagnosis();
        let path = top.join(file);
        if mostly_hole(&path, &fs::read(&path).unwrap()) {
            let (run, outcome) = scan(&top, &[], "");
            assert_eq!(run.code, 30, "{file}: {}", run.err);
            not_whole(&outcome, artifact, "too-large");
        }
    }
}

#[cfg(unix)]
#[test]
fn links_pipes_and_devices_in_a_folder_are_never_followed() {
    use std::os::unix::fs::symlink;
    let (_place, top) = diagnosis();
    let replace = |file: &str, put: &dyn Fn(&Path)| {
        fs::remove_file(top.join(file)).unwrap();
        put(&top.join(file));
    };
    let log = "system_logs.logarchive/Extra/shutdown.log";
    replace(log, &|path| symlink("/etc/passwd", path).unwrap());
    replace("ps.txt", &|path| {
        assert!(std::process::Command::new("mkfifo").arg(path).status().unwrap().success());
    });
    symlink("..", top.join("around")).unwrap();
    symlink("/", top.join("crashes_and_spins/everything")).unwrap();
    let (run, outcome) = scan(&top, &[], "");
    assert_eq!(run.code, 30, "{}", run.err);
    not_whole(&outcome, "ios.shutdown-log", "unreadable");
    not_whole(&outcome, "ios.processes", "refused");
    assert!(!run.out.contains("root:"), "something of this computer was read");
}

#[cfg(unix)]
#[test]
fn names_made_to_deceive_are_read_and_cleaned() {
    use std::os::unix::ffi::OsStrExt;
    let (_place, top) = diagnosis();
    let report = r#"{"bug_type":"309","timestamp":"2026-09-01 01:02:03.00 +0000","os_version":"iPhone OS 18.6 (22G90)"}"#;
    let body = r#"{"procPath":"/private/var/tmp/UserEventAgent","procName":"UserEventAgent"}"#;
    let names: [&[u8]; 4] =
        [b"a\n(700) b.ips", "a\u{202e}spi.exe.ips".as_bytes(), b"a\xff\xfeb.ips", b"a\x1b[2Jb.ips"];
    for name in names {
        let path = top.join("crashes_and_spins").join(std::ffi::OsStr::from_bytes(name));
        fs::write(path, format!("{report}\n{body}")).unwrap();
    }
    let text = top.join("../report.txt");
    let (_, outcome) = scan(&top, &[], "");
    nothing_broke(&outcome);
    let run = lucerna(&["scan", top.to_str().unwrap(), "-q", "--report", text.to_str().unwrap()], "");
    assert!([10, 20, 30].contains(&run.code), "{} {}", run.code, run.err);
    let told = fs::read_to_string(&text).unwrap();
    assert!(!told.contains(['\u{202e}', '\u{1b}']), "{told}");
    assert!(!told.lines().any(|line| line.trim_start().starts_with("(700)")), "a name began a line");
    assert!(!run.err.contains(['\u{202e}', '\u{1b}']), "{}", run.err);
    let whole = row(&outcome, "ios.crash-reports");
    let odd = whole["unread"]
        .as_array()
        .unwrap()
        .iter()
        .any(|part| part["path"].as_str().unwrap().contains('\u{fffd}'));
    // A name that is no text is opened, or said.
    assert!(odd || whole["records"].as_u64().unwrap() >= 4, "{whole}");
}
