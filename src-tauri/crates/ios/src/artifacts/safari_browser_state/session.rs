//! The pages that a tab came through: four bytes of length or version, then a property list with
//! `SessionHistory` → `SessionHistoryEntries` → address and original address of each.

use crate::artifacts::shared::stored;
use engine::Notes;
use property_list::{Limits, Value};
use serde_json::json;

/// Addresses in the order in which they were opened.
pub(super) type Pages = Vec<String>;

/// A session holds some hundred pages with scroll positions and form contents.
const LIMITS: Limits = Limits { events: 100_000, depth: 32, bytes: 32 << 20, input: 32 << 20 };
const HEADER: usize = 4;

/// Reads them; a session that makes no sense is a gap.
pub(super) fn pages(bytes: &[u8], notes: &mut Notes<'_>) -> Pages {
    // A tab that was never loaded has a session without content.
    if bytes.len() <= HEADER {
        return Pages::new();
    }
    let list = list(bytes);
    let Some(entries) = list.as_ref().and_then(entries) else {
        // A list without a history is an empty tab.
        if list.is_none() {
            notes.gap();
        }
        return Pages::new();
    };
    let mut pages = Pages::new();
    for entry in entries {
        for key in ["SessionHistoryEntryOriginalURL", "SessionHistoryEntryURL"] {
            let url = entry.get(key).and_then(Value::as_str);
            pages.extend(url.filter(|url| pages.last().is_none_or(|last| last != url)).map(str::to_owned));
        }
    }
    pages
}

/// What a tab of a group keeps beside its columns; what makes no sense is a gap.
pub(super) fn attributes(bytes: &[u8], notes: &mut Notes<'_>) -> Option<Value> {
    let read = property_list::read(bytes, &LIMITS).ok();
    if read.is_none() && !bytes.is_empty() {
        notes.gap();
    }
    read
}

fn list(bytes: &[u8]) -> Option<Value> {
    [HEADER, 0].into_iter().find_map(|start| property_list::read(bytes.get(start..)?, &LIMITS).ok())
}

fn entries(list: &Value) -> Option<&[Value]> {
    let entries = list.at(&["SessionHistory", "SessionHistoryEntries"]);
    entries.or_else(|| list.get("SessionHistoryEntries"))?.as_array()
}

/// Its pages as they are stored: both addresses, and how much is kept of each.
pub(super) fn stored(bytes: &[u8]) -> Vec<serde_json::Value> {
    let list = list(bytes);
    let entries = list.as_ref().and_then(entries).unwrap_or_default();
    let text = |entry: &Value, key: &str| entry.get(key).map(stored::element).unwrap_or_default();
    let page = |entry: &Value| {
        let data = entry.get("SessionHistoryEntryData").and_then(Value::as_data);
        json!({
            "entry_title": text(entry, "SessionHistoryEntryOriginalURL"),
            "entry_url": text(entry, "SessionHistoryEntryURL"),
            "data_length": data.map_or(0, <[u8]>::len),
        })
    };
    entries.iter().map(page).collect()
}
