//! What lies at a path: acquisitions, by their content, whatever they are called.

use super::candidate::{Candidate, tell_the_only_one};
use super::crash_reports;
use super::error::{OpenError, Trouble, name_of};
use super::file_id::FileId;
use super::folder::open_regular;
use super::single::{answers_at, archives_in, backup_at, entries, in_each, reports_at, tree_at};
use super::store::ROOT_FILES;
use super::sysdiagnose;
use super::within::in_archive;
use super::{set, together};
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// Where backups lie below a folder that people point at instead: their own folder, `MobileSync`, …
const BELOW: [&[&str]; 6] = [
    &["Backup"],
    &["MobileSync", "Backup"],
    &["Apple Computer", "MobileSync", "Backup"],
    &["Apple", "MobileSync", "Backup"],
    &["Library", "Application Support", "MobileSync", "Backup"],
    &["AppData", "Roaming", "Apple Computer", "MobileSync", "Backup"],
];

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
        Ok(None) => Trouble::new(),
        Err(error) => vec![(name_of(folder), error)],
    };
    if trouble.is_empty() {
        if let Some(found) = tree_at(folder)? {
            return Ok(vec![found]);
        }
        if let Some(mut set) = together::in_folder(folder, told)? {
            // A neighbour that is a backup of its own is not passed over: the person chooses.
            let belongs = |path: &Path| {
                path.file_name().is_some_and(|name| set::FOLDERS.iter().any(|known| name == *known))
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
            Err(error) => trouble.push((name_of(child), error)),
        }
    }
    if found.is_empty() && trouble.is_empty() {
        found.extend(reports_at(folder)?.or(answers_at(folder)?));
        if found.is_empty() {
            found = in_each(&inside, reports_at)?;
        }
        if found.is_empty() {
            (found, trouble) = archives_in(&inside, told)?;
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found.dedup_by(|a, b| a.path == b.path && a.member_prefix == b.member_prefix);
    tell_the_only_one(&mut found, &trouble);
    match trouble.into_iter().next() {
        _ if !found.is_empty() => Ok(found),
        Some((_, error)) => Err(error),
        None if inside.is_empty() => Err(OpenError::EmptyFolder),
        None => Err(OpenError::NoAcquisitionHere),
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
