//! A connection to a database that is evidence: read-only, distrustful, bounded.

use crate::gate::{Gate, Limits};
use crate::snapshot::Snapshot;
use crate::vfs;
use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, Error, OpenFlags, Result, ffi};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Instructions of SQLite's machine between two questions whether to go on.
const STEPS: i32 = 10_000;

/// Each call makes an independent connection; give each thread its own, over the same `database`.
/// `malformed_schema`: a first try failed for it; rows of `sqlite_schema` that make no sense are passed over
/// instead of failing every query. That holds as long as the connection, for SQLite may read it again.
pub(crate) fn open(
    database: Arc<Snapshot>,
    limits: &Limits,
    gate: &Arc<Gate>,
    malformed_schema: bool,
) -> Result<Connection> {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    match vfs::register() {
        ffi::SQLITE_OK => {}
        code => return Err(Error::SqliteFailure(ffi::Error::new(code), None)),
    }
    let name = format!("evidence-{}", NEXT.fetch_add(1, Ordering::Relaxed));
    let uri = format!("file:{name}?vfs={}&immutable=1", vfs::NAME.to_string_lossy());
    let offer = vfs::Offer::new(name, database);
    let flags =
        OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(uri, flags)?;
    drop(offer); // the connection holds the database now

    let gate = gate.clone();
    connection.progress_handler(STEPS, Some(move || !gate.ask()))?;
    for (setting, on) in [
        (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, !malformed_schema),
        (DbConfig::SQLITE_DBCONFIG_WRITABLE_SCHEMA, malformed_schema),
        (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false),
        (DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false),
    ] {
        connection.set_db_config(setting, on)?;
    }
    let longest = i32::try_from(limits.longest_value).unwrap_or(i32::MAX);
    for (limit, most) in [
        (Limit::SQLITE_LIMIT_ATTACHED, 0), // ATTACH 'file:…?vfs=unix' would leave this file system
        (Limit::SQLITE_LIMIT_LENGTH, longest),
        (Limit::SQLITE_LIMIT_SQL_LENGTH, 1 << 20),
        (Limit::SQLITE_LIMIT_VDBE_OP, 250_000),
        (Limit::SQLITE_LIMIT_EXPR_DEPTH, 100),
        (Limit::SQLITE_LIMIT_TRIGGER_DEPTH, 0),
        (Limit::SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 1000),
        (Limit::SQLITE_LIMIT_WORKER_THREADS, 0),
    ] {
        connection.set_limit(limit, most)?;
    }
    // Sorters and temporary indexes stay in memory; the file system would refuse them otherwise.
    connection.execute_batch(&format!(
        "PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=ON; PRAGMA mmap_size=0;
         PRAGMA cache_size=-{}; PRAGMA hard_heap_limit={};",
        limits.page_cache_kib, limits.process_heap,
    ))?;
    if malformed_schema {
        // SQLite reads the schema now, as far as it can; what it found damaged shall be damaged for us too.
        let _ = connection.prepare("SELECT 1 FROM sqlite_schema");
        forget_pages(&connection);
    }
    Ok(connection)
}

/// Lets go of the pages that `connection` holds. SQLite checks the cells of a page when it loads it, and takes a page
/// that failed for checked when it meets it again: without this, the next query would read beyond the page's end.
pub(crate) fn forget_pages(connection: &Connection) {
    // What it may answer (nothing, or too little memory) leaves nothing to be done here.
    let _ = connection.execute_batch("PRAGMA shrink_memory");
}
