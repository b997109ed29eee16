//! Pages as they are handed to SQLite instead of those of the evidence, while a damaged table is read.

use std::sync::{Mutex, PoisonError};

struct Page {
    /// In the database.
    offset: u64,
    bytes: Vec<u8>,
    /// The largest rowid that lies on it or below it.
    last: i64,
}

/// At most one for each level of a tree.
#[derive(Default)]
pub(crate) struct MendedPages(Mutex<Vec<Page>>);

impl MendedPages {
    /// Gives `bytes` at `offset` from now on. Rowids below `from` are done with, and so are their pages.
    pub(crate) fn lay(&self, offset: u64, bytes: Vec<u8>, last: i64, from: i64) {
        self.with(|pages| {
            pages.retain(|page| page.last >= from && page.offset != offset);
            pages.push(Page { offset, bytes, last });
        });
    }

    /// True if there were any.
    pub(crate) fn clear(&self) -> bool {
        self.with(|pages| pages.drain(..).next().is_some())
    }

    /// Replaces what was read at `offset` where a mended page lies.
    pub(crate) fn lay_over(&self, offset: u64, read: &mut [u8]) {
        self.with(|pages| {
            for page in pages {
                let first = page.offset.max(offset);
                let end = (page.offset + page.bytes.len() as u64).min(offset + read.len() as u64);
                if first < end {
                    let [to, from, n] =
                        [first - offset, first - page.offset, end - first].map(|n| n as usize);
                    read[to..to + n].copy_from_slice(&page.bytes[from..from + n]);
                }
            }
        });
    }

    fn with<T>(&self, f: impl FnOnce(&mut Vec<Page>) -> T) -> T {
        f(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}
