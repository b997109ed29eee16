//! Entries for fuzzing: whatever the bytes, none of these panics, hangs or takes memory without bound.

use super::{archive, key_bag::KeyBag, mbfile::MbFile};
use std::sync::Arc;

/// The reader of key bags.
pub fn key_bag(bytes: &[u8]) {
    let _ = KeyBag::parse(bytes);
}

/// The reader of file records.
pub fn file_record(bytes: &[u8]) {
    let _ = MbFile::parse(bytes);
}

/// The lister of zips, tars and gzips, and the reader of the plists of a backup in one.
pub fn archive(bytes: &[u8]) {
    let Ok(Some(archive)) = archive::list(Arc::new(bytes.to_vec()), &mut |_, _| true) else { return };
    for member in archive.backups {
        let _ = super::facts::look(&*member.store);
    }
}
