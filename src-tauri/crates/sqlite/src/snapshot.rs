//! The database as a reader on the phone would have seen it: main file with an overlay laid over.

use crate::bytes::{be32, page_size_of};
use crate::gate::Gate;
use crate::mended::MendedPages;
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
    /// What SQLite sees instead, for a while.
    pub(crate) mended: MendedPages,
    len: u64,
    /// Pages that the database has by its own statement, or by the overlay's.
    pub(crate) stated: u64,
    gate: Arc<Gate>,
}

impl Snapshot {
    /// An overlay for another page size than page 1 names is left out (`overlay` is none then).
    /// What is no database is passed on as it is; SQLite says so then.
    pub(crate) fn new(main: Arc<dyn ReadAt>, overlay: Option<Overlay>, gate: Arc<Gate>) -> io::Result<Self> {
        let mut header = [0; 100];
        let in_main = header.len().min(usize::try_from(main.len()).unwrap_or(usize::MAX));
        main.read_at(0, &mut header[..in_main])?;
        let overlay = overlay.filter(|overlay| {
            let mut newest = header;
            let readable = overlay.read_page(1, 0, &mut newest).is_ok();
            readable && page_size_of(&newest) == Some(overlay.page_size)
        });
        // SQLite refuses every query on a file shorter than its header says. Claim the full length: then
        // only the missing pages cannot be read. (Zeros in their place would pass for text.)
        let (page_size, stated) = match &overlay {
            Some(overlay) => (overlay.page_size, overlay.database_pages.into()),
            None => {
                let size = page_size_of(&header).unwrap_or(4096);
                let is_current = page_size_of(&header).is_some() && header[24..28] == header[92..96];
                let stated = be32(&header, 28).filter(|_| is_current);
                (size, stated.map_or(main.len() / size as u64, u64::from))
            }
        };
        let unit = page_size as u64;
        // What is no database has no pages either: SQLite shall see its bytes and say so.
        let is_database = overlay.is_some() || page_size_of(&header).is_some();
        let stored = if is_database { main.len() / unit * unit } else { main.len() };
        let len = if overlay.is_some() { stated * unit } else { main.len().max(stated * unit) };
        Ok(Self { stored, main, overlay, page_size, mended: MendedPages::default(), len, stated, gate })
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
