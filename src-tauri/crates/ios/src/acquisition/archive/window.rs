//! Parts of an archive that can be read as they are.

use super::member::{Container, Form, Place};
use engine::ReadAt;
use std::io;
use std::sync::Arc;

/// A run of bytes inside another.
pub(super) struct Window {
    pub(super) within: Arc<dyn ReadAt>,
    pub(super) at: u64,
    pub(super) len: u64,
}

impl ReadAt for Window {
    fn len(&self) -> u64 {
        self.len
    }

    fn read_at(&self, offset: u64, buf: &mut [u8]) -> io::Result<()> {
        let end = offset.checked_add(buf.len() as u64).filter(|end| *end <= self.len);
        end.ok_or(io::ErrorKind::UnexpectedEof)?;
        self.within.read_at(self.at.saturating_add(offset), buf)
    }
}

/// A container whose members lie in it as they are.
pub(super) struct InPlace(pub(super) Arc<dyn ReadAt>);

impl Container for InPlace {
    fn open(&self, place: &Place) -> io::Result<Arc<dyn ReadAt>> {
        if place.form != Form::Plain {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        Ok(Arc::new(Window { within: self.0.clone(), at: place.at, len: place.len }))
    }
}

/// Bytes in order, as far as they go.
pub(super) trait Stream {
    /// Place of the next byte.
    fn at(&self) -> u64;
    /// Bytes of the file that were needed to get here.
    fn taken(&self) -> u64 {
        self.at()
    }
    /// Fills `buf`, or fails with `UnexpectedEof`.
    fn read(&mut self, buf: &mut [u8]) -> io::Result<()>;
    /// Passes over `count` bytes, or fails with `UnexpectedEof`.
    fn skip(&mut self, count: u64) -> io::Result<()>;
}

/// Something that can be read at any place, as a stream.
pub(super) struct Cursor {
    within: Arc<dyn ReadAt>,
    at: u64,
}

impl Cursor {
    pub(super) fn new(within: Arc<dyn ReadAt>) -> Self {
        Self { within, at: 0 }
    }
}

impl Stream for Cursor {
    fn at(&self) -> u64 {
        self.at
    }

    fn read(&mut self, buf: &mut [u8]) -> io::Result<()> {
        self.within.read_at(self.at, buf)?;
        self.at += buf.len() as u64;
        Ok(())
    }

    fn skip(&mut self, count: u64) -> io::Result<()> {
        let end = self.at.checked_add(count).filter(|end| *end <= self.within.len());
        self.at = end.ok_or(io::ErrorKind::UnexpectedEof)?;
        Ok(())
    }
}
