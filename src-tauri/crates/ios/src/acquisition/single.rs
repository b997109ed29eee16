//! What a single folder is, or what the archives among some files hold.

use super::answers;
use super::archive;
use super::candidate::{Candidate, Source};
use super::crash_reports;
use super::error::{OpenError, Trouble, name_of};
use super::facts::look;
use super::filesystem;
use super::folder::{Folder, open_regular};
use super::set::FOLDERS;
use super::store::Store;
use super::sysdiagnose;
use super::tree::Tree;
use super::within::in_archive;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Entries of a folder that are looked at; a folder of backups has a handful.
const MOST_ENTRIES: usize = 10_000;

/// Archives of one folder that are looked into, if nothing else is there.
const MOST_ARCHIVES: usize = 16;

pub(super) fn backup_at(folder: &Path) -> Result<Option<Candidate>, OpenError> {
    let store: Arc<dyn Store> = Arc::new(Folder::new(folder.to_owned()));
    let Some(facts) = look(&*store)? else { return Ok(None) };
    let path = fs::canonicalize(folder).map_err(OpenError::NotReadable)?;
    Ok(Some(Candidate::new(&path, None, Source::backup(store, facts))))
}

/// A sysdiagnose or a copy of a file system in this folder.
pub(super) fn tree_at(folder: &Path) -> Result<Option<Candidate>, OpenError> {
    let tree = Tree::Folder(folder.to_owned());
    let name = folder.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let source = if let Some((acquisition, root)) = filesystem::look(&tree) {
        Source::Filesystem { tree, root, acquisition }
    } else if let Some((acquisition, ids)) = sysdiagnose::look(&tree, name)? {
        Source::Sysdiagnose { tree, acquisition, ids }
    } else {
        return Ok(None);
    };
    let path = fs::canonicalize(folder).map_err(OpenError::NotReadable)?;
    Ok(Some(Candidate::new(&path, None, source)))
}

/// Crash reports in this folder.
pub(super) fn reports_at(folder: &Path) -> Result<Option<Candidate>, OpenError> {
    let tree = Tree::Folder(folder.to_owned());
    let own = folder.file_name().and_then(OsStr::to_str) == Some(FOLDERS[1]);
    let Some((acquisition, ids)) = crash_reports::look(&tree, own) else { return Ok(None) };
    let path = fs::canonicalize(folder).map_err(OpenError::NotReadable)?;
    Ok(Some(Candidate::new(&path, None, Source::CrashReports { tree, acquisition, ids })))
}

/// What the phone said, in this folder.
pub(super) fn answers_at(folder: &Path) -> Result<Option<Candidate>, OpenError> {
    let tree = Tree::Folder(folder.to_owned());
    let Some(acquisition) = answers::look(&tree) else { return Ok(None) };
    let path = fs::canonicalize(folder).map_err(OpenError::NotReadable)?;
    Ok(Some(Candidate::new(&path, None, Source::Answers { tree, acquisition })))
}

#[expect(clippy::disallowed_methods, reason = "looks for evidence; nothing is opened here")]
pub(super) fn entries(folder: &Path) -> Result<Vec<PathBuf>, OpenError> {
    let list = fs::read_dir(folder).map_err(OpenError::NotReadable)?;
    let paths: io::Result<Vec<_>> = list.take(MOST_ENTRIES).map(|entry| Ok(entry?.path())).collect();
    let mut paths = paths.map_err(OpenError::NotReadable)?;
    paths.sort();
    Ok(paths)
}

/// What `look` finds in the folders among these paths.
pub(super) fn in_each(
    paths: &[PathBuf],
    look: impl Fn(&Path) -> Result<Option<Candidate>, OpenError>,
) -> Result<Vec<Candidate>, OpenError> {
    paths.iter().filter(|path| path.is_dir()).filter_map(|folder| look(folder).transpose()).collect()
}

/// Acquisitions in the archives among these files, and archives that could not be read; other files are passed over.
pub(super) fn archives_in(
    files: &[PathBuf],
    told: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<(Vec<Candidate>, Trouble), OpenError> {
    let mut found = Vec::new();
    let mut trouble = Vec::new();
    let opened = files.iter().filter_map(|path| Some((path, open_regular(path).ok()?)));
    for (path, file) in opened.filter(|(_, file)| archive::is_one(file)).take(MOST_ARCHIVES) {
        match in_archive(path, Arc::new(file), told) {
            Ok(candidates) => found.extend(candidates.unwrap_or_default()),
            Err(OpenError::NoAcquisitionHere) => {}
            Err(OpenError::Stopped) => return Err(OpenError::Stopped),
            Err(error) => trouble.push((name_of(path), error)),
        }
    }
    Ok((found, trouble))
}
