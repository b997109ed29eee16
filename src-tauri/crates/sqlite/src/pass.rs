//! One query on its way to the caller's rows.

use crate::reading::{Flow, ReadError, TableRead};
use crate::{Database, Row};
use rusqlite::{Params, Statement};

/// One reading of one table.
pub(crate) struct Pass<'a> {
    pub(crate) database: &'a Database,
    /// Asked column → column of the statement.
    pub(crate) places: &'a [Option<usize>],
    pub(crate) row: &'a mut dyn FnMut(&Row<'_>) -> Flow,
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
