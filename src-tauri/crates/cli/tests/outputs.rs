//! What a check writes when it is asked to: records, a timeline.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::disallowed_methods,
    reason = "makes and looks at files, to see what the program does with them"
)]

mod common;

use common::{made, scan};
use serde_json::Value;
use std::fs;
use std::path::Path;

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
