//! What a check writes when it is asked to: records, a timeline.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::disallowed_methods,
    reason = "makes and looks at files, to see what the program does with them"
)]

mod common;

use common::{lucerna, made, scan};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn lines(path: &Path) -> Vec<Value> {
    fs::read_to_string(path).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_timeline_is_in_order_holds_named_days_and_folds_times_of_a_file() {
    let (folder, backup) = made("pegasus-link", false);
    let out = folder.path().join("timeline.jsonl");
    let (run, _) = scan(&backup, &["--timeline", out.to_str().unwrap(), "--date", "seizure=2026-09-01"], "");
    assert_eq!(run.code, 20, "{}", run.err);
    let rows = lines(&out);
    assert!(rows.len() > 100);
    let when: Vec<jiff::Timestamp> =
        rows.iter().map(|row| row["datetime"].as_str().unwrap().parse().unwrap()).collect();
    assert!(when.is_sorted());
    for column in ["datetime", "timestamp_desc", "message", "artifact", "cite"] {
        assert!(rows.iter().all(|row| row[column].is_string()), "{column}");
    }
    assert!(rows.iter().any(|row| row["artifact"] == "person" && row["message"] == "seizure"));
    let folded =
        |row: &Value| row["artifact"] == "ios.manifest" && row["timestamp_desc"].as_str().unwrap().len() > 1;
    assert!(rows.iter().any(folded));
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left.len(), 2, "nothing but the backup and the timeline: {left:?}");
}

#[test]
fn a_timeline_is_the_same_bytes_every_time_and_as_csv_holds_the_same_rows() {
    let (folder, backup) = made("ordinary", false);
    let write = |name: &str, jobs: &str| {
        let out = folder.path().join(name);
        scan(&backup, &["--timeline", out.to_str().unwrap(), "--jobs", jobs], "");
        fs::read_to_string(out).unwrap()
    };
    let (one, four) = (write("a.jsonl", "1"), write("b.jsonl", "4"));
    assert!(one == four);
    let csv = write("c.csv", "2");
    assert!(csv.starts_with("datetime,timestamp_desc,message,artifact,cite\n"));
    assert_eq!(csv.lines().count(), one.lines().count() + 1);
}

#[test]
fn records_have_a_head_that_says_what_they_are_of() {
    let (folder, backup) = made("pegasus-link", false);
    let out = folder.path().join("records");
    let (run, outcome) = scan(&backup, &["--records", out.to_str().unwrap()], "");
    assert_eq!(run.code, 20, "{}", run.err);
    let head: Value =
        serde_json::from_str(&fs::read_to_string(out.join("lucerna-records.json")).unwrap()).unwrap();
    assert_eq!(head["format"], "lucerna-records/1");
    assert_eq!(head["acquisition"]["os_version"], outcome["acquisition"]["os_version"]);
    assert_eq!(head["coverage"].as_array().unwrap().len(), outcome["coverage"].as_array().unwrap().len());
    assert!(head["acquisition"]["device_name"].is_null());
}

#[test]
fn a_deep_check_is_made_only_when_it_is_asked_for() {
    let (_folder, backup) = made("pegasus-link", true);
    let state = |more: &[&str]| {
        let (run, outcome) = scan(&backup, &[&["--password-stdin"], more].concat(), common::PASSWORD);
        let rows = outcome["coverage"].as_array().unwrap_or_else(|| panic!("{}", run.err)).clone();
        let row = rows.into_iter().find(|row| row["artifact"] == "ios.deep-sweep").unwrap();
        let found =
            common::findings(&outcome).iter().filter(|found| found.0 == "ios.deep-sweep.site").count();
        (row["state"].as_str().unwrap().to_owned(), row["expected"].as_bool().unwrap(), found > 0)
    };
    assert_eq!(state(&[]), ("not-examined".to_owned(), false, false));
    assert_eq!(state(&["--deep"]), ("examined".to_owned(), false, true));
}

#[test]
fn records_are_compared_again_without_the_phone() {
    let (folder, backup) = made("pegasus-link", false);
    let out = folder.path().join("records");
    let records = out.to_str().unwrap();
    // Written with no list at all: nothing published was known then.
    let (run, before) = scan(&backup, &["--records", records, "--no-builtin-indicators"], "");
    assert_eq!(run.code, 10, "{}", run.err);
    fs::remove_dir_all(&backup).unwrap();
    let again = |more: &[&str]| {
        let run = lucerna(&[&["recheck", records, "--json", "-"], more].concat(), "");
        let outcome: Value = serde_json::from_str(&run.out).unwrap_or(Value::Null);
        (run.code, outcome, run.err)
    };
    let (code, outcome, err) = again(&[]);
    assert_eq!(code, 20, "{err}");
    let found = common::findings(&outcome);
    assert!(found.iter().any(|found| found.0 == "ios.sms.link"), "{found:?}");
    assert_eq!(outcome["acquisition"]["os_version"], before["acquisition"]["os_version"]);
    let looked = |outcome: &Value, id: &str| {
        let rows = outcome["coverage"].as_array().unwrap().clone();
        rows.into_iter()
            .find(|row| row["artifact"] == id)
            .map(|row| (row["state"].clone(), row["records"].clone()))
    };
    assert_eq!(looked(&outcome, "ios.sms"), looked(&before, "ios.sms"));
    let kept: Vec<_> =
        common::findings(&before).into_iter().filter(|found| !found.0.contains("across")).collect();
    assert!(kept.iter().all(|before| found.contains(before)), "what needs no list is taken over");
    let (code, _, _) = again(&["--no-builtin-indicators"]);
    assert_eq!(code, 10);
}

/// Backup, sysdiagnose and crash reports of a phone with traces in all of them.
fn planted_set() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let planted = include_str!("../../../../tests/scenarios/planted-sysdiagnose/phone.toml");
    let planted = practice::Scenario::parse(planted).unwrap();
    let set = folder.path().join("set");
    practice::write_backup(&planted, &set.join("backup").join("phone"), None).unwrap();
    practice::write_sysdiagnose(&planted, &set.join("sysdiagnose")).unwrap();
    practice::write_crash_reports(&planted, &set.join("crash-reports")).unwrap();
    (folder, set)
}

#[test]
fn with_the_same_lists_an_earlier_check_comes_out_as_it_was() {
    for scenario in ["hidden-profile", "many-apps", "ordinary", "pegasus-link", "planted"] {
        let (folder, copy) = if scenario == "planted" { planted_set() } else { made(scenario, false) };
        let out = folder.path().join("records");
        let records = out.to_str().unwrap();
        let (first, before) = scan(&copy, &["--records", records], "");
        let run = lucerna(&["recheck", records, "--json", "-"], "");
        assert_eq!(run.code, first.code, "{scenario}: {}", run.err);
        let after: Value = serde_json::from_str(&run.out).unwrap();
        let (before, after) = (common::findings(&before), common::findings(&after));
        let lost: Vec<_> = before.iter().filter(|one| !after.contains(one)).collect();
        let made: Vec<_> = after.iter().filter(|one| !before.contains(one)).collect();
        assert!(lost.is_empty() && made.is_empty(), "{scenario}: lost {lost:#?}, new {made:#?}");
    }
}

#[test]
fn what_a_list_takes_more_seriously_today_is_asked_of_the_records_anew() {
    let (folder, backup) = made("pegasus-link", false);
    let out = folder.path().join("records");
    let (run, _) = scan(&backup, &["--records", out.to_str().unwrap()], "");
    assert_eq!(run.code, 20, "{}", run.err);
    // As an older version would have said it.
    let head = out.join("lucerna-records.json");
    let text = fs::read_to_string(&head).unwrap();
    let lighter = text.replace("\"known-spyware\"", "\"note\"");
    assert_ne!(lighter, text);
    let again = |text: &str| {
        fs::write(&head, text).unwrap();
        lucerna(&["recheck", out.to_str().unwrap(), "--json", "-"], "").code
    };
    assert_ne!(again(&lighter), 20, "what the artifact weighed then stays");
    assert_eq!(again(&lighter.replace("\"tier\": \"strong\"", "\"tier\": \"information\"")), 20);
}

#[test]
fn damaged_missing_and_foreign_records_are_told_apart() {
    let (folder, backup) = made("ordinary", false);
    let out = folder.path().join("saved").join("records");
    let (run, _) = scan(&backup, &["--records", out.to_str().unwrap()], "");
    assert_eq!(run.code, 0, "{}", run.err);
    let head = out.join("lucerna-records.json");
    let again = |place: &Path| lucerna(&["recheck", place.to_str().unwrap(), "--json", "-"], "");
    assert_eq!(again(out.parent().unwrap()).code, 0, "a folder around them does too");
    assert!(again(&backup).err.contains("524"));

    // A cut line, and a hostile one: said, and never silence.
    let sms = out.join("ios.sms.jsonl");
    let whole = fs::read_to_string(&sms).unwrap();
    fs::write(&sms, &whole[..whole.len() - 20]).unwrap();
    assert_eq!(again(&out).code, 30);
    fs::write(&sms, format!("{}\n{whole}", "[".repeat(100_000))).unwrap();
    assert_eq!(again(&out).code, 30);
    fs::remove_file(&sms).unwrap();
    assert_eq!(again(&out).code, 30);

    let text = fs::read_to_string(&head).unwrap();
    fs::write(&head, text.replace("lucerna-records/1", "lucerna-records/99")).unwrap();
    assert!(again(&out).err.contains("526"));
    fs::write(&head, &text[..text.len() / 2]).unwrap();
    assert!(again(&out).err.contains("525"));
}

#[test]
fn the_export_has_the_shape_that_responders_know() {
    let (folder, backup) = made("pegasus-link", false);
    let out = folder.path().join("mvt");
    // Of another phone, which had what this one has not; and a file of somebody else's.
    fs::create_dir(&out).unwrap();
    for name in ["viber.json", "tcc.json", "tcc_detected.json", "notes.txt"] {
        fs::write(out.join(name), "[1]").unwrap();
    }
    let (run, outcome) = scan(&backup, &["--mvt", out.to_str().unwrap()], "");
    assert_eq!(run.code, 20, "{}", run.err);
    assert!(!out.join("tcc_detected.json").exists() && out.join("notes.txt").exists());
    assert_ne!(fs::read_to_string(out.join("tcc.json")).unwrap_or_default(), "[1]");
    let list = |name: &str| -> Vec<Value> {
        serde_json::from_str(&fs::read_to_string(out.join(format!("{name}.json"))).unwrap()).unwrap()
    };
    let count = |id: &str| {
        let rows = outcome["coverage"].as_array().unwrap();
        rows.iter().find(|row| row["artifact"] == id).and_then(|row| row["records"].as_u64())
    };
    assert_eq!(Some(list("sms").len() as u64), count("ios.sms"));
    assert_eq!(Some(list("manifest").len() as u64), count("ios.manifest"));
    let message = &list("sms")[0];
    for name in ["ROWID", "text", "isodate", "direction", "links", "service"] {
        assert!(!message[name].is_null(), "{name}");
    }
    let date = message["isodate"].as_str().unwrap();
    assert_eq!((date.len(), &date[10..11], &date[19..20]), (26, " ", "."));
    assert!(list("sms").iter().any(|message| !message["links"].as_array().unwrap().is_empty()));
    let alerts = list("alerts");
    assert!(alerts.iter().any(|alert| alert["level"] == "CRITICAL" && alert["module"] == "sms"));
    assert!(alerts.iter().any(|alert| alert["matched_indicator"]["type"] == "domains"));
    let timeline = fs::read_to_string(out.join("timeline.csv")).unwrap();
    let mut lines = timeline.lines();
    assert_eq!(lines.next(), Some("\"UTC Timestamp\",\"Plugin\",\"Event\",\"Description\""));
    let times: Vec<&str> = lines.filter_map(|line| line.get(1..27)).collect();
    assert!(times.len() > 100 && times.is_sorted());
    assert!(timeline.contains("\"Manifest\",\"M-") && timeline.contains("\"sms_received\""));
}

#[test]
fn the_list_of_artifacts_says_what_each_reads_where_it_is_found_and_what_is_detected() {
    let run = lucerna(&["artifacts"], "");
    assert_eq!(run.code, 0, "{}", run.err);
    for artifact in ios::artifacts::ALL {
        let begins = format!("{} (version {})\n", artifact.id, artifact.version);
        let page = run.out.split("\n\n").find(|page| page.starts_with(&begins));
        let page = page.unwrap_or_else(|| panic!("{} is not listed", artifact.id));
        assert!(artifact.reads.iter().all(|path| page.contains(path)), "{page}");
        let told = |row: &engine::Availability| {
            let from = row.from > engine::Version(0, 0, 0);
            page.contains(&format!("{:?}", row.kind))
                && (!from || page.contains(&format!("from {}", row.from)))
        };
        assert!(artifact.availability.iter().all(told), "{page}");
        let weighed = |detection: &engine::Detection| {
            page.contains(&format!("  {} ({:?}, ", detection.id, detection.weight))
        };
        assert!(artifact.detections.iter().all(weighed), "{page}");
    }
    for detection in ios::artifacts::ACROSS.iter().flat_map(|across| across.detections) {
        assert!(run.out.contains(&format!("  {} ({:?}, ", detection.id, detection.weight)));
    }
}
