//! The tables of a database and their columns: probed, never assumed.

use crate::snapshot::Snapshot;
use rusqlite::{Connection, ErrorCode, Result};

/// What the table of tables holds.
pub(crate) struct Schema {
    tables: Vec<Table>,
    /// Entries had to be passed over.
    pub(crate) damaged: bool,
}

pub(crate) struct Table {
    pub(crate) name: String,
    pub(crate) root: u32,
    pub(crate) kind: TableKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TableKind {
    /// Rows lie in rowid order.
    WithRowid,
    WithoutRowid,
}

impl Schema {
    /// Tables beyond this are not looked at; the largest databases of phones have some hundred.
    const MOST: usize = 10_000;

    pub(crate) fn read(connection: &Connection, snapshot: &Snapshot) -> Result<Self> {
        let mut schema = Self { tables: Vec::new(), damaged: false };
        let sql = "SELECT name, rootpage FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 \
                   AND typeof(name) = 'text'";
        let mut statement = connection.prepare(sql)?;
        let mut rows = statement.query([])?;
        loop {
            match rows.next() {
                Ok(Some(row)) => {
                    let (Ok(name), Ok(root)) = (row.get::<_, String>(0), row.get::<_, u32>(1)) else {
                        schema.damaged = true;
                        continue;
                    };
                    let kind = kind_of(snapshot, root);
                    schema.tables.push(Table { name, root, kind });
                    if schema.tables.len() >= Self::MOST {
                        schema.damaged = true;
                        return Ok(schema);
                    }
                }
                Ok(None) => return Ok(schema),
                // Page 1 was good enough to begin with; a later page of the schema is not.
                Err(error) if !schema.tables.is_empty() && is_damage(&error) => {
                    schema.damaged = true;
                    return Ok(schema);
                }
                Err(error) => return Err(error),
            }
        }
    }

    pub(crate) fn tables(&self) -> impl Iterator<Item = &Table> {
        self.tables.iter()
    }

    pub(crate) fn find(&self, name: &str) -> Option<&Table> {
        self.tables.iter().find(|table| table.name.eq_ignore_ascii_case(name))
    }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseCorrupt | ErrorCode::SystemIoFailure))
}

/// By the kind of the table's first page: SQLite keeps tables without rowids in index pages.
fn kind_of(snapshot: &Snapshot, root: u32) -> TableKind {
    use engine::ReadAt as _;
    let before = u64::from(root.saturating_sub(1));
    let mut kind = [0];
    match snapshot.read_at(before * snapshot.page_size as u64, &mut kind) {
        Ok(()) if matches!(kind, [2 | 10]) => TableKind::WithoutRowid,
        _ => TableKind::WithRowid,
    }
}

/// One column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// As the schema spells it.
    pub name: String,
    /// The type as the schema spells it; SQLite does not enforce it.
    pub declared: String,
}

/// The columns of a table, in the order of the schema. Columns that would be computed by an expression
/// of the schema are left out: evidence does not choose what we compute.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    all: Vec<Column>,
    /// The integer primary key, if the table has one under a name of its own.
    rowid: Option<usize>,
}

impl Columns {
    pub(crate) fn probe(connection: &Connection, table: &str) -> Result<Self> {
        let mut columns = Self::default();
        let mut keys = 0;
        let mut rowid = None;
        let mut statement = connection.prepare(&format!("PRAGMA table_xinfo({})", quoted(table)))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            const STORED: [i64; 2] = [0, 3];
            if !STORED.contains(&row.get::<_, i64>(6)?) {
                continue;
            }
            let column = Column { name: row.get(1)?, declared: row.get(2)? };
            if row.get::<_, i64>(5)? > 0 {
                keys += 1;
                rowid = column.declared.eq_ignore_ascii_case("INTEGER").then_some(columns.all.len());
            }
            columns.all.push(column);
        }
        columns.rowid = rowid.filter(|_| keys == 1);
        Ok(columns)
    }

    /// Case does not matter, as in SQL.
    pub fn has(&self, name: &str) -> bool {
        self.find(name).is_some()
    }

    /// True if the table is absent or none of its columns is known.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Column> {
        self.all.iter()
    }

    pub(crate) fn find(&self, name: &str) -> Option<&Column> {
        self.all.iter().find(|column| column.name.eq_ignore_ascii_case(name))
    }

    /// A name under which the rowid can be asked for: one that no column has taken.
    pub(crate) fn rowid_name(&self) -> Option<String> {
        if let Some(column) = self.rowid.and_then(|at| self.all.get(at)) {
            return Some(quoted(&column.name));
        }
        ["rowid", "_rowid_", "oid"].into_iter().find(|name| !self.has(name)).map(str::to_owned)
    }
}

/// Names that mean the rowid where no column has that name.
pub(crate) fn means_rowid(name: &str) -> bool {
    ["rowid", "_rowid_", "oid"].iter().any(|alias| alias.eq_ignore_ascii_case(name))
}

/// A name of the evidence, safe inside SQL.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
