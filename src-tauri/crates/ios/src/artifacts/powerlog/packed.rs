//! A packed log is unfolded in memory: it is a hundred megabytes at most, and nothing may be written.

use crate::artifacts::shared::databases::say;
use engine::{Case, Entry, Notes, ReadAt, Unread, UnreadWhy};
use sqlite::{Database, Limits, Sources};
use std::sync::Arc;

/// Bytes of a packed log, and of what is in it.
const MOST_PACKED: usize = 64 << 20;
const MOST: usize = 256 << 20;

/// Unfolds and opens a packed log.
pub(super) fn open(case: &Case<'_>, notes: &mut Notes<'_>, entry: &Entry) -> Option<Database> {
    let packed = case.evidence.read(entry, MOST_PACKED).map_err(|unread| notes.unread(unread)).ok()?;
    let bytes = match unpack(&packed) {
        Ok(bytes) => bytes,
        Err(why) => {
            notes.unread(Unread::new(&entry.path, why));
            return None;
        }
    };
    drop(packed);
    let main: Arc<dyn ReadAt> = Arc::new(bytes);
    match Database::open_all(Sources { main, wal: None, journal: None }, Limits::default()) {
        Ok(database) => {
            say(&database, &entry.path, notes);
            Some(database)
        }
        Err(_) => {
            notes.unread(Unread::new(&entry.path, UnreadWhy::Damaged));
            None
        }
    }
}

/// What a gzip holds.
fn unpack(packed: &[u8]) -> Result<Vec<u8>, UnreadWhy> {
    let deflated = content(packed).ok_or(UnreadWhy::Damaged)?;
    miniz_oxide::inflate::decompress_to_vec_with_limit(deflated, MOST)
        .map_err(|error| if error.output.len() >= MOST { UnreadWhy::TooLarge } else { UnreadWhy::Damaged })
}

/// RFC 1952: ten bytes, and after them what the flags say.
fn content(packed: &[u8]) -> Option<&[u8]> {
    let [0x1f, 0x8b, 8, flags, _, _, _, _, _, _, rest @ ..] = packed else { return None };
    let mut rest = rest;
    if flags & 4 != 0 {
        let [low, high, after @ ..] = rest else { return None };
        rest = after.get(usize::from(u16::from_le_bytes([*low, *high]))..)?;
    }
    for flag in [8, 16] {
        if flags & flag != 0 {
            rest = rest.get(rest.iter().position(|byte| *byte == 0)? + 1..)?;
        }
    }
    rest.get(if flags & 2 != 0 { 2 } else { 0 }..)
}
