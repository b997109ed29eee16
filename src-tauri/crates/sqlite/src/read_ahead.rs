//! Fewer, larger reads for sequential scans, single pages for look-ups.
//!
//! SQLite asks for one page at a time and keeps its own page cache, so one buffer is enough: while
//! misses follow on the last buffer, the next one is twice as long; a jump starts again at the bottom.
use engine::ReadAt;
use std::{io, sync::Arc};

pub(crate) const LEAST: usize = 4 << 10;
pub(crate) const MOST: usize = 64 << 10;

pub(crate) struct ReadAhead {
    source: Arc<dyn ReadAt>,
    buffer: Vec<u8>,
    start: u64,
    most: usize,
}

impl ReadAhead {
    pub(crate) fn new(source: Arc<dyn ReadAt>, most: usize) -> Self {
        Self { source, buffer: Vec::new(), start: 0, most: most.max(LEAST) }
    }

    pub(crate) fn len(&self) -> u64 {
        self.source.len()
    }

    /// Fills as much of `buf` as the source has; the count is short only at its end.
    pub(crate) fn read_at(&mut self, offset: u64, buf: &mut [u8]) -> io::Result<usize> {
        let n = (buf.len() as u64).min(self.len().saturating_sub(offset)) as usize;
        let mut done = 0;
        while done < n {
            let at = offset + done as u64;
            let Some(ready) = self.buffered(at) else {
                self.fill(at, n - done)?;
                continue;
            };
            let step = ready.len().min(n - done);
            buf[done..done + step].copy_from_slice(&ready[..step]);
            done += step;
        }
        Ok(n)
    }

    fn buffered(&self, at: u64) -> Option<&[u8]> {
        let skip = usize::try_from(at.checked_sub(self.start)?).ok()?;
        self.buffer.get(skip..).filter(|rest| !rest.is_empty())
    }

    /// Loads the aligned piece around `at`; `at` lies before the end of the source.
    fn fill(&mut self, at: u64, wanted: usize) -> io::Result<()> {
        let follows = !self.buffer.is_empty() && at == self.start + self.buffer.len() as u64;
        let ahead = if follows { (self.buffer.len() * 2).min(self.most) } else { 0 };
        self.start = at / LEAST as u64 * LEAST as u64;
        let wanted = (at - self.start) as usize + wanted;
        match self.load(ahead.max(wanted)) {
            // What was asked for may be readable although something behind it is not.
            Err(_) if ahead > wanted => self.load(wanted),
            outcome => outcome,
        }
    }

    /// Leaves the buffer empty on failure (and on a panic), never with stale bytes.
    fn load(&mut self, size: usize) -> io::Result<()> {
        let size = (size.next_multiple_of(LEAST) as u64).min(self.len() - self.start) as usize;
        let mut buffer = std::mem::take(&mut self.buffer);
        buffer.resize(size, 0);
        self.source.read_at(self.start, &mut buffer)?;
        self.buffer = buffer;
        Ok(())
    }
}
