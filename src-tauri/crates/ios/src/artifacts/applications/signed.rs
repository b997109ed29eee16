//! Apps that no shop signed. Apple takes the paper of the signer out of what it sells and of test versions; an app
//! that a company, a school or a developer signed keeps it in its folder, as `embedded.mobileprovision`.

use super::bundles::container;
use super::{SIGNED, databases};
use engine::{Case, Cite, Finding, Notes, Record};
use std::collections::BTreeSet;

/// The paper of the signer, in a copy of a whole file system.
pub(super) const PAPER: &str =
    "Filesystem/private/var/containers/Bundle/Application/*/*.app/embedded.mobileprovision";

/// Only that the paper is there is read; who signed stands inside, in a form that is not opened here. The containers of
/// these apps.
pub(super) fn look(case: &Case<'_>, notes: &mut Notes<'_>) -> BTreeSet<String> {
    let mut containers = BTreeSet::new();
    let papers = databases::entries(case, notes, &[PAPER]);
    for entry in &papers {
        containers.insert(container(&entry.path).to_owned());
        let folder = entry.path.rsplit('/').nth(1).unwrap_or_default();
        let name = folder.strip_suffix(".app").unwrap_or(folder);
        let cite = Cite::new(&entry.path, "signer");
        let when = entry.stamps.born.or(entry.stamps.modified);
        notes.finding(Finding::new(&SIGNED, cite.clone()).at(when).quote("app", name));
        let go_on = notes.record(|| Record::new(cite).time("stored", when).field("name", name));
        if !go_on {
            break;
        }
    }
    containers
}
