//! Listing an archive from end to end: how far it is, and what stops it.

use super::super::error::OpenError;
use std::io;

/// Hears how far listing an archive is, and may stop it.
pub(super) struct Watch<'a> {
    pub(super) of: u64,
    pub(super) told: &'a mut dyn FnMut(u64, u64) -> bool,
}

impl Watch<'_> {
    pub(super) fn reached(&mut self, done: u64) -> Result<(), OpenError> {
        if (self.told)(done.min(self.of), self.of) { Ok(()) } else { Err(OpenError::Stopped) }
    }
}

pub(super) fn damaged(what: &'static str) -> OpenError {
    OpenError::ArchiveDamaged(what.into())
}

pub(super) fn damaged_io(error: io::Error) -> OpenError {
    match error.kind() {
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData => OpenError::ArchiveDamaged(error.into()),
        _ => OpenError::NotReadable(error),
    }
}
