//! Every kind of acquisition, alone and together, through the program itself.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::disallowed_methods,
    reason = "makes and looks at files, to see what the program does with them"
)]

mod common;

use common::{lucerna, scan};
use serde_json::Value;
use std::fs;
use std::io::Write as _;
use std::path::Path;

fn scenario() -> practice::Scenario {
    practice::scenario("ordinary").unwrap()
}

fn examined(outcome: &Value, artifact: &str) -> bool {
    let rows = outcome["coverage"].as_array().cloned().unwrap_or_default();
    rows.iter().any(|row| {
        row["artifact"] == artifact && row["state"] == "examined" && row["unread"] == Value::Array(vec![])
    })
}

fn why<'a>(outcome: &'a Value, artifact: &str) -> &'a str {
    let rows = outcome["coverage"].as_array();
    let row = rows.and_then(|rows| rows.iter().find(|row| row["artifact"] == artifact));
    row.and_then(|row| row["why"].as_str()).unwrap_or_default()
}

#[test]
fn each_kind_is_checked_and_says_what_it_is() {
    let place = tempfile::tempdir().unwrap();
    let at = |name: &str| place.path().join(name);
    for (kind, name, artifact, needs) in [
        ("sysdiagnose", "ios-sysdiagnose", "ios.shutdown-log", "needs-backup"),
        ("crash-reports", "ios-crash-reports", "ios.crash-reports", "needs-backup"),
        ("filesystem", "ios-filesystem", "ios.sms", ""),
    ] {
        let out = at(kind);
        let made =
            lucerna(&["practice", "make", "ordinary", "--out", out.to_str().unwrap(), "--as", kind], "");
        assert_eq!(made.code, 0, "{}", made.err);
        let (run, outcome) = scan(Path::new(made.out.trim()), &[], "");
        assert!([0, 30].contains(&run.code), "{kind}: {} {}", run.code, run.err);
        assert_eq!(outcome["acquisition"]["kind"], name);
        assert_eq!(outcome["acquisition"]["os_version"], scenario().phone.version.as_str(), "{kind}");
        assert!(examined(&outcome, artifact), "{kind}: {artifact} {}", why(&outcome, artifact));
        if !needs.is_empty() {
            assert_eq!(why(&outcome, "ios.sms"), needs, "{kind}");
        }
    }
}

#[test]
fn a_sysdiagnose_of_each_time_feeds_what_reads_it() {
    let place = tempfile::tempdir().unwrap();
    for (version, build) in
        [("13.7", "17H35"), ("15.8", "19H370"), ("17.6", "21G80"), ("26.1", "23B85"), ("27.0", "24A446")]
    {
        let mut phone = scenario();
        version.clone_into(&mut phone.phone.version);
        build.clone_into(&mut phone.phone.build);
        let (path, _) = practice::write_sysdiagnose(&phone, &place.path().join(version)).unwrap();
        let (run, outcome) = scan(&path, &[], "");
        assert!([0, 30].contains(&run.code), "{version}: {} {}", run.code, run.err);
        for artifact in [
            "ios.unified-log",
            "ios.powerlog",
            "ios.network-extensions",
            "ios.log-archive",
            "ios.log-statistics",
            "ios.mobile-activation",
            "ios.remotectl",
            "ios.security-state",
        ] {
            assert!(examined(&outcome, artifact), "{version}: {artifact} {}", why(&outcome, artifact));
        }
        let store = ["13.7", "15.8", "17.6"].contains(&version);
        assert_eq!(
            examined(&outcome, "ios.appstored"),
            store,
            "{version}: {}",
            why(&outcome, "ios.appstored")
        );
    }
}

#[test]
fn several_copies_of_one_phone_give_one_outcome() {
    let place = tempfile::tempdir().unwrap();
    let copy = place.path().join("copy");
    practice::write_backup(&scenario(), &copy.join("backup").join("phone"), None).unwrap();
    practice::write_sysdiagnose(&scenario(), &copy.join("sysdiagnose")).unwrap();
    practice::write_crash_reports(&scenario(), &copy.join("crash-reports")).unwrap();
    // The folder that Lucerna writes when it copies a phone, and each part by its name, in any order.
    let (_, whole) = scan(&copy, &[], "");
    let parts = ["crash-reports", "sysdiagnose", "backup"].map(|name| copy.join(name));
    let [a, b, c] = parts.each_ref().map(|path| path.to_str().unwrap());
    let named = lucerna(&["scan", a, b, c, "--json", "-"], "");
    let named: Value = serde_json::from_str(&named.out).unwrap();
    for outcome in [&whole, &named] {
        assert_eq!(outcome["acquisition"]["kind"], "ios-backup");
        let mut with: Vec<_> =
            outcome["with"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
        with.sort_unstable();
        assert_eq!(with, ["ios-crash-reports", "ios-sysdiagnose"]);
        for artifact in ["ios.sms", "ios.shutdown-log", "ios.crash-reports"] {
            assert!(examined(outcome, artifact), "{artifact}: {}", why(outcome, artifact));
        }
    }
    assert_eq!(whole["coverage"], named["coverage"]);
}

#[test]
fn what_lucerna_copied_is_one_phone_in_an_archive_too() {
    let place = tempfile::tempdir().unwrap();
    let copy = place.path().join("copy");
    practice::write_backup(&scenario(), &copy.join("backup").join("phone"), None).unwrap();
    practice::write_sysdiagnose(&scenario(), &copy.join("sysdiagnose")).unwrap();
    practice::write_crash_reports(&scenario(), &copy.join("crash-reports")).unwrap();
    fs::create_dir(copy.join("phone-says")).unwrap();
    fs::write(copy.join("phone-says/profiles.plist"), "<plist><dict/></plist>").unwrap();
    let (_, whole) = scan(&copy, &[], "");
    for packed in [false, true] {
        let path = place.path().join(if packed { "copy.tar.gz" } else { "copy.tar" });
        let file = fs::File::create(&path).unwrap();
        let out: Box<dyn std::io::Write> = match packed {
            true => Box::new(flate2::write::GzEncoder::new(file, flate2::Compression::fast())),
            false => Box::new(file),
        };
        let mut tar = tar::Builder::new(out);
        tar.append_dir_all("copy", &copy).unwrap();
        tar.into_inner().unwrap().flush().unwrap();
        let (run, outcome) = scan(&path, &[], "");
        assert_eq!(outcome["with"].as_array().map(Vec::len), Some(3), "{}", run.err);
        assert_eq!(outcome["acquisition"]["kind"], "ios-backup");
        assert_eq!(outcome["findings"], whole["findings"]);
        for artifact in ["ios.sms", "ios.shutdown-log", "ios.crash-reports"] {
            assert!(examined(&outcome, artifact), "{artifact}: {}", why(&outcome, artifact));
        }
    }
}

#[test]
fn a_part_of_a_set_that_is_cut_leaves_no_room_for_nothing_found() {
    let place = tempfile::tempdir().unwrap();
    let copy = place.path().join("copy");
    practice::write_backup(&scenario(), &copy.join("backup").join("phone"), None).unwrap();
    let (diagnosis, _) = practice::write_sysdiagnose(&scenario(), &copy.join("sysdiagnose")).unwrap();
    assert_eq!(scan(&copy, &[], "").0.code, 0);
    let bytes = fs::read(&diagnosis).unwrap();
    fs::write(&diagnosis, &bytes[..bytes.len() / 2]).unwrap();
    let packed = place.path().join("copy.tar");
    let mut tar = tar::Builder::new(fs::File::create(&packed).unwrap());
    tar.append_dir_all("copy", &copy).unwrap();
    tar.into_inner().unwrap();
    for path in [&copy, &packed] {
        let (run, outcome) = scan(path, &[], "");
        assert_eq!(run.code, 30, "{}", run.err);
        assert_eq!(outcome["acquisition"]["beside"].as_array().map(Vec::len), Some(1));
        // Nobody's number or name is written down, unless it is asked for.
        assert_eq!(outcome["acquisition"]["beside"][0], "");
    }
    // A diagnosis that the phone kept for itself belongs to no set.
    let whole = place.path().join("whole");
    practice::write_filesystem(&scenario(), &whole).unwrap();
    let kept = whole.join("private/var/mobile/Library/Logs/CrashReporter/DiagnosticLogs/sysdiagnose");
    fs::create_dir_all(&kept).unwrap();
    fs::write(kept.join("IN_PROGRESS_sysdiagnose.tar.gz"), &bytes[..bytes.len() / 2]).unwrap();
    let packed = place.path().join("whole.tar");
    let mut tar = tar::Builder::new(fs::File::create(&packed).unwrap());
    tar.append_dir_all("", &whole).unwrap();
    tar.into_inner().unwrap();
    let (run, outcome) = scan(&packed, &[], "");
    assert_eq!(outcome["acquisition"]["kind"], "ios-filesystem", "{}", run.err);
    assert!(outcome["acquisition"]["beside"].is_null());
}

#[test]
fn copies_of_different_phones_are_refused_together() {
    let place = tempfile::tempdir().unwrap();
    let mut other = scenario();
    other.seed += 1;
    let backup = place.path().join("backup");
    practice::write_backup(&scenario(), &backup, None).unwrap();
    let (sysdiagnose, _) = practice::write_sysdiagnose(&other, &place.path().join("other")).unwrap();
    let run = lucerna(&["scan", backup.to_str().unwrap(), sysdiagnose.to_str().unwrap()], "");
    assert_eq!(run.code, 1, "{}", run.out);
    assert!(run.err.lines().next().unwrap().ends_with("(523)"), "{}", run.err);
}

#[test]
fn cut_and_doubled_archives_get_a_clear_answer() {
    let place = tempfile::tempdir().unwrap();
    let (path, _) = practice::write_sysdiagnose(&scenario(), &place.path().join("one")).unwrap();
    let bytes = fs::read(&path).unwrap();
    let cut = place.path().join("cut.tar.gz");
    fs::write(&cut, &bytes[..bytes.len() / 2]).unwrap();
    let (run, _) = scan(&cut, &[], "");
    assert!(run.code == 1 && run.err.contains("(515)"), "{}", run.err);
    fs::remove_file(&cut).unwrap();
    // Two sysdiagnoses of different phones in one folder: nobody can guess which is meant.
    let mut other = scenario();
    other.seed += 1;
    practice::write_sysdiagnose(&other, &place.path().join("two.tar.gz")).unwrap();
    fs::copy(&path, place.path().join("one.tar.gz")).unwrap();
    fs::remove_dir_all(place.path().join("one")).unwrap();
    let (run, _) = scan(place.path(), &[], "");
    assert!(run.code == 1 && run.err.contains("(517)"), "{}", run.err);
}

#[test]
fn an_unknown_version_is_checked_all_the_same() {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("diagnosis");
    fs::create_dir_all(&folder).unwrap();
    fs::write(
        folder.join("ps.txt"),
        "USER  UID PRSNA   PID  PPID        F  %CPU STAT STARTED      TIME COMMAND\n",
    )
    .unwrap();
    fs::write(folder.join("taskinfo.txt"), "").unwrap();
    let (run, outcome) = scan(&folder, &[], "");
    assert_eq!(outcome["acquisition"]["os_version"], Value::Null);
    // Most of what a sysdiagnose should hold is not there.
    assert_eq!(run.code, 30, "{}", run.err);
}
