//! Apps that no shop signed. Apple takes the paper of the signer out of what it sells and of test versions; an app
//! that a company, a school or a developer signed keeps it in its folder, as `embedded.mobileprovision`.

use super::SIGNED;
use super::databases;
use engine::{Case, Cite, Finding, Found, Notes, Record};

/// The paper of the signer, in a copy of a whole file system.
pub(super) const PAPER: &str =
    "Filesystem/private/var/containers/Bundle/Application/*/*.app/embedded.mobileprovision";

/// Only that the paper is there is read; who signed stands inside, in a form that is not opened here.
pub(super) fn look(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let papers = databases::entries(case, notes, &[PAPER]);
    for entry in &papers {
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
    if papers.is_empty() { Found::Absent } else { Found::Yes }
}
