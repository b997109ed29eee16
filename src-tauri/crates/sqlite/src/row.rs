//! One row, read as what the caller expects, whatever type the phone stored.

use rusqlite::types::ValueRef;
use std::borrow::Cow;

/// A row. Columns are counted from 0, in the order in which they were asked for. A value of another
/// type is converted where that loses nothing that matters; otherwise it is none.
pub struct Row<'a> {
    row: &'a rusqlite::Row<'a>,
    /// Asked column → column of the statement; none: column `n` is column `n`.
    places: Option<&'a [Option<usize>]>,
    rowid: Option<i64>,
}

impl<'a> Row<'a> {
    pub(crate) fn placed(
        row: &'a rusqlite::Row<'a>,
        places: &'a [Option<usize>],
        rowid: Option<i64>,
    ) -> Self {
        Self { row, places: Some(places), rowid }
    }

    /// For rows of a statement of one's own.
    pub fn of(row: &'a rusqlite::Row<'a>) -> Self {
        Self { row, places: None, rowid: None }
    }

    /// The rowid; none in a table without rowids and in rows of a statement of one's own.
    pub fn rowid(&self) -> Option<i64> {
        self.rowid
    }

    /// The value as it is stored; NULL for a column that does not exist.
    pub fn value(&self, column: usize) -> ValueRef<'a> {
        let place = match self.places {
            None => Some(column),
            Some(places) => places.get(column).copied().flatten(),
        };
        place.and_then(|place| self.row.get_ref(place).ok()).unwrap_or(ValueRef::Null)
    }

    /// An integer; also from text that is one, and from a real number, cut towards zero.
    pub fn int(&self, column: usize) -> Option<i64> {
        match self.value(column) {
            ValueRef::Integer(n) => Some(n),
            ValueRef::Real(n) if n.is_finite() => Some(n as i64),
            ValueRef::Text(bytes) => {
                let text = std::str::from_utf8(bytes).ok()?.trim();
                text.parse()
                    .ok()
                    .or_else(|| text.parse().ok().filter(|n: &f64| n.is_finite()).map(|n| n as i64))
            }
            _ => None,
        }
    }

    /// A finite number; also from an integer, and from text that is one.
    pub fn real(&self, column: usize) -> Option<f64> {
        let number = match self.value(column) {
            ValueRef::Integer(n) => n as f64,
            ValueRef::Real(n) => n,
            ValueRef::Text(bytes) => std::str::from_utf8(bytes).ok()?.trim().parse().ok()?,
            _ => return None,
        };
        number.is_finite().then_some(number)
    }

    /// Text; also from a blob (what is no UTF-8 becomes U+FFFD), and from numbers.
    pub fn text(&self, column: usize) -> Option<Cow<'a, str>> {
        match self.value(column) {
            ValueRef::Null => None,
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(String::from_utf8_lossy(bytes)),
            ValueRef::Integer(n) => Some(Cow::Owned(n.to_string())),
            ValueRef::Real(n) => Some(Cow::Owned(n.to_string())),
        }
    }

    /// The bytes of a blob or text.
    pub fn blob(&self, column: usize) -> Option<&'a [u8]> {
        match self.value(column) {
            ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(bytes),
            _ => None,
        }
    }
}
