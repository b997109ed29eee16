//! `Manifest.db`: the list of what a phone put into a backup, read in place.
//!
//! Found in table `Files(fileID, domain, relativePath, flags, file)`; flags 1 is a file, 2 a folder, 4 a
//! link. A gigabyte of it is ordinary: single files are looked up by SQLite's own indexes, everything
//! else is one pass in rowid order, and nothing is kept.

use super::error::OpenError;
use super::file_id::FileId;
use engine::{EntryKind, ReadAt};
use sqlite::{Database, Flow, Limits, OpenNote, ReadError, Row};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

const COLUMNS: [&str; 5] = ["fileID", "domain", "relativePath", "flags", "file"];

/// The list, opened.
pub(crate) struct Manifest {
    main: Arc<dyn ReadAt>,
    wal: Option<Arc<dyn ReadAt>>,
    /// For look-ups only, each of them short. A pass opens a connection of its own.
    lookups: Mutex<Database>,
    /// Part of the list cannot be read: what is not found in it may have been there.
    hurt: bool,
}

/// One row, borrowed from SQLite. Everything in it is untrusted.
pub(crate) struct Listed<'a> {
    pub(crate) id: Option<FileId>,
    pub(crate) domain: std::borrow::Cow<'a, str>,
    pub(crate) relative: std::borrow::Cow<'a, str>,
    pub(crate) kind: EntryKind,
    /// The archived record, see [`super::mbfile`].
    pub(crate) record: Option<&'a [u8]>,
}

/// How a reading of the list ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Reading {
    /// Rows that make no sense.
    pub(crate) not_understood: u64,
    /// Rows may be missing.
    pub(crate) cut_short: bool,
}

impl Manifest {
    /// `main` is plain text, through decryption if need be.
    pub(crate) fn open(main: Arc<dyn ReadAt>, wal: Option<Arc<dyn ReadAt>>) -> Result<Self, OpenError> {
        let database = Database::open(main.clone(), wal.clone(), limits()).map_err(damaged)?;
        let columns = database.columns("Files");
        if columns.is_empty() {
            return Err(damaged(ReadError::NoTable));
        }
        if !COLUMNS[..4].iter().all(|column| columns.has(column)) {
            return Err(OpenError::UnsupportedLayout { layout: "manifest-columns" });
        }
        let hurt = database.notes().iter().any(|note| !matches!(note, OpenNote::JournalRolledBack));
        Ok(Self { main, wal, lookups: Mutex::new(database), hurt })
    }

    /// True if part of the list is known to be unreadable.
    pub(crate) fn is_hurt(&self) -> bool {
        self.hurt
    }

    /// The bytes of the list itself.
    pub(crate) fn bytes(&self) -> Arc<dyn ReadAt> {
        self.main.clone()
    }

    /// The rows that name this path, or the id that a phone would give it.
    pub(crate) fn named(
        &self,
        domain: &str,
        relative: &str,
        visit: &mut dyn FnMut(&Listed<'_>),
    ) -> Result<Reading, ReadError> {
        let id = FileId::of(domain, relative).to_string();
        let sql = "SELECT fileID, domain, relativePath, flags, file FROM Files \
                   WHERE fileID = ?1 OR (relativePath = ?2 AND domain = ?3)";
        let mut reading = Reading::default();
        let selected = self.lookups().select(sql, [id.as_str(), relative, domain], &mut |row| {
            match listed(row) {
                Some(listed) => visit(&listed),
                None => reading.not_understood += 1,
            }
            Flow::GoOn
        })?;
        reading.cut_short = selected.cut_short;
        Ok(reading)
    }

    /// The archived record of a stored file; `None` if the list does not know it.
    pub(crate) fn record(&self, id: FileId) -> Result<Option<Vec<u8>>, ReadError> {
        let mut record = None;
        let sql = "SELECT file FROM Files WHERE fileID = ?1";
        let selected = self.lookups().select(sql, [id.to_string()], &mut |row| {
            record = row.blob(0).map(<[u8]>::to_vec);
            Flow::Stop
        })?;
        if !selected.cut_short || record.is_some() {
            return Ok(record);
        }
        // An index is damaged: the row itself may be whole.
        self.each(&mut |listed| {
            if listed.id == Some(id) {
                record = listed.record.map(<[u8]>::to_vec);
            }
            record.is_none()
        })?;
        Ok(record)
    }

    /// Every row that makes sense, in rowid order, until `visit` says false.
    pub(crate) fn each(&self, visit: &mut dyn FnMut(&Listed<'_>) -> bool) -> Result<Reading, ReadError> {
        let database =
            Database::open(self.main.clone(), self.wal.clone(), limits()).map_err(|_| ReadError::NoTable)?;
        let mut reading = Reading::default();
        let read = database.read_table("Files", &COLUMNS, &mut |row| match listed(row) {
            Some(listed) => visit(&listed).into(),
            None => {
                reading.not_understood += 1;
                Flow::GoOn
            }
        })?;
        reading.cut_short = self.hurt || !read.is_whole();
        Ok(reading)
    }

    fn lookups(&self) -> MutexGuard<'_, Database> {
        // A panic while reading leaves nothing half-done in a read-only connection.
        self.lookups.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn listed<'a>(row: &Row<'a>) -> Option<Listed<'a>> {
    Some(Listed {
        id: row.blob(0).and_then(FileId::parse),
        domain: row.text(1).filter(|domain| !domain.is_empty())?,
        relative: row.text(2)?,
        kind: match row.int(3)? {
            1 => EntryKind::File,
            2 => EntryKind::Folder,
            4 => EntryKind::Link,
            _ => return None,
        },
        record: row.blob(4),
    })
}

fn limits() -> Limits {
    Limits { longest_value: 1 << 20, ..Limits::default() }
}

fn damaged(cause: impl Into<super::error::Cause>) -> OpenError {
    OpenError::damaged("Manifest.db", cause)
}
