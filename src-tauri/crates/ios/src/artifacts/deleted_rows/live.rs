//! Leaves out what the database still holds in rows: a row that was moved leaves a copy behind.

use super::{ACCOUNT, Key, LINKS, Remains};
use engine::indicators::links::in_text;
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
                    hits.retain(|_, remains| !is_still_there(remains, bytes));
                }
            }
            if hits.is_empty() { Flow::Stop } else { Flow::GoOn }
        });
    }
}

/// True if a value of a row is where the remains came from. What only shares a word with it says nothing of them: `bh` stands
/// in the name of many an app, and a published site in the account of a person who writes from there.
fn is_still_there(remains: &Remains, bytes: &[u8]) -> bool {
    let value = remains.value.as_bytes();
    if remains.detection.id == LINKS.known.id {
        // The end of a link may have run on into what stood behind it.
        let begins = |link: &str| {
            let begin = value.get(..link.len());
            link.contains("://") && begin.is_some_and(|begin| begin.eq_ignore_ascii_case(link.as_bytes()))
        };
        return holds(bytes, value) || in_text(&String::from_utf8_lossy(bytes)).any(begins);
    }
    if remains.detection.id == ACCOUNT.id { holds(bytes, value) } else { bytes.eq_ignore_ascii_case(value) }
}

/// As a word of its own; case does not matter.
fn holds(bytes: &[u8], value: &[u8]) -> bool {
    let in_word = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'@';
    let inside = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(in_word);
    let mut windows = bytes.windows(value.len().max(1)).enumerate();
    !value.is_empty()
        && windows.any(|(at, window)| {
            window.eq_ignore_ascii_case(value)
                && !inside(at.checked_sub(1))
                && !inside(at.checked_add(value.len()))
        })
}
