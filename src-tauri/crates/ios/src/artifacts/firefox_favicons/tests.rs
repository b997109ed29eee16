use super::{ARTIFACT, READS};
use crate::artifacts::testing::{Phone, database, look};
use engine::{NotExamined, State};

const BROWSER: &str = READS[0];
const PLACES: &str = READS[1];
const PLANT: &[&str] = &["domain-name:value='plant.example'"];

#[test]
fn pictures_of_the_old_layout_are_found_with_their_pages() {
    let bytes = database(
        "CREATE TABLE favicons (id INTEGER PRIMARY KEY, url TEXT, date REAL); \
         CREATE TABLE favicon_sites (id INTEGER PRIMARY KEY, siteID INTEGER, faviconID INTEGER); \
         CREATE TABLE history (id INTEGER PRIMARY KEY, url TEXT); \
         INSERT INTO history VALUES (9, 'https://www.plant.example/page'); \
         INSERT INTO favicons VALUES (3, 'https://plant.example/i.ico', 1721668942.13), (4, 'https://not-plant.example/i', 1); \
         INSERT INTO favicon_sites VALUES (1, 9, 3);",
    );
    let seen = look(&ARTIFACT, &Phone::with(BROWSER, bytes), PLANT);
    assert_eq!(seen.fired(), ["ios.firefox-favicons.icon"]);
    assert_eq!(seen.examined.findings[0].cite.place, "icon 3");
    assert_eq!(seen.records.len(), 2);
    assert!(seen.records[0].fields.contains(&("page".into(), "https://www.plant.example/page".into())));
}

#[test]
fn previews_of_the_new_layout_are_found() {
    let bytes = database(
        "CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url LONGVARCHAR, preview_image_url TEXT, last_visit_date_local INTEGER); \
         INSERT INTO moz_places VALUES (1, 'https://example.org/', 'https://cdn.plant.example/p.png', 1703552177716), \
         (2, 'https://plant.example/', NULL, 0), (3, 'https://example.org/b', 'https://plant.example.org/', 0);",
    );
    let phone = Phone::with(PLACES, bytes).and(BROWSER, database("CREATE TABLE settings (x)"));
    let seen = look(&ARTIFACT, &phone, PLANT);
    assert_eq!(seen.fired(), ["ios.firefox-favicons.icon"]);
    assert_eq!(seen.examined.findings[0].cite.place, "preview 1");
    assert_eq!(seen.records.len(), 2);
}

#[test]
fn a_version_that_keeps_no_addresses_of_pictures_has_none() {
    let seen = look(&ARTIFACT, &Phone::with(BROWSER, database("CREATE TABLE settings (x)")), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Absent));
    let seen = look(&ARTIFACT, &Phone::with(BROWSER, *b"no database"), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Unreadable));
}
