//! Bytes of a database that no row uses any more: where deleted rows may still be read.
//!
//! Found without SQLite, in the main file and beside it: pages of the free list, the space between the
//! cells of a page, pages that the log has replaced, frames of the log that a later one replaced or that
//! are older than the log's beginning, and what lies behind the end of the database.
//!
//! What is found here was in the database once; nothing tells when, or who removed it. A row that was
//! only moved leaves a copy behind as well, so compare with the live rows before saying "deleted". Space
//! behind the last bytes of an overflow chain is not looked at.

mod page;
mod page_set;

use crate::bytes::be32;
use crate::read_ahead::{MOST, ReadAhead};
use crate::snapshot::Snapshot;
use crate::{Database, Flow, ReadError, wal};
use engine::ReadAt;
use page_set::PageSet;

/// Which of the files of a database.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The database itself.
    Main,
    /// The write-ahead log.
    Log,
    /// The rollback journal.
    Journal,
}

/// Why no row uses these bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Why {
    /// A page of the free list: whole pages of rows were deleted.
    FreePage,
    /// Space between the cells of a page that is in use.
    Unallocated,
    /// An older version of a page; most of its rows may still be live.
    OldVersion,
    /// Behind the end of the database: it was larger once.
    BehindTheEnd,
}

/// Where free bytes lie. Zeros at both ends are cut off; regions of zeros only are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Region {
    /// The file.
    pub place: Place,
    /// Offset in that file.
    pub offset: u64,
    /// Why no row uses them.
    pub why: Why,
}

/// What became of a sweep.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Swept {
    /// Regions handed over.
    pub regions: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Pages and frames that could not be read.
    pub unreadable: u64,
    /// The caller said [`Flow::Stop`].
    pub stopped: bool,
}

impl Database {
    /// Hands over every free region with its bytes, at most one page at a time, in file order: main file,
    /// log, journal. Reads each file once.
    pub fn free_regions(&self, visit: &mut dyn FnMut(Region, &[u8]) -> Flow) -> Result<Swept, ReadError> {
        let mut sweep = Sweep { database: self, snapshot: &self.snapshot, visit, swept: Swept::default() };
        let flow = sweep.all();
        match flow {
            Ok(_) if self.gate.is_closed() => Err(ReadError::Stopped),
            Ok(flow) => Ok(Swept { stopped: flow == Flow::Stop, ..sweep.swept }),
            Err(Halt) => Err(ReadError::Stopped),
        }
    }
}

/// `go_on` answered no.
struct Halt;

struct Sweep<'a> {
    database: &'a Database,
    snapshot: &'a Snapshot,
    visit: &'a mut dyn FnMut(Region, &[u8]) -> Flow,
    swept: Swept,
}

impl Sweep<'_> {
    fn all(&mut self) -> Result<Flow, Halt> {
        for step in [Self::pages, Self::behind_whole_pages, Self::log, Self::journal] {
            if step(self)? == Flow::Stop {
                return Ok(Flow::Stop);
            }
        }
        Ok(Flow::GoOn)
    }

    fn tell(&mut self, region: Region, bytes: &[u8]) -> Flow {
        let Some(first) = bytes.iter().position(|byte| *byte != 0) else { return Flow::GoOn };
        let last = bytes.iter().rposition(|byte| *byte != 0).unwrap_or(first);
        let bytes = &bytes[first..=last];
        self.swept.regions += 1;
        self.swept.bytes += bytes.len() as u64;
        (self.visit)(Region { offset: region.offset + first as u64, ..region }, bytes)
    }

    /// Every stored page of the main file, and every page of the overlay in its place.
    fn pages(&mut self) -> Result<Flow, Halt> {
        let snapshot = self.snapshot;
        let free = PageSet::free_list(snapshot);
        let unit = snapshot.page_size as u64;
        let in_main = u32::try_from(snapshot.stored / unit).unwrap_or(u32::MAX);
        let mut main = ReadAhead::new(snapshot.main.clone(), MOST);
        let mut page = vec![0; snapshot.page_size];
        for number in 1..=in_main {
            if !self.database.gate.pass(page.len()) {
                return Err(Halt);
            }
            let offset = u64::from(number - 1) * unit;
            if main.read_at(offset, &mut page).is_err() {
                self.swept.unreadable += 1;
                continue;
            }
            let replaced = snapshot.overlay.as_ref().is_some_and(|overlay| overlay.place(number).is_some());
            let why = if u64::from(number) > snapshot.stated {
                Some(Why::BehindTheEnd)
            } else {
                replaced.then_some(Why::OldVersion)
            };
            let base = Region { place: Place::Main, offset, why: why.unwrap_or(Why::FreePage) };
            let flow = match why {
                Some(_) => self.tell(base, &page),
                None => self.inside(number, &free, base, &page),
            };
            if flow == Flow::Stop {
                return Ok(flow);
            }
        }
        self.overlaid_pages(&free, &mut page)
    }

    fn overlaid_pages(&mut self, free: &PageSet, page: &mut [u8]) -> Result<Flow, Halt> {
        let snapshot = self.snapshot;
        let Some(overlay) = &snapshot.overlay else { return Ok(Flow::GoOn) };
        let place = if self.database.overlay_is_journal { Place::Journal } else { Place::Log };
        let mut numbers: Vec<(u64, u32)> = overlay.pages.iter().map(|(number, at)| (*at, *number)).collect();
        numbers.sort_unstable();
        for (offset, number) in numbers {
            if !self.database.gate.pass(page.len()) {
                return Err(Halt);
            }
            if overlay.file.read_at(offset, page).is_err() {
                self.swept.unreadable += 1;
                continue;
            }
            let base = Region { place, offset, why: Why::FreePage };
            let flow = if number > overlay.database_pages {
                self.tell(Region { why: Why::BehindTheEnd, ..base }, page)
            } else {
                self.inside(number, free, base, page)
            };
            if flow == Flow::Stop {
                return Ok(flow);
            }
        }
        Ok(Flow::GoOn)
    }

    /// The free parts of a page that belongs to the database now.
    fn inside(&mut self, number: u32, free: &PageSet, base: Region, page: &[u8]) -> Flow {
        if free.holds(number) {
            return self.tell(base, page);
        }
        for range in page::unallocated(page, number == 1) {
            let offset = base.offset + range.start as u64;
            let region = Region { offset, why: Why::Unallocated, ..base };
            if self.tell(region, &page[range]) == Flow::Stop {
                return Flow::Stop;
            }
        }
        Flow::GoOn
    }

    /// A part of a page at the end of the main file.
    fn behind_whole_pages(&mut self) -> Result<Flow, Halt> {
        let (start, end) = (self.snapshot.stored, self.snapshot.main.len());
        if end - start >= self.snapshot.page_size as u64 {
            return Ok(Flow::GoOn);
        }
        self.pieces(Place::Main, Why::BehindTheEnd, self.snapshot.main.as_ref(), start)
    }

    fn log(&mut self) -> Result<Flow, Halt> {
        let Some(file) = self.database.sources.wal.clone() else { return Ok(Flow::GoOn) };
        let mut header = [0; wal::HEADER];
        if file.len() < header.len() as u64 || file.read_at(0, &mut header).is_err() {
            self.swept.unreadable += u64::from(!file.is_empty());
            return Ok(Flow::GoOn);
        }
        let start = wal::HEADER as u64;
        let Some((page_size, _)) = wal::checked_header(&header) else {
            return self.pieces(Place::Log, Why::OldVersion, file.as_ref(), start);
        };
        let mut frame = vec![0; wal::FRAME_HEADER + page_size];
        let content = wal::FRAME_HEADER as u64;
        let mut at = start;
        while at + (frame.len() as u64) <= file.len() {
            if !self.database.gate.pass(frame.len()) {
                return Err(Halt);
            }
            let offset = at + content;
            at += frame.len() as u64;
            if file.read_at(offset - content, &mut frame).is_err() {
                self.swept.unreadable += 1;
                continue;
            }
            let number = be32(&frame, 0).unwrap_or(0);
            let current = self.snapshot.overlay.as_ref().filter(|_| !self.database.overlay_is_journal);
            if current.is_some_and(|overlay| overlay.place(number) == Some(offset)) {
                continue;
            }
            let region = Region { place: Place::Log, offset, why: Why::OldVersion };
            if self.tell(region, &frame[wal::FRAME_HEADER..]) == Flow::Stop {
                return Ok(Flow::Stop);
            }
        }
        self.pieces(Place::Log, Why::OldVersion, file.as_ref(), at)
    }

    /// A journal that is not laid over holds pages as they were before some transaction.
    fn journal(&mut self) -> Result<Flow, Halt> {
        match &self.database.sources.journal {
            Some(file) if !self.database.overlay_is_journal => {
                let file = file.clone();
                self.pieces(Place::Journal, Why::OldVersion, file.as_ref(), 0)
            }
            _ => Ok(Flow::GoOn),
        }
    }

    /// A file whose inner order is not known, from `start` to its end. The pieces overlap, so that what
    /// lies across a border is whole in one of them.
    fn pieces(&mut self, place: Place, why: Why, file: &dyn ReadAt, start: u64) -> Result<Flow, Halt> {
        const PIECE: u64 = 64 << 10;
        const OVERLAP: u64 = 4 << 10;
        let mut piece = Vec::new();
        let mut at = start;
        while at < file.len() {
            let size = PIECE.min(file.len() - at);
            piece.resize(usize::try_from(size).unwrap_or(0), 0);
            if !self.database.gate.pass(piece.len()) {
                return Err(Halt);
            }
            if file.read_at(at, &mut piece).is_err() {
                self.swept.unreadable += 1;
            } else if self.tell(Region { place, offset: at, why }, &piece) == Flow::Stop {
                return Ok(Flow::Stop);
            }
            if at + size >= file.len() {
                break;
            }
            at += PIECE - OVERLAP;
        }
        Ok(Flow::GoOn)
    }
}
