//! Reads tables row by row.

use crate::pass::Pass;
use crate::reading::{Flow, ReadError, Selected, TableRead};
use crate::salvage::Salvage;
use crate::schema::{Columns, TableKind, means_rowid, quoted};
use crate::{Database, Row};
use rusqlite::{Params, Statement};

/// A statement over a table, without a condition.
struct Asked {
    select: String,
    /// Asked column → column of the statement.
    places: Vec<Option<usize>>,
    /// Name of the rowid, if rows have one.
    rowid: Option<String>,
    /// First page of the table.
    root: u32,
}

/// Finds rows one by one.
pub struct Lookup<'a> {
    database: &'a Database,
    statement: Statement<'a>,
    places: Vec<Option<usize>>,
}

impl Lookup<'_> {
    /// Hands over the row of this rowid, as [`Database::read_table`] would. Nothing is said of a row that is not there
    /// or cannot be read: whoever reads the table says that.
    pub fn row(&mut self, rowid: i64, row: &mut dyn FnMut(&Row<'_>)) {
        let Ok(mut rows) = self.statement.query([rowid]) else { return };
        match rows.next() {
            Ok(Some(found)) => row(&Row::placed(found, &self.places, Some(rowid))),
            Ok(None) => {}
            // Lets go of the page, as every reading does after damage.
            Err(error) => _ = self.database.damage_or(error),
        }
    }
}

impl Database {
    /// Hands over each readable row of an ordinary table in rowid order, of a damaged one as far as its pages
    /// allow. Columns that the table does not have come as NULL; `ROWID` is understood.
    ///
    /// Damage that SQLite does not notice (garbage inside a text) is not noticed here either.
    pub fn read_table(
        &self,
        table: &str,
        columns: &[&str],
        row: &mut dyn FnMut(&Row<'_>) -> Flow,
    ) -> Result<TableRead, ReadError> {
        let Asked { select, places, rowid, root } = self.ask(table, columns)?;
        let mut pass = Pass { database: self, places: &places, row, read: TableRead::default() };
        match rowid {
            Some(rowid) => {
                let sql = format!("{select} WHERE {rowid} >= ?1 ORDER BY {rowid}");
                let prepared = self.connection.prepare(&sql);
                let mut statement = prepared.map_err(|error| self.not_described(error))?;
                Salvage::of(&mut pass, root).read(&mut statement)?;
            }
            None => {
                let prepared = self.connection.prepare(&select);
                let mut statement = prepared.map_err(|error| self.not_described(error))?;
                pass.read.cut_short = pass.deliver(&mut statement, [], None)?.damaged;
            }
        }
        Ok(pass.read)
    }

    /// Finds single rows of a table by their rowid; none of a table without rowids, or that cannot be read at all.
    pub fn lookup(&self, table: &str, columns: &[&str]) -> Option<Lookup<'_>> {
        let Asked { select, places, rowid, .. } = self.ask(table, columns).ok()?;
        let statement = self.connection.prepare(&format!("{select} WHERE {} = ?1", rowid?)).ok()?;
        Some(Lookup { database: self, statement, places })
    }

    /// The statement that reads these columns.
    fn ask(&self, table: &str, columns: &[&str]) -> Result<Asked, ReadError> {
        let (name, kind, root) = self.kind_and_root(table).ok_or(ReadError::NoTable)?;
        let known = Columns::probe(&self.connection, name).map_err(|error| self.not_described(error))?;
        let rowid = known.rowid_name().filter(|_| kind == TableKind::WithRowid);
        let mut places = Vec::with_capacity(columns.len());
        let mut asked = vec![rowid.clone().unwrap_or_else(|| "NULL".to_owned())];
        for column in columns {
            places.push(match known.find(column) {
                Some(column) => {
                    asked.push(quoted(&column.name));
                    Some(asked.len() - 1)
                }
                None => (rowid.is_some() && means_rowid(column)).then_some(0),
            });
        }
        let select = format!("SELECT {} FROM {} NOT INDEXED", asked.join(","), quoted(name));
        Ok(Asked { select, places, rowid, root })
    }

    /// Runs one statement of our own, such as a join, and hands over its rows. Damage ends it and is
    /// said; nothing is salvaged.
    pub fn select(
        &self,
        sql: &str,
        params: impl Params,
        row: &mut dyn FnMut(&Row<'_>) -> Flow,
    ) -> Result<Selected, ReadError> {
        let mut selected = Selected::default();
        let mut statement = self.connection.prepare(sql).map_err(|error| self.failure(error))?;
        let mut rows = statement.query(params).map_err(|error| self.failure(error))?;
        loop {
            match rows.next() {
                Ok(Some(found)) => {
                    selected.rows += 1;
                    if row(&Row::of(found)) == Flow::Stop {
                        selected.stopped = true;
                        return Ok(selected);
                    }
                }
                Ok(None) => return Ok(selected),
                Err(error) => {
                    self.damage_or(error)?;
                    selected.cut_short = true;
                    return Ok(selected);
                }
            }
        }
    }

    /// A statement over a table that is listed cannot be prepared.
    fn not_described(&self, error: rusqlite::Error) -> ReadError {
        match self.failure(error) {
            ReadError::Failed(error) => ReadError::TableDamaged(error),
            other => other,
        }
    }
}
