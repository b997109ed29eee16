//! Members of a tar: 512-byte headers, each followed by its bytes in whole blocks.
//!
//! Read by our own 150 lines because a reader of tars reads long names and extended headers into memory
//! as large as the archive says; here both are capped. Source: POSIX.1-2017 `pax`, "ustar Interchange
//! Format" and "pax Extended Header"; GNU tar manual, "Basic Tar Format".

use super::super::error::OpenError;
use super::index::{Facts, Index, Indexer};
use super::listing::{Watch, damaged, damaged_io};
use super::member::{Form, Place};
use super::window::Stream;
use engine::EntryKind;

pub(super) const BLOCK: usize = 512;
const LONGEST_NAME: u64 = 64 << 10;
const LONGEST_EXTENDED: u64 = 1 << 20;

/// True if the block has the checksum of a header.
pub(super) fn is_header(block: &[u8; BLOCK]) -> bool {
    let sum: u64 = block
        .iter()
        .enumerate()
        .map(|(at, byte)| if (148..156).contains(&at) { u64::from(b' ') } else { u64::from(*byte) })
        .sum();
    block[0] != 0 && number(&block[148..156]) == Some(sum)
}

/// Lists the members. A tar ends with a block of zeros; one without it was cut.
pub(super) fn list(stream: &mut dyn Stream, watch: &mut Watch<'_>) -> Result<Index, OpenError> {
    let mut index = Indexer::default();
    let mut next = Extended::default();
    loop {
        let mut block = [0; BLOCK];
        stream.read(&mut block).map_err(damaged_io)?;
        if block.iter().all(|byte| *byte == 0) {
            return index.finish();
        }
        if !is_header(&block) {
            return Err(damaged("no tar header where one should be"));
        }
        let stated = number(&block[124..136]).ok_or(damaged("the size of a member makes no sense"))?;
        match block[156] {
            b'L' => next.name = Some(text(stream, stated, LONGEST_NAME)?),
            b'x' => next.read(&text(stream, stated, LONGEST_EXTENDED)?),
            kind => {
                if kind == b'S' {
                    pass_over_map(stream, &block)?;
                }
                let header = std::mem::take(&mut next);
                let len = header.size.unwrap_or(stated);
                let name = header.name.unwrap_or_else(|| short_name(&block));
                let form = match kind {
                    b'1'..=b'6' | b'S' => Form::Refused,
                    _ if header.sparse => Form::Refused,
                    _ => Form::Plain,
                };
                let place = Place { at: stream.at(), packed: len, len, crc: 0, form };
                if !matches!(kind, b'5' | b'g' | b'K' | b'V') {
                    index.member(&name, facts(&block, EntryKind::File), place)?;
                } else if kind == b'5' {
                    index.member(&name, facts(&block, EntryKind::Folder), place)?;
                }
                skip(stream, len, watch)?;
            }
        }
    }
}

/// An older GNU form of a file with holes: a map of them goes on in blocks of its own (GNU tar manual, "Basic Tar Format").
fn pass_over_map(stream: &mut dyn Stream, header: &[u8; BLOCK]) -> Result<(), OpenError> {
    let mut goes_on = header[482] != 0;
    while goes_on {
        let mut block = [0; BLOCK];
        stream.read(&mut block).map_err(damaged_io)?;
        goes_on = block[504] != 0;
    }
    Ok(())
}

/// What headers before a member say about it.
#[derive(Default)]
struct Extended {
    name: Option<Vec<u8>>,
    size: Option<u64>,
    /// Stored with its holes left out: what follows is not its content.
    sparse: bool,
}

impl Extended {
    /// Records `length key=value\n`; what is not understood is passed over.
    fn read(&mut self, mut records: &[u8]) {
        while let Some(space) = records.iter().position(|byte| *byte == b' ') {
            let len = std::str::from_utf8(&records[..space]).ok().and_then(|len| len.parse::<usize>().ok());
            let Some((record, rest)) = len.and_then(|len| records.split_at_checked(len)) else { return };
            let Some(record) = record.get(space + 1..) else { return };
            let record = record.strip_suffix(b"\n").unwrap_or(record);
            if let Some(path) = record.strip_prefix(b"path=") {
                self.name = Some(path.to_vec());
            } else if record.starts_with(b"GNU.sparse.") {
                self.sparse = true;
            } else if let Some(size) = record.strip_prefix(b"size=") {
                self.size = std::str::from_utf8(size).ok().and_then(|size| size.parse().ok());
            }
            records = rest;
        }
    }
}

fn short_name(block: &[u8; BLOCK]) -> Vec<u8> {
    let name = until_nul(&block[..100]);
    let prefix = if &block[257..263] == b"ustar\0" { until_nul(&block[345..500]) } else { b"" };
    if prefix.is_empty() { name.to_vec() } else { [prefix, name].join(&b'/') }
}

/// The bytes behind a header, and over the rest of their last block.
fn text(stream: &mut dyn Stream, len: u64, most: u64) -> Result<Vec<u8>, OpenError> {
    let len = usize::try_from(len).ok().filter(|_| len <= most);
    let mut text = vec![0; len.ok_or(damaged("a name of a member is too long"))?];
    stream.read(&mut text).map_err(damaged_io)?;
    stream.skip(text.len().next_multiple_of(BLOCK) as u64 - text.len() as u64).map_err(damaged_io)?;
    text.truncate(until_nul(&text).len());
    Ok(text)
}

/// Passes over the bytes of a member, in pieces, so that it can be watched and stopped.
fn skip(stream: &mut dyn Stream, len: u64, watch: &mut Watch<'_>) -> Result<(), OpenError> {
    const PIECE: u64 = 16 << 20;
    let blocks = len.checked_next_multiple_of(BLOCK as u64);
    let mut left = blocks.ok_or(damaged("the size of a member makes no sense"))?;
    loop {
        let piece = left.min(PIECE);
        stream.skip(piece).map_err(damaged_io)?;
        left -= piece;
        watch.reached(stream.taken())?;
        if left == 0 {
            return Ok(());
        }
    }
}

fn facts(block: &[u8; BLOCK], kind: EntryKind) -> Facts {
    let field = |from: usize, to: usize| number(&block[from..to]);
    let small = |number: Option<u64>| number.and_then(|number| u32::try_from(number).ok());
    let kind = if matches!(block[156], b'1'..=b'4' | b'6') { EntryKind::Link } else { kind };
    Facts {
        kind,
        mode: small(field(100, 108)).unwrap_or(0),
        owner: small(field(108, 116)),
        modified: field(136, 148).and_then(|seconds| i64::try_from(seconds).ok()),
    }
}

fn until_nul(bytes: &[u8]) -> &[u8] {
    bytes.split(|byte| *byte == 0).next().unwrap_or_default()
}

/// Octal digits, or a big-endian number behind a set first bit.
fn number(field: &[u8]) -> Option<u64> {
    if let [0x80, rest @ ..] = field {
        return rest.iter().try_fold(0u64, |n, byte| n.checked_mul(256)?.checked_add((*byte).into()));
    }
    let text = std::str::from_utf8(until_nul(field)).ok()?.trim();
    if text.is_empty() { Some(0) } else { u64::from_str_radix(text, 8).ok() }
}
