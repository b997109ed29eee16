//! Copies that did not come to their end.

use super::marker::{begun, start_of_computer};
use super::store::{KEPT, UNFINISHED, read_small};
use crate::Keep;
use crate::changes::{folders_in, with_inner};
use crate::copy::in_use;
use std::path::{Path, PathBuf};

/// A copy that was begun and is not whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unfinished {
    /// The folder of its plan.
    pub folder: PathBuf,
    /// Of which phone.
    pub udid: String,
    /// What it keeps, if a [`crate::copy`] into the folder that keeps the same goes on with it. None if that
    /// would begin anew: the computer was started since, and not everything that was written need have
    /// reached the disk.
    pub goes_on: Option<Keep>,
}

/// The unfinished copies among `places` and the folders right in them, in the order of their names. One that
/// is being made at this moment is none.
pub fn unfinished_copies(places: &[PathBuf]) -> Vec<Unfinished> {
    let start = start_of_computer();
    with_inner(places).flat_map(|folder| growing_in(&folder, &start)).collect()
}

fn growing_in(folder: &Path, start: &str) -> Vec<Unfinished> {
    let growing = |root: PathBuf| {
        let udid = root.file_name()?.to_str()?.strip_suffix(".unfinished")?.to_owned();
        let goes_on = [Keep::Needed, Keep::All].into_iter().find(|keep| may_go_on(&root, keep, start));
        Some(Unfinished { folder: folder.to_path_buf(), udid, goes_on })
    };
    let growing: Vec<_> = folders_in(&folder.join("backup")).into_iter().filter_map(growing).collect();
    if growing.is_empty() || in_use(folder) { Vec::new() } else { growing }
}

/// True if the growing backup in `root` keeps this, and was begun since the computer was started.
pub(super) fn may_go_on(root: &Path, keep: &Keep, start: &str) -> bool {
    let same = read_small(&root.join(KEPT)).is_some_and(|text| text == begun(keep, start));
    same && root.join(UNFINISHED).is_file()
}
