use super::ARTIFACT;
use crate::artifacts::testing::{Phone, acquisition, database, indicators, look, look_at};
use engine::{NotExamined, State, Version, Weight};

const PATH: &str = "HomeDomain/Library/Safari/History.db";
const PROFILE: &str = "HomeDomain/Library/Safari/Profiles/B8F92A01/History.db";
const PLANT: &[&str] = &["domain-name:value='plant.example'"];
const TABLES: &str = "CREATE TABLE history_items (id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE); \
    CREATE TABLE history_visits (id INTEGER PRIMARY KEY, history_item INTEGER, visit_time REAL, \
    redirect_source INTEGER UNIQUE, redirect_destination INTEGER UNIQUE); \
    CREATE TABLE history_tombstones (id INTEGER PRIMARY KEY, start_time REAL, end_time REAL, url TEXT);";

fn history(rows: &str) -> Vec<u8> {
    database(&format!("{TABLES} {rows}"))
}

#[test]
fn visits_are_found_in_every_history() {
    let rows = "INSERT INTO history_items VALUES (1, 'https://a.example/'), (2, 'https://plant.example/landing'); \
        INSERT INTO history_visits VALUES (76, 1, 723601000.5, NULL, NULL), (77, 2, 723601035.06, NULL, NULL);";
    let phone = Phone::with(PATH, history(rows)).and(PROFILE, history(rows));
    let seen = look(&ARTIFACT, &phone, PLANT);
    assert_eq!(seen.fired(), ["ios.safari-history.visit"; 2]);
    let finding = &seen.examined.findings[0];
    assert_eq!((finding.cite.place.as_str(), finding.weight), ("visit 77", Weight::KnownSpyware));
    assert_eq!(finding.when.unwrap().to_string(), "2023-12-07T00:17:15.06Z");
    assert_eq!(seen.examined.findings[1].cite.path, PROFILE);
    assert_eq!(seen.records.len(), 4);
    assert_eq!(seen.records[1].fields[0].1, "https://plant.example/landing".into());
}

#[test]
fn addresses_that_only_carry_or_resemble_a_published_one_are_silent() {
    let rows = "INSERT INTO history_items VALUES (1, 'https://example.org/?next=https://plant.example/'), \
        (2, 'https://not-plant.example/'), (3, 'https://plant.example.org/'); \
        INSERT INTO history_visits VALUES (1, 1, 7e8, NULL, NULL), (2, 2, 7e8, NULL, NULL), (3, 3, 7e8, NULL, NULL);";
    assert_eq!(look(&ARTIFACT, &Phone::with(PATH, history(rows)), PLANT).fired(), Vec::<&str>::new());
}

#[test]
fn an_address_without_visits_and_a_removed_one_count() {
    let rows = "INSERT INTO history_items VALUES (5, 'https://plant.example/a'); \
        INSERT INTO history_tombstones VALUES (2, 0, 713132100.0, 'https://www.plant.example/b'), (3, 0, 1, NULL);";
    let seen = look(&ARTIFACT, &Phone::with(PATH, history(rows)), PLANT);
    assert_eq!(seen.fired(), ["ios.safari-history.visit", "ios.safari-history.removed-visit"]);
    assert_eq!(seen.examined.findings[0].cite.place, "address 5");
    assert_eq!(seen.examined.findings[1].cite.place, "removed entry 2");
}

#[test]
fn being_sent_on_is_a_note_and_worth_a_look_only_with_a_made_up_target() {
    let rows = "INSERT INTO history_items VALUES (1, 'http://news.example/'), (2, 'https://other.example/x'), \
        (3, 'http://shop.example/'), (4, 'https://bun54l2b67.get1tn0w.odd.example:30495/szev4hz'), \
        (5, 'http://site.example/'), (6, 'https://www.site.example/'); \
        INSERT INTO history_visits VALUES (1, 1, 7e8, NULL, 2), (2, 2, 7e8 + 0.42, 1, NULL), \
        (3, 3, 7e8, NULL, 4), (4, 4, 7e8 + 0.2, 3, NULL), (5, 5, 7e8, NULL, 6), (6, 6, 7e8 + 0.1, 5, NULL), \
        (7, 1, 7e8 + 60, NULL, 8), (8, 2, 7e8 + 60.1, 7, NULL);";
    let seen = look(&ARTIFACT, &Phone::with(PATH, history(rows)), PLANT);
    let fired: Vec<_> = seen
        .examined
        .findings
        .iter()
        .map(|f| (f.detection.as_str(), f.weight, f.cite.place.as_str()))
        .collect();
    assert_eq!(
        fired,
        [
            ("ios.safari-history.fast-redirect", Weight::Note, "visit 2"),
            ("ios.safari-history.network-injection", Weight::Look, "visit 4"),
        ]
    );
    assert!(seen.examined.findings[0].quotes["to"].personal);
}

#[test]
fn a_redirect_that_only_one_of_the_two_names_counts_once() {
    let rows =
        "INSERT INTO history_items VALUES (1, 'http://news.example/'), (2, 'https://other.example/x'); ";
    for visits in [
        "(1, 1, 7e8, NULL, 2), (2, 2, 7e8 + 0.42, NULL, NULL)",
        "(1, 1, 7e8, NULL, NULL), (2, 2, 7e8 + 0.42, 1, NULL)",
    ] {
        let rows = format!("{rows} INSERT INTO history_visits VALUES {visits};");
        let seen = look(&ARTIFACT, &Phone::with(PATH, history(&rows)), PLANT);
        assert_eq!(seen.fired(), ["ios.safari-history.fast-redirect"], "{visits}");
        assert_eq!(seen.examined.findings[0].cite.place, "visit 2");
    }
}

#[test]
fn any_number_of_ordinary_ones_does_not_hide_a_made_up_target() {
    let pair = |n: usize, target: &str| {
        format!(
            "INSERT INTO history_items VALUES ({n}0, 'http://a{n}.example/'), ({n}1, '{target}'); \
             INSERT INTO history_visits (id, history_item, visit_time, redirect_source) VALUES ({n}0, {n}0, {n}00, NULL), ({n}1, {n}1, {n}00.2, {n}0);"
        )
    };
    let many: String = (1..=205).map(|n| pair(n, &format!("https://b{n}.example/"))).collect();
    let last = pair(999, "https://n7x2k9q4.b.c.example.org:30495/aB3xY9kQ");
    let seen = look(&ARTIFACT, &Phone::with(PATH, history(&(many + &last))), PLANT);
    let injected = seen.fired().into_iter().filter(|id| id.contains("inject")).count();
    assert_eq!((injected, seen.fired().len()), (1, 201), "{:?}", seen.fired().last());
}

#[test]
fn an_old_history_without_redirects_and_tombstones_is_read() {
    let bytes = database(
        "CREATE TABLE history_items (id INTEGER PRIMARY KEY, url TEXT); \
         CREATE TABLE history_visits (id INTEGER PRIMARY KEY, history_item INTEGER, visit_time REAL); \
         INSERT INTO history_items VALUES (1, 'http://plant.example'); INSERT INTO history_visits VALUES (1, 1, 5e8);",
    );
    let seen = look(&ARTIFACT, &Phone::with(PATH, bytes), PLANT);
    assert_eq!(seen.fired(), ["ios.safari-history.visit"]);
    assert!(seen.unread().is_empty());
}

#[test]
fn absence_is_judged_by_version_and_encryption() {
    let state = |version, encrypted| {
        let acquisition = engine::Acquisition { encrypted, ..acquisition(version) };
        look_at(&ARTIFACT, &Phone::default(), &indicators(&[]), &acquisition).examined.coverage.state
    };
    assert_eq!(state(Version(17, 0, 0), true), State::NotExamined(NotExamined::Missing));
    assert_eq!(state(Version(17, 0, 0), false), State::NotExamined(NotExamined::NeedsEncryptedBackup));
    assert_eq!(state(Version(12, 4, 0), false), State::NotExamined(NotExamined::Missing));
    assert_eq!(state(Version(27, 0, 0), true), State::NotExamined(NotExamined::NeedsFilesystem));
}

#[test]
fn damage_is_said() {
    let mut bytes = history("INSERT INTO history_items VALUES (1, 'https://plant.example/');");
    bytes.truncate(bytes.len() - 4096);
    let seen = look(&ARTIFACT, &Phone::with(PATH, bytes), PLANT);
    assert!(!seen.unread().is_empty());
    let seen = look(&ARTIFACT, &Phone::with(PATH, *b"SQLite format 3\0 or not"), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Unreadable));
}
