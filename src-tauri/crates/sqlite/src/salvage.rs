//! Reads on behind damage, and says which rows may have been missed.
//!
//! SQLite ends a query at the first page or row that makes no sense. The inner pages of a table tell which rowids lie
//! on which leaf; which leaf the damage is on is found by counting rows, not by comparing rowids, for rowids on a
//! damaged page may be garbage. That page is then handed to SQLite without the cells that make no sense, and the
//! query is asked again from the first row that is left.

use crate::connection::forget_pages;
use crate::leaves::{Leaves, Mended, Part};
use crate::pass::{Leg, Pass};
use crate::reading::{Gap, ReadError};
use rusqlite::Statement;

/// One reading of a table with rowids.
pub(crate) struct Salvage<'a, 'b> {
    pass: &'a mut Pass<'b>,
    leaves: Leaves<'b>,
    /// Rowids that the leaf which was mended last still gives, in order.
    due: Vec<i64>,
    gaps: Vec<Gap>,
}

impl<'a, 'b> Salvage<'a, 'b> {
    pub(crate) fn of(pass: &'a mut Pass<'b>, root: u32) -> Self {
        let leaves = Leaves::new(&pass.database.snapshot, root);
        Self { pass, leaves, due: Vec::new(), gaps: Vec::new() }
    }

    /// `onward` gives the rows from a rowid on, in order.
    pub(crate) fn read(mut self, onward: &mut Statement<'_>) -> Result<(), ReadError> {
        let mut from = Some(i64::MIN);
        while let Some(first) = from {
            let leg = self.pass.deliver(onward, [first], Some(first))?;
            if !leg.damaged || self.pass.read.stopped {
                break;
            }
            if !self.pass.database.gate.ask() {
                return Err(ReadError::Stopped);
            }
            from = self.behind(&leg, first);
            forget_pages(&self.pass.database.connection);
        }
        self.pass.read.gaps = joined(std::mem::take(&mut self.gaps));
        Ok(())
    }

    /// Where to go on after the damage that ended a leg; none at the table's end.
    fn behind(&mut self, leg: &Leg, from: i64) -> Option<i64> {
        // Rows that came out of order: which of them have a wrong rowid is not known.
        self.pass.read.cut_short |= leg.disordered;
        let reached = leg.last.map_or(Some(from), |last| last.checked_add(1))?;
        let due = self.due.split_off(self.due.partition_point(|rowid| *rowid < from));
        let given = usize::try_from(leg.rows).unwrap_or(usize::MAX);
        if let Some(broken) = due.get(given).copied() {
            // What the row holds is damaged, or too large.
            self.gaps.push(Gap { first: broken, last: broken });
            self.due = due;
            return broken.checked_add(1);
        }
        let Some((part, given)) = self.leaves.behind(from, (given - due.len()) as u64) else {
            self.gaps.push(Gap { first: reached, last: i64::MAX });
            return None;
        };
        match self.leaves.mend(part) {
            Some(mended) => self.lay(part, mended, given, reached),
            None => {
                self.gaps.push(part.rowids);
                part.rowids.last.checked_add(1)
            }
        }
    }

    /// `given`: rows of that part that came before the damage was met, the last of them just before `reached`.
    fn lay(&mut self, part: Part, mended: Mended, given: usize, reached: i64) -> Option<i64> {
        let Gap { first, last } = part.rowids;
        let is_leaf = !mended.rows.is_empty();
        let left = mended.rows.into_iter().filter(|(index, _)| *index >= given).map(|(_, rowid)| rowid);
        self.due = left.collect();
        let from = match self.due.first() {
            Some(next) => *next,
            None if is_leaf => last.checked_add(1)?,
            None => reached.max(first),
        };
        self.gaps.extend(mended.holes);
        self.pass.read.cut_short |= mended.doubt;
        let snapshot = &self.pass.database.snapshot;
        let offset = (u64::from(part.page) - 1) * snapshot.page_size as u64;
        snapshot.mended.lay(offset, mended.page, last, from);
        Some(from)
    }
}

/// The evidence is seen as it is again.
impl Drop for Salvage<'_, '_> {
    fn drop(&mut self) {
        if self.pass.database.snapshot.mended.clear() {
            forget_pages(&self.pass.database.connection);
        }
    }
}

/// In order, none touching another.
fn joined(mut gaps: Vec<Gap>) -> Vec<Gap> {
    gaps.sort_unstable_by_key(|gap| gap.first);
    gaps.dedup_by(|gap, before| {
        let touches = gap.first <= before.last.saturating_add(1);
        if touches {
            before.last = before.last.max(gap.last);
        }
        touches
    });
    gaps
}
