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
fn newer_tables_are_compared_too() {
    let bytes = database(
        "CREATE TABLE urls (id INTEGER PRIMARY KEY, url LONGVARCHAR); \
         CREATE TABLE visits (id INTEGER PRIMARY KEY, url INTEGER, visit_time INTEGER); \
         CREATE TABLE downloads (id INTEGER PRIMARY KEY, start_time INTEGER, tab_url VARCHAR, site_url VARCHAR); \
         CREATE TABLE downloads_url_chains (id INTEGER, chain_index INTEGER, url LONGVARCHAR, PRIMARY KEY (id, chain_index)); \
         CREATE TABLE visited_links (id INTEGER PRIMARY KEY, link_url_id INTEGER, top_level_url LONGVARCHAR, frame_url LONGVARCHAR); \
         INSERT INTO downloads VALUES (3, 13360440858374568, 'https://example.org/', 'https://plant.example/'); \
         INSERT INTO downloads_url_chains VALUES (4, 0, 'https://plant.example/a.bin'), (5, 0, 'https://plant.example.org/'); \
         INSERT INTO visited_links VALUES (6, 1, 'https://example.org/', 'https://ads.plant.example/'), \
         (7, 1, 'https://example.org/?u=https://plant.example/', 'https://not-plant.example/');",
    );
    let seen = look(&ARTIFACT, &Phone::with(PATH, bytes), PLANT);
    assert_eq!(seen.fired(), ["ios.chrome-history.download-or-link"; 3]);
    let places: Vec<_> = seen.examined.findings.iter().map(|finding| finding.cite.place.as_str()).collect();
    assert_eq!(places, ["download 4", "download 3", "visited link 6"]);
    assert!(seen.examined.findings[1].when.is_some());
}

#[test]
fn another_layout_is_said() {
    let seen = look(&ARTIFACT, &Phone::with(PATH, database("CREATE TABLE meta (x)")), PLANT);
    assert!(seen.unread().iter().all(|unread| unread.why == UnreadWhy::UnknownLayout));
    assert_eq!(seen.unread().len(), 2);
}
