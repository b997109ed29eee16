//! Which acquisitions are checked together, and in which order.

use super::Request;
use crate::protocol::{Candidate, Part};
use engine::Kind;

/// Everything that is checked together, each once: the backup first, or what comes closest to one.
pub(super) fn parts(request: &Request) -> Vec<Part> {
    let mut all: Vec<&Candidate> = Vec::new();
    for candidate in std::iter::once(&request.candidate).chain(&request.with) {
        for one in std::iter::once(candidate).chain(&candidate.with) {
            let same = |known: &&Candidate| known.path == one.path && known.inside == one.inside;
            if !all.iter().any(same) {
                all.push(one);
            }
        }
    }
    let main = all.iter().position(|one| one.acquisition.kind == Kind::IosBackup);
    let main = main.or_else(|| all.iter().position(|one| one.acquisition.kind == Kind::IosFilesystem));
    if let Some(main) = main {
        all[..=main].rotate_right(1);
    }
    let part = |one: &Candidate| Part {
        path: one.path.clone(),
        inside: one.inside.clone(),
        kind: one.acquisition.kind,
    };
    all.into_iter().map(part).collect()
}
