//! The cells of one page of a table's tree, as far as they make sense.
//! Format: <https://www.sqlite.org/fileformat2.html#b_tree_pages>
//!
//! As strict as SQLite's own check of a page (`cell_size_check`), and cell by cell: one bad pointer costs one row
//! here, the whole page there.

use crate::bytes::{be16, be32, varint};
use crate::reading::Gap;
use std::iter::successors;

/// Kinds of pages of a table.
const INNER: u8 = 5;
const LEAF: u8 = 13;

/// One row, or one page further down.
pub(crate) struct Cell {
    /// Which pointer of the page names it.
    pub(crate) index: usize,
    at: usize,
    /// The rowid; on an inner page the largest rowid of the page further down.
    pub(crate) key: i64,
}

/// What is left of a page.
pub(crate) struct Cells<'a> {
    page: &'a [u8],
    header: usize,
    /// How many the page has by its own statement.
    stated: usize,
    /// Those that make sense, keys rising.
    pub(crate) sane: Vec<Cell>,
}

impl<'a> Cells<'a> {
    /// `header`: where the page's own header begins (100 on the first page). `usable`: bytes that cells may take.
    /// None for a page of another kind. Keys outside `range` make no sense, nor do those that break the order.
    pub(crate) fn read(page: &'a [u8], header: usize, usable: usize, range: Gap) -> Option<Self> {
        let kind = *page.get(header)?;
        let stated = usize::from(be16(page, header + 3)?);
        let mut cells = Self { page, header, stated, sane: Vec::new() };
        let place = match kind {
            INNER => inner_cell,
            LEAF => leaf_cell,
            _ => return None,
        };
        let most = page.len() / 6; // SQLite's own limit
        let pointer = |index| be16(page, cells.pointers() + 2 * index).map(usize::from);
        let possible: Vec<_> = (0..stated.min(most))
            .filter_map(|index| {
                let at = pointer(index)?;
                let key = place(page.get(at..usable)?, usable)?;
                (range.first..=range.last).contains(&key).then_some(Cell { index, at, key })
            })
            .collect();
        let kept = longest_rising(&possible);
        let first = cells.pointers() + 2 * kept.len();
        let mut kept = kept.into_iter().peekable();
        cells.sane =
            (0..).zip(possible).filter(|(n, _)| kept.next_if_eq(n).is_some()).map(|(_, cell)| cell).collect();
        cells.sane.retain(|cell| cell.at >= first);
        Some(cells)
    }

    pub(crate) fn is_inner(&self) -> bool {
        self.page.get(self.header) == Some(&INNER)
    }

    /// True if every cell makes sense.
    pub(crate) fn is_whole(&self) -> bool {
        self.sane.len() == self.stated
    }

    /// Pages further down with their last rowids; the last one has none.
    pub(crate) fn children(&self) -> impl Iterator<Item = (u32, Option<i64>)> {
        let left = self.sane.iter().filter_map(|cell| Some((be32(self.page, cell.at)?, Some(cell.key))));
        left.chain(be32(self.page, self.header + 8).map(|right| (right, None)))
    }

    /// Rowids that cells which make no sense may have had. On an inner page a hole ends with the rows of the page
    /// that follows it. The second value: such a cell lies between neighbours that leave no rowid for it.
    pub(crate) fn holes(&self, range: Gap) -> (Vec<Gap>, bool) {
        let (mut holes, mut doubt) = (Vec::new(), false);
        let (mut next, mut first) = (0, Some(range.first));
        let end = (self.stated, range.last, true);
        let sane = self.sane.iter().map(|cell| (cell.index, cell.key, false)).chain([end]);
        for (index, key, is_end) in sane {
            let last = if is_end || self.is_inner() { Some(key) } else { key.checked_sub(1) };
            if index > next {
                match first.zip(last).filter(|(first, last)| first <= last) {
                    Some((first, last)) => holes.push(Gap { first, last }),
                    None => doubt = true,
                }
            }
            (next, first) = (index + 1, key.checked_add(1));
        }
        (holes, doubt)
    }

    /// The page without the cells that make no sense.
    pub(crate) fn mended(&self) -> Vec<u8> {
        let mut page = self.page.to_vec();
        let numbers = [self.sane.len()].into_iter().chain(self.sane.iter().map(|cell| cell.at));
        let places = [self.header + 3].into_iter().chain((self.pointers()..).step_by(2));
        for (place, number) in places.zip(numbers) {
            // Both come from two bytes of this page, and lie inside it.
            let number = u16::try_from(number).unwrap_or(0);
            if let Some(bytes) = page.get_mut(place..place + 2) {
                bytes.copy_from_slice(&number.to_be_bytes());
            }
        }
        page
    }

    fn pointers(&self) -> usize {
        self.header + if self.is_inner() { 12 } else { 8 }
    }
}

/// The key of a cell that lies in `rest` of the page as a whole.
fn inner_cell(rest: &[u8], _: usize) -> Option<i64> {
    varint(rest.get(4..)?).map(|(key, _)| key)
}

/// The rowid of a cell that lies in `rest` of the page as a whole; what is on overflow pages is not looked at.
fn leaf_cell(rest: &[u8], usable: usize) -> Option<i64> {
    let (payload, first) = varint(rest)?;
    let (rowid, second) = varint(&rest[first..])?;
    let payload = usize::try_from(payload).ok().filter(|size| *size <= 0x7fff_ffff)?;
    let (most, least) = (usable - 35, (usable - 12) * 32 / 255 - 23);
    let local = match least + payload.saturating_sub(least) % (usable - 4) {
        _ if payload <= most => payload,
        local if local <= most => local + 4,
        _ => least + 4,
    };
    ((first + second + local).max(4) <= rest.len()).then_some(rowid)
}

/// Places of the longest run of cells whose keys rise.
fn longest_rising(cells: &[Cell]) -> Vec<usize> {
    // For each length the run of that length with the smallest last key, and what comes before each cell.
    let mut ends = Vec::<usize>::new();
    let mut before = Vec::with_capacity(cells.len());
    for (n, cell) in cells.iter().enumerate() {
        let length = ends.partition_point(|end| cells[*end].key < cell.key);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = n,
            None => ends.push(n),
        }
    }
    let mut run: Vec<_> = successors(ends.last().copied(), |n| before[*n]).collect();
    run.reverse();
    run
}
