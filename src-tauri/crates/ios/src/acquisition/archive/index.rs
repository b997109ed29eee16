//! Which members of an archive belong to which backup.
//!
//! Names of members are text, not paths: a name is split into steps and compared with the few shapes
//! that a backup has. It is never joined to a path of this computer.

use super::super::error::OpenError;
use super::super::file_id::FileId;
use super::super::store::ROOT_FILES;
use std::collections::BTreeMap;

/// Refused above; the largest phones have about a million files.
const MOST_MEMBERS: u64 = 2_000_000;
const MOST_FOLDERS: usize = 4_096;
const MOST_STEPS: usize = 16;
const LONGEST_NAME: usize = 4_096;

/// Where the bytes of a member are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    /// First byte in the archive; in a zip, of the member's own header.
    pub(super) at: u64,
    /// Bytes that it takes there.
    pub(super) packed: u64,
    /// Bytes that it has.
    pub(super) len: u64,
    /// Checksum of those bytes, where the archive has one.
    pub(super) crc: u32,
    pub(super) form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// As it is.
    Plain,
    /// Compressed.
    Deflated,
    /// A link, a device: never followed.
    Refused,
}

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
    members: u64,
}

impl Indexer {
    /// Takes the next member; true if it may belong to a backup. Names that point outside are no accident,
    /// so the archive is refused.
    pub(super) fn member(&mut self, name: &[u8], place: Place) -> Result<bool, OpenError> {
        self.members += 1;
        if self.members > MOST_MEMBERS {
            return Err(OpenError::ArchiveUnsafe { why: "too-many-members" });
        }
        if name.len() > LONGEST_NAME {
            return Ok(false);
        }
        let slash = |byte: &u8| matches!(byte, b'/' | b'\\');
        let drive = matches!(name, [letter, b':', ..] if letter.is_ascii_alphabetic());
        if drive || name.first().is_some_and(slash) || name.split(slash).any(|step| step == b"..") {
            return Err(OpenError::ArchiveUnsafe { why: "path-outside" });
        }
        if name.last().is_none_or(slash) {
            return Ok(false);
        }
        let steps: Vec<&[u8]> =
            name.split(slash).filter(|step| !step.is_empty() && *step != b".").take(MOST_STEPS + 1).collect();
        let Some((last, folders)) = steps.split_last().filter(|(_, folders)| folders.len() < MOST_STEPS)
        else {
            return Ok(false);
        };
        if let Some(root) = ROOT_FILES.into_iter().find(|root| root.as_bytes() == *last) {
            let prefix = prefix(folders);
            // Other programs have an Info.plist too, thousands of them: they end no list.
            if self.is_full(&prefix) && !root.starts_with("Manifest") {
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
            self.group(prefix(above))?.files.push((id, place));
            return Ok(true);
        }
        Ok(false)
    }

    /// Every group by its folder, sorted.
    pub(super) fn finish(self) -> Result<Vec<(String, Group)>, OpenError> {
        let mut groups: Vec<_> = self.groups.into_iter().collect();
        for (_, group) in &mut groups {
            group.files.sort_unstable_by_key(|(id, _)| *id);
            group.files.shrink_to_fit();
            if group.files.windows(2).any(|pair| pair[0].0 == pair[1].0) {
                return Err(same_name_twice());
            }
        }
        Ok(groups)
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
