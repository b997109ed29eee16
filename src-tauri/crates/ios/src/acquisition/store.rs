//! Where the files of a backup lie, by name: a folder, or an archive of one.

use super::file_id::FileId;
use engine::ReadAt;
use std::io;
use std::sync::Arc;

/// What Lucerna writes beside a backup that it made, and what lies there as long as it is not done.
pub(crate) const COPY: &str = "lucerna-copy.json";
pub(crate) const UNFINISHED: &str = "lucerna-unfinished";

/// Files that lie beside the stored ones, by the names that Apple gave them, and our own.
pub(crate) const ROOT_FILES: [&str; 8] = [
    "Info.plist",
    "Manifest.db",
    "Manifest.db-wal",
    "Manifest.mbdb",
    "Manifest.plist",
    "Status.plist",
    COPY,
    UNFINISHED,
];

/// Read-only access to the files of one backup by name, decrypted or not.
///
/// What is not a regular file is [`io::ErrorKind::PermissionDenied`], never followed.
pub(crate) trait Store: Send + Sync {
    /// One of [`ROOT_FILES`]; `None` if it is not there.
    fn root(&self, name: &str) -> io::Result<Option<Arc<dyn ReadAt>>>;

    /// A stored file. `NotFound` if it is not there, `OutOfMemory` if it would have to be held in memory
    /// and is too large for that.
    fn file(&self, id: FileId) -> io::Result<Arc<dyn ReadAt>>;

    /// True if something of that name is there, even if it will be refused.
    fn holds(&self, id: FileId) -> bool;
}
