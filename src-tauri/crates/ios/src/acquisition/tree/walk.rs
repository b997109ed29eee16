//! Lists a folder of this computer and everything below, without following a link.

use super::{Listed, Listing};
use engine::EntryKind;
use std::fs;
use std::io;
use std::path::Path;

/// Entries that are listed; the largest phones have about a million files.
pub(super) const MOST: usize = 2_000_000;
/// Folders inside folders; no phone is as deep.
const DEEPEST: usize = 64;
/// Bytes of all names together.
const MOST_NAMES: usize = 256 << 20;

/// Everything below `root`, at most `most` entries, sorted by name. What lies too deep, beyond `most`, or in
/// a folder that refuses is said to be lost.
#[expect(
    clippy::disallowed_methods,
    reason = "an evidence implementation: lists a copy's folders, read-only"
)]
pub(super) fn list(root: &Path, most: usize) -> Listing {
    let mut listing = Listing::default();
    let mut names = 0;
    // Names from the root and depth; a stack, so that depth costs no calls.
    let mut waiting = vec![(String::new(), 0_usize)];
    while let Some((folder, depth)) = waiting.pop() {
        let path = root.join(&folder);
        let mut lose = |why| listing.lost.push((folder.clone(), why));
        let entries = match fs::read_dir(&path) {
            Ok(entries) => entries,
            Err(error) => {
                lose(error.kind());
                continue;
            }
        };
        let mut found = Vec::new();
        for entry in entries {
            if listing.members.len() + found.len() >= most || names >= MOST_NAMES {
                lose(io::ErrorKind::OutOfMemory);
                waiting.clear();
                break;
            }
            let listed = entry.and_then(|entry| listed(&folder, &entry));
            match listed {
                Ok(listed) => {
                    names += listed.name.len();
                    found.push(listed);
                }
                Err(error) => lose(error.kind()),
            }
        }
        // Last in, first out: so that a glance sees the same entries on every computer.
        found.sort_by(|a, b| b.name.cmp(&a.name));
        for listed in found {
            if listed.kind == EntryKind::Folder {
                if depth < DEEPEST {
                    waiting.push((listed.name.to_string(), depth + 1));
                } else {
                    listing.lost.push((listed.name.to_string(), io::ErrorKind::OutOfMemory));
                }
            }
            listing.members.push(listed);
        }
    }
    listing.members.sort_by(|a, b| a.name.cmp(&b.name));
    listing.lost.sort();
    listing.lost.dedup();
    listing
}

fn listed(folder: &str, entry: &fs::DirEntry) -> io::Result<Listed> {
    let name = entry.file_name();
    let name = name.to_string_lossy();
    let name = if folder.is_empty() { name.into_owned() } else { format!("{folder}/{name}") };
    // Of the entry itself, not of what a link leads to.
    let found = entry.metadata()?;
    let kind = match found.file_type() {
        kind if kind.is_dir() => EntryKind::Folder,
        kind if kind.is_file() => EntryKind::File,
        _ => EntryKind::Link,
    };
    let modified = found.modified().ok().and_then(|at| jiff::Timestamp::try_from(at).ok());
    Ok(Listed {
        name: name.into(),
        kind,
        size: if kind == EntryKind::File { found.len() } else { 0 },
        mode: 0,
        owner: None,
        modified: modified.map(jiff::Timestamp::as_second),
        place: None,
    })
}
