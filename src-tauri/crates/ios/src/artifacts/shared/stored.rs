//! What records are made of, for exports that speak in the evidence's own names: rows and lists as JSON. Bytes are
//! base64, dates `2026-01-02 03:04:05` in UTC. Nothing is read for it unless somebody wants it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use engine::{Notes, Stored};
use property_list::{Date, Value};
use serde_json::{Value as Json, json};
use smol_str::SmolStr;
use sqlite::rusqlite::types::ValueRef;
use sqlite::{Database, Flow, Lookup, Row};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// Rows of another table that can be found by a number; nobody has more.
const MOST_BESIDE: usize = 2_000_000;

/// The columns of a row by these names.
pub(crate) fn row(row: &Row<'_>, names: &[SmolStr]) -> Stored {
    names.iter().zip(0..).map(|(name, column)| (name.clone(), cell(row.value(column)))).collect()
}

fn cell(value: ValueRef<'_>) -> Json {
    match value {
        ValueRef::Null => Json::Null,
        ValueRef::Integer(number) => json!(number),
        ValueRef::Real(number) => json!(number),
        ValueRef::Text(text) => json!(String::from_utf8_lossy(text)),
        ValueRef::Blob(bytes) => json!(STANDARD.encode(bytes)),
    }
}

/// The entries of a dictionary; of another value none.
pub(crate) fn list(value: &Value) -> Stored {
    let entries = value.as_dictionary().into_iter().flatten();
    entries.map(|(key, value)| (key.clone(), element(value))).collect()
}

/// Any part of a list.
pub(crate) fn element(value: &Value) -> Json {
    match value {
        Value::Boolean(yes) => json!(yes),
        Value::Integer(number) => {
            i64::try_from(*number).map_or_else(|_| json!(number.to_string()), Json::from)
        }
        Value::Real(number) => json!(number),
        Value::Date(date) => date_of(*date),
        Value::Data(bytes) => json!(STANDARD.encode(bytes)),
        Value::String(text) => json!(text),
        Value::Array(elements) => elements.iter().map(element).collect(),
        Value::Dictionary(entries) => {
            Json::Object(entries.iter().map(|(key, value)| (key.clone(), element(value))).collect())
        }
        Value::Uid(number) => json!(number),
    }
}

fn date_of(date: Date) -> Json {
    let Some(when) = date.timestamp() else { return Json::Null };
    json!(jiff::tz::Offset::UTC.to_datetime(when).to_string().replace('T', " "))
}

/// The connection for what only an export reads: none unless it is wanted, and nothing that is met there changes what a
/// check reads.
pub(crate) fn aside<'a>(database: &'a Database, notes: &Notes<'_>) -> Option<&'a Database> {
    notes.wants_stored().then(|| database.aside()).flatten()
}

/// Rows of a table that are found one by one, beside those that are read. Also those of the same table: damage in a
/// column that no detection reads must not cost a row, so they are read over a connection of their own.
pub(crate) struct Beside<'a> {
    names: Vec<SmolStr>,
    /// The same as they are called beside another row.
    beside: Vec<SmolStr>,
    rows: Option<RefCell<Lookup<'a>>>,
    /// Rowids by what names them, unless that is the rowid.
    by: Option<BTreeMap<i64, i64>>,
}

impl<'a> Beside<'a> {
    /// Rows that are found by their rowid, or by the number in the column `by`. Holds none unless they are wanted.
    pub(crate) fn of(database: &'a Database, notes: &Notes<'_>, table: &'a str, by: Option<&str>) -> Self {
        let (names, named) = Default::default();
        let mut beside = Self { names, beside: named, rows: None, by: by.map(|_| BTreeMap::new()) };
        let Some(database) = aside(database, notes) else { return beside };
        (beside.names, beside.rows) = all(database, table);
        beside.beside = beside.names.iter().map(|name| format!("@{table}.{name}").into()).collect();
        if let (Some(by), Some(numbers)) = (by, &mut beside.by) {
            // The artifact reads the same table and says what of it cannot be read.
            let _ = database.read_table(table, &[by], &mut |row| {
                if let (Some(number), Some(rowid)) = (row.int(0), row.rowid()) {
                    numbers.entry(number).or_insert(rowid);
                }
                Flow::from(numbers.len() < MOST_BESIDE)
            });
        }
        beside
    }

    /// The row of this number as `@table.column`; where there is none, its columns are empty.
    pub(crate) fn row(&self, number: Option<i64>) -> Stored {
        let mut stored = None;
        self.find(number, &mut |found| stored = Some(row(found, &self.beside)));
        stored.unwrap_or_else(|| self.beside.iter().map(|name| (name.clone(), Json::Null)).collect())
    }

    /// The row of this number by the names of its columns.
    pub(crate) fn plain(&self, number: Option<i64>) -> Option<Stored> {
        let mut stored = None;
        self.find(number, &mut |found| stored = Some(row(found, &self.names)));
        stored
    }

    /// Whether there is one of this number in the column that names rows.
    pub(crate) fn has(&self, number: i64) -> bool {
        self.by.as_ref().is_some_and(|by| by.contains_key(&number))
    }

    /// Where a column stands in the rows that [`find`](Self::find) tells.
    pub(crate) fn column(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// All columns of the row of this number.
    pub(crate) fn find(&self, number: Option<i64>, tell: &mut dyn FnMut(&Row<'_>)) {
        let rowid = match &self.by {
            Some(by) => number.and_then(|number| by.get(&number).copied()),
            None => number,
        };
        if let (Some(rowid), Some(rows)) = (rowid, &self.rows) {
            rows.borrow_mut().row(rowid, tell);
        }
    }
}

/// All columns of a table, and how its rows are found.
fn all<'a>(database: &'a Database, table: &str) -> (Vec<SmolStr>, Option<RefCell<Lookup<'a>>>) {
    let names: Vec<SmolStr> =
        database.columns(table).iter().map(|column| column.name.as_str().into()).collect();
    let columns: Vec<&str> = names.iter().map(SmolStr::as_str).collect();
    let rows = database.lookup(table, &columns).map(RefCell::new);
    (names, rows)
}

#[cfg(test)]
mod tests {
    use super::{element, list};
    use property_list::{Limits, Value};

    #[test]
    fn a_list_is_told_whole() {
        let xml = br#"<plist version="1.0"><dict><key>a</key><data>AAECAw==</data><key>b</key><array><true/>
            <real>0.5</real><date>2026-01-02T03:04:05Z</date></array><key>c</key><dict><key>d</key>
            <integer>-7</integer></dict></dict></plist>"#;
        let value = property_list::read(xml, &Limits::default()).unwrap();
        let told = serde_json::to_string(&list(&value)).unwrap();
        assert_eq!(told, r#"{"a":"AAECAw==","b":[true,0.5,"2026-01-02 03:04:05"],"c":{"d":-7}}"#);
        assert!(list(&Value::Boolean(true)).is_empty());
        assert_eq!(element(&Value::Integer(i128::from(u64::MAX))), u64::MAX.to_string());
        assert!(element(&Value::Real(f64::NAN)).is_null());
    }
}
