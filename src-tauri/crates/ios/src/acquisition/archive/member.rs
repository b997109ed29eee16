//! One member of an archive: where its bytes are, and who opens it.

use engine::ReadAt;
use std::io;
use std::sync::Arc;

/// Most bytes of one compressed member that are held in memory.
pub(super) const MOST_IN_MEMORY: u64 = 256 << 20;

/// Members by their place in one archive.
pub(crate) trait Container: Send + Sync {
    fn open(&self, place: &Place) -> io::Result<Arc<dyn ReadAt>>;
}

/// Where the bytes of a member are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// First byte in the archive; in a zip, of the member's own header.
    pub(super) at: u64,
    /// Bytes that it takes there.
    pub(super) packed: u64,
    /// Bytes that it has.
    pub(super) len: u64,
    /// Checksum of those bytes, where the archive has one.
    pub(super) crc: u32,
    pub(super) form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// As it is.
    Plain,
    /// Compressed.
    Deflated,
    /// A link, a device: never followed.
    Refused,
}
