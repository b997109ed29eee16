//! A database of a pretend phone, built in the scratch folder and then handed to the backup.

use crate::{
    archive::{binary, dictionary},
    backup::{Backup, Entry},
    error::{At, PracticeError},
    random::Random,
    release::Release,
    wal,
};
use rusqlite::{Connection, Params, params};
use std::path::PathBuf;

/// A database in the making. Rows inserted after [`Database::late`] end up in its write-ahead log.
pub(crate) struct Database {
    connection: Connection,
    path: PathBuf,
    late: bool,
}

impl Database {
    /// A new database with the tables that `release` has. All inserts until `late` or `finish` are one transaction.
    pub(crate) fn create(backup: &mut Backup, schema: &str, release: Release) -> Result<Self, PracticeError> {
        let path = backup.scratch_file();
        let connection = Connection::open(&path)?;
        // Nobody else reads the scratch folder and a half-made one is thrown away: no journal, no waiting.
        connection.execute_batch(
            "PRAGMA page_size=4096; PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-24000; \
             PRAGMA foreign_keys=OFF; BEGIN;",
        )?;
        connection.execute_batch(&release.statements(schema))?;
        Ok(Self { connection, path, late: false })
    }

    /// Runs one statement; it is prepared once.
    pub(crate) fn run(&self, sql: &str, values: impl Params) -> Result<(), PracticeError> {
        self.connection.prepare_cached(sql)?.execute(values)?;
        Ok(())
    }

    /// Rows inserted from here on are committed to the write-ahead log and never checkpointed.
    pub(crate) fn late(&mut self) -> Result<(), PracticeError> {
        self.connection
            .execute_batch("COMMIT; PRAGMA journal_mode=WAL; PRAGMA wal_autocheckpoint=0; BEGIN;")?;
        self.late = true;
        Ok(())
    }

    /// The bookkeeping tables that Core Data adds to each of its stores.
    pub(crate) fn core_data(
        &self,
        entities: &[(&str, u64)],
        random: &mut Random,
    ) -> Result<(), PracticeError> {
        self.connection.execute_batch(
            "CREATE TABLE Z_PRIMARYKEY (Z_ENT INTEGER PRIMARY KEY, Z_NAME VARCHAR, Z_SUPER INTEGER, Z_MAX INTEGER);
             CREATE TABLE Z_METADATA (Z_VERSION INTEGER PRIMARY KEY, Z_UUID VARCHAR(255), Z_PLIST BLOB);
             CREATE TABLE Z_MODELCACHE (Z_CONTENT BLOB);",
        )?;
        for (number, (name, last)) in (1u32..).zip(entities) {
            self.run("INSERT INTO Z_PRIMARYKEY VALUES (?,?,0,?)", params![number, name, last])?;
        }
        let model = binary(&dictionary([
            ("NSStoreType", "SQLite".into()),
            ("NSStoreModelVersionHashesVersion", 3.into()),
        ]))?;
        self.run("INSERT INTO Z_METADATA VALUES (1,?,?)", params![random.uuid(), model])
    }

    /// Hands the database, and its write-ahead log if it has one, to the backup; most of Apple's are in WAL mode.
    pub(crate) fn finish(self, backup: &mut Backup, entry: Entry<'_>) -> Result<(), PracticeError> {
        self.hand_over(backup, entry, true)
    }

    /// As [`Database::finish`], for the few apps that keep a rollback journal.
    pub(crate) fn finish_with_journal(
        self,
        backup: &mut Backup,
        entry: Entry<'_>,
    ) -> Result<(), PracticeError> {
        self.hand_over(backup, entry, false)
    }

    #[expect(clippy::disallowed_methods, reason = "the scratch folder of a practice phone is not evidence")]
    fn hand_over(self, backup: &mut Backup, entry: Entry<'_>, wal_mode: bool) -> Result<(), PracticeError> {
        self.connection.execute_batch("COMMIT;")?;
        self.connection.flush_prepared_statement_cache();
        if wal_mode && !self.late {
            self.connection.execute_batch("PRAGMA journal_mode=WAL;")?;
        }
        if self.late {
            // Copied while the connection is open: closing it would fold the log into the database.
            let log_path = self.path.with_extension("db-wal");
            let mut log = std::fs::read(&log_path).at(&log_path)?;
            wal::settle(&mut log, backup.random());
            backup.store_file(&entry, &self.path)?;
            let wal_path = format!("{}-wal", entry.path);
            backup.store(Entry { path: &wal_path, stale_size: false, ..entry }, &log)?;
            drop(self.connection);
        } else {
            drop(self.connection);
            backup.store_file(&entry, &self.path)?;
        }
        std::fs::remove_file(&self.path).at(&self.path)
    }
}
