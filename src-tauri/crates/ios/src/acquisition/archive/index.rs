//! Which members of an archive belong to which backup, and all others by name.
//!
//! Names of members are text, not paths: a name is split into steps and compared with the few shapes
//! that a backup has. It is never joined to a path of this computer.

use super::super::error::OpenError;
use super::super::file_id::FileId;
use super::super::store::ROOT_FILES;
use super::super::tree::listed::Listed;
use super::member::Place;
use engine::EntryKind;
use std::collections::BTreeMap;

/// Refused above; the largest phones have about a million files.
const MOST_MEMBERS: u64 = 2_000_000;
const MOST_FOLDERS: usize = 4_096;
const MOST_STEPS: usize = 16;
const LONGEST_NAME: usize = 4_096;
/// Bytes of all names together.
const MOST_NAMES: usize = 192 << 20;

/// The files of one folder that looks like a backup.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Group {
    roots: BTreeMap<&'static str, Place>,
    files: Vec<(FileId, Place)>,
}

impl Group {
    pub(super) fn root(&self, name: &str) -> Option<&Place> {
        self.roots.get(name)
    }

    pub(super) fn file(&self, id: FileId) -> Option<&Place> {
        let at = self.files.binary_search_by(|(other, _)| other.cmp(&id)).ok()?;
        self.files.get(at).map(|(_, place)| place)
    }
}

/// Sorts members into groups while an archive is listed.
#[derive(Debug, Default)]
pub(super) struct Indexer {
    groups: BTreeMap<String, Group>,
    others: Vec<Listed>,
    /// A member asks for a password of the archive.
    pub(super) encrypted: bool,
    names: usize,
    members: u64,
}

/// What an archive holds.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// What may be backups, by their folder, sorted.
    pub(super) groups: Vec<(String, Group)>,
    /// Everything but the files of backups, sorted by name.
    pub(super) others: Vec<Listed>,
    /// A member asks for a password of the archive.
    pub(super) encrypted: bool,
}

/// What a header says of a member beside its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Facts {
    pub(super) kind: EntryKind,
    pub(super) mode: u32,
    pub(super) owner: Option<u32>,
    /// Unix seconds.
    pub(super) modified: Option<i64>,
}

impl Indexer {
    /// Takes the next member; true if it may belong to a backup. Names that point outside are no accident,
    /// so the archive is refused.
    pub(super) fn member(&mut self, name: &[u8], facts: Facts, place: Place) -> Result<bool, OpenError> {
        self.members += 1;
        if self.members > MOST_MEMBERS {
            return Err(OpenError::ArchiveUnsafe { why: "too-many-members" });
        }
        if name.len() > LONGEST_NAME {
            return Err(OpenError::ArchiveUnsafe { why: "long-name" });
        }
        let slash = |byte: &u8| matches!(byte, b'/' | b'\\');
        let drive = matches!(name, [letter, b':', ..] if letter.is_ascii_alphabetic());
        if drive || name.first().is_some_and(slash) || name.split(slash).any(|step| step == b"..") {
            return Err(OpenError::ArchiveUnsafe { why: "path-outside" });
        }
        if facts.kind == EntryKind::Folder || name.last().is_none_or(slash) {
            let kind = if facts.kind == EntryKind::File { EntryKind::Folder } else { facts.kind };
            self.other(name, Facts { kind, ..facts }, place)?;
            return Ok(false);
        }
        let steps: Vec<&[u8]> =
            name.split(slash).filter(|step| !step.is_empty() && *step != b".").take(MOST_STEPS + 1).collect();
        let Some((last, folders)) = steps.split_last().filter(|(_, folders)| folders.len() < MOST_STEPS)
        else {
            self.other(name, facts, place)?;
            return Ok(false);
        };
        if let Some(root) = ROOT_FILES.into_iter().find(|root| root.as_bytes() == *last) {
            let prefix = prefix(folders);
            // Other programs have an Info.plist too, thousands of them: they end no list.
            if self.is_full(&prefix) && !root.starts_with("Manifest") {
                self.other(name, facts, place)?;
                return Ok(false);
            }
            let twice = self.group(prefix)?.roots.insert(root, place).is_some();
            return if twice { Err(same_name_twice()) } else { Ok(true) };
        }
        if let Some(id) = FileId::parse(last)
            && let Some((hex, above)) = folders.split_last()
            && last.starts_with(hex)
            && hex.len() == 2
        {
            let prefix = prefix(above);
            // In no backup such names are rare, and belong to whatever else this is.
            if self.is_full(&prefix) {
                self.other(name, facts, place)?;
                return Ok(false);
            }
            self.group(prefix)?.files.push((id, place));
            return Ok(true);
        }
        self.other(name, facts, place)?;
        Ok(false)
    }

    /// Keeps a member that belongs to no backup, its name made of plain steps.
    fn other(&mut self, name: &[u8], facts: Facts, place: Place) -> Result<(), OpenError> {
        let name = String::from_utf8_lossy(name);
        let steps = name.split(['/', '\\']).filter(|step| !step.is_empty() && *step != ".");
        let name = steps.collect::<Vec<_>>().join("/");
        self.names += name.len();
        if self.names > MOST_NAMES {
            return Err(OpenError::ArchiveUnsafe { why: "too-many-members" });
        }
        if !name.is_empty() {
            self.others.push(Listed {
                name: name.into(),
                kind: facts.kind,
                size: place.len,
                mode: facts.mode,
                owner: facts.owner,
                modified: facts.modified,
                place: Some(place),
            });
        }
        Ok(())
    }

    /// What looked like parts of backups and has no list of files belongs to whatever else this is.
    fn pour(&mut self) -> Result<(), OpenError> {
        const PLAIN: Facts = Facts { kind: EntryKind::File, mode: 0, owner: None, modified: None };
        let parts: Vec<(String, Place)> = (self.groups.iter())
            .filter(|(_, group)| !group.roots.keys().any(|root| root.starts_with("Manifest")))
            .flat_map(|(prefix, group)| {
                let roots = group.roots.iter().map(move |(root, place)| (format!("{prefix}/{root}"), *place));
                let files = group.files.iter().map(move |(id, place)| {
                    let name = id.to_string();
                    (format!("{prefix}/{}/{name}", &name[..2]), *place)
                });
                roots.chain(files)
            })
            .collect();
        parts.into_iter().try_for_each(|(name, place)| self.other(name.as_bytes(), PLAIN, place))
    }

    /// Everything, sorted.
    pub(super) fn finish(mut self) -> Result<Index, OpenError> {
        self.pour()?;
        let mut others = self.others;
        others.sort_by(|a, b| a.name.cmp(&b.name));
        let mut groups: Vec<_> = self.groups.into_iter().collect();
        for (_, group) in &mut groups {
            group.files.sort_unstable_by_key(|(id, _)| *id);
            group.files.shrink_to_fit();
            if group.files.windows(2).any(|pair| pair[0].0 == pair[1].0) {
                return Err(same_name_twice());
            }
        }
        Ok(Index { groups, others, encrypted: self.encrypted })
    }

    fn is_full(&self, prefix: &str) -> bool {
        self.groups.len() >= MOST_FOLDERS && !self.groups.contains_key(prefix)
    }

    fn group(&mut self, prefix: String) -> Result<&mut Group, OpenError> {
        if self.is_full(&prefix) {
            return Err(OpenError::ArchiveUnsafe { why: "too-many-members" });
        }
        Ok(self.groups.entry(prefix).or_default())
    }
}

fn prefix(folders: &[&[u8]]) -> String {
    String::from_utf8_lossy(&folders.join(&b'/')).into_owned()
}

fn same_name_twice() -> OpenError {
    OpenError::ArchiveUnsafe { why: "same-name-twice" }
}
