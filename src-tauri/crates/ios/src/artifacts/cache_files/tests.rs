use super::ARTIFACT;
use crate::artifacts::testing::{Phone, database, look};
use engine::{NotExamined, State, Weight};

const MUSIC: &str = "HomeDomain/Library/Caches/com.apple.Music/Cache.db";
const TELEPHONE: &str = "WirelessDomain/Library/Caches/com.apple.coretelephony/Cache.db";
const PLANT: &[&str] = &["domain-name:value='plant.example'"];

fn cache(rows: &str) -> Vec<u8> {
    database(&format!(
        "CREATE TABLE cfurl_cache_response (entry_ID INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER, hash_value INTEGER, \
         storage_policy INTEGER, request_key TEXT UNIQUE, time_stamp NOT NULL DEFAULT CURRENT_TIMESTAMP, partition TEXT); {rows}"
    ))
}

#[test]
fn addresses_are_found_with_their_time_and_cache() {
    let rows = "INSERT INTO cfurl_cache_response VALUES (5, 0, 1, 0, 'https://cdn.plant.example/x', '2021-05-06 07:08:09', NULL), \
        (6, 0, 2, 0, 'https://plant.example.org/', '2021-05-06 07:08:09', NULL), (7, 0, 3, 0, 'x', 'yesterday', NULL);";
    let seen = look(&ARTIFACT, &Phone::with(MUSIC, cache(rows)), PLANT);
    assert_eq!(seen.fired(), ["ios.cache-files.address"]);
    let finding = &seen.examined.findings[0];
    assert_eq!((finding.cite.place.as_str(), finding.weight), ("response 5", Weight::KnownSpyware));
    assert_eq!(finding.when.unwrap().to_string(), "2021-05-06T07:08:09Z");
    assert_eq!(finding.quotes["cache"].value, "com.apple.Music");
    assert_eq!(seen.records.len(), 3);
}

#[test]
fn the_telephone_part_has_no_pages_to_load() {
    let row = "INSERT INTO cfurl_cache_response VALUES (1, 0, 1, 0, 'https://example.org/', '2021-05-06 07:08:09', NULL);";
    let seen = look(&ARTIFACT, &Phone::with(TELEPHONE, cache(row)), PLANT);
    assert_eq!(seen.fired(), ["ios.cache-files.telephone-part"]);
    assert_eq!(seen.examined.findings[0].weight, Weight::Look);
    assert_eq!(look(&ARTIFACT, &Phone::with(TELEPHONE, cache("")), PLANT).fired(), Vec::<&str>::new());
    assert_eq!(look(&ARTIFACT, &Phone::with(MUSIC, cache(row)), PLANT).fired(), Vec::<&str>::new());
}

#[test]
fn files_of_others_with_that_name_are_passed_over_and_damage_is_said() {
    let phone =
        Phone::with(MUSIC, *b"an image cache of its own").and(TELEPHONE, database("CREATE TABLE x (y)"));
    let seen = look(&ARTIFACT, &phone, PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Absent));
    let log = format!("{MUSIC}-wal");
    let hurt = look(&ARTIFACT, &Phone::with(MUSIC, *b"").and(&log, *b"7"), PLANT);
    assert!(hurt.state().is_hurt(), "all that it holds is in its log: {:?}", hurt.state());
    let mut bytes =
        cache("INSERT INTO cfurl_cache_response VALUES (1, 0, 1, 0, 'https://example.org/', '', NULL);");
    bytes.truncate(bytes.len() - 4096);
    assert!(!look(&ARTIFACT, &Phone::with(MUSIC, bytes), PLANT).unread().is_empty());
}
