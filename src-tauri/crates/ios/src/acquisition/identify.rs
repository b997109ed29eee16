//! What lies at a path: backups, by their content, whatever they are called.

use super::archive;
use super::error::OpenError;
use super::facts::{Facts, look};
use super::file_id::FileId;
use super::folder::{Folder, open_regular};
use super::store::{ROOT_FILES, Store};
use engine::Acquisition;
use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Entries of a folder that are looked at; a folder of backups has a handful.
const MOST_ENTRIES: usize = 10_000;

/// Where backups lie below a folder that people point at instead: their own folder, `MobileSync`, …
const BELOW: [&[&str]; 6] = [
    &["Backup"],
    &["MobileSync", "Backup"],
    &["Apple Computer", "MobileSync", "Backup"],
    &["Apple", "MobileSync", "Backup"],
    &["Library", "Application Support", "MobileSync", "Backup"],
    &["AppData", "Roaming", "Apple Computer", "MobileSync", "Backup"],
];

/// A backup that was found and can be opened.
#[derive(Clone)]
pub struct Candidate {
    /// What it says of itself.
    pub acquisition: Acquisition,
    /// The backup's folder, or the archive that holds it; links are resolved.
    pub path: PathBuf,
    /// For an archive: the folder of the backup inside it, empty at the top.
    pub member_prefix: Option<String>,
    pub(super) store: Arc<dyn Store>,
    pub(super) facts: Arc<Facts>,
}

impl fmt::Debug for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Candidate")
            .field("path", &self.path)
            .field("member_prefix", &self.member_prefix)
            .finish_non_exhaustive()
    }
}

/// Finds backups at `path`: a backup's folder, a folder that holds several or leads to the usual place of
/// them, a file or folder inside a backup, or a zip, tar or tar.gz of one or more.
///
/// Never an empty list: at least one candidate, sorted by path, or the reason why there is none. An
/// archive is listed once, which takes as long as reading it if it is compressed as a whole.
pub fn identify(path: &Path) -> Result<Vec<Candidate>, OpenError> {
    let path = fs::canonicalize(path).map_err(OpenError::NotReadable)?;
    if path.is_dir() { in_folder(&path) } else { at_file(&path) }
}

fn in_folder(folder: &Path) -> Result<Vec<Candidate>, OpenError> {
    let mut trouble = match backup_at(folder) {
        Ok(Some(candidate)) => return Ok(vec![candidate]),
        Ok(None) => None,
        Err(error) => Some(error),
    };
    let inside = entries(folder)?;
    let is_empty = inside.is_empty();
    if trouble.is_none()
        && let Some(found) = around(folder)?
    {
        return Ok(vec![found]);
    }
    let mut children = inside;
    for steps in BELOW {
        let below = steps.iter().fold(folder.to_owned(), |path, step| path.join(step));
        if below.is_dir() {
            children.extend(entries(&below)?);
        }
    }
    let mut found = Vec::new();
    for child in children.iter().filter(|child| child.is_dir()) {
        match backup_at(child) {
            Ok(candidate) => found.extend(candidate),
            Err(error) => trouble = trouble.or(Some(error)),
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found.dedup_by(|a, b| a.path == b.path);
    match trouble {
        _ if !found.is_empty() => Ok(found),
        Some(error) => Err(error),
        None if is_empty => Err(OpenError::EmptyFolder),
        None => Err(OpenError::NoAcquisitionHere),
    }
}

fn at_file(path: &Path) -> Result<Vec<Candidate>, OpenError> {
    if let Some(candidate) = around(path)? {
        return Ok(vec![candidate]);
    }
    let file = open_regular(path).map_err(OpenError::NotReadable)?;
    let Some(members) = archive::list(Arc::new(file))? else { return Err(OpenError::NoAcquisitionHere) };
    let mut found = Vec::new();
    let mut trouble = None;
    for member in members {
        match look(&*member.store) {
            Ok(Some(facts)) => found.push(candidate(path, Some(member.prefix), member.store, facts)),
            Ok(None) => {}
            Err(error) => trouble = trouble.or(Some(error)),
        }
    }
    match trouble {
        _ if !found.is_empty() => Ok(found),
        Some(error) => Err(error),
        None => Err(OpenError::NoAcquisitionHere),
    }
}

/// The backup that a file or folder belongs to, if it lies where a part of one does: `Manifest.db`, `3d`,
/// `3d/3d0d7e5f…`.
fn around(path: &Path) -> Result<Option<Candidate>, OpenError> {
    let name = path.file_name().map(OsStr::as_encoded_bytes).unwrap_or_default();
    let is_folder_of_files = matches!(name, [a, b] if a.is_ascii_hexdigit() && b.is_ascii_hexdigit());
    let steps = if FileId::parse(name).is_some() {
        2
    } else if is_folder_of_files || ROOT_FILES.iter().any(|root| root.as_bytes() == name) {
        1
    } else {
        return Ok(None);
    };
    match path.ancestors().nth(steps) {
        Some(folder) => backup_at(folder),
        None => Ok(None),
    }
}

fn backup_at(folder: &Path) -> Result<Option<Candidate>, OpenError> {
    let store: Arc<dyn Store> = Arc::new(Folder::new(folder.to_owned()));
    let Some(facts) = look(&*store)? else { return Ok(None) };
    let path = fs::canonicalize(folder).map_err(OpenError::NotReadable)?;
    Ok(Some(candidate(&path, None, store, facts)))
}

fn candidate(path: &Path, prefix: Option<String>, store: Arc<dyn Store>, facts: Facts) -> Candidate {
    Candidate {
        acquisition: facts.acquisition.clone(),
        path: path.to_owned(),
        member_prefix: prefix,
        store,
        facts: Arc::new(facts),
    }
}

#[expect(clippy::disallowed_methods, reason = "looks for evidence; nothing is opened here")]
fn entries(folder: &Path) -> Result<Vec<PathBuf>, OpenError> {
    let list = fs::read_dir(folder).map_err(OpenError::NotReadable)?;
    let paths: io::Result<Vec<_>> = list.take(MOST_ENTRIES).map(|entry| Ok(entry?.path())).collect();
    let mut paths = paths.map_err(OpenError::NotReadable)?;
    paths.sort();
    Ok(paths)
}
