//! Pages of a database that are found in another file: committed pages of a write-ahead log, or the
//! pages that a rollback journal saved.

use engine::ReadAt;
use std::collections::HashMap;
use std::io;
use std::sync::Arc;

/// Where the newest (log) or oldest (journal) content of a page lies.
pub(crate) struct Overlay {
    pub(crate) file: Arc<dyn ReadAt>,
    pub(crate) page_size: usize,
    /// Page number, counted from 1, to the offset of its content in `file`.
    pub(crate) pages: HashMap<u32, u64>,
    /// Pages of the database once the overlay is applied.
    pub(crate) database_pages: u32,
}

impl Overlay {
    /// Where `page` lies in the file, if it does.
    pub(crate) fn place(&self, page: u32) -> Option<u64> {
        self.pages.get(&page).copied()
    }

    /// Reads inside `page`, from byte `start` on; `false` if the overlay does not hold it.
    pub(crate) fn read_page(&self, page: u32, start: usize, buf: &mut [u8]) -> io::Result<bool> {
        let Some(offset) = self.place(page) else { return Ok(false) };
        self.file.read_at(offset + start as u64, buf)?;
        Ok(true)
    }
}
