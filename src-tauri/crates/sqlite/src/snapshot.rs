//! The database as a reader on the phone would have seen it: main file with an overlay laid over.

use crate::bytes::{be32, page_size_of};
use crate::gate::Gate;
use crate::overlay::Overlay;
use engine::ReadAt;
use std::io;
use std::sync::Arc;

pub(crate) struct Snapshot {
    pub(crate) main: Arc<dyn ReadAt>,
    /// Bytes of `main` that are whole pages.
    pub(crate) stored: u64,
    pub(crate) overlay: Option<Overlay>,
    pub(crate) page_size: usize,
    len: u64,
    gate: Arc<Gate>,
}

impl Snapshot {
    /// An overlay for another page size than page 1 names is left out (see [`overlay`](Self::overlay)).
    /// What is no database is passed on as it is; SQLite says so then.
    pub(crate) fn new(main: Arc<dyn ReadAt>, overlay: Option<Overlay>, gate: Arc<Gate>) -> io::Result<Self> {
        let mut header = [0; 100];
        let in_main = header.len().min(usize::try_from(main.len()).unwrap_or(usize::MAX));
        main.read_at(0, &mut header[..in_main])?;
        if let Some(overlay) = overlay {
            let mut newest = header;
            overlay.read_page(1, 0, &mut newest)?;
            if page_size_of(&newest) == Some(overlay.page_size) {
                let (unit, page_size) = (overlay.page_size as u64, overlay.page_size);
                let (stored, len) = (main.len() / unit * unit, u64::from(overlay.database_pages) * unit);
                return Ok(Self { main, stored, overlay: Some(overlay), page_size, len, gate });
            }
        }
        let Some(page_size) = page_size_of(&header) else {
            let len = main.len();
            return Ok(Self { main, stored: len, overlay: None, page_size: 4096, len, gate });
        };
        // SQLite refuses every query on a file shorter than its header says. Claim the full length: then
        // only the missing pages cannot be read. (Zeros in their place would pass for text.)
        let unit = page_size as u64;
        let size_is_current = header[24..28] == header[92..96];
        let said = if size_is_current { u64::from(be32(&header, 28).unwrap_or(0)) * unit } else { 0 };
        let (stored, len) = (main.len() / unit * unit, said.max(main.len()));
        Ok(Self { main, stored, overlay: None, page_size, len, gate })
    }

    /// Pages that the database claims to have, whether they are stored or not.
    pub(crate) fn pages(&self) -> u64 {
        self.len.div_ceil(self.page_size as u64)
    }

    /// Pages that can lie in the main file or the overlay at all: what a walk has to visit.
    pub(crate) fn stored_pages(&self) -> u64 {
        let in_overlay = self.overlay.as_ref().map_or(0, |overlay| u64::from(overlay.database_pages));
        let in_main = self.stored / self.page_size as u64;
        in_main.max(in_overlay).min(self.pages())
    }

    /// Reads a whole page, counted from 1.
    pub(crate) fn read_page(&self, page: u32, buf: &mut [u8]) -> io::Result<()> {
        let before = u64::from(page).checked_sub(1).ok_or(io::ErrorKind::InvalidInput)?;
        self.read_at(before * self.page_size as u64, buf)
    }

    fn in_overlay(&self, page: u64) -> Option<(&Overlay, u32)> {
        let page = u32::try_from(page).ok()?;
        let overlay = self.overlay.as_ref()?;
        overlay.place(page).map(|_| (overlay, page))
    }

    /// A page that is stored in part is as good as missing.
    fn read_main(&self, offset: u64, buf: &mut [u8]) -> io::Result<()> {
        if offset.checked_add(buf.len() as u64).is_none_or(|end| end > self.stored) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.main.read_at(offset, buf)
    }
}

impl ReadAt for Snapshot {
    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<()> {
        if !self.gate.pass(buf.len()) {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let page_size = self.page_size as u64;
        let mut done = 0;
        while done < buf.len() {
            let at = offset + done as u64;
            let page = at / page_size + 1;
            let start = usize::try_from(at % page_size).map_err(|_| io::ErrorKind::InvalidInput)?;
            let mut end = done + (self.page_size - start).min(buf.len() - done);
            if let Some((overlay, page)) = self.in_overlay(page) {
                overlay.read_page(page, start, &mut buf[done..end])?;
            } else {
                let mut next = page + 1;
                while end < buf.len() && self.in_overlay(next).is_none() {
                    end = (end + self.page_size).min(buf.len());
                    next += 1;
                }
                self.read_main(at, &mut buf[done..end])?;
            }
            done = end;
        }
        Ok(())
    }
}
