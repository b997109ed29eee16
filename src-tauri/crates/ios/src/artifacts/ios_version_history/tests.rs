use super::ARTIFACT;
use crate::artifacts::testing::{Phone, bytes_of, look, plist};
use engine::{NotExamined, State};
use proptest::prelude::*;
use sqlite::rusqlite::Connection;

const JOURNAL: &str = "Filesystem/private/var/db/analyticsd/Analytics-Journal-2024-05-01.ips";
const REPORTS: &str = "Filesystem/private/var/Keychains/Analytics/sos_analytics.db";

#[test]
fn the_first_line_of_each_journal_tells_version_and_time() {
    let line = "{\"bug_type\":\"211\",\"os_version\":\"iPhone OS 17.4.1 (21E236)\",\"timestamp\":\"2024-05-01 12:23:27.50 +0200\"}\nmore";
    let seen = look(&ARTIFACT, &Phone::with(JOURNAL, line), &[]);
    assert_eq!(seen.records[0].fields[0].1, "iPhone OS 17.4.1 (21E236)".into());
    assert_eq!(seen.records[0].times[0].1.to_string(), "2024-05-01T10:23:27.5Z");
}

#[test]
fn builds_come_with_their_first_time() {
    let connection = Connection::open_in_memory().unwrap();
    connection
        .execute_batch("CREATE TABLE hard_failures (id INTEGER PRIMARY KEY, timestamp REAL, data BLOB);")
        .unwrap();
    for (when, build) in [(1.7e9, "21E236"), (1.6e9, "21E236"), (1.5e9, "20A1")] {
        let report = plist(&format!("<dict><key>build</key><string>{build}</string></dict>"));
        let values = sqlite::rusqlite::params![when, report];
        connection.execute("INSERT INTO hard_failures (timestamp, data) VALUES (?1, ?2)", values).unwrap();
    }
    let seen = look(&ARTIFACT, &Phone::with(REPORTS, bytes_of(connection)), &[]);
    let told: Vec<_> = seen.records.iter().map(|record| record.times[0].1.to_string()).collect();
    assert_eq!(told, ["2017-07-14T02:40:00Z", "2020-09-13T12:26:40Z"]);
}

#[test]
fn damage_is_said_and_nothing_is_absent() {
    let seen = look(&ARTIFACT, &Phone::with(JOURNAL, "{\"os_version\":"), &[]);
    assert_eq!(seen.state(), &State::Examined { records: 0, gaps: 1, unread: vec![] });
    assert_eq!(
        look(&ARTIFACT, &Phone::default(), &[]).state(),
        &State::NotExamined(NotExamined::NeedsFilesystem)
    );
}

proptest! {
    #[test]
    fn takes_anything(bytes in any::<Vec<u8>>(), when in "[0-9 :+-]{0,30}") {
        look(&ARTIFACT, &Phone::with(JOURNAL, bytes), &[]);
        look(&ARTIFACT, &Phone::with(JOURNAL, format!(r#"{{"os_version":"x","timestamp":"{when}"}}"#)), &[]);
    }
}
