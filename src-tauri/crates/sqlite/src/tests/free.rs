//! Deleted rows are found where they lie, live rows are not.

use super::*;
use crate::free::{Place, Region, Why};

fn found(database: &Database, needle: &[u8]) -> Vec<Region> {
    let mut found = Vec::new();
    let swept = database.free_regions(&mut |region, bytes| {
        assert!(!bytes.is_empty() && bytes[0] != 0 && bytes[bytes.len() - 1] != 0);
        for at in 0..bytes.len().saturating_sub(needle.len() - 1) {
            if bytes[at..].starts_with(needle) {
                found.push(Region { offset: region.offset + at as u64, ..region });
            }
        }
        Flow::GoOn
    });
    assert_eq!(swept.unwrap().unreadable, 0);
    found
}

const NEEDLE: &[u8] = b"https://gone.example/x";

#[test]
fn a_deleted_row_lies_in_a_free_block_and_at_its_offset() {
    let main = made(&format!(
        "PRAGMA secure_delete=OFF; CREATE TABLE t(id INTEGER PRIMARY KEY, text TEXT); {}
         UPDATE t SET text = text || 'https://live.example/y' WHERE id = 20;
         UPDATE t SET text = 'before https://gone.example/x after' WHERE id = 10; DELETE FROM t WHERE id = 10;",
        many(20)
    ));
    let database = open(&main, None);
    let [region] = found(&database, NEEDLE)[..] else { panic!("not once") };
    assert_eq!((region.place, region.why), (Place::Main, Why::Unallocated));
    assert!(main[region.offset as usize..].starts_with(NEEDLE), "the offset is the file's");
    assert_eq!(found(&database, b"https://live.example/y"), [], "of a live row");
}

#[test]
fn deleted_pages_lie_on_the_free_list_unless_wiped() {
    let sql = |secure: &str| {
        format!(
            "PRAGMA secure_delete={secure}; CREATE TABLE t(id INTEGER PRIMARY KEY, text TEXT); {}
             UPDATE t SET text = 'https://gone.example/x' || text WHERE id = 1500; DELETE FROM t WHERE id > 100;",
            many(3000)
        )
    };
    let main = made(&sql("OFF"));
    let regions = found(&open(&main, None), NEEDLE);
    assert!(regions.iter().any(|region| region.why == Why::FreePage), "{regions:?}");
    assert_eq!(found(&open(&made(&sql("ON")), None), NEEDLE), []);
}

#[test]
fn older_frames_and_replaced_pages_are_swept() {
    let (main, wal) = with_log(
        4096,
        true,
        &[
            "UPDATE t SET text = 'https://gone.example/x' WHERE id = 1;",
            "UPDATE t SET text = 'new' WHERE id = 1;",
        ],
    );
    let database = open(&main, Some(&wal));
    let regions = found(&database, NEEDLE);
    assert!(
        regions.iter().any(|region| (region.place, region.why) == (Place::Log, Why::OldVersion)),
        "{regions:?}"
    );
    assert!(regions.iter().all(|region| wal[region.offset as usize..].starts_with(NEEDLE)));
    let old = found(&database, b"in the main file");
    assert!(old.iter().any(|region| (region.place, region.why) == (Place::Main, Why::OldVersion)), "{old:?}");

    let mut wiped = wal.clone();
    wiped[..32].fill(0);
    assert!(
        !found(&open(&main, Some(&wiped)), NEEDLE).is_empty(),
        "a log that cannot be used is swept whole"
    );
}

#[test]
fn what_lies_behind_the_end_and_in_a_cold_journal_is_swept() {
    let mut main = plain_table(50);
    main.extend([b"more ".as_slice(), NEEDLE, &[0; 5000]].concat());
    let regions = found(&open(&main, None), NEEDLE);
    assert!(
        matches!(regions[..], [Region { why: Why::BehindTheEnd, place: Place::Main, .. }]),
        "{regions:?}"
    );
    let journal = [&[0; 512], NEEDLE].concat();
    let regions = found(&with_journal(&plain_table(50), &journal), NEEDLE);
    assert_eq!(regions, [Region { place: Place::Journal, offset: 512, why: Why::OldVersion }]);
}

#[test]
fn a_free_list_in_a_circle_ends() {
    let mut main =
        made(&format!("CREATE TABLE t(id INTEGER PRIMARY KEY, text TEXT); {} DELETE FROM t;", many(3000)));
    let trunk = u32::from_be_bytes(main[32..36].try_into().unwrap());
    let at = (trunk as usize - 1) * 4096;
    main[at..at + 4].copy_from_slice(&trunk.to_be_bytes());
    main[at + 4..at + 8].fill(0xff);
    let database = open(&main, None);
    database.free_regions(&mut |_, _| Flow::GoOn).unwrap();
    let stopped = database.free_regions(&mut |_, _| Flow::Stop).unwrap();
    assert_eq!((stopped.regions, stopped.stopped), (1, true));
}
