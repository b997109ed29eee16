//! What a connected phone said to Lucerna of its apps and profiles: `phone-says` beside a copy.

use super::sysdiagnose::below;
use super::tree::{Files, Tree};
use engine::{Acquisition, Kind};

/// First step of its files as evidence.
const TOP: &str = "PhoneSays";
/// Its files; crate `phone` writes them.
const FILES: [&str; 2] = ["apps.plist", "profiles.plist"];
/// Entries that are looked at; there are never more than two.
const GLANCE: usize = 100;

/// `None` unless one of the answers lies here. They say nothing of the phone itself.
pub(crate) fn look(tree: &Tree) -> Option<Acquisition> {
    let is_one = tree.glance(GLANCE).iter().any(|listed| FILES.contains(&&*listed.name));
    is_one.then(|| Acquisition::of(Kind::IosAnswers))
}

/// Its files by the names of the contract.
pub(crate) fn files(tree: Tree) -> Files {
    below(tree, TOP)
}
