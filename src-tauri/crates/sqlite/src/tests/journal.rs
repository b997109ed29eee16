//! Rollback journals: a transaction that was cut off is undone.

use super::*;
use crate::OpenNote;

/// A database whose transaction was cut off after pages were written: (before, main file, journal).
fn cut_off(sql: &str) -> (Vec<u8>, Vec<u8>, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.db");
    let before = plain_table(2000);
    fs::write(&path, &before).unwrap();
    let db = Connection::open(&path).unwrap();
    db.execute_batch("PRAGMA cache_size=2; PRAGMA cache_spill=ON; BEGIN;").unwrap();
    db.execute_batch(sql).unwrap();
    // Copied while the transaction is open, as from a phone that lost its power.
    (before, fs::read(&path).unwrap(), fs::read(folder.path().join("a.db-journal")).unwrap())
}

#[test]
fn a_hot_journal_is_rolled_back_as_sqlite_does_it() {
    for sql in ["UPDATE t SET text = 'half' || id;", "DELETE FROM t WHERE id < 1500;", &many(3000)] {
        let (before, main, journal) = cut_off(sql);
        assert_ne!(main, before, "pages were written");
        let database = with_journal(&main, &journal);
        assert_eq!(database.notes(), [OpenNote::JournalRolledBack]);
        let found = rows(database.connection()).unwrap();
        assert_eq!(found, by_sqlite(&main, "journal", &journal).unwrap());
        assert_eq!(found, salvaged(&before).0);
        assert_eq!(found, read_t(&database).0);
    }
}

#[test]
fn a_journal_cut_or_damaged_anywhere_reads_as_sqlite_reads_it() {
    let (_, main, journal) = cut_off("UPDATE t SET text = 'half' || id;");
    let ends = (0..journal.len()).step_by(journal.len() / 40).map(|cut| journal[..cut].to_vec());
    let flips = (0..journal.len()).step_by(journal.len() / 60).map(|at| {
        let mut journal = journal.clone();
        journal[at] ^= 4;
        journal
    });
    for journal in ends.chain(flips) {
        let database = with_journal(&main, &journal);
        let (ours, theirs) = (rows(database.connection()), by_sqlite(&main, "journal", &journal));
        match (ours, theirs) {
            (Ok(ours), Ok(theirs)) => assert_eq!(ours, theirs),
            (ours, theirs) => assert_eq!(ours.is_err(), theirs.is_err(), "{ours:?} {theirs:?}"),
        }
    }
}

#[test]
fn a_journal_that_is_done_is_left_alone() {
    let main = plain_table(100);
    for journal in [vec![], vec![0; 512], vec![0; 5000], b"short".to_vec()] {
        let database = with_journal(&main, &journal);
        assert_eq!((database.notes(), database.is_overlaid()), (&[][..], false));
    }
}

#[test]
fn a_journal_of_several_databases_is_said_to_be_unclear() {
    let (_, main, mut journal) = cut_off("UPDATE t SET text = 'half' || id;");
    journal.extend(b"/a/b-mj0123456\0\0\0\x10\0\0\0\0");
    journal.extend(crate::journal::MAGIC);
    assert_eq!(with_journal(&main, &journal).notes(), [OpenNote::JournalUnclear]);
}
