//! One entry of a tree, in a folder or an archive.

use super::super::archive::member::Place;
use engine::EntryKind;

/// One entry of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Listed {
    pub(crate) name: Box<str>,
    pub(crate) kind: EntryKind,
    pub(crate) size: u64,
    pub(crate) mode: u32,
    pub(crate) owner: Option<u32>,
    /// Unix seconds.
    pub(crate) modified: Option<i64>,
    /// In an archive: where its bytes are.
    pub(crate) place: Option<Place>,
}
