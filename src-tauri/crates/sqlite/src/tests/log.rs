//! Write-ahead logs: whole, cut, damaged, restarted, alone.

use super::*;
use crate::gate::Gate;
use crate::wal::{End, Wal};
use crate::{OpenError, OpenNote};
use rusqlite::ErrorCode;

#[test]
fn rows_of_the_log_are_seen() {
    let changes = "DELETE FROM t WHERE id=7; UPDATE t SET text='changed' WHERE id=1;";
    let (main, wal) = with_log(4096, true, &[&many(500), changes]);
    assert_eq!(main[18..20], [2, 2]);
    let alone = rows(open(&main, None).connection()).unwrap();
    assert_eq!(alone, [(1, "in the main file".to_owned())], "a header that says WAL opens without its log");
    let database = open(&main, Some(&wal));
    assert!(database.is_overlaid());
    assert_eq!(database.notes(), []);
    let both = rows(database.connection()).unwrap();
    assert_eq!(both.len(), 500);
    assert_eq!(both, by_sqlite(&main, "wal", &wal).unwrap());
    assert_eq!(both, read_t(&database).0);
}

#[test]
fn a_log_cut_or_damaged_anywhere_reads_as_sqlite_reads_it() {
    for page_size in [512, 4096, 65536] {
        let (main, wal) = with_log(
            page_size,
            true,
            &[
                &many(40),
                "DELETE FROM t WHERE id<20;",
                "UPDATE t SET text='x' WHERE id%3=0;",
                &many(60),
                "DELETE FROM t WHERE id>5; VACUUM;", // the database shrinks
            ],
        );
        let frame = 24 + page_size as usize;
        let border = |n: usize| 32 + n * frame;
        let cuts = (0..=wal.len() / frame).flat_map(|n| [border(n), border(n) + 10, border(n) + frame - 1]);
        for cut in cuts.chain([0, 31]).filter(|cut| *cut <= wal.len()) {
            let database = open(&main, Some(&wal[..cut]));
            let expected = by_sqlite(&main, "wal", &wal[..cut]).unwrap();
            assert_eq!(rows(database.connection()).unwrap(), expected, "cut at {cut}");
            assert_eq!(read_t(&database), (expected.clone(), read_of(expected.len())), "cut at {cut}");
        }
        for at in (0..wal.len()).step_by(frame / 3) {
            let mut wal = wal.clone();
            wal[at] ^= 0x10;
            let found = rows(open(&main, Some(&wal)).connection()).unwrap();
            assert_eq!(found, by_sqlite(&main, "wal", &wal).unwrap(), "flipped at {at}");
        }
    }
}

fn read_of(rows: usize) -> TableRead {
    TableRead { rows: rows as u64, ..TableRead::default() }
}

#[test]
fn what_is_odd_about_a_log_is_said() {
    let (main, wal) = with_log(4096, true, &[&many(40)]);
    let notes = |wal: &[u8]| open(&main, Some(wal)).notes().to_vec();
    assert_eq!(notes(&[]), []);
    assert_eq!(notes(&wal[..wal.len() - 1]), [OpenNote::LogCutShort]);
    let mut wiped = wal.clone();
    wiped[..32].fill(0);
    assert_eq!(notes(&wiped), [OpenNote::LogUnusable]);
    let other_size = with_log(1024, true, &["UPDATE t SET text='?';"]).1;
    assert_eq!(notes(&other_size), [OpenNote::LogUnusable], "of a database with other pages");
}

#[test]
fn a_restarted_log_does_not_bring_old_frames_back() {
    let restart = ["PRAGMA wal_checkpoint(RESTART);", "DELETE FROM t WHERE id>10;"];
    let (main, wal) = with_log(4096, true, &[&many(300), restart[0], restart[1]]);
    let read = Wal::read(&bytes(&wal), 1000, &Gate::new(&Limits::default())).unwrap();
    assert_eq!(read.end, End::OlderFrames);
    let database = open(&main, Some(&wal));
    assert_eq!(database.notes(), [], "ordinary after a checkpoint");
    assert_eq!(rows(database.connection()).unwrap(), by_sqlite(&main, "wal", &wal).unwrap());
}

#[test]
fn a_database_that_lives_only_in_its_log_is_read() {
    let (_, wal) = with_log(4096, false, &[&many(10)]);
    assert_eq!(read_t(&open(&[], Some(&wal))).0.len(), 11);
    assert!(by_sqlite(&[], "wal", &wal).is_err(), "SQLite deletes such a log");
}

#[test]
fn an_endless_log_is_left_at_the_limit() {
    let (main, wal) = with_log(512, true, &[&many(500)]);
    let limits = Limits { log_pages: 10, ..Limits::default() };
    let database = Database::open(bytes(&main), Some(bytes(&wal)), limits).unwrap();
    assert!(database.notes().contains(&OpenNote::LogCutShort));
}

#[test]
fn what_is_no_database_is_called_so() {
    for garbage in [b"hello".to_vec(), vec![1; 70_000], vec![0; 4096]] {
        let error = Database::open(Arc::new(garbage), None, Limits::default()).err().unwrap();
        assert!(matches!(error, OpenError::NotADatabase), "{error:?}");
    }
    let empty = open(&[], None);
    assert_eq!(empty.notes(), [OpenNote::Empty]);
    assert_eq!(empty.tables().count(), 0);
}

#[test]
fn nothing_can_be_written_or_reached_beside_the_database() {
    let (main, wal) = with_log(4096, true, &[&many(20_000)]);
    let database = open(&main, Some(&wal));
    let db = database.connection();
    let code = |sql: &str| db.execute_batch(sql).unwrap_err().sqlite_error_code().unwrap();
    assert_eq!(code("INSERT INTO t VALUES(99999, 'x')"), ErrorCode::ReadOnly);
    assert_eq!(code("ATTACH 'file:/etc/passwd?vfs=unix' AS x"), ErrorCode::Unknown); // too many attached
    assert_eq!(code("VACUUM INTO '/tmp/leak.db'"), ErrorCode::Unknown);
    let now: Option<String> = db.query_row("SELECT datetime('now')", [], |row| row.get(0)).unwrap();
    assert_eq!(now, None, "no clock");
    let sorted = "SELECT count(*) FROM (SELECT text FROM t ORDER BY text DESC LIMIT -1 OFFSET 1)";
    assert_eq!(db.query_row(sorted, [], |row| row.get::<_, i64>(0)).unwrap(), 20_000);
    db.execute_batch("PRAGMA temp_store=FILE; PRAGMA cache_size=10;").unwrap(); // the setting forgotten
    let error = db.query_row(sorted, [], |row| row.get::<_, i64>(0)).unwrap_err();
    assert_eq!(error.sqlite_error_code(), Some(ErrorCode::CannotOpen), "refused, not spilled to a disk");
}
