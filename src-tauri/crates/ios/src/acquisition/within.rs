//! What an archive holds: one acquisition or several, an archive of one, or what Lucerna copied from one phone.

use super::answers;
use super::archive::{self, Archive};
use super::candidate::{Candidate, Source, tell_the_only_one};
use super::crash_reports;
use super::error::{OpenError, Trouble, name_of};
use super::facts::look;
use super::filesystem;
use super::set;
use super::sysdiagnose;
use super::tree::{Listed, Tree};
use engine::{EntryKind, ReadAt};
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// Folders of one archive that are looked into.
const MOST_ROOTS: usize = 256;
/// Archives inside one that are looked into, beside what it holds itself.
const MOST_INNER: usize = 16;

/// Every acquisition in the archive `file`, which lies at `path`. `None` if it is no archive.
pub(super) fn in_archive(
    path: &Path,
    file: Arc<dyn ReadAt>,
    told: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Option<Vec<Candidate>>, OpenError> {
    let Some(archive) = archive::list(file, told)? else { return Ok(None) };
    let found = in_listed(path, "", archive, true, told)?;
    if found.is_empty() { Err(OpenError::NoAcquisitionHere) } else { Ok(Some(found)) }
}

fn in_listed(
    path: &Path,
    outer: &str,
    archive: Archive,
    may_nest: bool,
    told: &mut dyn FnMut(u64, u64) -> bool,
) -> Result<Vec<Candidate>, OpenError> {
    let mut found = Vec::new();
    let mut trouble = Trouble::new();
    for member in archive.backups {
        match look(&*member.store) {
            Ok(Some(facts)) => {
                let source = Source::backup(member.store, facts);
                found.push(Candidate::new(path, Some(format!("{outer}{}", member.prefix)), source));
            }
            Ok(None) => {}
            Err(error) => trouble.push((member.prefix, error)),
        }
    }
    let roots = set::roots(&found);
    let members = archive.others;
    let tree = |prefix: &str| Tree::Archive {
        members: members.clone(),
        prefix: prefix.to_owned(),
        container: archive.container.clone(),
    };
    let mut taken: Vec<String> = Vec::new();
    let mut keep = |prefix: &str, source, taken: &mut Vec<String>| {
        taken.push(prefix.to_owned());
        found.push(Candidate::new(path, Some(format!("{outer}{prefix}")), source));
    };
    for prefix in filesystem::roots_in(&members) {
        let tree = tree(&prefix);
        if !is_below(&prefix, &taken)
            && let Some((acquisition, root)) = filesystem::look(&tree)
        {
            keep(&prefix, Source::Filesystem { tree, root, acquisition }, &mut taken);
        }
    }
    let whole = name_of(path);
    for prefix in roots_with_marks(&members) {
        if is_below(&prefix, &taken) {
            continue;
        }
        let tree = tree(&prefix);
        let name = prefix.rsplit('/').next().filter(|name| !name.is_empty()).unwrap_or(&whole);
        match sysdiagnose::look(&tree, name) {
            Ok(Some((acquisition, ids))) => {
                keep(&prefix, Source::Sysdiagnose { tree, acquisition, ids }, &mut taken);
            }
            Ok(None) => {}
            Err(error) => trouble.push((prefix, error)),
        }
    }
    for root in &roots {
        let [_, reports, _, answers] = set::FOLDERS.map(|folder| format!("{root}{folder}"));
        let of_reports = tree(&reports);
        if let Some((acquisition, ids)) = crash_reports::look(&of_reports, true) {
            keep(&reports, Source::CrashReports { tree: of_reports, acquisition, ids }, &mut taken);
        }
        let of_answers = tree(&answers);
        if let Some(acquisition) = answers::look(&of_answers) {
            keep(&answers, Source::Answers { tree: of_answers, acquisition }, &mut taken);
        }
    }
    if taken.is_empty() {
        let prefix = folder_of_reports(&members);
        let tree = tree(&prefix);
        let own = prefix.rsplit('/').next() == Some(set::FOLDERS[1]);
        if let Some((acquisition, ids)) = crash_reports::look(&tree, own) {
            keep(&prefix, Source::CrashReports { tree, acquisition, ids }, &mut taken);
        }
    }
    if archive.encrypted && (!taken.is_empty() || found.is_empty()) {
        return Err(OpenError::ArchiveUnsafe { why: "encrypted" });
    }
    let mut inside = |inner: &Listed| {
        let file = inner.place.as_ref().map(|place| archive.container.open(place));
        let file = file.ok_or(OpenError::NoAcquisitionHere)?.map_err(|error| match error.kind() {
            std::io::ErrorKind::OutOfMemory => OpenError::TooLittleMemory { part: "archive" },
            _ => OpenError::ArchiveDamaged(error.into()),
        })?;
        let listed = archive::list(file, told)?;
        listed.map(|listed| in_listed(path, &format!("{}!/", inner.name), listed, false, told)).transpose()
    };
    if found.is_empty()
        && trouble.is_empty()
        && may_nest
        && let Some(inner) = only_archive(&members)
        && let Some(found) = inside(inner)?
    {
        return Ok(found);
    }
    let mut lost = Vec::new();
    let of_sets = members.iter().filter_map(|listed| Some((diagnosis_of(listed, &roots)?, listed)));
    for (root, inner) in of_sets.filter(|_| may_nest).take(MOST_INNER) {
        match inside(inner) {
            Ok(more) => found.extend(more.unwrap_or_default()),
            Err(OpenError::Stopped) => return Err(OpenError::Stopped),
            Err(_) => lost.push((root.to_owned(), name_of(Path::new(&*inner.name)))),
        }
    }
    let mut found = set::together(found, &lost);
    tell_the_only_one(&mut found, &trouble);
    match trouble.into_iter().next() {
        Some((_, error)) if found.is_empty() => Err(error),
        _ => Ok(found),
    }
}

/// The set that a diagnosis belongs to, as the phone packed it.
fn diagnosis_of<'a>(listed: &Listed, roots: &'a BTreeSet<String>) -> Option<&'a str> {
    let (folder, name) = listed.name.rsplit_once('/')?;
    let root = folder.strip_suffix(set::FOLDERS[2])?;
    let is_packed = listed.kind == EntryKind::File && name.ends_with(".tar.gz");
    roots.get(root).filter(|_| is_packed).map(String::as_str)
}

fn is_below(prefix: &str, taken: &[String]) -> bool {
    taken.iter().any(|above| {
        above.is_empty()
            || prefix
                .strip_prefix(above.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}

/// Folders that hold something that a sysdiagnose has at its top.
fn roots_with_marks(members: &[Listed]) -> BTreeSet<String> {
    let mut roots = BTreeSet::new();
    for listed in members {
        let mut at = 0;
        for step in listed.name.split('/') {
            if sysdiagnose::MARKS.contains(&step) && roots.len() < MOST_ROOTS {
                roots.insert(listed.name[..at].trim_end_matches('/').to_owned());
                break;
            }
            at += step.len() + 1;
        }
    }
    roots
}

/// The deepest folder that all crash reports lie in.
fn folder_of_reports(members: &[Listed]) -> String {
    let reports = members
        .iter()
        .filter(|listed| listed.kind == EntryKind::File && crash_reports::is_report(&listed.name));
    let folders = reports.map(|listed| listed.name.rsplit_once('/').map_or("", |(folder, _)| folder));
    let common = folders.reduce(|a, b| {
        let same = a.split('/').zip(b.split('/')).take_while(|(a, b)| a == b).map(|(step, _)| step.len() + 1);
        &a[..same.sum::<usize>().saturating_sub(1).min(a.len())]
    });
    common.unwrap_or_default().to_owned()
}

/// The one file of an archive that holds nothing else.
fn only_archive(members: &[Listed]) -> Option<&Listed> {
    let mut files = members.iter().filter(|listed| {
        let own = listed
            .name
            .split('/')
            .all(|step| !step.starts_with("._") && step != "__MACOSX" && step != ".DS_Store");
        listed.kind == EntryKind::File && own
    });
    let only = files.next()?;
    files.next().is_none().then_some(only)
}
