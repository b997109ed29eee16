//! Reads the property lists of an artifact; whatever could not be read is said.

use super::databases::entries;
use crate::time;
use engine::{Case, Entry, Found, Notes, Unread, UnreadWhy};
use jiff::Timestamp;
use property_list::{Date, Limits, Refused, Value};

/// Reads each list that matches `patterns` and hands it to `tell`, in order of path.
///
/// [`Found::Absent`] if none could be read; the notes then say whether any was there.
pub(crate) fn each(
    case: &Case<'_>,
    notes: &mut Notes<'_>,
    patterns: &[&str],
    tell: &mut dyn FnMut(&Value, &Entry, &mut Notes<'_>),
) -> Found {
    let mut found = Found::Absent;
    for entry in entries(case, notes, patterns) {
        if let Some(list) = read(case, notes, &entry) {
            found = Found::Yes;
            tell(&list, &entry, notes);
        }
    }
    found
}

/// A whole list, if it is one and within the limits.
pub(crate) fn read(case: &Case<'_>, notes: &mut Notes<'_>, entry: &Entry) -> Option<Value> {
    let source = case.evidence.open(entry).map_err(|unread| notes.unread(unread)).ok()?;
    let list = property_list::read_from(&*source, &Limits::default());
    list.map_err(|error| notes.unread(refused(&error, &entry.path))).ok()
}

/// What is said of a list that was not read.
pub(crate) fn refused(error: &Refused, path: &str) -> Unread {
    let why = match error {
        Refused::TooMany | Refused::TooDeep | Refused::TooLarge | Refused::Circular => UnreadWhy::TooLarge,
        Refused::Unreadable(error) => return Unread::from_io(path, error),
        _ => UnreadWhy::Damaged,
    };
    Unread::new(path, why)
}

/// A time, written as a date or as seconds since 2001.
pub(crate) fn moment(value: &Value) -> Option<Timestamp> {
    value.as_date().and_then(Date::timestamp).or_else(|| value.as_real().and_then(time::mac))
}

/// Tells every text in a value, keys left out.
pub(crate) fn texts(value: &Value, tell: &mut dyn FnMut(&str)) {
    match value {
        Value::String(text) => tell(text),
        Value::Array(elements) => elements.iter().for_each(|element| texts(element, tell)),
        Value::Dictionary(entries) => entries.values().for_each(|entry| texts(entry, tell)),
        _ => {}
    }
}
