//! The pages that a tab came through: four bytes of length or version, then a property list with
//! `SessionHistory` → `SessionHistoryEntries` → address and original address of each.

use engine::Notes;
use property_list::{Limits, Value};

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
    let list =
        [HEADER, 0].into_iter().find_map(|start| property_list::read(bytes.get(start..)?, &LIMITS).ok());
    let entries = list.as_ref().and_then(|list| {
        let entries = list.at(&["SessionHistory", "SessionHistoryEntries"]);
        entries.or_else(|| list.get("SessionHistoryEntries"))?.as_array()
    });
    let Some(entries) = entries else {
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
