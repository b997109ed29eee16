use super::ARTIFACT;
use crate::artifacts::testing::{Phone, database, look};
use engine::UnreadWhy;

const BROWSER: &str = "AppDomainGroup-group.org.mozilla.ios.Firefox/profile.profile/browser.db";
const PLACES: &str = "AppDomainGroup-group.org.mozilla.ios.Firefox/profile.profile/places.db";
const TABS: &str = "AppDomainGroup-group.org.mozilla.ios.Firefox/profile.profile/tabs.db";
const PLANT: &[&str] = &["domain-name:value='plant.example'"];

#[test]
fn visits_of_the_old_layout_are_found() {
    let bytes = database(
        "CREATE TABLE history (id INTEGER PRIMARY KEY, url TEXT, title TEXT); \
         CREATE TABLE visits (id INTEGER PRIMARY KEY, siteID INTEGER, date REAL, type INTEGER, is_local TINYINT); \
         INSERT INTO history VALUES (1, 'https://plant.example/f', ''), (2, 'https://not-plant.example/', ''); \
         INSERT INTO visits VALUES (61, 1, 1703552177716429.8, 1, 1), (62, 2, 1703552177716429.8, 1, 1);",
    );
    let seen = look(&ARTIFACT, &Phone::with(BROWSER, bytes), PLANT);
    let places: Vec<_> = seen.examined.findings.iter().map(|finding| finding.cite.place.as_str()).collect();
    assert_eq!(places, ["visit 61"]);
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
fn tabs_of_other_devices_are_told_apart() {
    let tabs = |url: &str| {
        let record = format!(r#"{{"tabs":[{{"title":"x","urlHistory":["{url}","https://example.org/"]}}]}}"#);
        let bytes = database(&format!(
            "CREATE TABLE tabs (guid TEXT NOT NULL PRIMARY KEY, record TEXT NOT NULL, last_modified INTEGER NOT NULL); \
             INSERT INTO tabs VALUES ('a', '{record}', 1703552177716);"
        ));
        look(&ARTIFACT, &Phone::with(TABS, bytes), PLANT)
    };
    let seen = tabs("https://plant.example/f");
    assert_eq!(seen.fired(), ["ios.firefox-history.synced-tab"]);
    let finding = &seen.examined.findings[0];
    assert_eq!(finding.quotes["url"].value, "https://plant.example/f");
    assert_eq!(finding.when.unwrap().to_string(), "2023-12-26T00:56:17.716Z");
    assert_eq!(tabs("https://plant.example.org/f").fired(), Vec::<&str>::new());
}

#[test]
fn another_layout_is_said() {
    let seen = look(&ARTIFACT, &Phone::with(PLACES, database("CREATE TABLE later (x)")), PLANT);
    assert_eq!(seen.unread()[0].why, UnreadWhy::UnknownLayout);
}
