use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, database, look};
use engine::{NotExamined, State, Weight};
use proptest::prelude::*;

const TABLES: &str = "
    CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, summary TEXT, location_id INTEGER, description TEXT,
        start_date REAL, end_date REAL, creation_date REAL, last_modified REAL, url TEXT, conference_url TEXT,
        external_rep BLOB, organizer_id INTEGER);
    CREATE TABLE Participant (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, owner_id INTEGER, email TEXT, is_self INTEGER,
        last_modified REAL);
    CREATE TABLE Location (ROWID INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT);";
const DAY: f64 = 86_400.0;

fn seen(rows: &str) -> Seen {
    let names = ["email-addr:value='plant.invite@plant-mail.com'", "domain-name:value='plant-cal.com'"];
    look(&ARTIFACT, &Phone::with(ARTIFACT.reads[0], database(&format!("{TABLES}{rows}"))), &names)
}

/// An entry of an hour, made `late` days after its end.
fn meeting(number: i64, start: f64, late: f64, more: &str) -> String {
    let (end, created) = (start + 3600.0, start + 3600.0 + late * DAY);
    format!(
        "INSERT INTO CalendarItem (ROWID, summary, description, start_date, end_date, creation_date, location_id, external_rep)
         VALUES ({number}, 'Meeting', 'Notes', {start}, {end}, {created}, {more});"
    )
}

const GUEST: &str = "INSERT INTO Participant VALUES (1, 1, 'someone@example.org', 0, 1e8);
    INSERT INTO Participant VALUES (2, 2, 'someone@example.org', 0, 1e8);";
const HOME: &str = "INSERT INTO Location VALUES (3, 'Home');";

fn weights(rows: &str) -> Vec<(String, Weight)> {
    seen(rows).examined.findings.into_iter().map(|finding| (finding.detection, finding.weight)).collect()
}

fn words() -> (String, Weight) {
    ("ios.calendar.meeting-notes".into(), Weight::Look)
}

fn invitation() -> (String, Weight) {
    ("ios.calendar.backdated-invitation".into(), Weight::Strong)
}

#[test]
fn published_accounts_and_links_are_found() {
    let rows = "INSERT INTO CalendarItem (ROWID, summary, url) VALUES (20, 'x', 'https://a.plant-cal.com/x');
        INSERT INTO Participant VALUES (6, 20, 'Plant.Invite@plant-mail.com', NULL, 747193557.5);";
    let found = seen(rows);
    assert_eq!(found.fired(), ["ios.calendar.link", "ios.calendar.email"]);
    assert!(found.examined.findings.iter().all(|finding| finding.weight == Weight::KnownSpyware));
    assert!(found.examined.findings[1].quotes["email"].personal);
    assert_eq!(found.records.len(), 2);
}

#[test]
fn look_alikes_are_silent() {
    let rows = "INSERT INTO CalendarItem (summary, description) VALUES ('Meeting', 'notes');
        INSERT INTO CalendarItem (summary, description) VALUES ('Team Meeting', 'Notes');
        INSERT INTO CalendarItem (summary, description) VALUES ('Meeting', NULL);
        INSERT INTO CalendarItem (summary, url) VALUES ('x', 'https://not-plant-cal.com/?u=plant-cal.com');
        INSERT INTO Participant VALUES (6, 20, 'invite@plant-mail.com', 0, 1);
        INSERT INTO Participant VALUES (7, 20, NULL, 0, 1);";
    assert_eq!(weights(rows), []);
}

#[test]
fn the_words_alone_are_worth_a_look() {
    assert_eq!(weights(&meeting(1, 7e8, -2.0, "NULL, NULL")), [words()]);
    let late_but_own = meeting(1, 7e8, 200.0, "3, NULL") + HOME;
    assert_eq!(weights(&late_but_own), [words()], "nobody else takes part");
    let late_elsewhere = meeting(1, 7e8, 200.0, "NULL, NULL") + GUEST + HOME;
    assert_eq!(weights(&late_elsewhere), [words()], "not at home");
    let in_time = meeting(1, 7e8, 100.0, "3, NULL") + GUEST + HOME;
    assert_eq!(weights(&in_time), [words()], "not late enough");
    let twice = meeting(1, 7e8, -2.0, "NULL, NULL") + &meeting(2, 7e8, -2.0, "NULL, NULL");
    assert_eq!(weights(&twice), [words(), words()], "one's own entry in two calendars");
}

#[test]
fn one_more_mark_is_strong() {
    let backdated = meeting(1, 7e8, 200.0, "3, NULL") + GUEST + HOME;
    assert_eq!(weights(&backdated), [invitation()]);
    let overlapping =
        meeting(1, 7e8, -2.0, "NULL, NULL") + &meeting(2, 7e8 + 1800.0, -2.0, "NULL, NULL") + GUEST;
    assert_eq!(weights(&overlapping), [invitation(), invitation()]);
    let markup = meeting(1, 7e8, -2.0, "NULL, CAST('BEGIN:VEVENT X]]><key>a<![CDATA[' AS BLOB)");
    assert_eq!(weights(&markup), [invitation()]);
}

#[test]
fn damaged_and_hostile_databases_are_said() {
    let odd = "INSERT INTO CalendarItem (summary, description, start_date, end_date, creation_date) VALUES
        ('Meeting', 'Notes', 9e999, -9e999, 'never'), (x'ff', 5, 'a', x'00', NULL);";
    assert_eq!(weights(odd), [words()]);
    let cut = look(&ARTIFACT, &Phone::with(ARTIFACT.reads[0], &database(TABLES)[..5000]), &[]);
    assert!(!matches!(cut.state(), State::Examined { unread, .. } if unread.is_empty()), "{:?}", cut.state());
    let older = database(
        "CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY, summary TEXT, description TEXT); \
         CREATE TABLE Participant (ROWID INTEGER PRIMARY KEY, owner_id INTEGER, email TEXT);",
    );
    assert_eq!(look(&ARTIFACT, &Phone::with(ARTIFACT.reads[0], older), &[]).unread(), []);
    let other = database("CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY, summary TEXT);");
    let unread = look(&ARTIFACT, &Phone::with(ARTIFACT.reads[0], other), &[]).unread().to_vec();
    assert_eq!(unread.len(), 2, "no notes and no guests: {unread:?}");
    assert_eq!(look(&ARTIFACT, &Phone::default(), &[]).state(), &State::NotExamined(NotExamined::Absent));
}

proptest! {
    #[test]
    fn any_times_are_taken(times in prop::collection::vec((any::<f64>(), any::<f64>(), any::<f64>()), 0..8)) {
        let row = |(start, end, created): &(f64, f64, f64)| {
            format!("INSERT INTO CalendarItem (summary, description, start_date, end_date, creation_date)
                     VALUES ('Meeting', 'Notes', '{start}', '{end}', '{created}');")
        };
        let rows: String = times.iter().map(row).collect();
        prop_assert_eq!(seen(&rows).examined.findings.len(), times.len());
    }
}
