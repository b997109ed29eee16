//! Walks through the chunks of a `tracev3` file. Each is handed alone, with the catalog that it belongs to, to the library
//! that knows its inside: so memory stays small, and a chunk that breaks it costs that chunk.
//!
//! A chunk begins with 16 bytes: kind, part, size without these bytes. Sizes are rounded up to eight.

use super::pieces::{self, Lines};
use engine::{Case, Entry, Notes, ReadAt, Unread, UnreadWhy};
use macos_unifiedlogs::iterator::UnifiedLogIterator;
use macos_unifiedlogs::unified_log::UnifiedLogData;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Kinds of chunks.
const HEADER: u32 = 0x1000;
const CATALOG: u32 = 0x600b;
const LINES: u32 = 0x600d;
/// Bytes before each chunk.
const HEAD: u64 = 16;
/// Bytes of one chunk, and of what it unfolds to; honest ones have 64 KiB.
const MOST: u64 = 16 << 20;
const MOST_UNFOLDED: u32 = 16 << 20;

/// What a chunk told.
pub(super) enum Chunk {
    /// Number of the boot.
    Header(String),
    /// Programs.
    Catalog(Vec<Program>),
    /// Values of lines.
    Values(Vec<Seen>),
}

/// A program of a catalog.
pub(super) struct Program {
    /// Number of its build.
    pub(super) build: String,
    /// Numbers of the builds of its libraries that wrote.
    pub(super) loaded: Vec<String>,
    /// Its number.
    pub(super) pid: u64,
    /// Running clock at the first line of the catalog.
    pub(super) since: u64,
    /// Where the catalog begins.
    pub(super) at: u64,
}

/// A value of a line.
pub(super) struct Seen {
    /// The text.
    pub(super) text: String,
    /// Number of the build of the program that wrote it; empty if not known.
    pub(super) build: String,
    /// Running clock.
    pub(super) since: u64,
    /// Where its chunk begins.
    pub(super) at: u64,
}

/// Runs what may panic on hostile bytes.
pub(super) fn walled<T>(run: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(run)).ok()
}

/// Tells each chunk of a file. `tell` answers false to stop.
pub(super) fn each(
    case: &Case<'_>,
    notes: &mut Notes<'_>,
    entry: &Entry,
    tell: &mut dyn FnMut(Chunk, &mut Notes<'_>) -> bool,
) {
    let file = match case.evidence.open(entry) {
        Ok(file) => file,
        Err(unread) => return notes.unread(unread),
    };
    let (mut at, mut header, mut catalog) = (0, Vec::new(), Vec::new());
    while at + HEAD <= file.len() {
        let cut = |why| Unread::part(&entry.path, format!("from byte {at}"), why);
        let Some((kind, size)) = head(&*file, at) else { return notes.unread(cut(UnreadWhy::Unreadable)) };
        if kind == 0 && size == 0 {
            // The system makes room ahead; what follows the last chunk is empty then.
            if header.is_empty() || !is_empty_from(&*file, at) {
                notes.unread(cut(UnreadWhy::Damaged));
            }
            return;
        }
        if size > MOST {
            return notes.unread(cut(UnreadWhy::TooLarge));
        }
        let end = at + HEAD + size;
        if end > file.len() {
            return notes.unread(cut(UnreadWhy::CutShort));
        }
        let mut chunk = vec![0; usize::try_from(end - at).unwrap_or_default()];
        if file.read_at(at, &mut chunk).is_err() {
            return notes.unread(cut(UnreadWhy::Unreadable));
        }
        let told = match kind {
            HEADER => {
                header = chunk;
                parse(&header, &[], &[])
                    .and_then(|parsed| Some(Chunk::Header(parsed.header.first()?.boot_uuid.clone())))
            }
            CATALOG => {
                catalog = chunk;
                parse(&header, &catalog, &[]).and_then(|parsed| programs(&parsed, at)).map(Chunk::Catalog)
            }
            LINES => {
                let read = pieces::unfold(chunk, MOST_UNFOLDED).and_then(|Lines { chunk, pieces }| {
                    let parsed = parse(&header, &catalog, &chunk)?;
                    Some((values(&parsed, at)?, pieces.is_some_and(|pieces| pieces > understood(&parsed))))
                });
                if read.as_ref().is_some_and(|(_, lost)| *lost) {
                    let part = format!("part of the chunk at byte {at}");
                    notes.unread(Unread::part(&entry.path, part, UnreadWhy::Damaged));
                }
                read.map(|(values, _)| Chunk::Values(values))
            }
            _ => {
                notes.gap();
                at = end.next_multiple_of(8);
                continue;
            }
        };
        match told {
            Some(told) => {
                if !tell(told, notes) {
                    return;
                }
            }
            None => {
                notes.unread(Unread::part(&entry.path, format!("chunk at byte {at}"), UnreadWhy::Damaged));
            }
        }
        // Chunks begin at multiples of eight.
        at = end.next_multiple_of(8);
    }
    if at < file.len() && !is_empty_from(&*file, at) || header.is_empty() {
        notes.unread(Unread::part(&entry.path, format!("from byte {at}"), UnreadWhy::CutShort));
    }
}

/// True if nothing but zeros follows.
fn is_empty_from(file: &dyn ReadAt, mut at: u64) -> bool {
    let mut piece = vec![0; 64 << 10];
    while at < file.len() {
        let size = usize::try_from(file.len() - at).unwrap_or(piece.len()).min(piece.len());
        let Some(piece) = piece.get_mut(..size) else { return false };
        if file.read_at(at, piece).is_err() || piece.iter().any(|byte| *byte != 0) {
            return false;
        }
        at += size as u64;
    }
    true
}

fn head(file: &dyn ReadAt, at: u64) -> Option<(u32, u64)> {
    let mut head = [0; 16];
    file.read_at(at, &mut head).ok()?;
    let [a, b, c, d, _, _, _, _, size @ ..] = head;
    Some((u32::from_le_bytes([a, b, c, d]), u64::from_le_bytes(size)))
}

fn parse(header: &[u8], catalog: &[u8], lines: &[u8]) -> Option<UnifiedLogData> {
    let mut bytes = Vec::with_capacity(header.len() + catalog.len() + lines.len() + 24);
    for part in [header, catalog, lines] {
        bytes.extend_from_slice(part);
        bytes.resize(bytes.len().next_multiple_of(8), 0);
    }
    walled(|| UnifiedLogIterator { data: bytes, header: Vec::new(), evidence: String::new() }.next())
        .flatten()
}

fn programs(parsed: &UnifiedLogData, at: u64) -> Option<Vec<Program>> {
    let catalog = &parsed.catalog_data.first()?.catalog;
    let since = catalog.earliest_firehose_timestamp;
    let mut programs: Vec<Program> = catalog
        .catalog_process_info_entries
        .values()
        .map(|entry| Program {
            build: entry.main_uuid.clone(),
            loaded: entry.uuid_info_entries.iter().map(|loaded| loaded.uuid.clone()).collect(),
            pid: u64::from(entry.pid),
            since,
            at,
        })
        .collect();
    programs.sort_by(|a, b| (&a.build, a.pid).cmp(&(&b.build, b.pid)));
    Some(programs)
}

/// Pieces of a chunk of lines that the library understood.
fn understood(parsed: &UnifiedLogData) -> usize {
    let each = parsed.catalog_data.iter();
    each.map(|one| one.firehose.len() + one.oversize.len() + one.statedump.len() + one.simpledump.len()).sum()
}

fn values(parsed: &UnifiedLogData, at: u64) -> Option<Vec<Seen>> {
    let lines = parsed.catalog_data.first()?;
    // Honest chunks of lines are never without any.
    if understood(parsed) == 0 {
        return None;
    }
    let mut values = Vec::new();
    for block in &lines.firehose {
        let process = format!("{}_{}", block.first_number_proc_id, block.second_number_proc_id);
        let program = lines.catalog.catalog_process_info_entries.get(&process);
        for line in &block.public_data {
            let delta =
                u64::from(line.continous_time_delta) | u64::from(line.continous_time_delta_upper) << 32;
            let since = block.base_continous_time.saturating_add(delta);
            let texts = line.message.item_info.iter().map(|item| &item.message_strings);
            values.extend(texts.filter(|text| text.len() > 6).map(|text| Seen {
                text: text.clone(),
                build: program.map(|program| program.main_uuid.clone()).unwrap_or_default(),
                since,
                at,
            }));
        }
    }
    for long in &lines.oversize {
        let texts = long.message_items.item_info.iter().map(|item| &item.message_strings);
        let since = long.continuous_time;
        values.extend(texts.map(|text| Seen { text: text.clone(), build: String::new(), since, at }));
    }
    values.extend(lines.simpledump.iter().map(|dump| Seen {
        text: dump.message_string.clone(),
        build: dump.sender_uuid.clone(),
        since: dump.continous_time,
        at,
    }));
    Some(values)
}
