//! SQL on SQLite databases that are evidence: members of an encrypted backup, entries of an archive,
//! files. Read in place, never written, distrusted, and salvaged where they are damaged.
//!
//! ```text
//! main file ─┐
//! -wal ──────┼─ Snapshot (what a reader on the phone would have seen) ── ReadAhead ── vfs ── SQLite
//! -journal ──┘
//! ```
//!
//! Memory does not grow with the database: a page cache, one read-ahead buffer, and a few bytes for
//! each page that a log holds. Nothing decrypted reaches a disk: SQLite gets no way to write a file.

mod bytes;
mod cells;
mod connection;
mod database;
pub mod free;
mod gate;
mod journal;
mod leaves;
mod mended;
mod overlay;
mod pass;
mod read_ahead;
mod reading;
mod row;
mod salvage;
mod schema;
mod snapshot;
mod tables;
#[cfg(test)]
mod tests;
mod vfs;
mod wal;

pub use database::{Database, OpenError, OpenNote, Sources};
pub use gate::Limits;
pub use reading::{Flow, Gap, ReadError, Selected, TableRead};
pub use row::Row;
pub use rusqlite;
pub use tables::Lookup;

pub use schema::{Column, Columns};
