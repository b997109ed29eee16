//! Opens the SQLite databases of an artifact and reads their tables; whatever could not be read is said.

use super::stored::Beside;
use engine::{Case, Entry, Found, Notes, ReadAt, Unread, UnreadWhy};
use sqlite::{Database, Flow, Limits, OpenError, OpenNote, ReadError, Row, Sources, TableRead};
use std::sync::Arc;

/// Opens each database that matches `patterns` and hands it to `read`, in order of path.
///
/// [`Found::Absent`] if none could be opened; the notes then say whether any was there.
pub(crate) fn each(
    case: &Case<'_>,
    notes: &mut Notes<'_>,
    patterns: &[&str],
    read: &mut dyn FnMut(&Database, &Entry, &mut Notes<'_>),
) -> Found {
    let mut found = Found::Absent;
    for entry in entries(case, notes, patterns) {
        if let Some(database) = open(case, notes, &entry) {
            found = Found::Yes;
            read(&database, &entry, notes);
        }
    }
    found
}

/// Opens the database at `path` without a word about what could not be read: for a file that belongs to another
/// artifact, which says it. False if there was none to open.
pub(crate) fn quietly(case: &Case<'_>, path: &str, read: &mut dyn FnMut(&Database, &Entry)) -> bool {
    let mut go_on = |_| true;
    let mut aside = Notes::new("aside", None, &mut go_on);
    let mut opened = false;
    for entry in entries(case, &mut aside, &[path]) {
        if let Some(database) = open(case, &mut aside, &entry) {
            opened = true;
            read(&database, &entry);
        }
    }
    opened
}

/// Files that match `patterns` and are stored; those that are listed only are said to be missing.
pub(crate) fn entries(case: &Case<'_>, notes: &mut Notes<'_>, patterns: &[&str]) -> Vec<Entry> {
    let found = match case.evidence.find(patterns) {
        Ok(found) => found,
        Err(unread) => {
            notes.unread(unread);
            return Vec::new();
        }
    };
    let (stored, missing): (Vec<_>, Vec<_>) = found.into_iter().partition(|entry| entry.stored);
    for entry in missing {
        notes.unread(Unread::new(&entry.path, UnreadWhy::Missing));
    }
    stored
}

/// Those of [`entries`] that could be opened, with their bytes; for patterns that few files match.
pub(crate) fn opened(
    case: &Case<'_>,
    notes: &mut Notes<'_>,
    patterns: &[&str],
) -> Vec<(Entry, Arc<dyn ReadAt>)> {
    let stored = entries(case, notes, patterns);
    let open = |entry: Entry| match case.evidence.open(&entry) {
        Ok(bytes) => Some((entry, bytes)),
        Err(unread) => {
            notes.unread(unread);
            None
        }
    };
    stored.into_iter().filter_map(open).collect()
}

/// Opens one database with the log and journal beside it.
pub(crate) fn open(case: &Case<'_>, notes: &mut Notes<'_>, entry: &Entry) -> Option<Database> {
    let main = match case.evidence.open(entry) {
        Ok(main) => main,
        Err(unread) => {
            notes.unread(unread);
            return None;
        }
    };
    let (log, journal) = (format!("{}-wal", entry.path), format!("{}-journal", entry.path));
    let beside = entries(case, notes, &[&log, &journal]);
    // A path of the evidence may hold a star, which would stand for others as well.
    let mut beside = |path: &str| {
        let entry = beside.iter().find(|entry| entry.path == path)?;
        case.evidence.open(entry).map_err(|unread| notes.unread(unread)).ok()
    };
    let sources = Sources { main, wal: beside(&log), journal: beside(&journal) };
    match Database::open_all(sources, Limits::default()) {
        Ok(database) => {
            say(&database, &entry.path, notes);
            Some(database)
        }
        Err(error) => {
            notes.unread(refused(&error, &entry.path));
            None
        }
    }
}

/// What has to be said of a database that was opened.
pub(crate) fn say(database: &Database, path: &str, notes: &mut Notes<'_>) {
    database.notes().iter().filter_map(|note| said_of(*note, path)).for_each(|unread| notes.unread(unread));
}

fn said_of(note: OpenNote, path: &str) -> Option<Unread> {
    let damaged = |part: &str| Some(Unread::part(path, part, UnreadWhy::Damaged));
    match note {
        OpenNote::JournalRolledBack => None,
        OpenNote::Empty => Some(Unread::new(path, UnreadWhy::CutShort)),
        OpenNote::Truncated { stored, stated } => {
            let part = format!("pages {} to {stated}", stored.saturating_add(1));
            Some(Unread::part(path, part, UnreadWhy::CutShort))
        }
        OpenNote::SchemaDamaged => damaged("list of tables"),
        OpenNote::LogUnusable => damaged("write-ahead log"),
        OpenNote::LogCutShort => damaged("end of the write-ahead log"),
        OpenNote::JournalUnclear => damaged("rollback journal"),
        _ => Some(Unread::new(path, UnreadWhy::Unreadable)),
    }
}

fn refused(error: &OpenError, path: &str) -> Unread {
    match error {
        OpenError::Unreadable(error) => Unread::from_io(path, error),
        OpenError::NotADatabase | OpenError::Damaged(_) => Unread::new(path, UnreadWhy::Damaged),
        _ => Unread::new(path, UnreadWhy::Unreadable),
    }
}

/// Reads a table that must be there, row by row in rowid order. `row` answers false to stop; columns that
/// do not exist come as NULL. None if there was nothing to read.
pub(crate) fn table(
    database: &Database,
    entry: &Entry,
    notes: &mut Notes<'_>,
    (table, columns): (&str, &[&str]),
    row: &mut dyn FnMut(&Row<'_>, &mut Notes<'_>) -> bool,
) -> Option<TableRead> {
    let whole = Beside::of(database, notes, table, None);
    let read = database.read_table(table, columns, &mut |found| {
        Flow::from(
            notes.made_of(|| whole.plain(found.rowid()).unwrap_or_default(), |notes| row(found, notes)),
        )
    });
    let path = &entry.path;
    match read {
        Ok(read) => {
            for gap in &read.gaps {
                notes.unread(Unread::part(path, rows(table, gap.first, gap.last), UnreadWhy::Damaged));
            }
            if read.cut_short {
                notes.unread(Unread::part(path, format!("end of {table}"), UnreadWhy::Damaged));
            }
            Some(read)
        }
        Err(error) => {
            let why = match error {
                ReadError::NoTable => UnreadWhy::UnknownLayout,
                ReadError::TableDamaged(_) => UnreadWhy::Damaged,
                _ => UnreadWhy::Unreadable,
            };
            notes.unread(Unread::part(path, format!("table {table}"), why));
            None
        }
    }
}

/// Says which of the columns that matter a table lacks: they would come as NULL, and nothing would be compared.
pub(crate) fn needs(
    database: &Database,
    entry: &Entry,
    notes: &mut Notes<'_>,
    (table, columns): (&str, &[&str]),
) {
    let known = database.columns(table);
    // A table that is absent, or whose description is damaged, is spoken of by whoever reads it.
    for column in columns.iter().filter(|column| !known.is_empty() && !known.has(column)) {
        let part = format!("column {column} of {table}");
        notes.unread(Unread::part(&entry.path, part, UnreadWhy::UnknownLayout));
    }
}

/// As [`table`], for one that only some versions have: its absence says nothing.
pub(crate) fn optional_table(
    database: &Database,
    entry: &Entry,
    notes: &mut Notes<'_>,
    (name, columns): (&str, &[&str]),
    row: &mut dyn FnMut(&Row<'_>, &mut Notes<'_>) -> bool,
) -> Option<TableRead> {
    if !database.has_table(name) {
        return None;
    }
    table(database, entry, notes, (name, columns), row)
}

fn rows(table: &str, first: i64, last: i64) -> String {
    match (first, last) {
        (i64::MIN, i64::MAX) => format!("table {table}"),
        (i64::MIN, last) => format!("{table} rows up to {last}"),
        (first, i64::MAX) => format!("{table} rows from {first}"),
        (first, last) => format!("{table} rows {first} to {last}"),
    }
}
