use super::ARTIFACT;
use crate::artifacts::testing::{Phone, database, look};
use engine::UnreadWhy;

const BROWSER: &str = "AppDomainGroup-group.org.mozilla.ios.Firefox/profile.profile/browser.db";
const PLACES: &str = "AppDomainGroup-group.org.mozilla.ios.Firefox/profile.profile/places.db";
const PLANT: &[&str] = &["domain-name:value='plant.example'"];

#[test]
fn visits_and_icons_of_the_old_layout_are_found() {
    let bytes = database(
        "CREATE TABLE history (id INTEGER PRIMARY KEY, url TEXT, title TEXT); \
         CREATE TABLE visits (id INTEGER PRIMARY KEY, siteID INTEGER, date REAL, type INTEGER, is_local TINYINT); \
         CREATE TABLE favicons (id INTEGER PRIMARY KEY, url TEXT, date REAL); \
         INSERT INTO history VALUES (1, 'https://plant.example/f', ''), (2, 'https://not-plant.example/', ''); \
         INSERT INTO visits VALUES (61, 1, 1703552177716429.8, 1, 1), (62, 2, 1703552177716429.8, 1, 1); \
         INSERT INTO favicons VALUES (3, 'https://plant.example/i.ico', 1721668942.13);",
    );
    let seen = look(&ARTIFACT, &Phone::with(BROWSER, bytes), PLANT);
    let places: Vec<_> = seen.examined.findings.iter().map(|finding| finding.cite.place.as_str()).collect();
    assert_eq!(places, ["visit 61", "icon 3"]);
    assert_eq!(seen.examined.findings[0].when.unwrap().to_string(), "2023-12-26T00:56:17.716429Z");
}

#[test]
fn visits_of_the_new_layout_are_found() {
    let bytes = database(
        "CREATE TABLE moz_places (id INTEGER PRIMARY KEY, url LONGVARCHAR, title TEXT); \
         CREATE TABLE moz_historyvisits (id INTEGER PRIMARY KEY, place_id INTEGER, visit_date INTEGER); \
         INSERT INTO moz_places VALUES (1, 'https://plant.example/f', ''); \
         INSERT INTO moz_historyvisits VALUES (4, 1, 1703552177716);",
    );
    let phone = Phone::with(PLACES, bytes).and(BROWSER, database("CREATE TABLE settings (x)"));
    let seen = look(&ARTIFACT, &phone, PLANT);
    assert_eq!(seen.fired(), ["ios.firefox-history.visit"]);
    assert_eq!(seen.examined.findings[0].when.unwrap().to_string(), "2023-12-26T00:56:17.716Z");
    assert!(seen.unread().is_empty());
}

#[test]
fn another_layout_is_said() {
    let seen = look(&ARTIFACT, &Phone::with(PLACES, database("CREATE TABLE later (x)")), PLANT);
    assert_eq!(seen.unread()[0].why, UnreadWhy::UnknownLayout);
}
