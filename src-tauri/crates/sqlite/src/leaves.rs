//! The leaves of a table in rowid order, found from its inner pages without SQLite.

use crate::bytes::{be16, be32, varint};
use crate::snapshot::Snapshot;
use engine::ReadAt;

/// A part of the table: the rowids it may hold, and the page (and all below it) that holds them.
#[derive(Clone, Copy)]
pub(crate) struct Part {
    page: u32,
    pub(crate) first: i64,
    pub(crate) last: i64,
    depth: u8,
}

/// An inner page that makes no sense counts as a leaf: its whole range is one part. Parts never overlap
/// and an inner page has to name rowids inside its part, so that page can be opened at most once per
/// level: pages that point in circles cannot keep this busy.
pub(crate) struct Leaves<'a> {
    database: &'a Snapshot,
    ahead: Vec<Part>, // the next one last
}

impl<'a> Leaves<'a> {
    /// SQLite's own limit on the depth of a tree.
    const DEEPEST: u8 = 20;

    pub(crate) fn new(database: &'a Snapshot, root: u32) -> Self {
        Self { database, ahead: vec![Part { page: root, first: i64::MIN, last: i64::MAX, depth: 0 }] }
    }

    /// Passes over leaves that hold `rows` rows together, and returns the one after them.
    pub(crate) fn behind(&mut self, mut rows: u64) -> Option<Part> {
        loop {
            let leaf = self.next()?;
            match self.rows_on(leaf.page) {
                Some(n) if n > 0 && n <= rows => rows -= n,
                _ => return Some(leaf),
            }
        }
    }

    fn next(&mut self) -> Option<Part> {
        loop {
            let part = self.ahead.pop()?;
            match self.parts_of(part) {
                Some(parts) => self.ahead.extend(parts.into_iter().rev()),
                None => return Some(part),
            }
        }
    }

    fn rows_on(&self, page: u32) -> Option<u64> {
        let (kind, cells, _) = self.page_header(page)?;
        (kind == 13).then_some(cells.into())
    }

    /// Kind, number of cells, and where on the page the header lies.
    fn page_header(&self, page: u32) -> Option<(u8, u16, usize)> {
        let mut header = [0; 8];
        let at = if page == 1 { 100 } else { 0 };
        self.database.read_at(self.offset(page)? + at as u64, &mut header).ok()?;
        Some((header[0], be16(&header, 3)?, at))
    }

    fn offset(&self, page: u32) -> Option<u64> {
        let size = self.database.page_size as u64;
        let offset = u64::from(page.checked_sub(1)?) * size;
        (offset + size <= self.database.len()).then_some(offset)
    }

    /// None for a leaf, and for a page that is no sane inner page of a table.
    fn parts_of(&self, part: Part) -> Option<Vec<Part>> {
        let (5, cells, at) = self.page_header(part.page)? else { return None };
        if part.depth >= Self::DEEPEST {
            return None;
        }
        let mut page = vec![0; self.database.page_size];
        self.database.read_at(self.offset(part.page)?, &mut page).ok()?;
        let mut first = part.first;
        let mut parts = Vec::with_capacity(usize::from(cells).min(page.len() / 2) + 1);
        let depth = part.depth + 1;
        for cell in 0..usize::from(cells) {
            let (child, key) = page.get(be16(&page, at + 12 + 2 * cell)?.into()..)?.split_at_checked(4)?;
            let last = varint(key)?;
            if last < first || last > part.last {
                return None;
            }
            parts.push(Part { page: be32(child, 0)?, first, last, depth });
            first = last.checked_add(1)?;
        }
        if first <= part.last {
            parts.push(Part { page: be32(&page, at + 8)?, first, last: part.last, depth });
        }
        Some(parts)
    }
}
