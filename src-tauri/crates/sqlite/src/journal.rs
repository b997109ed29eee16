//! Pages that a rollback journal saved before a transaction that never ended: laid over the database
//! they give what SQLite would have rolled back to.
//! Format: <https://www.sqlite.org/fileformat2.html#the_rollback_journal>

use crate::bytes::be32;
use crate::gate::Gate;
use crate::overlay::Overlay;
use engine::ReadAt;
use std::collections::HashMap;
use std::io;
use std::sync::Arc;

pub(crate) const MAGIC: [u8; 8] = [0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7];
pub(crate) const HEADER: usize = 28;
/// Count of records that stands for "as many as the file holds".
const TO_THE_END: u32 = u32::MAX;

/// What a journal beside a database means.
pub(crate) enum Journal {
    /// Empty, zeroed or without a record: its transaction ended, or never touched the database.
    Cold,
    /// A transaction was cut off; these pages undo it.
    Hot(Overlay),
    /// Perhaps hot, but not to be decided or not to be read to its end.
    Unclear,
}

/// Reads a journal from start to end. Fails only if its header cannot be read.
pub(crate) fn read(file: &Arc<dyn ReadAt>, most_pages: u32, gate: &Gate) -> io::Result<Journal> {
    if file.len() < HEADER as u64 {
        return Ok(Journal::Cold);
    }
    let mut header = [0; HEADER];
    file.read_at(0, &mut header)?;
    let Some(first) = Segment::of(&header) else { return Ok(Journal::Cold) };
    let (Some(page_size), Some(sector)) = (first.page_size(), first.sector()) else {
        return Ok(Journal::Unclear);
    };
    // With a super-journal (several databases in one transaction) the other files decide.
    if names_a_super_journal(file)? {
        return Ok(Journal::Unclear);
    }

    let mut overlay = Overlay {
        file: file.clone(),
        page_size,
        pages: HashMap::new(),
        database_pages: first.database_pages,
    };
    let mut record = vec![0; page_size + 8];
    let mut segment = first;
    let mut at = sector;
    loop {
        for _ in 0..segment.records {
            if at + record.len() as u64 > file.len() {
                break;
            }
            if !gate.pass(record.len()) || overlay.pages.len() >= most_pages as usize {
                return Ok(Journal::Unclear);
            }
            if file.read_at(at, &mut record).is_err() {
                return Ok(Journal::Unclear);
            }
            let (Some(page), Some(sum)) = (be32(&record, 0), be32(&record, page_size + 4)) else { break };
            // SQLite ends the rollback here too: the record was never written whole, so the page that it
            // saves was never changed.
            if page == 0 || sum != checksum(segment.nonce, &record[4..page_size + 4]) {
                return Ok(done(overlay));
            }
            overlay.pages.entry(page).or_insert(at + 4);
            at += record.len() as u64;
        }
        at = at.next_multiple_of(sector);
        if segment.records == TO_THE_END || at + sector > file.len() || !gate.pass(HEADER) {
            return Ok(done(overlay));
        }
        file.read_at(at, &mut header)?;
        let Some(next) = Segment::of(&header) else { return Ok(done(overlay)) };
        segment = next;
        at += sector;
    }
}

fn done(overlay: Overlay) -> Journal {
    if overlay.pages.is_empty() { Journal::Cold } else { Journal::Hot(overlay) }
}

struct Segment {
    records: u32,
    nonce: u32,
    database_pages: u32,
    sector: u32,
    page_size: u32,
}

impl Segment {
    fn of(header: &[u8; HEADER]) -> Option<Self> {
        header.starts_with(&MAGIC).then_some(())?;
        Some(Self {
            records: be32(header, 8)?,
            nonce: be32(header, 12)?,
            database_pages: be32(header, 16)?,
            sector: be32(header, 20)?,
            page_size: be32(header, 24)?,
        })
    }

    fn page_size(&self) -> Option<usize> {
        let sane = self.page_size.is_power_of_two() && (512..=65_536).contains(&self.page_size);
        sane.then(|| usize::try_from(self.page_size).ok()).flatten()
    }

    fn sector(&self) -> Option<u64> {
        let sane = self.sector.is_power_of_two() && (32..=65_536).contains(&self.sector);
        sane.then_some(u64::from(self.sector))
    }
}

/// SQLite's sparse checksum: every 200th byte from the end, and the nonce.
fn checksum(nonce: u32, page: &[u8]) -> u32 {
    let mut sum = nonce;
    let mut at = page.len().saturating_sub(200);
    while at > 0 {
        sum = sum.wrapping_add(page.get(at).copied().unwrap_or(0).into());
        at = at.saturating_sub(200);
    }
    sum
}

/// The end of a journal that is part of a transaction over several databases: … length, sum, magic.
fn names_a_super_journal(file: &Arc<dyn ReadAt>) -> io::Result<bool> {
    let mut magic = [0; 8];
    file.read_at(file.len() - 8, &mut magic)?;
    Ok(magic == MAGIC)
}
