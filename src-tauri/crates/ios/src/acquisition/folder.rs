//! A backup as a folder: `Manifest.db` and its like, and stored files in 256 folders by their first two
//! digits.

use super::file_id::FileId;
use super::store::Store;
use engine::{DiskFile, ReadAt};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

/// Above this many stored files they are asked for one by one: 20 bytes each are kept otherwise.
const MOST_LISTED: usize = 2_000_000;

/// A backup folder. Opens regular files for reading and nothing else.
pub(crate) struct Folder {
    root: PathBuf,
    stored: OnceLock<Option<Vec<FileId>>>,
}

impl Folder {
    pub(crate) fn new(root: PathBuf) -> Self {
        Self { root, stored: OnceLock::new() }
    }

    fn path(&self, id: FileId) -> PathBuf {
        let name = id.to_string();
        self.root.join(&name[..2]).join(name)
    }
}

impl Store for Folder {
    fn root(&self, name: &str) -> io::Result<Option<Arc<dyn ReadAt>>> {
        match open_regular(&self.root.join(name)) {
            Ok(file) => Ok(Some(Arc::new(file))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }

    fn file(&self, id: FileId) -> io::Result<Arc<dyn ReadAt>> {
        let path = self.path(id);
        let within = path.parent().ok_or(io::ErrorKind::NotFound)?;
        if !fs::symlink_metadata(within)?.is_dir() {
            return Err(not_regular());
        }
        Ok(Arc::new(open_regular(&path)?))
    }

    fn holds(&self, id: FileId) -> bool {
        match self.stored.get_or_init(|| list(&self.root).ok()) {
            Some(stored) => stored.binary_search(&id).is_ok(),
            None => fs::symlink_metadata(self.path(id)).is_ok(),
        }
    }
}

/// Names of everything stored, sorted; an error if a folder refuses or there are too many to keep.
#[expect(clippy::disallowed_methods, reason = "an evidence implementation: lists the stored files once")]
fn list(root: &Path) -> io::Result<Vec<FileId>> {
    let mut stored = Vec::new();
    for first in 0..=u8::MAX {
        let folder = match fs::read_dir(root.join(format!("{first:02x}"))) {
            Ok(folder) => folder,
            Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error),
        };
        for entry in folder {
            let id = FileId::parse(entry?.file_name().as_encoded_bytes());
            stored.extend(id.filter(|id| id.starts_with(first)));
            if stored.len() > MOST_LISTED {
                return Err(io::ErrorKind::OutOfMemory.into());
            }
        }
    }
    stored.sort_unstable();
    Ok(stored)
}

/// Opens a regular file and refuses links, folders, pipes and devices.
#[expect(clippy::disallowed_methods, reason = "an evidence implementation: read-only, regular files only")]
pub(crate) fn open_regular(path: &Path) -> io::Result<DiskFile> {
    if !fs::symlink_metadata(path)?.is_file() {
        return Err(not_regular());
    }
    let file = File::open(path)?;
    if !file.metadata()?.is_file() {
        return Err(not_regular());
    }
    DiskFile::new(file)
}

fn not_regular() -> io::Error {
    io::Error::new(io::ErrorKind::PermissionDenied, "not a regular file")
}
