use super::ARTIFACT;
use crate::artifacts::testing::{Phone, database, look};
use engine::{NotExamined, State, UnreadWhy};

const OLD: &str = "HomeDomain/Library/Image Cache/Favicons/Favicons.db";
const NEW: &str = "AppDomain-com.apple.mobilesafari/Library/Safari/Favicon Cache/favicons.db";
const PLANT: &[&str] = &["domain-name:value='plant.example'"];
const TABLES: &str = "CREATE TABLE page_url (url TEXT PRIMARY KEY, uuid TEXT); \
    CREATE TABLE icon_info (uuid TEXT PRIMARY KEY, url TEXT, timestamp REAL, width INTEGER); \
    CREATE TABLE rejected_resources (page_url TEXT, icon_url TEXT, timestamp REAL);";

#[test]
fn pages_and_pictures_are_found_wherever_the_cache_lies() {
    let rows = "INSERT INTO icon_info VALUES ('A', 'https://plant.example/i.png', 728794176.25, 32), ('B', 'https://example.org/i', 1, 1); \
        INSERT INTO page_url VALUES ('https://example.org/a', 'A'), ('https://www.plant.example/', 'B'), ('https://plant.example.org/', 'B'); \
        INSERT INTO rejected_resources VALUES ('https://plant.example/r', 'https://example.org/i', 7e8), ('https://example.org', NULL, 1);";
    for path in [OLD, NEW] {
        let seen = look(&ARTIFACT, &Phone::with(path, database(&format!("{TABLES}{rows}"))), PLANT);
        let places: Vec<_> = seen.examined.findings.iter().map(|f| f.cite.place.as_str()).collect();
        assert_eq!(places, ["page 1", "page 2", "rejected 1"]);
        assert_eq!(seen.fired(), ["ios.safari-favicons.icon"; 3]);
        assert_eq!(seen.examined.findings[0].when.unwrap().to_string(), "2024-02-05T02:49:36.25Z");
        assert_eq!(seen.records.len(), 5);
    }
}

#[test]
fn a_picture_whose_page_was_cleared_is_compared_too() {
    let rows = "INSERT INTO icon_info VALUES ('A', 'https://plant.example/i.png', 728794176.25, 32);";
    let seen = look(&ARTIFACT, &Phone::with(NEW, database(&format!("{TABLES}{rows}"))), PLANT);
    assert_eq!(seen.fired(), ["ios.safari-favicons.icon"]);
    assert_eq!(seen.examined.findings[0].cite.place, "icon 1");
}

#[test]
fn an_older_cache_without_rejected_ones_is_read_and_other_layouts_are_said() {
    let older = "CREATE TABLE page_url (url TEXT, uuid TEXT); CREATE TABLE icon_info (uuid TEXT, url TEXT);";
    let seen = look(&ARTIFACT, &Phone::with(OLD, database(older)), PLANT);
    assert_eq!(seen.state(), &State::Examined { records: 0, gaps: 0, unread: vec![] });
    let seen = look(&ARTIFACT, &Phone::with(OLD, database("CREATE TABLE x (y)")), PLANT);
    assert_eq!(seen.unread()[0].why, UnreadWhy::UnknownLayout);
    let seen = look(&ARTIFACT, &Phone::with(OLD, *b"no database"), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Unreadable));
    assert_eq!(
        look(&ARTIFACT, &Phone::default(), PLANT).state(),
        &State::NotExamined(NotExamined::NeedsFilesystem)
    );
}
