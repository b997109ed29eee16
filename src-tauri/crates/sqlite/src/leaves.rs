//! The leaves of a table in rowid order, found from its inner pages without SQLite.

use crate::bytes::be16;
use crate::cells::Cells;
use crate::reading::Gap;
use crate::snapshot::Snapshot;
use engine::ReadAt;
use std::collections::HashSet;

/// A part of the table: the rowids it may hold, and the page (and all below it) that holds them.
#[derive(Clone, Copy)]
pub(crate) struct Part {
    pub(crate) page: u32,
    pub(crate) rowids: Gap,
    depth: u8,
}

/// A page without its cells that make no sense.
pub(crate) struct Mended {
    pub(crate) page: Vec<u8>,
    /// What a leaf still gives: rowids, and which pointers of the page as it was named them.
    pub(crate) rows: Vec<(usize, i64)>,
    /// Rowids that may be lost; of an inner page, up to the first row that is found in them.
    pub(crate) holes: Vec<Gap>,
    /// More may be lost than the holes tell.
    pub(crate) doubt: bool,
}

/// An inner page that makes no sense counts as a leaf: its whole range is one part, until it is mended. Parts
/// never overlap, and an inner page is opened once: pages that point in circles cannot keep this busy.
pub(crate) struct Leaves<'a> {
    database: &'a Snapshot,
    ahead: Vec<Part>, // the next one last
    opened: HashSet<u32>,
    /// Bytes of a page that cells may take.
    usable: usize,
}

impl<'a> Leaves<'a> {
    /// SQLite's own limit on the depth of a tree.
    const DEEPEST: u8 = 20;

    pub(crate) fn new(database: &'a Snapshot, root: u32) -> Self {
        let mut reserved = [0];
        // A page 1 that cannot be read has no tables either.
        let _ = database.read_at(20, &mut reserved);
        let usable = database.page_size.saturating_sub(reserved[0].into()).max(480);
        let whole = Part { page: root, rowids: Gap { first: i64::MIN, last: i64::MAX }, depth: 0 };
        Self { database, ahead: vec![whole], opened: HashSet::new(), usable }
    }

    /// Passes over leaves that hold `rows` rows from `from` on together, and returns the one after them, with the
    /// number of its own rows among those.
    pub(crate) fn behind(&mut self, from: i64, mut rows: u64) -> Option<(Part, usize)> {
        loop {
            let leaf = self.next()?;
            if leaf.rowids.last < from {
                continue;
            }
            match self.rows_on(leaf.page) {
                Some(n) if n > 0 && n <= rows => rows -= n,
                _ => return Some((leaf, usize::try_from(rows).unwrap_or(usize::MAX))),
            }
        }
    }

    /// What is left of the page of a part; of an inner page, the parts below it come next. None if nothing is.
    pub(crate) fn mend(&mut self, part: Part) -> Option<Mended> {
        let bytes = self.page(part)?;
        let cells = self.cells(&bytes, part).filter(|cells| !cells.sane.is_empty())?;
        if cells.is_inner() && !self.descend(&cells, part) {
            return None;
        }
        let (mut holes, doubt) = cells.holes(part.rowids);
        if cells.is_inner() {
            for hole in &mut holes {
                // The page that follows a hole may hold any of its rowids.
                let follows = self.ahead.iter().find(|part| part.rowids == *hole);
                if let Some(row) = follows.and_then(|part| self.first_row(*part)) {
                    hole.last = row.saturating_sub(1);
                }
            }
            holes.retain(|hole| hole.first <= hole.last);
        }
        let rows = cells.sane.iter().filter(|_| !cells.is_inner()).map(|cell| (cell.index, cell.key));
        Some(Mended { page: cells.mended(), rows: rows.collect(), holes, doubt })
    }

    fn next(&mut self) -> Option<Part> {
        loop {
            let part = self.ahead.pop()?;
            let Some(bytes) = self.page(part) else { return Some(part) };
            match self.cells(&bytes, part).filter(|cells| cells.is_inner() && cells.is_whole()) {
                Some(cells) if self.descend(&cells, part) => {}
                _ => return Some(part),
            }
        }
    }

    /// False if the page was opened before, or lies too deep.
    fn descend(&mut self, cells: &Cells<'_>, part: Part) -> bool {
        if part.depth >= Self::DEEPEST || !self.opened.insert(part.page) {
            return false;
        }
        let (mut first, depth) = (Some(part.rowids.first), part.depth + 1);
        let below = cells.children().filter_map(|(page, last)| {
            let rowids = Gap { first: first?, last: last.unwrap_or(part.rowids.last) };
            first = rowids.last.checked_add(1);
            (rowids.first <= rowids.last).then_some(Part { page, rowids, depth })
        });
        let below: Vec<_> = below.collect();
        self.ahead.extend(below.into_iter().rev());
        true
    }

    /// The smallest rowid that is found in a part.
    fn first_row(&self, mut part: Part) -> Option<i64> {
        while part.depth <= Self::DEEPEST {
            let bytes = self.page(part)?;
            let cells = self.cells(&bytes, part)?;
            if !cells.is_inner() {
                return Some(cells.sane.first()?.key);
            }
            let (page, _) = cells.children().next()?;
            part = Part { page, depth: part.depth + 1, ..part };
        }
        None
    }

    fn rows_on(&self, page: u32) -> Option<u64> {
        let mut header = [0; 5];
        self.database.read_at(self.offset(page)? + header_of(page) as u64, &mut header).ok()?;
        (header[0] == 13).then(|| be16(&header, 3).map(u64::from))?
    }

    fn cells<'b>(&self, bytes: &'b [u8], part: Part) -> Option<Cells<'b>> {
        Cells::read(bytes, header_of(part.page), self.usable, part.rowids)
    }

    fn page(&self, part: Part) -> Option<Vec<u8>> {
        let mut page = vec![0; self.database.page_size];
        self.database.read_at(self.offset(part.page)?, &mut page).ok()?;
        Some(page)
    }

    fn offset(&self, page: u32) -> Option<u64> {
        let size = self.database.page_size as u64;
        let offset = u64::from(page.checked_sub(1)?) * size;
        (offset + size <= self.database.len()).then_some(offset)
    }
}

/// Where the page's own header begins: the first page begins with the database's.
fn header_of(page: u32) -> usize {
    if page == 1 { 100 } else { 0 }
}
