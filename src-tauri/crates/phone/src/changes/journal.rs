//! The journal of changes: one small JSON file in the copy's folder, replaced as a whole.
//!
//! Each writing goes to a file beside it, is flushed to the disk, and takes its place; so a reader finds
//! the journal before or after, never half of it, whatever ends the program.

use super::{Change, ChangeState, What};
use crate::{Failure, clock};
use serde::{Deserialize, Serialize};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

/// Its name in the copy's folder.
const NAME: &str = "lucerna-changes.json";

/// What is being written.
const NEW: &str = "lucerna-changes.json.part";

/// No honest journal is longer.
const LONGEST: u64 = 1 << 20;

/// Folders in one place that are looked into.
const FOLDERS: usize = 1000;

#[derive(Serialize, Deserialize)]
struct Written {
    format: String,
    changes: Vec<Change>,
}

const FORMAT: &str = "lucerna-changes/1";

/// The journal of one folder.
pub(crate) struct Journal {
    folder: PathBuf,
    changes: Vec<Change>,
}

impl Journal {
    /// True if the folder has one.
    pub(crate) fn is_in(folder: &Path) -> bool {
        folder.join(NAME).is_file()
    }

    /// The journal of a folder; an empty one if it has none.
    ///
    /// # Errors
    /// `not-readable` if there is one and it cannot be understood.
    pub(crate) fn open(folder: &Path) -> Result<Self, Failure> {
        let unreadable = |cause: String| Failure::new("not-readable").with("file", NAME).because(cause);
        let journal = |changes| Self { folder: folder.to_path_buf(), changes };
        #[expect(clippy::disallowed_methods, reason = "our own journal, not evidence; bounded")]
        let file = match File::open(folder.join(NAME)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(journal(Vec::new())),
            file => file.map_err(|error| unreadable(error.to_string()))?,
        };
        let mut text = Vec::new();
        file.take(LONGEST).read_to_end(&mut text).map_err(|error| unreadable(error.to_string()))?;
        let written: Written =
            serde_json::from_slice(&text).map_err(|error| unreadable(error.to_string()))?;
        if written.format != FORMAT {
            return Err(unreadable(format!("format {}", written.format)));
        }
        Ok(journal(written.changes))
    }

    /// All changes in their order.
    pub(crate) fn changes(&self) -> &[Change] {
        &self.changes
    }

    pub(super) fn into_changes(self) -> Vec<Change> {
        self.changes
    }

    /// Writes down what becomes of a change. The same change to the same phone is one line, unless it was
    /// undone and is made anew.
    ///
    /// # Errors
    /// `save-failed`, `disk-full`; then the change must not be made.
    pub(crate) fn note(&mut self, what: What, udid: &str, state: ChangeState) -> Result<(), Failure> {
        let same = |change: &&mut Change| change.what == what && change.udid == udid;
        let anew = state == ChangeState::Begun || state == ChangeState::Made;
        let closed = |change: &&mut Change| change.state == ChangeState::Undone && anew;
        match self.changes.iter_mut().rfind(same).filter(|change| !closed(change)) {
            Some(change) => change.state = state,
            None => {
                self.changes.push(Change { what, udid: udid.to_owned(), when: clock::now(), state });
            }
        }
        self.write()
    }

    /// Takes back that a change was begun: it did not come to it, and the phone says so.
    ///
    /// # Errors
    /// As [`Self::note`].
    pub(crate) fn strike(&mut self, what: &What, udid: &str) -> Result<(), Failure> {
        let begun = |change: &Change| {
            change.what == *what && change.udid == udid && change.state == ChangeState::Begun
        };
        self.changes.retain(|change| !begun(change));
        self.write()
    }

    fn write(&self) -> Result<(), Failure> {
        let written = Written { format: FORMAT.to_owned(), changes: self.changes.clone() };
        let text = serde_json::to_vec_pretty(&written).map_err(io::Error::from);
        text.and_then(|text| replace(&self.folder, &text)).map_err(|error| {
            let code = if error.kind() == io::ErrorKind::StorageFull { "disk-full" } else { "save-failed" };
            Failure::new(code).with("file", NAME).because(error)
        })
    }
}

fn replace(folder: &Path, text: &[u8]) -> io::Result<()> {
    let new = folder.join(NEW);
    let mut file = File::options().write(true).create(true).truncate(true).open(&new)?;
    file.write_all(text)?;
    file.sync_all()?;
    drop(file);
    fs::rename(&new, folder.join(NAME))?;
    #[cfg(unix)]
    {
        #[expect(clippy::disallowed_methods, reason = "the copy's own folder, to flush the new name")]
        File::open(folder)?.sync_all()?;
    }
    Ok(())
}

/// Places where copies are kept, and the folders right in them: a copy may be in either.
pub(crate) fn with_inner(places: &[PathBuf]) -> impl Iterator<Item = PathBuf> {
    let inside = places.iter().flat_map(|place| folders_in(place));
    places.iter().cloned().chain(inside)
}

/// The folders right in a place; a place that cannot be read has none: nobody pointed at it.
pub(crate) fn folders_in(place: &Path) -> Vec<PathBuf> {
    #[expect(clippy::disallowed_methods, reason = "where copies are kept, not evidence")]
    let Ok(entries) = fs::read_dir(place) else { return Vec::new() };
    let folder = |entry: io::Result<fs::DirEntry>| Some(entry.ok()?.path()).filter(|path| path.is_dir());
    let mut folders: Vec<PathBuf> = entries.take(FOLDERS).filter_map(folder).collect();
    folders.sort();
    folders
}
