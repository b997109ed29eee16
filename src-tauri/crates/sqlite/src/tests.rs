//! What the crate promises, checked against SQLite's own reading of a copy.
#![expect(clippy::disallowed_methods, reason = "the databases of these tests are made by SQLite, on a disk")]

mod concurrent;
mod free;
mod hostile;
mod journal;
mod log;
mod properties;
mod rows;
mod salvage;

use crate::{Database, Flow, Gap, Limits, Sources, TableRead};
use engine::ReadAt;
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use std::ops::Range;
use std::sync::Arc;
use std::{fs, io};

type Rows = Vec<(i64, String)>;

fn open(main: &[u8], wal: Option<&[u8]>) -> Database {
    Database::open(bytes(main), wal.map(bytes), Limits::default()).unwrap()
}

fn bytes(bytes: &[u8]) -> Arc<dyn ReadAt> {
    Arc::new(bytes.to_vec())
}

/// A database in WAL mode whose log was never copied back: (main file, log).
fn with_log(page_size: u32, in_main: bool, sql: &[&str]) -> (Vec<u8>, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let db = Connection::open(&path).unwrap();
    db.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true).unwrap();
    let pragmas =
        format!("PRAGMA page_size={page_size}; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0;");
    db.execute_batch(&pragmas).unwrap();
    db.execute_batch(
        "CREATE TABLE t(id INTEGER PRIMARY KEY, text TEXT); INSERT INTO t(text) VALUES('in the main file');",
    )
    .unwrap();
    if in_main {
        db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE);").unwrap();
    }
    for sql in sql {
        db.execute_batch(sql).unwrap();
    }
    (fs::read(&path).unwrap(), fs::read(folder.path().join("a.db-wal")).unwrap())
}

fn many(n: u32) -> String {
    format!(
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i+1 FROM n WHERE i<{n})
         INSERT INTO t(text) SELECT 'row '||i||hex(zeroblob(40)) FROM n;"
    )
}

/// A database file made by these statements.
fn made(sql: &str) -> Vec<u8> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let db = Connection::open(&path).unwrap();
    db.execute_batch(sql).unwrap();
    drop(db);
    fs::read(path).unwrap()
}

fn plain_table(n: u32) -> Vec<u8> {
    made(&format!(
        "CREATE TABLE t(id INTEGER PRIMARY KEY, text TEXT); {} DELETE FROM t WHERE id%10=3;",
        many(n)
    ))
}

/// Rows by a plain query, which ends at the first damage.
fn rows(db: &Connection) -> rusqlite::Result<Rows> {
    let mut statement = db.prepare("SELECT id, text FROM t ORDER BY id")?;
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
}

/// What SQLite itself makes of copies of both files.
fn by_sqlite(main: &[u8], beside: &str, other: &[u8]) -> rusqlite::Result<Rows> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("copy.db");
    fs::write(&path, main).unwrap();
    fs::write(folder.path().join(format!("copy.db-{beside}")), other).unwrap();
    rows(&Connection::open(&path)?)
}

fn read_t(database: &Database) -> (Rows, TableRead) {
    let mut found = Rows::new();
    let read = database
        .read_table("t", &["id", "text"], &mut |row| {
            found.push((row.int(0).unwrap(), row.text(1).unwrap().into_owned()));
            Flow::GoOn
        })
        .unwrap();
    assert_eq!(read.rows, found.len() as u64);
    found.sort();
    (found, read)
}

fn salvaged(main: &[u8]) -> (Rows, Vec<Gap>) {
    let (rows, read) = read_t(&open(main, None));
    (rows, read.gaps)
}

/// Everything outside the gaps is there, nothing is invented or doubled.
fn assert_honest(all: &Rows, found: &Rows, gaps: &[Gap]) {
    let in_gap = |id: i64| gaps.iter().any(|gap| (gap.first..=gap.last).contains(&id));
    let missing: Vec<i64> = all.iter().filter(|row| !found.contains(row)).map(|row| row.0).collect();
    assert!(missing.iter().all(|id| in_gap(*id)), "{missing:?} {gaps:?}");
    assert!(found.iter().all(|row| all.contains(row)), "invented");
    assert!(found.windows(2).all(|pair| pair[0].0 < pair[1].0), "doubled");
    assert!(gaps.windows(2).all(|pair| pair[0].last < pair[1].first - 1), "{gaps:?}");
}

/// Fails on one range, as a bad sector does.
struct BadSector(Vec<u8>, Range<u64>);

impl ReadAt for BadSector {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }
    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<()> {
        if offset < self.1.end && offset + buf.len() as u64 > self.1.start {
            return Err(io::Error::other("bad sector"));
        }
        self.0.read_at(offset, buf)
    }
}

fn with_journal(main: &[u8], journal: &[u8]) -> Database {
    let sources = Sources { main: bytes(main), wal: None, journal: Some(bytes(journal)) };
    Database::open_all(sources, Limits::default()).unwrap()
}
