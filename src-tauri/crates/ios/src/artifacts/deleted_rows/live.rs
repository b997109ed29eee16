//! Leaves out what the database still holds in rows: a row that was moved leaves a copy behind.

use super::{Key, Remains};
use sqlite::rusqlite::types::ValueRef;
use sqlite::{Database, Flow};
use std::collections::BTreeMap;

/// Runs only when something was found, which is rare: it reads the whole database.
pub(super) fn leave_out(database: &Database, hits: &mut BTreeMap<Key, Remains>) {
    let tables: Vec<String> =
        if hits.is_empty() { Vec::new() } else { database.tables().map(str::to_owned).collect() };
    for table in tables {
        let columns: Vec<String> =
            database.columns(&table).iter().map(|column| column.name.clone()).collect();
        let columns: Vec<&str> = columns.iter().map(String::as_str).collect();
        // A table that cannot be read holds nothing back: then the remains are told.
        let _ = database.read_table(&table, &columns, &mut |row| {
            for column in 0..columns.len() {
                if let ValueRef::Text(bytes) | ValueRef::Blob(bytes) = row.value(column) {
                    hits.retain(|_, remains| {
                        !holds(bytes, remains.hit.value.as_bytes()) && !holds(bytes, remains.value.as_bytes())
                    });
                }
            }
            if hits.is_empty() { Flow::Stop } else { Flow::GoOn }
        });
    }
}

/// As a word of its own; case does not matter. Names of programs are short: `bh` stands inside many words.
fn holds(bytes: &[u8], value: &[u8]) -> bool {
    let inside = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_alphanumeric);
    let mut windows = bytes.windows(value.len().max(1)).enumerate();
    !value.is_empty()
        && windows.any(|(at, window)| {
            window.eq_ignore_ascii_case(value)
                && !inside(at.checked_sub(1))
                && !inside(at.checked_add(value.len()))
        })
}
