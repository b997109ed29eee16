//! Members of a zip, by its central directory.
//!
//! Read by our own 200 lines because a reader of zips keeps every name (a million of them) and lets a
//! later member of the same name hide an earlier one. Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3
//! and 4.5.3.

use super::super::error::OpenError;
use super::index::{Facts, Index, Indexer};
use super::listing::{Watch, damaged, damaged_io};
use super::member::{Container, Form, MOST_IN_MEMORY, Place};
use super::window::{Cursor, Stream, Window};
use engine::{EntryKind, ReadAt};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::{
    TINFL_FLAG_HAS_MORE_INPUT, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF,
};
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
use std::io;
use std::sync::Arc;

const STORED: u16 = 0;
const DEFLATED: u16 = 8;
const ENCRYPTED: u16 = 1;
/// Deflate cannot do better; a member that claims more is refused before memory is taken.
const BEST_RATIO: u64 = 1_032;

/// Lists the members by the directory at the end.
pub(super) fn list(file: &Arc<dyn ReadAt>, watch: &mut Watch<'_>) -> Result<Index, OpenError> {
    let (start, members) = directory(&**file).map_err(damaged_io)?.ok_or(damaged("no directory"))?;
    let mut entries = Buffered::new(file, start).map_err(damaged_io)?;
    let mut index = Indexer::default();
    for number in 0..members {
        if number % 4096 == 0 {
            watch.reached(start)?;
        }
        let mut head = [0; 46];
        entries.read(&mut head).map_err(damaged_io)?;
        if !head.starts_with(b"PK\x01\x02") {
            return Err(damaged("no directory entry where one should be"));
        }
        let mut name = vec![0; short(&head, 28).into()];
        let mut extra = vec![0; short(&head, 30).into()];
        let mut comment = vec![0; short(&head, 32).into()];
        for part in [&mut name, &mut extra, &mut comment] {
            entries.read(part).map_err(damaged_io)?;
        }
        let (flags, method) = (short(&head, 8), short(&head, 10));
        let place = place(&head, &extra, method, file.len()).ok_or(damaged("a member lies outside"))?;
        let odd = flags & ENCRYPTED != 0 || ![STORED, DEFLATED].contains(&method);
        index.encrypted |= flags & ENCRYPTED != 0;
        let kept = Place { form: if odd { Form::Refused } else { place.form }, ..place };
        if !index.member(&name, facts(&head, place), kept)? || place.form == Form::Refused {
            continue;
        }
        if flags & ENCRYPTED != 0 {
            return Err(OpenError::ArchiveUnsafe { why: "encrypted" });
        }
        if ![STORED, DEFLATED].contains(&method) {
            return Err(OpenError::UnsupportedLayout { layout: "zip-method" });
        }
    }
    index.finish()
}

/// Start of the central directory, and how many entries it has; `None` if there is none.
fn directory(file: &dyn ReadAt) -> io::Result<Option<(u64, u64)>> {
    const END: usize = 22;
    const LONGEST_COMMENT: u64 = 0xffff;
    let len = file.len().min(END as u64 + LONGEST_COMMENT);
    let start = file.len() - len;
    let mut tail = vec![0; usize::try_from(len).unwrap_or_default()];
    file.read_at(start, &mut tail)?;
    let Some(at) = tail.windows(END).rposition(|end| end.starts_with(b"PK\x05\x06")) else {
        return Ok(None);
    };
    let end = &tail[at..];
    let (members, size, offset) = (short(end, 10), long(end, 12), long(end, 16));
    let large = members == u16::MAX || size == u32::MAX || offset == u32::MAX;
    let here = start + at as u64;
    if large && let Some(found) = large_directory(file, here)? {
        return Ok(Some(found));
    }
    let inside = u64::from(offset) + u64::from(size) <= here;
    Ok(inside.then_some((offset.into(), members.into())))
}

/// The same for archives above 4 GB or 65,535 members, whose numbers stand in a record of their own.
fn large_directory(file: &dyn ReadAt, end: u64) -> io::Result<Option<(u64, u64)>> {
    let Some(at) = end.checked_sub(20) else { return Ok(None) };
    let mut locator = [0; 20];
    file.read_at(at, &mut locator)?;
    if !locator.starts_with(b"PK\x06\x07") {
        return Ok(None);
    }
    let mut record = [0; 56];
    file.read_at(wide(&locator, 8), &mut record)?;
    let (members, offset) = (wide(&record, 32), wide(&record, 48));
    Ok((record.starts_with(b"PK\x06\x06") && offset < end).then_some((offset, members)))
}

fn facts(head: &[u8; 46], place: Place) -> Facts {
    const UNIX: u8 = 3;
    let mode = if head[5] == UNIX { long(head, 38) >> 16 } else { 0 };
    let kind = match (place.form, mode & 0o170_000) {
        (Form::Refused, 0o040_000) => EntryKind::Folder,
        (Form::Refused, _) => EntryKind::Link,
        _ => EntryKind::File,
    };
    Facts { kind, mode, owner: None, modified: None }
}

/// Where a member is, by its entry in the directory; `None` if that is outside of the archive.
fn place(head: &[u8; 46], extra: &[u8], method: u16, end: u64) -> Option<Place> {
    const UNIX: u8 = 3;
    const KIND: u32 = 0o170_000;
    const REGULAR: u32 = 0o100_000;
    let (mut packed, mut len, mut at) = (long(head, 20).into(), long(head, 24).into(), long(head, 42).into());
    let mut large = large_numbers(extra).as_chunks::<8>().0.iter().map(|bytes| u64::from_le_bytes(*bytes));
    for number in [&mut len, &mut packed, &mut at] {
        if *number == u64::from(u32::MAX) {
            *number = large.next()?;
        }
    }
    let mode = long(head, 38) >> 16;
    let form = match method {
        _ if head[5] == UNIX && mode & KIND != 0 && mode & KIND != REGULAR => Form::Refused,
        DEFLATED => Form::Deflated,
        _ => Form::Plain,
    };
    let inside = at.checked_add(packed)?.checked_add(30)? <= end;
    let sized = method != STORED || packed == len;
    (inside && sized).then_some(Place { at, packed, len, crc: long(head, 16), form })
}

/// The part of the extra field that holds 64-bit numbers.
fn large_numbers(mut extra: &[u8]) -> &[u8] {
    while let Some((head, rest)) = extra.split_first_chunk::<4>() {
        let Some((part, rest)) = rest.split_at_checked(short(head, 2).into()) else { return &[] };
        if short(head, 0) == 1 {
            return part;
        }
        extra = rest;
    }
    &[]
}

/// A zip whose members are opened by their place.
pub(super) struct Zip(pub(super) Arc<dyn ReadAt>);

impl Container for Zip {
    fn open(&self, place: &Place) -> io::Result<Arc<dyn ReadAt>> {
        let mut head = [0; 30];
        self.0.read_at(place.at, &mut head)?;
        if !head.starts_with(b"PK\x03\x04") {
            return Err(io::ErrorKind::InvalidData.into());
        }
        let at = place.at + head.len() as u64 + u64::from(short(&head, 26)) + u64::from(short(&head, 28));
        let packed = Window { within: self.0.clone(), at, len: place.packed };
        if at.checked_add(place.packed).is_none_or(|end| end > self.0.len()) {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        match place.form {
            Form::Plain => Ok(Arc::new(packed)),
            Form::Deflated => Ok(Arc::new(inflate(&packed, place)?)),
            Form::Refused => Err(io::ErrorKind::PermissionDenied.into()),
        }
    }
}

/// The whole member, if it has the length and checksum that the directory states.
fn inflate(packed: &Window, place: &Place) -> io::Result<Vec<u8>> {
    const PIECE: u64 = 64 << 10;
    if place.len > MOST_IN_MEMORY {
        return Err(io::ErrorKind::OutOfMemory.into());
    }
    if place.len > place.packed.saturating_mul(BEST_RATIO) {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = vec![0; usize::try_from(place.len).map_err(|_| io::ErrorKind::OutOfMemory)?];
    let mut decoder = Box::<DecompressorOxide>::default();
    let (mut from, mut written) = (0, 0);
    let mut piece = Vec::new();
    let flags = TINFL_FLAG_HAS_MORE_INPUT | TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
    loop {
        let left = (packed.len - from).min(PIECE);
        piece.resize(usize::try_from(left).unwrap_or_default(), 0);
        packed.read_at(from, &mut piece)?;
        let (status, read, more) = decompress(&mut decoder, &piece, &mut bytes, written, flags);
        from += read as u64;
        written += more;
        match status {
            TINFLStatus::Done if written == bytes.len() && crc32fast::hash(&bytes) == place.crc => {
                return Ok(bytes);
            }
            TINFLStatus::NeedsMoreInput if read + more > 0 => {}
            TINFLStatus::NeedsMoreInput => return Err(io::ErrorKind::UnexpectedEof.into()),
            _ => return Err(io::ErrorKind::InvalidData.into()),
        }
    }
}

/// The directory is read in larger pieces than its entries have.
struct Buffered {
    cursor: Cursor,
    left: u64,
    buffer: Vec<u8>,
    taken: usize,
}

impl Buffered {
    fn new(file: &Arc<dyn ReadAt>, start: u64) -> io::Result<Self> {
        let mut cursor = Cursor::new(file.clone());
        cursor.skip(start)?;
        Ok(Self { cursor, left: file.len() - start, buffer: Vec::new(), taken: 0 })
    }

    fn read(&mut self, mut buf: &mut [u8]) -> io::Result<()> {
        const PIECE: u64 = 64 << 10;
        while !buf.is_empty() {
            if self.taken == self.buffer.len() {
                if self.left == 0 {
                    return Err(io::ErrorKind::UnexpectedEof.into());
                }
                self.buffer.resize(usize::try_from(self.left.min(PIECE)).unwrap_or_default(), 0);
                self.cursor.read(&mut self.buffer)?;
                self.left -= self.buffer.len() as u64;
                self.taken = 0;
            }
            let ready = &self.buffer[self.taken..];
            let count = ready.len().min(buf.len());
            let (head, rest) = buf.split_at_mut(count);
            head.copy_from_slice(&ready[..count]);
            self.taken += count;
            buf = rest;
        }
        Ok(())
    }
}

fn short(bytes: &[u8], at: usize) -> u16 {
    bytes[at..].first_chunk().map_or(0, |number| u16::from_le_bytes(*number))
}

fn long(bytes: &[u8], at: usize) -> u32 {
    bytes[at..].first_chunk().map_or(0, |number| u32::from_le_bytes(*number))
}

fn wide(bytes: &[u8], at: usize) -> u64 {
    bytes[at..].first_chunk().map_or(0, |number| u64::from_le_bytes(*number))
}
