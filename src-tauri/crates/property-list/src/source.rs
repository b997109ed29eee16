//! Bytes in memory as evidence, and evidence as a stream through a small window.

use crate::Refused;
use engine::ReadAt;
use std::io;

/// Bytes in memory, readable like evidence.
pub struct Bytes<'a>(pub &'a [u8]);

impl ReadAt for Bytes<'_> {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<()> {
        let range = usize::try_from(offset).ok().and_then(|start| Some(start..start.checked_add(buf.len())?));
        let bytes = range.and_then(|range| self.0.get(range)).ok_or(io::ErrorKind::UnexpectedEof)?;
        buf.copy_from_slice(bytes);
        Ok(())
    }
}

/// A window that moves over the source from start to end.
pub(crate) struct Window<'a> {
    source: &'a dyn ReadAt,
    /// Where the window ends in the source.
    end: u64,
    buffer: Vec<u8>,
    at: usize,
}

impl<'a> Window<'a> {
    const SIZE: u64 = 64 << 10;

    pub(crate) fn new(source: &'a dyn ReadAt) -> Self {
        Self { source, end: 0, buffer: Vec::new(), at: 0 }
    }

    /// Offset of the next byte.
    pub(crate) fn position(&self) -> u64 {
        self.end - (self.buffer.len() - self.at) as u64
    }

    /// The error for a source that does not go on as it should.
    pub(crate) fn damaged(&self) -> Refused {
        Refused::Damaged { at: self.position() }
    }

    /// The bytes at hand, at least one unless the source is at its end.
    fn ready(&mut self) -> Result<&[u8], Refused> {
        if self.at == self.buffer.len() {
            let size = (self.source.len() - self.end).min(Self::SIZE);
            self.at = 0;
            self.buffer.resize(usize::try_from(size).unwrap_or(0), 0);
            if let Err(error) = self.source.read_at(self.end, &mut self.buffer) {
                self.buffer.clear();
                return Err(Refused::Unreadable(error));
            }
            self.end += size;
        }
        Ok(&self.buffer[self.at..])
    }

    pub(crate) fn peek(&mut self) -> Result<Option<u8>, Refused> {
        Ok(self.ready()?.first().copied())
    }

    /// The next byte; none at the end.
    pub(crate) fn next(&mut self) -> Result<Option<u8>, Refused> {
        let byte = self.peek()?;
        self.at += usize::from(byte.is_some());
        Ok(byte)
    }

    /// Goes to the next `stop` without passing it, and keeps what lies before it, if wanted: up to `most`
    /// bytes, more is [`Refused::TooLarge`]. False if the source ends first.
    pub(crate) fn seek(&mut self, stop: u8, keep: Option<(&mut Vec<u8>, usize)>) -> Result<bool, Refused> {
        let mut keep = keep;
        loop {
            let ready = self.ready()?;
            if ready.is_empty() {
                return Ok(false);
            }
            let found = ready.iter().position(|byte| *byte == stop);
            let n = found.unwrap_or(ready.len());
            if let Some((kept, most)) = &mut keep {
                if kept.len() + n > *most {
                    return Err(Refused::TooLarge);
                }
                kept.extend_from_slice(&ready[..n]);
            }
            self.at += n;
            if found.is_some() {
                return Ok(true);
            }
        }
    }

    /// Passes over everything up to and with `end`, which is not empty; false if the source ends first.
    pub(crate) fn pass(&mut self, end: &[u8], keep: Option<(&mut Vec<u8>, usize)>) -> Result<bool, Refused> {
        let mut keep = keep;
        let mut matched = 0;
        while matched < end.len() {
            let Some(byte) = self.next()? else { return Ok(false) };
            if byte == end[matched] {
                matched += 1;
                continue;
            }
            // The ends in question are two or three characters, the first two equal: `]]>`, `-->`, `?>`.
            let runs_on = matched > 0 && byte == end[0] && end[..matched].iter().all(|c| *c == end[0]);
            if let Some((kept, most)) = &mut keep {
                let lost = if runs_on { 1 } else { matched };
                if kept.len() + lost + 1 > *most {
                    return Err(Refused::TooLarge);
                }
                kept.extend_from_slice(&end[..lost]);
                if !runs_on {
                    kept.push(byte);
                }
            }
            matched = if runs_on { matched } else { 0 };
        }
        Ok(true)
    }
}
