use super::ARTIFACT;
use crate::artifacts::testing::{Phone, database, look};

const PATH: &str =
    "AppDomain-com.google.chrome.ios/Library/Application Support/Google/Chrome/Default/Favicons";
const PLANT: &[&str] = &["domain-name:value='plant.example'"];

fn icons(rows: &str) -> Phone {
    Phone::with(
        PATH,
        database(&format!(
            "CREATE TABLE favicons (id INTEGER PRIMARY KEY, url LONGVARCHAR); \
             CREATE TABLE icon_mapping (id INTEGER PRIMARY KEY, page_url LONGVARCHAR, icon_id INTEGER); \
             CREATE TABLE favicon_bitmaps (id INTEGER PRIMARY KEY, icon_id INTEGER, last_updated INTEGER, \
             last_requested INTEGER); {rows}"
        )),
    )
}

#[test]
fn pictures_and_their_pages_are_found_with_a_time() {
    let phone = icons(
        "INSERT INTO favicons VALUES (11, 'https://plant.example/favicon.ico'), (12, 'https://a.example/i.ico'); \
         INSERT INTO icon_mapping VALUES (5, 'https://www.plant.example/page', 12), (6, 'https://plant.example.org/', 12); \
         INSERT INTO favicon_bitmaps VALUES (1, 11, 0, 13360440858374568), (2, 12, 13360440858374568, 0);",
    );
    let seen = look(&ARTIFACT, &phone, PLANT);
    let places: Vec<_> = seen.examined.findings.iter().map(|finding| finding.cite.place.as_str()).collect();
    assert_eq!(places, ["icon 11", "page 5"]);
    assert!(seen.examined.findings.iter().all(|finding| finding.when.is_some()));
    assert_eq!(seen.records.len(), 4);
}

#[test]
fn nothing_known_nothing_found() {
    let seen =
        look(&ARTIFACT, &icons("INSERT INTO favicons VALUES (1, 'https://not-plant.example/i')"), PLANT);
    assert!(seen.fired().is_empty() && seen.unread().is_empty());
    let seen = look(&ARTIFACT, &Phone::with(PATH, database("CREATE TABLE meta (x)")), PLANT);
    assert_eq!(seen.unread().len(), 2);
}
