//! Reads tables row by row.

use crate::connection::forget_pages;
use crate::salvage::Salvage;
use crate::schema::{Columns, TableKind, means_rowid, quoted};
use crate::{Database, Row};
use rusqlite::{ErrorCode, Params, Statement};

/// Whether the caller wants more rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Flow {
    /// The next one, please.
    GoOn,
    /// Enough.
    Stop,
}

/// `true`: go on.
impl From<bool> for Flow {
    fn from(go_on: bool) -> Self {
        if go_on { Self::GoOn } else { Self::Stop }
    }
}

/// Rowids, first and last included, of which some may exist but could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// The first rowid that may be lost.
    pub first: i64,
    /// The last one.
    pub last: i64,
}

/// What became of reading a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableRead {
    /// Rows handed over.
    pub rows: u64,
    /// Where rows may be missing, in rowid order, not touching each other.
    pub gaps: Vec<Gap>,
    /// An unknown number of rows is missing beside the gaps: a table without rowids ended in damage, or
    /// pages are reached twice.
    pub cut_short: bool,
    /// The caller said [`Flow::Stop`].
    pub stopped: bool,
}

impl TableRead {
    /// True if every row was read (or the caller had enough).
    pub fn is_whole(&self) -> bool {
        self.gaps.is_empty() && !self.cut_short
    }
}

/// What became of a statement of one's own.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Selected {
    /// Rows handed over.
    pub rows: u64,
    /// The statement ended in damage: an unknown number of rows is missing.
    pub cut_short: bool,
    /// The caller said [`Flow::Stop`].
    pub stopped: bool,
}

/// Why a table could not be read at all, or not to its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReadError {
    /// No ordinary table of that name. With [`OpenNote::SchemaDamaged`](crate::OpenNote::SchemaDamaged)
    /// it may be broken rather than absent.
    #[error("there is no such table")]
    NoTable,
    /// The table is listed, but its description cannot be understood.
    #[error("the description of the table is damaged")]
    TableDamaged(#[source] rusqlite::Error),
    /// `go_on` answered no.
    #[error("stopped")]
    Stopped,
    /// Any other failure of SQLite, such as too little memory.
    #[error("SQLite could not read on")]
    Failed(#[source] rusqlite::Error),
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

    /// Passes over malformed pages, pages that could not be read, and rows larger than the limits.
    fn damage_or(&self, error: rusqlite::Error) -> Result<(), ReadError> {
        let damage = matches!(
            error.sqlite_error_code(),
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::SystemIoFailure | ErrorCode::TooBig)
        );
        if !damage || self.gate.is_closed() {
            return Err(self.failure(error));
        }
        forget_pages(&self.connection);
        Ok(())
    }
}

/// One reading of one table.
pub(crate) struct Pass<'a> {
    pub(crate) database: &'a Database,
    places: &'a [Option<usize>],
    row: &'a mut dyn FnMut(&Row<'_>) -> Flow,
    pub(crate) read: TableRead,
}

/// The part of a reading that one query gave.
#[derive(Default)]
pub(crate) struct Leg {
    pub(crate) rows: u64,
    pub(crate) last: Option<i64>,
    /// It ended before the table did.
    pub(crate) damaged: bool,
    /// It ended at a row that came out of order.
    pub(crate) disordered: bool,
}

impl Pass<'_> {
    /// `from`: rowids have to rise from it on. Anything else is damage: pages that are reached twice would give rows
    /// without end.
    pub(crate) fn deliver(
        &mut self,
        statement: &mut Statement<'_>,
        params: impl Params,
        from: Option<i64>,
    ) -> Result<Leg, ReadError> {
        let mut leg = Leg::default();
        let mut rows = statement.query(params).map_err(|error| self.database.failure(error))?;
        loop {
            match rows.next() {
                Ok(Some(found)) => {
                    let rowid: Option<i64> = found.get(0).ok();
                    if let Some(from) = from {
                        let in_order = |rowid: i64| rowid >= from && leg.last.is_none_or(|last| rowid > last);
                        leg.disordered = !rowid.is_some_and(in_order);
                        leg.damaged = leg.disordered;
                        if leg.damaged {
                            return Ok(leg);
                        }
                    }
                    leg.last = rowid;
                    leg.rows += 1;
                    self.read.rows += 1;
                    if (self.row)(&Row::placed(found, self.places, rowid)) == Flow::Stop {
                        self.read.stopped = true;
                        return Ok(leg);
                    }
                }
                Ok(None) => return Ok(leg),
                Err(error) => {
                    self.database.damage_or(error)?;
                    leg.damaged = true;
                    return Ok(leg);
                }
            }
        }
    }
}
