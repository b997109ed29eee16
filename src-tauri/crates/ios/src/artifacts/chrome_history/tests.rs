use super::ARTIFACT;
use crate::artifacts::testing::{Phone, database, look};
use engine::UnreadWhy;

const PATH: &str =
    "AppDomain-com.google.chrome.ios/Library/Application Support/Google/Chrome/Profile 2/History";
const PLANT: &[&str] = &["domain-name:value='plant.example'"];

#[test]
fn visits_are_found_and_look_alikes_are_silent() {
    let bytes = database(
        "CREATE TABLE urls (id INTEGER PRIMARY KEY, url LONGVARCHAR, title LONGVARCHAR); \
         CREATE TABLE visits (id INTEGER PRIMARY KEY, url INTEGER, visit_time INTEGER, from_visit INTEGER); \
         INSERT INTO urls VALUES (1, 'https://www.plant.example/c', ''), (2, 'https://plant.example.org/', ''); \
         INSERT INTO visits VALUES (14, 1, 13360440858374568, 0), (15, 2, 13360440858374568, 14);",
    );
    let seen = look(&ARTIFACT, &Phone::with(PATH, bytes), PLANT);
    assert_eq!(seen.fired(), ["ios.chrome-history.visit"]);
    let finding = &seen.examined.findings[0];
    assert_eq!(finding.cite.place, "visit 14");
    assert_eq!(finding.when.unwrap().to_string(), "2024-05-17T17:34:18.374568Z");
    assert_eq!(seen.records.len(), 2);
}

#[test]
fn another_layout_is_said() {
    let seen = look(&ARTIFACT, &Phone::with(PATH, database("CREATE TABLE meta (x)")), PLANT);
    assert!(seen.unread().iter().all(|unread| unread.why == UnreadWhy::UnknownLayout));
    assert_eq!(seen.unread().len(), 2);
}
