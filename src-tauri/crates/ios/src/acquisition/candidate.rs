//! An acquisition that was found, and where its files are.

use super::error::{OpenError, Trouble};
use super::facts::Facts;
use super::filesystem::Root;
use super::scrape::Ids;
use super::store::Store;
use super::tree::Tree;
use engine::Acquisition;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

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

/// Of several the person chooses one. The only one that is left was not chosen: it is told what lay beside it.
pub(super) fn tell_the_only_one(found: &mut [Candidate], trouble: &Trouble) {
    if let [only] = found {
        // A locked archive may hold anything.
        let locked = |error: &OpenError| matches!(error, OpenError::ArchiveUnsafe { why: "encrypted" });
        let others = trouble.iter().filter(|(_, error)| !locked(error));
        only.acquisition.beside.extend(others.map(|(name, _)| name.clone()));
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
