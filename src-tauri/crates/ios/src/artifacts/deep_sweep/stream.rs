//! A file in pieces: each word lies whole in one of them, and memory does not grow with the file.

use engine::ReadAt;
use std::io;

/// Bytes read at once.
const BLOCK: usize = 1 << 20;
/// What is kept of the piece before, so that a word is seen with what stands before it, and how much of a piece is
/// left to the next one, so that it is seen with what stands behind it. No word is longer.
pub(super) const MARGIN: usize = 4096;

/// A stretch of a file.
pub(super) struct Piece<'a> {
    /// Everything that lies in memory.
    pub(super) bytes: &'a [u8],
    /// Where it lies in the file.
    pub(super) offset: u64,
    /// Words that begin from here …
    pub(super) from: usize,
    /// … to here, without it, belong to this piece.
    pub(super) to: usize,
    /// The first one of the file.
    pub(super) is_first: bool,
}

/// Room for a piece; used again for each file.
pub(super) fn buffer() -> Vec<u8> {
    vec![0; BLOCK + 2 * MARGIN]
}

/// Hands over the whole file.
pub(super) fn read(file: &dyn ReadAt, buffer: &mut [u8], tell: &mut dyn FnMut(&Piece<'_>)) -> io::Result<()> {
    let len = file.len();
    // `held` bytes of the buffer are filled; the first of them stands at `offset` of the file.
    let (mut offset, mut held, mut from) = (0_u64, 0_usize, 0_usize);
    let mut is_first = true;
    while offset + (held as u64) < len {
        let left = usize::try_from(len - offset - held as u64).unwrap_or(usize::MAX);
        let wanted = left.min(buffer.len() - held);
        file.read_at(offset + held as u64, &mut buffer[held..held + wanted])?;
        held += wanted;
        let is_last = offset + held as u64 == len;
        let to = if is_last { held } else { held.saturating_sub(MARGIN).max(from) };
        tell(&Piece { bytes: &buffer[..held], offset, from, to, is_first });
        is_first = false;
        // The next piece begins a margin before the first word that is left to it.
        let keep = to.saturating_sub(MARGIN);
        buffer.copy_within(keep..held, 0);
        offset += keep as u64;
        held -= keep;
        from = to - keep;
    }
    Ok(())
}
