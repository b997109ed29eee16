//! An acquisition inside an archive, read where it lies: nothing is ever unpacked to disk.
//!
//! The members are listed once. A member that lies in the archive as it is (in a tar, or "stored" in a
//! zip) is read in place, at any size. A compressed one is inflated into memory when it is opened, up to
//! [`member::MOST_IN_MEMORY`]; a larger one is said to be too large, and the person can unpack it.

mod gunzip;
mod index;
mod listing;
pub(crate) mod member;
mod tar;
mod window;
mod zip;

use super::error::OpenError;
use super::file_id::FileId;
use super::store::Store;
use super::tree::listed::Listed;
use engine::ReadAt;
use index::{Group, Index};
use listing::Watch;
use member::Container;
use std::io;
use std::sync::Arc;

/// What may be a backup in an archive: files that lie together in one folder of it.
pub(crate) struct Member {
    /// The folder inside the archive, without a slash at its end; empty at the top.
    pub(crate) prefix: String,
    pub(crate) store: Arc<dyn Store>,
}

/// An archive, listed.
pub(crate) struct Archive {
    /// What may be backups.
    pub(crate) backups: Vec<Member>,
    /// Everything else, sorted by name.
    pub(crate) others: Arc<Vec<Listed>>,
    pub(crate) container: Arc<dyn Container>,
    /// A member asks for a password of the archive.
    pub(crate) encrypted: bool,
}

/// Lists an archive; `None` if the file is no archive at all. `told` hears bytes done of all, and stops it
/// with false.
pub(crate) fn list(
    file: Arc<dyn ReadAt>,
    told: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Option<Archive>, OpenError> {
    let mut head = [0; tar::BLOCK];
    let len = usize::try_from(file.len()).unwrap_or(usize::MAX).min(head.len());
    file.read_at(0, &mut head[..len]).map_err(OpenError::NotReadable)?;
    let watch = &mut Watch { of: file.len(), told };
    let (container, index): (Arc<dyn Container>, Index) = match &head {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => {
            let index = zip::list(&file, watch)?;
            (Arc::new(zip::Zip(file)), index)
        }
        [0x1f, 0x8b, 8, ..] => {
            let (members, index) = gunzip::list(file, watch)?;
            (Arc::new(members), index)
        }
        head if tar::is_header(head) => {
            let index = tar::list(&mut window::Cursor::new(file.clone()), watch)?;
            (Arc::new(window::InPlace(file)), index)
        }
        head => {
            return match other_archive(head) {
                Some(layout) => Err(OpenError::UnsupportedLayout { layout }),
                None => Ok(None),
            };
        }
    };
    let backups = index.groups.into_iter().map(|(prefix, group)| {
        let store: Arc<dyn Store> = Arc::new(ArchiveStore { container: container.clone(), group });
        Member { prefix, store }
    });
    Ok(Some(Archive {
        backups: backups.collect(),
        others: Arc::new(index.others),
        encrypted: index.encrypted,
        container,
    }))
}

/// True if the file begins like an archive that [`list`] reads.
pub(crate) fn is_one(file: &dyn ReadAt) -> bool {
    let mut head = [0; tar::BLOCK];
    let len = usize::try_from(file.len()).unwrap_or(usize::MAX).min(head.len());
    file.read_at(0, &mut head[..len]).is_ok()
        && (matches!(&head, [b'P', b'K', 3 | 5, 4 | 6, ..] | [0x1f, 0x8b, 8, ..]) || tar::is_header(&head))
}

/// Archives that are recognised only to say so.
fn other_archive(head: &[u8; tar::BLOCK]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 5] = [
        (b"7z\xbc\xaf\x27\x1c", "7z"),
        (b"Rar!\x1a\x07", "rar"),
        (b"\xfd7zXZ\0", "xz"),
        (b"BZh", "bzip2"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
    ];
    KNOWN.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, name)| *name)
}

struct ArchiveStore {
    container: Arc<dyn Container>,
    group: Group,
}

impl Store for ArchiveStore {
    fn root(&self, name: &str) -> io::Result<Option<Arc<dyn ReadAt>>> {
        self.group.root(name).map(|place| self.container.open(place)).transpose()
    }

    fn file(&self, id: FileId) -> io::Result<Arc<dyn ReadAt>> {
        let place = self.group.file(id).ok_or(io::ErrorKind::NotFound)?;
        self.container.open(place)
    }

    fn holds(&self, id: FileId) -> bool {
        self.group.file(id).is_some()
    }
}
