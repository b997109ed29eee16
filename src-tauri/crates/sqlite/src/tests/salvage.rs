//! Damaged databases: everything that their pages still hold, and the rest named.

use super::*;
use crate::{OpenError, OpenNote, ReadError};
use rusqlite::ErrorCode;

/// Page number and number of rows of each leaf of table `t`, in rowid order.
fn leaves(main: &[u8]) -> Vec<(usize, usize)> {
    pages(main, "SELECT pageno, ncell FROM dbstat WHERE name='t' AND pagetype='leaf' ORDER BY path")
}

fn pages(main: &[u8], sql: &str) -> Vec<(usize, usize)> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy.db");
    fs::write(&path, main).unwrap();
    let db = Connection::open(path).unwrap();
    let mut statement = db.prepare(sql).unwrap();
    let page = |row: &rusqlite::Row<'_>| Ok((row.get::<_, i64>(0)? as usize, row.get::<_, i64>(1)? as usize));
    statement.query_map([], page).unwrap().map(Result::unwrap).collect()
}

#[test]
fn malformed_pages_cost_their_rows_only() {
    let good = plain_table(5000);
    let all = salvaged(&good);
    assert_eq!((all.0.len(), all.1.len()), (4500, 0));
    let leaves = leaves(&good);
    let mut bad = good.clone();
    let mut lost = 0;
    for (page, rows) in [0, 10, 11, 13, 40, leaves.len() - 1].map(|leaf| leaves[leaf]) {
        lost += rows;
        bad[(page - 1) * 4096..][..4096].fill(0xEE);
    }
    let error = rows(open(&bad, None).connection()).unwrap_err();
    assert_eq!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt));
    let (found, gaps) = salvaged(&bad);
    assert_honest(&all.0, &found, &gaps);
    assert_eq!(gaps.len(), 5, "10 and 11 are one gap");
    assert_eq!(found.len(), 4500 - lost, "of {} leaves, only the six are lost", leaves.len());
}

#[test]
fn cut_behind_every_page_the_rest_is_read() {
    let good = plain_table(900);
    let all = salvaged(&good).0;
    for pages in 1..good.len() / 4096 {
        for cut in [pages * 4096, pages * 4096 + 100] {
            let database = open(&good[..cut], None);
            assert!(
                matches!(database.notes(), [OpenNote::Truncated { stored, .. }] if *stored == pages as u64)
            );
            let (found, read) = read_t(&database);
            assert_honest(&all, &found, &read.gaps);
            assert!(!read.is_whole());
            assert!(pages < 4 || !found.is_empty(), "nothing of {pages} pages");
        }
    }
    let first_page_cut = Database::open(bytes(&good[..3000]), None, Limits::default());
    assert!(matches!(first_page_cut.err(), Some(OpenError::Damaged(_))));
}

/// Where the pointers of a page's cells lie.
fn pointer(page: usize, cell: usize) -> usize {
    (page - 1) * 4096 + 8 + 2 * cell
}

#[test]
fn a_cell_pointer_that_makes_no_sense_costs_its_row_only() {
    let good = plain_table(900);
    let all = salvaged(&good).0;
    let (page, cells) = leaves(&good)[2];
    let before: usize = leaves(&good)[..2].iter().map(|leaf| leaf.1).sum();
    for broken in [0, 1, cells / 2, cells - 1] {
        let mut bad = good.clone();
        bad[pointer(page, broken)..][..2].fill(0xff); // beyond the page: a reader without care reads its neighbours
        let database = open(&bad, None);
        let (found, read) = read_t(&database);
        assert_honest(&all, &found, &read.gaps);
        assert_eq!(found.len(), all.len() - 1, "{read:?}");
        let lost = all[before + broken].0;
        let [gap] = read.gaps[..] else { panic!("{read:?}") };
        assert!(gap.first <= lost && lost <= gap.last && gap.last - gap.first <= 2, "{lost} {gap:?}");
        // The same connection says the same again: nothing of the first reading is left.
        assert_eq!(read_t(&database), (found, read));
    }
}

#[test]
fn a_pointer_that_stands_twice_is_a_gap() {
    let good = plain_table(900);
    let all = salvaged(&good).0;
    let (page, _) = leaves(&good)[2];
    let mut bad = good.clone();
    bad.copy_within(pointer(page, 3)..pointer(page, 4), pointer(page, 7));
    let (found, read) = read_t(&open(&bad, None));
    assert_honest(&all, &found, &read.gaps);
    assert_eq!(found.len(), all.len() - 1, "{read:?}");
    assert!(!read.is_whole());
}

#[test]
fn a_broken_cell_of_an_inner_page_costs_one_leaf() {
    let good = made(&format!(
        "PRAGMA page_size=512; CREATE TABLE t(id INTEGER PRIMARY KEY, text TEXT); {}",
        many(3000)
    ));
    let all = salvaged(&good).0;
    let sql = "SELECT pageno, ncell FROM dbstat WHERE name='t' AND pagetype='internal' ORDER BY path";
    let inner = pages(&good, sql);
    assert!(inner.len() > 3, "a root and pages below it");
    for (page, cells) in inner {
        for broken in [0, cells / 2, cells - 1] {
            let mut bad = good.clone();
            bad[(page - 1) * 512 + 12 + 2 * broken..][..2].fill(0xff);
            let (found, read) = read_t(&open(&bad, None));
            assert_honest(&all, &found, &read.gaps);
            assert_eq!(read.gaps.len(), 1, "{read:?}");
            let gap = read.gaps[0];
            let held = found.iter().filter(|row| (gap.first..=gap.last).contains(&row.0)).count();
            assert_eq!(held, 0, "{gap:?} names rows that were read");
            assert!(found.len() < all.len());
        }
    }
}

#[test]
fn damage_is_damage_for_the_next_statement_too() {
    let mut bad = plain_table(900);
    let (page, _) = leaves(&bad)[2];
    bad[pointer(page, 3)..][..2].fill(0xff);
    let database = open(&bad, None);
    let read = || database.select("SELECT id FROM t", [], &mut |_| Flow::GoOn).unwrap();
    let first = read();
    assert!(first.cut_short);
    assert_eq!((read(), read()), (first, first));
}

#[test]
fn a_bad_sector_is_an_input_error_and_can_be_passed() {
    let good = plain_table(5000);
    let all = salvaged(&good).0;
    let start = (leaves(&good)[20].0 as u64 - 1) * 4096 + 512;
    let sector = Arc::new(BadSector(good, start..start + 512));
    let database = Database::open(sector, None, Limits::default()).unwrap();
    let error = rows(database.connection()).unwrap_err();
    assert_eq!(error.sqlite_error_code(), Some(ErrorCode::SystemIoFailure));
    let (found, read) = read_t(&database);
    assert_honest(&all, &found, &read.gaps);
    assert_eq!(read.gaps.len(), 1);
}

#[test]
fn an_unreadable_overflow_page_costs_one_row() {
    let mut sql = "CREATE TABLE t(id INTEGER PRIMARY KEY, text TEXT);".to_owned();
    for id in 1..=300 {
        let text = "x".repeat(if id % 10 == 5 { 9000 } else { 30 });
        sql += &format!("INSERT INTO t VALUES({id}, '{text}');");
    }
    let good = made(&sql);
    let overflow = "SELECT pageno, 0 FROM dbstat WHERE name='t' AND pagetype='overflow' ORDER BY path";
    let start = (pages(&good, overflow)[20].0 as u64 - 1) * 4096;
    let sector = Arc::new(BadSector(good, start + 100..start + 200));
    let (found, read) = read_t(&Database::open(sector, None, Limits::default()).unwrap());
    assert_eq!(found.len(), 299);
    let [Gap { first, last }] = read.gaps[..] else { panic!("{read:?}") };
    assert!(first == last && found.iter().all(|row| row.0 != first), "{read:?}");
}

#[test]
fn a_row_larger_than_the_limit_is_a_gap() {
    let good = made(
        "CREATE TABLE t(id INTEGER PRIMARY KEY, text TEXT);
         INSERT INTO t VALUES(1,'a'),(2,hex(zeroblob(200000))),(3,'c');",
    );
    let limits = Limits { longest_value: 100_000, ..Limits::default() };
    let (found, read) = read_t(&Database::open(bytes(&good), None, limits).unwrap());
    assert_eq!(found.len(), 2);
    assert_eq!(read.gaps, [Gap { first: 2, last: 2 }]);
}

#[test]
fn a_broken_entry_of_the_schema_costs_its_table_only() {
    let good = made(&format!(
        "CREATE TABLE t(id INTEGER PRIMARY KEY, text TEXT); {} CREATE TABLE broken(a); CREATE TABLE u(b);",
        many(10)
    ));
    let mut bad = good.clone();
    let at = bad.windows(22).position(|w| w == b"CREATE TABLE broken(a)").unwrap();
    bad[at..at + 22].copy_from_slice(b"CREATE TABLE broken((\x01");
    let database = open(&bad, None);
    assert_eq!(database.notes(), [OpenNote::SchemaDamaged]);
    assert_eq!(read_t(&database).0.len(), 10);
    let mut row = |_: &crate::Row<'_>| Flow::GoOn;
    assert!(database.read_table("u", &["b"], &mut row).unwrap().is_whole());
    assert!(database.columns("broken").is_empty());
    let error = database.read_table("broken", &["a"], &mut row).unwrap_err();
    assert!(matches!(error, ReadError::TableDamaged(_)), "{error:?}");
    let absent = database.read_table("absent", &["a"], &mut row).unwrap_err();
    assert!(matches!(absent, ReadError::NoTable), "{absent:?}");
}

#[test]
fn a_table_without_rowids_is_read_as_far_as_it_goes() {
    let sql = format!(
        "CREATE TABLE t(id INTEGER PRIMARY KEY, text TEXT); {}
         CREATE TABLE w(name TEXT PRIMARY KEY, n INTEGER) WITHOUT ROWID;
         INSERT INTO w SELECT text, id FROM t;",
        many(2000)
    );
    let good = made(&sql);
    let read = |main: &[u8]| {
        let mut names = Vec::new();
        let read = open(main, None).read_table("w", &["n", "name", "rowid"], &mut |row| {
            assert_eq!((row.rowid(), row.int(2)), (None, None));
            names.push((row.int(0).unwrap(), row.text(1).unwrap().into_owned()));
            Flow::GoOn
        });
        (read.unwrap(), names.len())
    };
    assert_eq!(read(&good), (TableRead { rows: 2000, ..TableRead::default() }, 2000));
    let leaf =
        pages(&good, "SELECT pageno, 0 FROM dbstat WHERE name='w' AND pagetype='leaf' ORDER BY path")[9].0;
    let mut bad = good.clone();
    bad[(leaf - 1) * 4096..][..4096].fill(0xEE);
    let (read, rows) = read(&bad);
    assert!(read.cut_short && !read.is_whole() && rows > 100 && rows < 2000, "{read:?}");
}
