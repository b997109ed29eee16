//! What belongs to one copy that Lucerna made: the folders of a set, on disk and in an archive of it.

use super::candidate::Candidate;

/// The folders of a set.
pub(super) const FOLDERS: [&str; 4] = ["backup", "crash-reports", "sysdiagnose", "phone-says"];

/// Puts what was found in one archive together where it lies in such folders.
pub(super) fn as_sets(found: Vec<Candidate>) -> Vec<Candidate> {
    let (backups, mut others): (Vec<_>, Vec<_>) =
        found.into_iter().partition(|one| set_of(one).is_some_and(|(_, folder)| folder == FOLDERS[0]));
    let mut all: Vec<Candidate> = Vec::new();
    for mut backup in backups {
        let root = set_of(&backup).map(|(root, _)| root.to_owned());
        let same = |other: &&Candidate| set_of(other).is_some_and(|(at, _)| Some(at) == root.as_deref());
        backup.with = others.iter().filter(same).cloned().collect();
        all.push(backup);
    }
    others.retain(|other| {
        let taken = |one: &Candidate| one.with.iter().any(|with| with.member_prefix == other.member_prefix);
        !all.iter().any(taken)
    });
    all.append(&mut others);
    all
}

/// The folder of a set that a candidate of an archive lies in, and where in the archive that set is.
fn set_of(candidate: &Candidate) -> Option<(&str, &'static str)> {
    let prefix = candidate.member_prefix.as_deref()?;
    let mut at = 0;
    for step in prefix.split('/') {
        if let Some(folder) = FOLDERS.into_iter().find(|folder| *folder == step) {
            return Some((&prefix[..at], folder));
        }
        at += step.len() + 1;
    }
    None
}
