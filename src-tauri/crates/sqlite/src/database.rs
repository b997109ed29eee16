//! One database of the evidence: opened, its tables known, everything odd about it said.

use crate::connection;
use crate::connection::forget_pages;
use crate::gate::{Gate, Limits};
use crate::journal::{self, Journal};
use crate::overlay::Overlay;
use crate::reading::ReadError;
use crate::schema::{Columns, Schema, TableKind};
use crate::snapshot::Snapshot;
use crate::wal::{End, Wal};
use engine::ReadAt;
use rusqlite::{Connection, ErrorCode};
use std::cell::OnceCell;
use std::io;
use std::sync::Arc;

/// The files of one database.
#[derive(Clone)]
pub struct Sources {
    /// The database itself; may be empty if everything is still in its log.
    pub main: Arc<dyn ReadAt>,
    /// The file named like the database plus `-wal`.
    pub wal: Option<Arc<dyn ReadAt>>,
    /// The file named like the database plus `-journal`.
    pub journal: Option<Arc<dyn ReadAt>>,
}

/// A database that cannot be opened at all.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The bytes could not be read.
    #[error("the database file could not be read")]
    Unreadable(#[source] io::Error),
    /// No header of a database: something else, or still encrypted.
    #[error("this is not a SQLite database")]
    NotADatabase,
    /// The page that describes the tables is malformed or missing, so no table is known.
    #[error("the first page of the database is damaged")]
    Damaged(#[source] rusqlite::Error),
    /// `go_on` answered no.
    #[error("stopped")]
    Stopped,
    /// Any other refusal of SQLite.
    #[error("SQLite refused the database")]
    Refused(#[source] rusqlite::Error),
}

/// Something to be said about a database that was opened nevertheless: rows may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum OpenNote {
    /// The file holds not a single byte (and no log was of use).
    Empty,
    /// The file ends before the length that its header states.
    Truncated {
        /// Pages that can be read.
        stored: u64,
        /// Pages that there should be.
        stated: u64,
    },
    /// Some entries of the table of tables make no sense: a table that seems absent may be broken.
    SchemaDamaged,
    /// The log has content, but none that can be used.
    LogUnusable,
    /// The log was used up to a page that is damaged, torn or unreadable; later changes are not seen.
    LogCutShort,
    /// A transaction was cut off; the pages that it had changed are read as they were before.
    JournalRolledBack,
    /// A journal is there that may have to be rolled back and could not be: rows may be half-changed.
    JournalUnclear,
}

/// A database opened in place. Neither shared between threads nor expensive: open it once per thread.
pub struct Database {
    pub(crate) connection: Connection,
    pub(crate) snapshot: Arc<Snapshot>,
    pub(crate) sources: Sources,
    pub(crate) gate: Arc<Gate>,
    /// What is laid over the main file is the journal, not the log.
    pub(crate) overlay_is_journal: bool,
    schema: Schema,
    notes: Vec<OpenNote>,
    limits: Limits,
    aside: OnceCell<Option<Box<Database>>>,
}

impl Database {
    /// Opens `main` with the committed pages of `wal` laid over it.
    pub fn open(
        main: Arc<dyn ReadAt>,
        wal: Option<Arc<dyn ReadAt>>,
        limits: Limits,
    ) -> Result<Self, OpenError> {
        Self::open_all(Sources { main, wal, journal: None }, limits)
    }

    /// Opens a database with all the files beside it. A log that can be used goes before a journal.
    pub fn open_all(sources: Sources, limits: Limits) -> Result<Self, OpenError> {
        let gate = Arc::new(Gate::new(&limits));
        let mut notes = Vec::new();
        let log = sources.wal.as_ref().map(|file| (Wal::read(file, limits.log_pages, &gate), file.len()));
        let log = log.and_then(|(wal, len)| committed(wal, len, &mut notes));
        let is_log = log.is_some();
        let overlay = log.or_else(|| saved(sources.journal.as_ref()?, &limits, &gate, &mut notes));
        if !gate.ask() {
            return Err(OpenError::Stopped);
        }

        let given = overlay.is_some();
        let snapshot =
            Snapshot::new(sources.main.clone(), overlay, gate.clone()).map_err(OpenError::Unreadable)?;
        let used = snapshot.overlay.is_some();
        match (given, used, is_log) {
            (true, true, false) => notes.push(OpenNote::JournalRolledBack),
            (true, false, false) => notes.push(OpenNote::JournalUnclear),
            (true, false, true) => notes.push(OpenNote::LogUnusable),
            _ => {}
        }
        let (stored, stated) = (snapshot.stored / snapshot.page_size as u64, snapshot.stated);
        if sources.main.is_empty() && !used {
            notes.push(OpenNote::Empty);
        } else if !used && stored < stated {
            notes.push(OpenNote::Truncated { stored, stated });
        }

        let snapshot = Arc::new(snapshot);
        let (connection, schema) = connect(&snapshot, &limits, &gate)?;
        if schema.damaged {
            notes.push(OpenNote::SchemaDamaged);
        }
        let overlay_is_journal = used && !is_log;
        let aside = OnceCell::new();
        Ok(Self { connection, snapshot, sources, gate, overlay_is_journal, schema, notes, limits, aside })
    }

    /// The same database over another connection, for looking things up beside a reading: what is met there, such as
    /// damage, changes nothing of what the reading gives. None if it cannot be opened once more.
    pub fn aside(&self) -> Option<&Self> {
        let open = || {
            let (connection, schema) = connect(&self.snapshot, &self.limits, &self.gate).ok()?;
            Some(Box::new(Self {
                connection,
                schema,
                snapshot: self.snapshot.clone(),
                sources: self.sources.clone(),
                gate: self.gate.clone(),
                overlay_is_journal: self.overlay_is_journal,
                notes: self.notes.clone(),
                limits: self.limits.clone(),
                aside: OnceCell::new(),
            }))
        };
        self.aside.get_or_init(open).as_deref()
    }

    /// What has to be said about this database beside its rows.
    pub fn notes(&self) -> &[OpenNote] {
        &self.notes
    }

    /// Names of the ordinary tables, in the order of the schema. Views and virtual tables are left out:
    /// asking those would run SQL and code that the evidence chooses.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        self.schema.tables().map(|table| table.name.as_str())
    }

    /// True if there is an ordinary table of that name (case does not matter, as in SQL).
    pub fn has_table(&self, table: &str) -> bool {
        self.schema.find(table).is_some()
    }

    /// The columns of a table; none of them if there is no such table or its description is broken.
    pub fn columns(&self, table: &str) -> Columns {
        let Some(found) = self.schema.find(table) else { return Columns::default() };
        Columns::probe(&self.connection, &found.name).unwrap_or_default()
    }

    /// For joins and prepared statements. Never give it SQL that the evidence chooses. Views are
    /// refused; `now` is NULL; sorting happens in memory, so let rows come in rowid order.
    /// [`select`](Self::select) says damage and stops as this crate does.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    /// True if committed pages of a log, or saved pages of a journal, are laid over the main file.
    pub fn is_overlaid(&self) -> bool {
        self.snapshot.overlay.is_some()
    }

    pub(crate) fn kind_and_root(&self, table: &str) -> Option<(&str, TableKind, u32)> {
        let table = self.schema.find(table)?;
        Some((&table.name, table.kind, table.root))
    }

    /// SQLite's error, or that everything was stopped.
    pub(crate) fn failure(&self, error: rusqlite::Error) -> ReadError {
        let interrupted = error.sqlite_error_code() == Some(ErrorCode::OperationInterrupted);
        if interrupted || self.gate.is_closed() { ReadError::Stopped } else { ReadError::Failed(error) }
    }

    /// Passes over malformed pages, pages that could not be read, and rows larger than the limits.
    pub(crate) fn damage_or(&self, error: rusqlite::Error) -> Result<(), ReadError> {
        let damage = matches!(
            error.sqlite_error_code(),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::SystemIoFailure | ErrorCode::TooBig)
        );
        if !damage || self.gate.is_closed() {
            return Err(self.failure(error));
        }
        forget_pages(&self.connection);
        Ok(())
    }
}

/// The committed pages of a log.
fn committed(wal: io::Result<Wal>, len: u64, notes: &mut Vec<OpenNote>) -> Option<Overlay> {
    let Ok(wal) = wal else {
        notes.push(OpenNote::LogUnusable);
        return None;
    };
    match wal.end {
        End::NoLog if len > 0 => notes.push(OpenNote::LogUnusable),
        End::Torn | End::BadChecksum | End::GivenUp | End::Unreadable => notes.push(OpenNote::LogCutShort),
        End::NoLog | End::Whole | End::OlderFrames => {}
    }
    wal.committed
}

/// The saved pages of a journal that has to be rolled back.
fn saved(file: &Arc<dyn ReadAt>, limits: &Limits, gate: &Gate, notes: &mut Vec<OpenNote>) -> Option<Overlay> {
    match journal::read(file, limits.log_pages, gate) {
        Ok(Journal::Cold) => None,
        Ok(Journal::Hot(pages)) => Some(pages),
        Ok(Journal::Unclear) | Err(_) => {
            notes.push(OpenNote::JournalUnclear);
            None
        }
    }
}

fn connect(
    snapshot: &Arc<Snapshot>,
    limits: &Limits,
    gate: &Arc<Gate>,
) -> Result<(Connection, Schema), OpenError> {
    let refused = |error: rusqlite::Error| match error.sqlite_error_code() {
        _ if gate.is_closed() => OpenError::Stopped,
        Some(ErrorCode::NotADatabase) => OpenError::NotADatabase,
        Some(ErrorCode::DatabaseCorrupt | ErrorCode::SystemIoFailure) => OpenError::Damaged(error),
        _ => OpenError::Refused(error),
    };
    let read = |malformed_schema| {
        let connection = connection::open(snapshot.clone(), limits, gate, malformed_schema)?;
        let schema = Schema::read(&connection, snapshot)?;
        Ok((connection, schema))
    };
    match read(false) {
        Err(error) if is_schema_damage(&error) && !gate.is_closed() => {
            let (connection, mut schema) = read(true).map_err(refused)?;
            schema.damaged = true;
            Ok((connection, schema))
        }
        first => first.map_err(refused),
    }
}

fn is_schema_damage(error: &rusqlite::Error) -> bool {
    // A malformed row is "corrupt"; SQL in it that this SQLite cannot parse is a plain error.
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::Unknown))
}
