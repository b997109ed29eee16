//! Bad input: each gets its own clear answer with a next step, and none can end in "nothing found".

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::disallowed_methods,
    reason = "makes and looks at files, to see what the program does with them"
)]

mod common;

use common::{PASSWORD, Run, lucerna, made, scan};
use practice::damage;
use std::fs;
use std::path::Path;
use std::process::Command;

/// A failure: exit 1, nothing on standard output, the number, and a next step in words.
fn fails_with(run: &Run, number: u16) {
    assert_eq!(run.code, 1, "{} {}", run.out, run.err);
    assert!(run.out.is_empty(), "{}", run.out);
    let mut lines = run.err.lines();
    let what = lines.next().unwrap_or_default();
    assert!(what.ends_with(&format!("({number})")), "{}", run.err);
    let next = lines.next().unwrap_or_default();
    assert!(
        next.len() > 15 && next.contains(' ') && !run.err.contains("problem-"),
        "no next step: {}",
        run.err
    );
}

fn failure_of(backup: &Path, number: u16) {
    fails_with(&scan(backup, &[], "").0, number);
}

#[test]
fn a_wrong_password_is_said_to_be_wrong() {
    let (_folder, backup) = made("ordinary", true);
    fails_with(&scan(&backup, &["--password-stdin"], "lanterns\n").0, 411);
    fails_with(&scan(&backup, &["--password-stdin"], "").0, 411);
    fails_with(&scan(&backup, &[], "").0, 413);
    assert_eq!(scan(&backup, &["--password-stdin"], PASSWORD).0.code, 0);
}

#[test]
fn a_damaged_key_bag_is_told_from_a_wrong_password() {
    let (_folder, backup) = made("ordinary", true);
    damage::garble_key_bag(&backup).unwrap();
    fails_with(&scan(&backup, &["--password-stdin"], PASSWORD).0, 412);
}

#[test]
fn places_without_a_backup_say_so() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    damage::empty_folder(&at("empty")).unwrap();
    failure_of(&at("empty"), 512);
    damage::holiday_photos(&at("holiday"), 12).unwrap();
    failure_of(&at("holiday"), 511);
    failure_of(&at("holiday").join("IMG_0001.JPG"), 511);
    failure_of(&at("nowhere"), 518);
}

#[test]
fn an_incomplete_or_cut_backup_is_an_error_never_nothing_found() {
    let (_folder, backup) = made("ordinary", false);
    damage::without_manifest_plist(&backup).unwrap();
    failure_of(&backup, 513);

    let (_folder, backup) = made("ordinary", false);
    damage::cut_manifest(&backup).unwrap();
    let (run, outcome) = scan(&backup, &[], "");
    assert!(run.code == 1 || outcome["conclusion"] == "not-enough", "{} {}", run.code, run.out);

    let (_folder, backup) = made("ordinary", false);
    fs::remove_file(backup.join("Manifest.db")).unwrap();
    failure_of(&backup, 513);
}

#[test]
fn a_backup_cut_in_half_is_not_enough_to_say_anything() {
    let (_folder, backup) = made("ordinary", false);
    assert!(damage::halve(&backup).unwrap() > 10);
    let (run, outcome) = scan(&backup, &[], "");
    assert_eq!((run.code, outcome["conclusion"].as_str()), (30, Some("not-enough")), "{}", run.err);
}

#[test]
fn a_database_cut_short_is_said_and_forbids_nothing_found() {
    let (_folder, backup) = made("ordinary", false);
    let messages = damage::stored(&backup, "HomeDomain", "Library/SMS/sms.db");
    let len = fs::metadata(&messages).unwrap().len();
    damage::cut(&messages, len / 2).unwrap();
    let (run, outcome) = scan(&backup, &[], "");
    assert_eq!((run.code, outcome["conclusion"].as_str()), (30, Some("not-enough")), "{}", run.err);
    let rows = outcome["coverage"].as_array().unwrap();
    let row = rows.iter().find(|row| row["artifact"] == "ios.sms").unwrap();
    assert!(!row["unread"].as_array().unwrap().is_empty() || row["state"] == "not-examined", "{row}");
}

#[test]
fn leaving_artifacts_out_forbids_nothing_found() {
    let (_folder, backup) = made("ordinary", false);
    let (run, _) = scan(&backup, &["--only", "ios.sms"], "");
    assert_eq!(run.code, 30);
    assert_eq!(scan(&backup, &["--only", "ios.smss"], "").0.code, 2);
}

#[test]
fn a_parent_folder_a_file_inside_and_archives_are_taken() {
    let (folder, backup) = made("ordinary", false);
    let (_, outcome) = scan(&backup, &[], "");
    let inside = damage::stored(&backup, "HomeDomain", "Library/SMS/sms.db");
    for path in [folder.path(), &inside, &backup.join("Manifest.db"), &backup.join("00")] {
        if path.exists() {
            assert_eq!(scan(path, &[], "").1, outcome, "{}", path.display());
        }
    }
    for (kind, pack) in
        [("zip", damage::zip as fn(&Path, &Path) -> _), ("tar", damage::tar), ("tar.gz", damage::tar_gz)]
    {
        let archive = folder.path().join(format!("packed.{kind}"));
        pack(&backup, &archive).unwrap();
        let (run, packed) = scan(&archive, &[], "");
        assert_eq!(packed["findings"], outcome["findings"], "{kind} {}", run.err);
        assert_eq!(run.code, 0, "{kind} {}", run.err);
        let len = fs::metadata(&archive).unwrap().len();
        damage::cut(&archive, len / 2).unwrap();
        let (run, cut) = scan(&archive, &[], "");
        assert!(
            run.code == 1 || cut["conclusion"] == "not-enough",
            "{kind}: half an archive gave {}",
            run.code
        );
        fs::remove_file(archive).unwrap();
    }
}

#[test]
fn a_place_may_be_named_from_where_the_person_stands() {
    let (folder, _) = made("pegasus-link", false);
    let list = folder.path().join("list.stix2");
    let indicator =
        r#"{"type":"indicator","id":"indicator--1","pattern":"[domain-name:value='a.planted.example']"}"#;
    let bundle = format!(r#"{{"type":"bundle","id":"bundle--1","objects":[{indicator}]}}"#);
    fs::write(&list, bundle).unwrap();
    for place in ["backup", "./backup", "."] {
        let run = Command::new(env!("CARGO_BIN_EXE_lucerna"))
            .current_dir(folder.path())
            .args(["scan", place, "--quiet", "--indicators", "list.stix2"])
            .output()
            .unwrap();
        assert_eq!(run.status.code(), Some(20), "{place}: {}", String::from_utf8_lossy(&run.stderr));
    }
}

#[test]
fn several_backups_are_for_the_person_to_choose() {
    let (folder, _) = made("ordinary", false);
    let second = folder.path().join("second");
    practice::write_backup(&practice::scenario("pegasus-link").unwrap(), &second, None).unwrap();
    failure_of(folder.path(), 517);
}

#[test]
fn a_list_that_is_no_list_is_refused_before_anything_is_concluded() {
    let (folder, backup) = made("ordinary", false);
    let list = folder.path().join("list.stix2");
    fs::write(&list, "{\"type\": \"bundle\", \"objects\": [").unwrap();
    fails_with(&scan(&backup, &["--indicators", list.to_str().unwrap()], "").0, 522);
    fails_with(&scan(&backup, &["--indicators", "/nowhere.stix2"], "").0, 522);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_said_to_be_full() {
    let (folder, backup) = made("ordinary", false);
    let full = folder.path().join("report.txt");
    std::os::unix::fs::symlink("/dev/full", &full).unwrap();
    fails_with(
        &lucerna(&["scan", backup.to_str().unwrap(), "-q", "--report", full.to_str().unwrap()], ""),
        712,
    );
}

#[test]
fn wrong_usage_is_told_from_failure() {
    for arguments in
        [&["scan"][..], &["scan", "x", "--report", "r.doc"], &["scan", "x", "--jobs", "0"], &["look"]]
    {
        assert_eq!(lucerna(arguments, "").code, 2, "{arguments:?}");
    }
}

#[test]
fn a_day_that_the_person_names_stands_in_the_outcome_and_a_misspelt_one_is_refused() {
    let (_folder, backup) = made("ordinary", false);
    let (run, outcome) = scan(&backup, &["--date", "seizure=2026-10-01", "--date", "border=2026-09-30"], "");
    assert_eq!(outcome["dates"][0]["what"], "seizure", "{}", run.err);
    assert_eq!(outcome["dates"][0]["day"], "2026-10-01");
    assert_eq!(outcome["dates"][1]["what"], "border");
    for wrong in ["seizure", "seizure=tomorrow", "party=2026-10-01"] {
        let (run, _) = scan(&backup, &["--date", wrong], "");
        assert_eq!(run.code, 2, "{wrong}");
    }
}
