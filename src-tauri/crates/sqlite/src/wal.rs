//! Committed pages of a write-ahead log, found without SQLite and without touching the evidence.
//! Format: <https://www.sqlite.org/fileformat2.html#the_write_ahead_log>

use crate::bytes::be32;
use crate::gate::Gate;
use crate::overlay::Overlay;
use engine::ReadAt;
use std::collections::HashMap;
use std::io;
use std::sync::Arc;

pub(crate) const HEADER: usize = 32;
pub(crate) const FRAME_HEADER: usize = 24;

/// A log, read once from start to end.
pub(crate) struct Wal {
    /// None without a commit.
    pub(crate) committed: Option<Overlay>,
    pub(crate) end: End,
}

/// Why reading stopped; everything before it is used, what follows is not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// No valid header: empty, wiped, or never a log.
    NoLog,
    Whole,
    /// The last frame is cut short.
    Torn,
    /// Frames of an earlier generation of the log follow: normal after a checkpoint.
    OlderFrames,
    /// The checksum differs: damage, or a write that never finished.
    BadChecksum,
    /// More pages than the limit allows, or told to stop.
    GivenUp,
    /// A frame could not be read.
    Unreadable,
}

impl Wal {
    /// Reads the log, one frame at a time. Fails only if its header cannot be read.
    pub(crate) fn read(file: &Arc<dyn ReadAt>, most_pages: u32, gate: &Gate) -> io::Result<Self> {
        let mut wal = Self { committed: None, end: End::NoLog };
        if file.len() < HEADER as u64 {
            return Ok(wal);
        }
        let mut header = [0; HEADER];
        file.read_at(0, &mut header)?;
        let Some((page_size, mut sum)) = checked_header(&header) else { return Ok(wal) };

        let mut overlay = Overlay { file: file.clone(), page_size, pages: HashMap::new(), database_pages: 0 };
        let mut frame = vec![0; FRAME_HEADER + page_size];
        let mut uncommitted = Vec::new();
        let mut offset = HEADER as u64;
        wal.end = loop {
            if offset + frame.len() as u64 > file.len() {
                break if offset == file.len() { End::Whole } else { End::Torn };
            }
            if !gate.pass(frame.len()) || uncommitted.len() + overlay.pages.len() >= most_pages as usize {
                break End::GivenUp;
            }
            if file.read_at(offset, &mut frame).is_err() {
                break End::Unreadable;
            }
            let page = be32(&frame, 0).unwrap_or(0);
            if frame[8..16] != header[16..24] || page == 0 {
                break End::OlderFrames;
            }
            sum.add(&frame[..8]);
            sum.add(&frame[FRAME_HEADER..]);
            if !sum.equals(&frame[16..24]) {
                break End::BadChecksum;
            }
            uncommitted.push((page, offset + FRAME_HEADER as u64));
            offset += frame.len() as u64;
            let pages_after_commit = be32(&frame, 4).unwrap_or(0);
            if pages_after_commit != 0 {
                overlay.pages.extend(uncommitted.drain(..));
                overlay.database_pages = pages_after_commit;
            }
        };
        wal.committed = (overlay.database_pages > 0).then_some(overlay);
        Ok(wal)
    }
}

/// Page size and running checksum of a log's header; none if this is no header.
pub(crate) fn checked_header(header: &[u8; HEADER]) -> Option<(usize, Checksum)> {
    let big_endian = match be32(header, 0)? {
        0x377f_0682 => false,
        0x377f_0683 => true,
        _ => return None,
    };
    let page_size = usize::try_from(be32(header, 8)?).ok()?;
    let mut sum = Checksum { a: 0, b: 0, big_endian };
    sum.add(&header[..24]);
    let valid = be32(header, 4)? == 3_007_000
        && page_size.is_power_of_two()
        && (512..=65_536).contains(&page_size)
        && sum.equals(&header[24..]);
    valid.then_some((page_size, sum))
}

/// The log's running checksum, over pairs of words.
pub(crate) struct Checksum {
    a: u32,
    b: u32,
    big_endian: bool,
}

impl Checksum {
    fn add(&mut self, bytes: &[u8]) {
        let word = if self.big_endian { u32::from_be_bytes } else { u32::from_le_bytes };
        for [a, b, c, d, e, f, g, h] in bytes.as_chunks::<8>().0 {
            self.a = self.a.wrapping_add(word([*a, *b, *c, *d])).wrapping_add(self.b);
            self.b = self.b.wrapping_add(word([*e, *f, *g, *h])).wrapping_add(self.a);
        }
    }

    fn equals(&self, stored: &[u8]) -> bool {
        (Some(self.a), Some(self.b)) == (be32(stored, 0), be32(stored, 4))
    }
}
