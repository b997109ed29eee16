//! Databases that were made to harm: they end in errors or gaps.

use super::*;
use crate::ReadError;

fn page(main: &mut [u8], number: u32) -> &mut [u8] {
    &mut main[(number as usize - 1) * 4096..][..4096]
}

/// Root page of a table.
fn root(main: &[u8], table: &str) -> u32 {
    let database = open(main, None);
    database.kind_and_root(table).unwrap().2
}

/// Writes an inner page whose cells all point at `child`, keys rising.
fn inner(page: &mut [u8], child: u32, keys: &[u8]) {
    page.fill(0);
    page[0] = 5;
    page[3..5].copy_from_slice(&(keys.len() as u16).to_be_bytes());
    page[8..12].copy_from_slice(&child.to_be_bytes());
    let content = 4096 - 5 * keys.len();
    page[5..7].copy_from_slice(&(content as u16).to_be_bytes());
    for (n, key) in keys.iter().enumerate() {
        let at = content + 5 * n;
        page[12 + 2 * n..][..2].copy_from_slice(&(at as u16).to_be_bytes());
        page[at..at + 4].copy_from_slice(&child.to_be_bytes());
        page[at + 4] = *key;
    }
}

#[test]
fn pages_that_point_in_circles_end_in_gaps() {
    let good = plain_table(2000);
    let root = root(&good, "t");
    let keys: Vec<u8> = (1..=100).collect();
    let mut itself = good.clone();
    inner(page(&mut itself, root), root, &keys);
    let (_, read) = read_t(&open(&itself, None));
    assert_eq!((read.rows, read.gaps.len()), (0, 1), "{read:?}");

    // 100^18 ways to the same leaf.
    let mut fan = good.clone();
    for level in 0..18 {
        let number = if level == 0 { root } else { 10 + level };
        inner(page(&mut fan, number), if level == 17 { 30 } else { 11 + level }, &keys);
    }
    let (found, read) = read_t(&open(&fan, None));
    assert!(found.len() < 100 && !read.is_whole(), "{} rows, {:?}", found.len(), read.gaps);
}

#[test]
fn overflow_chains_that_all_rows_share_can_be_stopped() {
    use std::sync::atomic::{AtomicU64, Ordering};
    let mut sql = "CREATE TABLE t(id INTEGER PRIMARY KEY, text TEXT);".to_owned();
    for id in 1..40 {
        sql += &format!("INSERT INTO t VALUES({id}, hex(zeroblob(1000000)));");
    }
    let main = made(&sql);
    let asked = Arc::new(AtomicU64::new(0));
    let counter = asked.clone();
    let limits = Limits::until(move || counter.fetch_add(1, Ordering::Relaxed) < 20);
    let database = Database::open(bytes(&main), None, limits).unwrap();
    let mut rows = 0;
    let read = database.read_table("t", &["text"], &mut |_| {
        rows += 1;
        Flow::GoOn
    });
    assert!(matches!(read, Err(ReadError::Stopped)), "{read:?}");
    assert!(rows < 20, "asked at least once for each megabyte: {rows}");
}

#[test]
fn views_triggers_and_virtual_tables_are_not_run() {
    let main = made(
        "CREATE TABLE real(a); INSERT INTO real VALUES(1);
         CREATE VIEW message AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n) SELECT i FROM n;
         CREATE TRIGGER tr AFTER INSERT ON real BEGIN DELETE FROM real; END;
         CREATE VIRTUAL TABLE f USING fts5(x);",
    );
    let database = open(&main, None);
    assert!(database.has_table("real") && !database.has_table("message") && !database.has_table("f"));
    let mut row = |_: &crate::Row<'_>| Flow::GoOn;
    assert!(matches!(database.read_table("message", &["i"], &mut row), Err(ReadError::NoTable)));
    assert!(matches!(database.read_table("f", &["x"], &mut row), Err(ReadError::NoTable)));
    assert!(database.select("SELECT * FROM message", [], &mut row).is_err(), "access to a view");
    assert_eq!(database.read_table("real", &["a"], &mut row).unwrap().rows, 1);
}

#[test]
fn computed_columns_are_not_computed_and_stored_ones_are_read() {
    let main = made(
        "CREATE TABLE t(id INTEGER PRIMARY KEY, v AS (hex(zeroblob(1000000))), s AS (id + 1) STORED, w TEXT);
         INSERT INTO t(id, w) VALUES(4, 'w');",
    );
    let database = open(&main, None);
    let columns = database.columns("t");
    assert!(!columns.has("v") && columns.has("s"));
    let read = database.read_table("t", &["v", "s", "w"], &mut |row| {
        assert_eq!((row.text(0), row.int(1), row.text(2).as_deref()), (None, Some(5), Some("w")));
        Flow::GoOn
    });
    assert_eq!(read.unwrap().rows, 1);
}

#[test]
fn a_table_under_a_name_full_of_quotes_is_only_a_name() {
    let main = made(
        "CREATE TABLE \"a\"\"); DROP TABLE t; --\"(\"x\"\" y\"); INSERT INTO \"a\"\"); DROP TABLE t; --\" VALUES(5);",
    );
    let database = open(&main, None);
    let name = database.tables().next().unwrap().to_owned();
    let read = database.read_table(&name, &["x\" y"], &mut |row| {
        assert_eq!(row.int(0), Some(5));
        Flow::GoOn
    });
    assert_eq!(read.unwrap().rows, 1);
}

#[test]
fn a_header_that_claims_terabytes_costs_nothing() {
    let mut main = plain_table(500);
    main[28..32].copy_from_slice(&u32::MAX.to_be_bytes());
    let database = open(&main, None);
    assert_eq!(read_t(&database).0.len(), 450);
    database.free_regions(&mut |_, _| Flow::GoOn).unwrap();
}
