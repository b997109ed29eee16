//! The files of the reference tool, all of them.

use super::module::Module;
use super::{browsing, people, system, whole};

/// All of them.
pub(super) fn all() -> impl Iterator<Item = &'static Module> {
    [people::MODULES, browsing::MODULES, system::MODULES, whole::MODULES].into_iter().flatten()
}

/// Their modules that hold our artifact's records.
pub(super) fn of(artifact: &str) -> impl Iterator<Item = &'static Module> {
    all().filter(move |module| module.artifact == artifact)
}
