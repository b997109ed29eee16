//! What lies at a path: acquisitions, by their content, whatever they are called.

use super::answers;
use super::archive;
use super::crash_reports;
use super::error::OpenError;
use super::facts::{Facts, look};
use super::file_id::FileId;
use super::filesystem::{self, Root};
use super::folder::{Folder, open_regular};
use super::scrape::Ids;
use super::store::{ROOT_FILES, Store};
use super::sysdiagnose;
use super::together;
use super::tree::Tree;
use super::within::in_archive;
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

/// Archives of one folder that are looked into, if nothing else is there.
const MOST_ARCHIVES: usize = 16;

/// An acquisition that was found and can be opened.
#[derive(Clone)]
pub struct Candidate {
    /// What it says of itself.
    pub acquisition: Acquisition,
    /// Its folder, or the archive that holds it; links are resolved.
    pub path: PathBuf,
    /// For an archive: the folder inside it, empty at the top.
    pub member_prefix: Option<String>,
    /// What was copied from the same phone at the same time, and is checked with it.
    pub with: Vec<Candidate>,
    pub(super) source: Source,
}

/// Where its files are.
#[derive(Clone)]
pub(super) enum Source {
    Backup { store: Arc<dyn Store>, facts: Arc<Facts> },
    Sysdiagnose { tree: Tree, acquisition: Acquisition, ids: Ids },
    CrashReports { tree: Tree, acquisition: Acquisition, ids: Ids },
    Answers { tree: Tree, acquisition: Acquisition },
    Filesystem { tree: Tree, root: Root, acquisition: Acquisition },
}

impl Source {
    pub(super) fn backup(store: Arc<dyn Store>, facts: Facts) -> Self {
        Self::Backup { store, facts: Arc::new(facts) }
    }
}

impl Candidate {
    pub(super) fn new(path: &Path, member_prefix: Option<String>, source: Source) -> Self {
        let acquisition = match &source {
            Source::Backup { facts, .. } => &facts.acquisition,
            Source::Sysdiagnose { acquisition, .. }
            | Source::CrashReports { acquisition, .. }
            | Source::Answers { acquisition, .. }
            | Source::Filesystem { acquisition, .. } => acquisition,
        };
        let acquisition = acquisition.clone();
        Self { acquisition, path: path.to_owned(), member_prefix, with: Vec::new(), source }
    }

    /// What tells its phone from others.
    pub(super) fn ids(&self) -> Ids {
        match &self.source {
            Source::Backup { facts, .. } => facts.ids.clone(),
            Source::Sysdiagnose { ids, .. } | Source::CrashReports { ids, .. } => ids.clone(),
            Source::Answers { .. } | Source::Filesystem { .. } => Ids::default(),
        }
    }
}

impl fmt::Debug for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Candidate")
            .field("path", &self.path)
            .field("member_prefix", &self.member_prefix)
            .finish_non_exhaustive()
    }
}

/// As [`identify_and_tell`], for those who need not hear how far it is.
pub fn identify(path: &Path) -> Result<Vec<Candidate>, OpenError> {
    identify_and_tell(path, &mut |_, _| true)
}

/// Finds acquisitions at `path`: a backup, a sysdiagnose, a copy of a file system or a folder of crash
/// reports; a folder that holds several or leads to the usual place of backups; a file or folder inside a
/// backup; or a zip, tar or tar.gz of one or more. What Lucerna copied from one phone is one candidate.
///
/// Never an empty list: at least one candidate, sorted by path, or the reason why there is none. An
/// archive is listed from end to end, which takes as long as reading it if it is compressed as a whole: `told` hears
/// bytes done of all, and stops it with false. Its examination lists it once more: that is done by another worker, which
/// believes no list that it did not make, and what tells one phone from another may be in the last file of an archive, as
/// may be the damage that makes it none.
pub fn identify_and_tell(
    path: &Path,
    told: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Vec<Candidate>, OpenError> {
    let path = fs::canonicalize(path).map_err(OpenError::NotReadable)?;
    if path.is_dir() { in_folder(&path, told) } else { at_file(&path, told) }
}

fn in_folder(folder: &Path, told: &mut dyn FnMut(u64, u64) -> bool) -> Result<Vec<Candidate>, OpenError> {
    let mut trouble = match backup_at(folder) {
        Ok(Some(candidate)) => return Ok(vec![candidate]),
        Ok(None) => None,
        Err(error) => Some(error),
    };
    if trouble.is_none() {
        if let Some(found) = tree_at(folder)? {
            return Ok(vec![found]);
        }
        if let Some(mut set) = together::in_folder(folder, told)? {
            // A neighbour that is a backup of its own is not passed over: the person chooses.
            let belongs = |path: &Path| {
                path.file_name().is_some_and(|name| together::FOLDERS.iter().any(|known| name == *known))
            };
            let others: Vec<_> = entries(folder)?.into_iter().filter(|path| !belongs(path)).collect();
            set.extend(in_each(&others, |other| Ok(backup_at(other).ok().flatten()))?);
            return Ok(set);
        }
        if let Some(found) = around(folder)? {
            return Ok(vec![found]);
        }
    }
    let inside = entries(folder)?;
    let mut children = inside.clone();
    for steps in BELOW {
        let below = steps.iter().fold(folder.to_owned(), |path, step| path.join(step));
        if below.is_dir() {
            children.extend(entries(&below)?);
        }
    }
    let mut found = Vec::new();
    for child in children.iter().filter(|child| child.is_dir()) {
        match backup_at(child).and_then(|backup| if backup.is_some() { Ok(backup) } else { tree_at(child) }) {
            Ok(candidate) => found.extend(candidate),
            Err(error) => trouble = trouble.or(Some(error)),
        }
    }
    if found.is_empty() && trouble.is_none() {
        found.extend(reports_at(folder)?.or(answers_at(folder)?));
        if found.is_empty() {
            found = in_each(&inside, reports_at)?;
        }
        if found.is_empty() {
            match archives_in(&inside, told) {
                Ok(candidates) => found = candidates,
                Err(error) => trouble = Some(error),
            }
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found.dedup_by(|a, b| a.path == b.path && a.member_prefix == b.member_prefix);
    match trouble {
        _ if !found.is_empty() => Ok(found),
        Some(error) => Err(error),
        None if inside.is_empty() => Err(OpenError::EmptyFolder),
        None => Err(OpenError::NoAcquisitionHere),
    }
}

/// What `look` finds in the folders among these paths.
pub(super) fn in_each(
    paths: &[PathBuf],
    look: impl Fn(&Path) -> Result<Option<Candidate>, OpenError>,
) -> Result<Vec<Candidate>, OpenError> {
    paths.iter().filter(|path| path.is_dir()).filter_map(|folder| look(folder).transpose()).collect()
}

/// Acquisitions in the archives among these files; other files are passed over.
pub(super) fn archives_in(
    files: &[PathBuf],
    told: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Vec<Candidate>, OpenError> {
    let mut found = Vec::new();
    let mut trouble = None;
    let opened = files.iter().filter_map(|path| Some((path, open_regular(path).ok()?)));
    for (path, file) in opened.filter(|(_, file)| archive::is_one(file)).take(MOST_ARCHIVES) {
        match in_archive(path, Arc::new(file), told) {
            Ok(candidates) => found.extend(candidates.unwrap_or_default()),
            Err(OpenError::NoAcquisitionHere) => {}
            Err(OpenError::Stopped) => return Err(OpenError::Stopped),
            Err(error) => trouble = trouble.or(Some(error)),
        }
    }
    match trouble {
        Some(error) if found.is_empty() => Err(error),
        _ => Ok(found),
    }
}

fn at_file(path: &Path, told: &mut dyn FnMut(u64, u64) -> bool) -> Result<Vec<Candidate>, OpenError> {
    if let Some(candidate) = around(path)? {
        return Ok(vec![candidate]);
    }
    let file = open_regular(path).map_err(OpenError::NotReadable)?;
    if let Some(found) = in_archive(path, Arc::new(file), told)? {
        return Ok(found);
    }
    let name = path.file_name().and_then(OsStr::to_str).unwrap_or_default();
    let above = path.parent();
    let found = match above {
        Some(folder) if sysdiagnose::MARKS.contains(&name) => tree_at(folder)?,
        Some(folder) if crash_reports::is_report(name) => reports_at(folder)?,
        _ => None,
    };
    found.map(|found| vec![found]).ok_or(OpenError::NoAcquisitionHere)
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
    let Some((acquisition, ids)) = crash_reports::look(&tree) else { return Ok(None) };
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
