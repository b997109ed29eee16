//! The pieces inside a chunk of lines. They are unfolded and counted here: the library passes over those that it does
//! not understand without a word.
//!
//! Facts: the library's own reading of them. `bv41`, size, packed size, one block of LZ4, `bv4$`; or `bv4-`, size, the
//! pieces as they are, `bv4$`. A piece begins as a chunk does, zeros fill up to the next.

/// The kinds of pieces that hold lines.
const KINDS: std::ops::RangeInclusive<u32> = 0x6001..=0x6004;
/// Bytes before the content of a chunk and of a piece.
const HEAD: usize = 16;

/// A chunk of lines as it is handed to the library.
pub(super) struct Lines {
    pub(super) chunk: Vec<u8>,
    /// How many pieces there are, one more if what follows them is none; none for a form that is not known here.
    pub(super) pieces: Option<usize>,
}

/// `most`: bytes that a chunk may unfold to. None if it does not unfold.
pub(super) fn unfold(chunk: Vec<u8>, most: u32) -> Option<Lines> {
    let form = chunk.get(HEAD..HEAD + 4)?;
    if form != b"bv41" && form != b"bv4-" {
        return Some(Lines { chunk, pieces: None });
    }
    let size = number(&chunk, 20).filter(|size| *size <= most)?;
    if form == b"bv4-" {
        let end = 24 + usize::try_from(size).ok()?;
        let pieces = Some(count(chunk.get(24..end)?));
        return Some(Lines { chunk, pieces });
    }
    let end = 28 + usize::try_from(number(&chunk, 24)?).ok()?;
    let plain = lz4_flex::block::decompress(chunk.get(28..end)?, usize::try_from(size).ok()?).ok()?;
    let content = u64::try_from(8 + plain.len() + 4).ok()?.to_le_bytes();
    let length = u32::try_from(plain.len()).ok()?.to_le_bytes();
    let parts = [chunk.get(..8)?, &content, b"bv4-", &length, &plain, b"bv4$"];
    Some(Lines { pieces: Some(count(&plain)), chunk: parts.concat() })
}

/// Pieces of other kinds are passed over, as the library does.
fn count(mut rest: &[u8]) -> usize {
    let mut pieces = 0;
    while !rest.is_empty() {
        let size = rest.get(8..HEAD).and_then(|size| size.first_chunk()).copied().map(u64::from_le_bytes);
        let end = size.and_then(|size| usize::try_from(size).ok()?.checked_add(HEAD));
        let Some(after) = end.and_then(|end| rest.get(end..)) else { return pieces + 1 };
        pieces += usize::from(number(rest, 0).is_some_and(|kind| KINDS.contains(&kind)));
        let zeros = after.iter().take_while(|byte| **byte == 0).count();
        rest = after.get(zeros..).unwrap_or_default();
    }
    pieces
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().copied().map(u32::from_le_bytes)
}
