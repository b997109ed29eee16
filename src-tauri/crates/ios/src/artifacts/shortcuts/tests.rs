use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, look, odd_value, plist};
use engine::{NotExamined, State, Weight};
use proptest::prelude::*;
use sqlite::rusqlite::Connection;

const TABLES: &str = "
    CREATE TABLE ZSHORTCUT (Z_PK INTEGER PRIMARY KEY, ZCREATIONDATE TIMESTAMP, ZMODIFICATIONDATE TIMESTAMP,
        ZACTIONSDESCRIPTION VARCHAR, ZNAME VARCHAR);
    CREATE TABLE ZSHORTCUTACTIONS (Z_PK INTEGER PRIMARY KEY, ZSHORTCUT INTEGER, ZDATA BLOB);
    CREATE TABLE ZTRIGGER (Z_PK INTEGER PRIMARY KEY, ZENABLED INTEGER, ZSHOULDPROMPT INTEGER, ZSHORTCUT INTEGER, ZDATA BLOB);
    INSERT INTO ZSHORTCUT VALUES (6, 720655449.5, 747605700, 'Get Contents of URL', 'Shortcut 6');";

fn step(kind: &str, key: &str, value: &str) -> String {
    format!(
        "<array><dict><key>WFWorkflowActionIdentifier</key><string>is.workflow.actions.{kind}</string>\
         <key>WFWorkflowActionParameters</key><dict><key>{key}</key><string>{value}</string></dict></dict></array>"
    )
}

fn seen(steps: &[u8], trigger: &str) -> Seen {
    let mut connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(&format!("{TABLES}{trigger}")).unwrap();
    connection.execute("INSERT INTO ZSHORTCUTACTIONS VALUES (1, 6, ?1)", [steps]).unwrap();
    let bytes = connection.serialize("main").unwrap().to_vec();
    look(&ARTIFACT, &Phone::with(ARTIFACT.reads[0], bytes), &["domain-name:value='plant-shortcut.com'"])
}

fn trigger(enabled: u8, prompts: u8, archive: &str) -> String {
    format!("INSERT INTO ZTRIGGER VALUES (2, {enabled}, {prompts}, 6, CAST('bplist00…{archive}…' AS BLOB));")
}

#[test]
fn a_published_link_is_found_in_any_text_of_a_step() {
    for (kind, key) in [("downloadurl", "WFURL"), ("comment", "WFCommentActionText")] {
        let seen = seen(&plist(&step(kind, key, "see https://plant-shortcut.com/api now")), "");
        assert_eq!(seen.fired(), ["ios.shortcuts.link"]);
        let finding = &seen.examined.findings[0];
        assert_eq!((finding.weight, finding.cite.place.as_str()), (Weight::KnownSpyware, "ZSHORTCUT 6"));
        assert_eq!(finding.when.map(|when| when.to_string()).as_deref(), Some("2023-11-02T22:04:09.5Z"));
        assert_eq!(seen.records.len(), 2);
    }
}

#[test]
fn look_alikes_are_silent() {
    for link in [
        "https://not-plant-shortcut.com/",
        "https://plant-shortcut.com.example.org/",
        "https://example.org/?u=plant-shortcut.com",
    ] {
        assert_eq!(
            seen(&plist(&step("downloadurl", "WFURL", link)), "").fired(),
            Vec::<&str>::new(),
            "{link}"
        );
    }
}

#[test]
fn a_silent_automation_on_an_app_that_loads_something_is_worth_a_look() {
    let web = plist(&step("downloadurl", "WFURL", "https://example.org/"));
    let seen_with = |steps: &[u8], trigger: &str| seen(steps, trigger).fired().join(" ");
    assert_eq!(seen_with(&web, &trigger(1, 0, "WFAppInFocusTrigger")), "ios.shortcuts.automation");
    assert_eq!(seen(&web, &trigger(1, 0, "WFAppInFocusTrigger")).examined.findings[0].weight, Weight::Look);

    assert_eq!(seen_with(&web, &trigger(0, 0, "WFAppInFocusTrigger")), "", "switched off");
    assert_eq!(seen_with(&web, &trigger(1, 1, "WFAppInFocusTrigger")), "", "asks first");
    assert_eq!(seen_with(&web, &trigger(1, 0, "WFTimeOfDayTrigger")), "", "waits for a time");
    let local = plist(&step("comment", "WFCommentActionText", "hello"));
    assert_eq!(seen_with(&local, &trigger(1, 0, "WFAppInFocusTrigger")), "", "loads nothing");
}

#[test]
fn what_a_shortcut_runs_counts_as_its_own() {
    let run = |by: &str| {
        plist(&format!(
            "<array><dict><key>WFWorkflowActionIdentifier</key><string>is.workflow.actions.runworkflow</string>\
             <key>WFWorkflowActionParameters</key><dict>{by}</dict></dict></array>"
        ))
    };
    let by_name = |name: &str| run(&format!("<key>WFWorkflowName</key><string>{name}</string>"));
    let by_id = |id: &str| {
        run(&format!("<key>WFWorkflow</key><dict><key>workflowIdentifier</key><string>{id}</string></dict>"))
    };
    // 6 is started by itself and runs 7, which runs 8; 8 loads something.
    let fired = |first: Vec<u8>, second: Vec<u8>| {
        let mut connection = Connection::open_in_memory().unwrap();
        connection.execute_batch(&format!("{TABLES}{}", trigger(1, 0, "WFAppInFocusTrigger"))).unwrap();
        connection.execute_batch("ALTER TABLE ZSHORTCUT ADD COLUMN ZWORKFLOWID VARCHAR; \
            INSERT INTO ZSHORTCUT (Z_PK, ZNAME, ZWORKFLOWID) VALUES (7, 'Seven', 'A-7'), (8, 'Eight', 'A-8');").unwrap();
        let third = plist(&step("downloadurl", "WFURL", "https://example.org/"));
        for (number, steps) in [(6, first), (7, second), (8, third)] {
            connection
                .execute("INSERT INTO ZSHORTCUTACTIONS (ZSHORTCUT, ZDATA) VALUES (?1, ?2)", (number, steps))
                .unwrap();
        }
        let bytes = connection.serialize("main").unwrap().to_vec();
        let phone = Phone::with(ARTIFACT.reads[0], bytes);
        look(&ARTIFACT, &phone, &[]).fired().join(" ")
    };
    assert_eq!(fired(by_name("Seven"), by_id("A-8")), "ios.shortcuts.automation");
    assert_eq!(fired(by_id("A-7"), by_name("Eight")), "ios.shortcuts.automation");
    assert_eq!(fired(by_id("A-7"), by_name("Nine")), "");
    // Two that run each other, and nothing on the web.
    assert_eq!(fired(by_name("Seven"), by_name("Shortcut 6")), "");
}

#[test]
fn damaged_steps_are_gaps_and_absence_is_ordinary() {
    let seen = seen(b"bplist00 and no more", "");
    assert_eq!(seen.state(), &State::Examined { records: 1, gaps: 1, unread: vec![] });
    let cut = look(&ARTIFACT, &Phone::with(ARTIFACT.reads[0], "SQLite format 3"), &[]);
    assert_eq!(cut.state(), &State::NotExamined(NotExamined::Unreadable));
    assert_eq!(look(&ARTIFACT, &Phone::default(), &[]).state(), &State::NotExamined(NotExamined::Absent));
}

proptest! {
    #[test]
    fn takes_any_steps(value in odd_value(), bytes in any::<Vec<u8>>()) {
        seen(&plist(&value), "");
        seen(&bytes, "");
    }
}
