//! A tree of files that is no backup: a folder of this computer, or one inside an archive.
//!
//! Names are relative, with slashes, and only compared: a name of an archive is never joined to a path of
//! this computer, and links are listed and never followed.

mod files;
pub(crate) mod listed;
mod walk;

pub(crate) use files::{Files, Lost, Named};
pub(crate) use listed::Listed;

use super::archive::member::Container;
use super::folder::open_regular;
use engine::{EntryKind, ReadAt};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Everything in a tree, and the folders that could not be listed.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// Sorted by name.
    pub(crate) members: Vec<Listed>,
    pub(crate) lost: Vec<(String, io::ErrorKind)>,
}

/// Where a tree is.
#[derive(Clone)]
pub(crate) enum Tree {
    Folder(PathBuf),
    Archive {
        /// All of the archive, sorted by name.
        members: Arc<Vec<Listed>>,
        /// The folder inside it, without a slash at its end; empty at the top.
        prefix: String,
        container: Arc<dyn Container>,
    },
}

impl Tree {
    /// Everything, sorted. A folder is walked now, which takes a while for a whole phone.
    pub(crate) fn list(&self) -> Listing {
        match self {
            Self::Folder(root) => walk::list(root, walk::MOST),
            Self::Archive { .. } => {
                let inside =
                    self.below().map(|(name, listed)| Listed { name: name.into(), ..listed.clone() });
                Listing { members: inside.collect(), lost: Vec::new() }
            }
        }
    }

    /// The first entries, enough to tell what this is.
    pub(crate) fn glance(&self, most: usize) -> Vec<Listed> {
        match self {
            Self::Folder(root) => walk::list(root, most).members,
            Self::Archive { .. } => {
                let inside = self.below().take(most);
                inside.map(|(name, listed)| Listed { name: name.into(), ..listed.clone() }).collect()
            }
        }
    }

    /// Members of the archive below its prefix, with their names from there.
    fn below(&self) -> impl Iterator<Item = (&str, &Listed)> {
        let (members, prefix) = match self {
            Self::Folder(_) => (&[][..], ""),
            Self::Archive { members, prefix, .. } => (members.as_slice(), prefix.as_str()),
        };
        let start = members.partition_point(|listed| *listed.name < *prefix);
        members[start..].iter().take_while(move |listed| listed.name.starts_with(prefix)).filter_map(
            move |listed| {
                let rest = &listed.name[prefix.len()..];
                let rest = if prefix.is_empty() { rest } else { rest.strip_prefix('/')? };
                (!rest.is_empty()).then_some((rest, listed))
            },
        )
    }

    /// True if a file or folder of this name is there; a link is not.
    pub(crate) fn has(&self, name: &str) -> bool {
        match self {
            Self::Folder(root) => std::fs::symlink_metadata(root.join(name))
                .is_ok_and(|found| found.is_dir() || found.is_file()),
            Self::Archive { members, prefix, .. } => {
                let full = joined(prefix, name);
                let at = members.partition_point(|listed| *listed.name < *full);
                let below = format!("{full}/");
                let after = members.partition_point(|listed| *listed.name < *below);
                let exact = members.get(at).filter(|listed| *listed.name == *full);
                exact.is_some_and(|listed| listed.kind != EntryKind::Link)
                    || members.get(after).is_some_and(|listed| listed.name.starts_with(&below))
            }
        }
    }

    /// A regular file by name; `None` if there is none.
    pub(crate) fn file(&self, name: &str) -> Option<Arc<dyn ReadAt>> {
        match self {
            Self::Folder(root) => {
                let path = root.join(name);
                let real = is_real(root, &path);
                let file = if real { open_regular(&path).ok()? } else { return None };
                Some(Arc::new(file))
            }
            Self::Archive { members, prefix, container } => {
                let full = joined(prefix, name);
                let at = members.binary_search_by(|listed| (*listed.name).cmp(&full)).ok()?;
                container.open(members.get(at)?.place.as_ref()?).ok()
            }
        }
    }

    /// The bytes of an entry that [`list`](Self::list) gave.
    pub(crate) fn open(&self, listed: &Listed) -> io::Result<Arc<dyn ReadAt>> {
        if listed.kind != EntryKind::File {
            return Err(io::ErrorKind::PermissionDenied.into());
        }
        match (self, &listed.place) {
            (Self::Folder(root), _) => {
                let path = root.join(&*listed.name);
                if !is_real(root, &path) {
                    return Err(io::ErrorKind::PermissionDenied.into());
                }
                Ok(Arc::new(open_regular(&path)?))
            }
            (Self::Archive { container, .. }, Some(place)) => container.open(place),
            (Self::Archive { .. }, None) => Err(io::ErrorKind::NotFound.into()),
        }
    }

    /// The first `most` bytes of a file, as text with odd bytes replaced; `None` if it is not there.
    pub(crate) fn head(&self, name: &str, most: usize) -> Option<String> {
        head_of(&*self.file(name)?, most)
    }
}

/// The first `most` bytes as text.
pub(crate) fn head_of(file: &dyn ReadAt, most: usize) -> Option<String> {
    let len = usize::try_from(file.len()).unwrap_or(usize::MAX).min(most);
    let mut bytes = vec![0; len];
    file.read_at(0, &mut bytes).ok()?;
    Some(String::from_utf8_lossy(&bytes).into_owned())
}

fn joined(prefix: &str, name: &str) -> String {
    if prefix.is_empty() { name.to_owned() } else { format!("{prefix}/{name}") }
}

/// True if no step between `root` and `path` is a link.
fn is_real(root: &Path, path: &Path) -> bool {
    let steps = path.ancestors().skip(1).take_while(|step| *step != root);
    steps.into_iter().all(|step| std::fs::symlink_metadata(step).is_ok_and(|found| found.is_dir()))
}
