use super::ARTIFACT;
use crate::artifacts::testing::{Phone, base64, bytes_of, database, look, plist};
use engine::{State, UnreadWhy, Value};
use proptest::prelude::*;
use sqlite::rusqlite::Connection;

const PATH: &str = "HomeDomain/Library/Safari/BrowserState.db";
const GROUPS: &str = "HomeDomain/Library/Safari/Profiles/B8F92A01/SafariTabs.db";
const PLANT: &[&str] = &["domain-name:value='plant.example'"];
const TABLES: &str = "CREATE TABLE tabs (id INTEGER PRIMARY KEY, uuid TEXT, title TEXT, url TEXT, \
    user_visible_url TEXT, last_viewed_time REAL, private_browsing BOOL); \
    CREATE TABLE tab_sessions (id INTEGER PRIMARY KEY, tab_uuid TEXT, session_data BLOB);";

fn with_session(session: &[u8]) -> Vec<u8> {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(TABLES).unwrap();
    connection
        .execute_batch("INSERT INTO tabs VALUES (4, 'U', 't', 'https://a.example/', NULL, 740708790.5, 0)")
        .unwrap();
    connection.execute("INSERT INTO tab_sessions VALUES (9, 'U', ?1)", [session]).unwrap();
    bytes_of(connection)
}

fn session(urls: &[&str]) -> Vec<u8> {
    let entries: String = urls
        .iter()
        .map(|url| format!("<dict><key>SessionHistoryEntryURL</key><string>{url}</string></dict>"))
        .collect();
    let list = format!(
        "<?xml version=\"1.0\"?><plist version=\"1.0\"><dict><key>SessionHistory</key><dict>\
         <key>SessionHistoryEntries</key><array>{entries}</array></dict></dict></plist>"
    );
    [&[0, 0, 0, 2], list.as_bytes()].concat()
}

#[test]
fn tabs_are_found_by_either_address() {
    let bytes = database(&format!(
        "{TABLES} INSERT INTO tabs VALUES (13, 'A', 'x', 'https://plant.example/', 'https://plant.example/', 740708790.5, 1), \
         (14, 'B', 'y', 'https://a.example/', 'https://www.plant.example/', NULL, 0), \
         (15, 'C', 'z', 'https://not-plant.example/', NULL, NULL, 0);"
    ));
    let seen = look(&ARTIFACT, &Phone::with(PATH, bytes), PLANT);
    let places: Vec<_> = seen.examined.findings.iter().map(|finding| finding.cite.place.as_str()).collect();
    assert_eq!(places, ["tab 13", "tab 14"]);
    assert_eq!(seen.examined.findings[0].when.unwrap().to_string(), "2024-06-22T00:26:30.5Z");
    assert!(seen.records[0].fields.contains(&("private".into(), Value::Bool(true))));
}

#[test]
fn earlier_pages_of_a_tab_are_found() {
    let bytes = with_session(&session(&["https://b.example/", "https://plant.example/x"]));
    let seen = look(&ARTIFACT, &Phone::with(PATH, bytes), PLANT);
    assert_eq!(seen.fired(), ["ios.safari-browser-state.tab"]);
    let finding = &seen.examined.findings[0];
    assert_eq!(finding.cite.place, "earlier pages of tab 4");
    assert!(finding.when.is_some());
}

#[test]
fn the_address_of_a_tab_is_not_told_again_as_its_last_page() {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(TABLES).unwrap();
    connection
        .execute_batch(
            "INSERT INTO tabs VALUES (4, 'U', 't', 'https://plant.example/b', NULL, 740708790.5, 0)",
        )
        .unwrap();
    let pages = session(&["https://plant.example/a", "https://plant.example/b"]);
    connection.execute("INSERT INTO tab_sessions VALUES (9, 'U', ?1)", [pages]).unwrap();
    let seen = look(&ARTIFACT, &Phone::with(PATH, bytes_of(connection)), PLANT);
    assert_eq!(seen.fired(), ["ios.safari-browser-state.tab"]);
}

#[test]
fn tabs_of_groups_and_profiles_are_found() {
    let bytes = database(
        "CREATE TABLE bookmarks (id INTEGER PRIMARY KEY, type INT, title TEXT, url TEXT, last_modified REAL); \
         INSERT INTO bookmarks VALUES (1, 1, 'group', NULL, NULL), (2, 0, 'x', 'https://plant.example/', 7e8), \
         (3, 0, 'y', 'https://example.org/?u=https://plant.example/', 7e8);",
    );
    let seen = look(&ARTIFACT, &Phone::with(GROUPS, bytes), PLANT);
    assert_eq!(seen.fired(), ["ios.safari-browser-state.tab"]);
    assert_eq!(seen.examined.findings[0].cite.place, "tab 2");
    assert_eq!(seen.records.len(), 2);
}

/// A database of groups with one tab, whose columns hold these attributes, and a session beside it.
fn group(extra: &str, local: &str, beside: &[u8]) -> Vec<u8> {
    let connection = Connection::open_in_memory().unwrap();
    connection
        .execute_batch(
            "CREATE TABLE bookmarks (id INTEGER PRIMARY KEY, title TEXT, url TEXT, external_uuid TEXT, extra_attributes BLOB, \
             local_attributes BLOB); CREATE TABLE session_state (uuid TEXT PRIMARY KEY, data BLOB);",
        )
        .unwrap();
    let attributes = |entries: &str| plist(&format!("<dict>{entries}</dict>"));
    connection
        .execute(
            "INSERT INTO bookmarks VALUES (7, 't', 'https://a.example/', 'U', ?1, ?2)",
            [attributes(extra), attributes(local)],
        )
        .unwrap();
    connection.execute("INSERT INTO session_state VALUES ('U', ?1)", [beside]).unwrap();
    bytes_of(connection)
}

#[test]
fn what_a_tab_of_a_group_loaded_and_its_pages_are_found() {
    let fired = |bytes: Vec<u8>| {
        let seen = look(&ARTIFACT, &Phone::with(GROUPS, bytes), PLANT);
        let place = |finding: &engine::Finding| {
            (finding.cite.place.clone(), finding.when.map(|when| when.to_string()))
        };
        seen.examined.findings.iter().map(place).collect::<Vec<_>>()
    };
    let viewed = "<key>DateLastViewed</key><date>2026-02-28T00:04:46Z</date>";
    let when = Some("2026-02-28T00:04:46Z".to_owned());
    let loaded = |url: &str| format!("{viewed}<key>LocalURL</key><string>{url}</string>");
    assert_eq!(
        fired(group(&loaded("https://plant.example/"), "", b"")),
        [("tab 7".to_owned(), when.clone())]
    );
    assert_eq!(fired(group(&loaded("https://plant.example.org/"), "", b"")), []);
    let inside = base64(&session(&["https://plant.example/x"]));
    let inside = format!("<key>SessionState</key><data>{inside}</data>");
    assert_eq!(fired(group(viewed, &inside, b"")), [("tab 7".to_owned(), when.clone())]);
    let beside = session(&["https://plant.example/x"]);
    assert_eq!(fired(group(viewed, "", &beside)), [("earlier pages of tab 7".to_owned(), when)]);
    let torn = look(&ARTIFACT, &Phone::with(GROUPS, group("<key>", "", b"")), PLANT);
    assert!(matches!(torn.state(), State::Examined { gaps: 1, .. }), "{:?}", torn.state());
}

#[test]
fn a_session_that_makes_no_sense_is_a_gap_and_an_empty_one_is_not() {
    let gaps =
        |session: &[u8]| match look(&ARTIFACT, &Phone::with(PATH, with_session(session)), PLANT).state() {
            State::Examined { gaps, .. } => *gaps,
            _ => u64::MAX,
        };
    assert_eq!(gaps(b"\0\0\0\x02bplist00 cut"), 1);
    assert_eq!(gaps(b"\0\0\0\x02"), 0);
    assert_eq!(gaps(&session(&[])), 0);
}

#[test]
fn another_layout_is_said() {
    let seen = look(&ARTIFACT, &Phone::with(PATH, database("CREATE TABLE later (x)")), PLANT);
    assert_eq!(seen.unread()[0].why, UnreadWhy::UnknownLayout);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn sessions_never_panic(session in proptest::collection::vec(any::<u8>(), 0..300)) {
        let bytes = [b"\0\0\0\x02bplist00".as_slice(), &session].concat();
        let _ = look(&ARTIFACT, &Phone::with(PATH, with_session(&bytes)), PLANT);
    }
}
