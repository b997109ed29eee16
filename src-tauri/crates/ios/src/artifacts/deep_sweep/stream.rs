//! A file in pieces: each word lies whole in one of them, and memory does not grow with the file.

use engine::ReadAt;
use std::io;

/// Bytes read at once.
const BLOCK: usize = 1 << 20;
/// What is kept of the piece before, so that a word is seen with what stands before it, and how much of a piece is
/// left to the next one, so that it is seen with what stands behind it. No word is longer.
pub(super) const MARGIN: usize = 4096;

/// A stretch of a file. It owns its bytes, so that another thread can look at it while the next one is read.
pub(super) struct Piece {
    /// Everything that lies in memory.
    pub(super) bytes: Vec<u8>,
    /// Where it lies in the file.
    pub(super) offset: u64,
    /// Words that begin from here …
    pub(super) from: usize,
    /// … to here, without it, belong to this piece.
    pub(super) to: usize,
}

/// A file on the way.
pub(super) struct Pieces<'a> {
    file: &'a dyn ReadAt,
    len: u64,
    /// So far the pieces reach.
    done: u64,
    /// What the next piece begins with, and where its own words do.
    kept: Vec<u8>,
    from: usize,
}

impl<'a> Pieces<'a> {
    pub(super) fn of(file: &'a dyn ReadAt) -> Self {
        Self { file, len: file.len(), done: 0, kept: Vec::new(), from: 0 }
    }

    /// The next one, in a buffer that `room` gives; none at the end.
    pub(super) fn next(&mut self, room: impl FnOnce() -> Vec<u8>) -> io::Result<Option<Piece>> {
        if self.done == self.len {
            return Ok(None);
        }
        let mut bytes = room();
        bytes.clear();
        bytes.append(&mut self.kept);
        let held = bytes.len();
        let left = usize::try_from(self.len - self.done).unwrap_or(usize::MAX);
        bytes.resize(held + left.min(BLOCK + 2 * MARGIN - held), 0);
        self.file.read_at(self.done, bytes.get_mut(held..).unwrap_or_default())?;
        let offset = self.done - held as u64;
        self.done = offset + bytes.len() as u64;
        let is_last = self.done == self.len;
        let to = if is_last { bytes.len() } else { bytes.len().saturating_sub(MARGIN).max(self.from) };
        let from = self.from;
        if !is_last {
            // The next piece begins a margin before the first word that is left to it.
            let keep = to.saturating_sub(MARGIN);
            self.kept.extend_from_slice(&bytes[keep..]);
            self.from = to - keep;
        }
        Ok(Some(Piece { bytes, offset, from, to }))
    }
}
