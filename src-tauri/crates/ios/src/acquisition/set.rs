//! What belongs to one copy that Lucerna made: the folders of a set, on disk and in an archive of it.

use super::candidate::Candidate;
use engine::Kind;
use std::collections::BTreeSet;

/// The folders of a set.
pub(super) const FOLDERS: [&str; 4] = ["backup", "crash-reports", "sysdiagnose", "phone-says"];

/// Where sets lie in an archive, by the backups that were found in it: folders, with a slash at their end or empty.
pub(super) fn roots(found: &[Candidate]) -> BTreeSet<String> {
    let backups = found.iter().filter(|one| one.acquisition.kind == Kind::IosBackup);
    backups.filter_map(root_of).map(str::to_owned).collect()
}

/// Puts what was found in one archive together where it lies in such folders. `lost` are the roots and names of what belongs
/// to a set and could not be opened.
pub(super) fn together(found: Vec<Candidate>, lost: &[(String, String)]) -> Vec<Candidate> {
    let roots = roots(&found);
    let root = |one: &Candidate| root_of(one).filter(|root| roots.contains(*root)).map(str::to_owned);
    let is_backup = |one: &Candidate| one.acquisition.kind == Kind::IosBackup;
    let (parts, mut all): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|one| !is_backup(one) && root(one).is_some());
    for backup in all.iter_mut().filter(|one| is_backup(one)) {
        let Some(own) = root(backup) else { continue };
        backup.with = parts.iter().filter(|part| root(part).as_ref() == Some(&own)).cloned().collect();
        let lost = lost.iter().filter(|(root, _)| *root == own);
        backup.acquisition.beside.extend(lost.map(|(_, name)| name.clone()));
    }
    all
}

/// Where the set lies that this candidate of an archive may be a part of.
fn root_of(candidate: &Candidate) -> Option<&str> {
    let folder = match candidate.acquisition.kind {
        Kind::IosBackup => FOLDERS[0],
        Kind::IosCrashReports => FOLDERS[1],
        Kind::IosSysdiagnose => FOLDERS[2],
        Kind::IosAnswers => FOLDERS[3],
        Kind::IosFilesystem => return None,
    };
    let prefix = candidate.member_prefix.as_deref()?;
    let mut at = 0;
    let mut root = None;
    for step in prefix.split('/') {
        if step == folder {
            root = prefix.get(..at);
        }
        at += step.len() + 1;
    }
    root
}
