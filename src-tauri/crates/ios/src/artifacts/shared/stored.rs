//! What records are made of, for exports that speak in the evidence's own names: rows and lists as JSON. Bytes are
//! base64, dates `2026-01-02 03:04:05` in UTC. Nothing is read for it unless somebody wants it.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use engine::{Notes, Stored};
use property_list::{Date, Value};
use serde_json::{Value as Json, json};
use sqlite::rusqlite::types::ValueRef;
use sqlite::{Database, Flow, Row};
use std::collections::BTreeMap;

/// Rows of another table that can be found by a number; nobody has more.
const MOST_BESIDE: usize = 2_000_000;

/// The columns of a row from `first` on, by these names.
pub(crate) fn row(row: &Row<'_>, first: usize, names: &[String]) -> Stored {
    names.iter().zip(first..).map(|(name, column)| (name.clone(), cell(row.value(column)))).collect()
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
        Value::Dictionary(_) => Json::Object(list(value)),
        Value::Uid(number) => json!(number),
    }
}

fn date_of(date: Date) -> Json {
    let Some(when) = date.timestamp() else { return Json::Null };
    json!(jiff::tz::Offset::UTC.to_datetime(when).to_string().replace('T', " "))
}

/// Rows of another table that lie beside those that are read.
pub(crate) struct Beside<'a> {
    database: &'a Database,
    table: &'static str,
    names: Vec<String>,
    /// Rowids by what names them, unless that is the rowid.
    by: Option<BTreeMap<i64, i64>>,
}

impl<'a> Beside<'a> {
    /// Rows that are found by their rowid, or by the number in the column `by`.
    pub(crate) fn of(
        database: &'a Database,
        notes: &Notes<'_>,
        table: &'static str,
        by: Option<&str>,
    ) -> Self {
        let mut names = Vec::new();
        let mut numbers = by.map(|_| BTreeMap::new());
        if notes.wants_stored() {
            names = names_of(database, table);
            if let (Some(by), Some(numbers)) = (by, &mut numbers) {
                // The artifact reads the same table and says what of it cannot be read.
                let _ = database.read_table(table, &[by], &mut |row| {
                    if let (Some(number), Some(rowid)) = (row.int(0), row.rowid()) {
                        numbers.entry(number).or_insert(rowid);
                    }
                    Flow::from(numbers.len() < MOST_BESIDE)
                });
            }
        }
        Self { database, table, names, by: numbers }
    }

    /// The row of this number as `@table.column`; where there is none, its columns are empty.
    pub(crate) fn row(&self, number: Option<i64>) -> Stored {
        let mut found = self.plain(number).unwrap_or_default();
        let one = |name: &String| {
            let value = found.remove(name).unwrap_or_default();
            (format!("@{}.{name}", self.table), value)
        };
        self.names.iter().map(one).collect()
    }

    /// The row of this number by the names of its columns.
    pub(crate) fn plain(&self, number: Option<i64>) -> Option<Stored> {
        let columns: Vec<&str> = self.names.iter().map(String::as_str).collect();
        let mut stored = None;
        self.find(number, &columns, &mut |found| stored = Some(row(found, 0, &self.names)));
        stored
    }

    /// Whether there is one of this number in the column that names rows.
    pub(crate) fn has(&self, number: i64) -> bool {
        self.by.as_ref().is_some_and(|by| by.contains_key(&number))
    }

    /// These columns of the row of this number.
    pub(crate) fn find(&self, number: Option<i64>, columns: &[&str], tell: &mut dyn FnMut(&Row<'_>)) {
        let rowid = match &self.by {
            Some(by) => number.and_then(|number| by.get(&number).copied()),
            None => number,
        };
        if let (Some(rowid), false) = (rowid, self.names.is_empty()) {
            self.database.row(self.table, columns, rowid, tell);
        }
    }
}

/// Names of all columns.
pub(crate) fn names_of(database: &Database, table: &str) -> Vec<String> {
    database.columns(table).iter().map(|column| column.name.clone()).collect()
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
