//! What apps of a full copy tell of themselves: their ids also where no shop sold them, or wrote another id.

use super::parser::App;
use super::{cite, published, tell, without_papers};
use crate::artifacts::shared::plists;
use engine::{Case, Found, Notes};
use std::collections::{BTreeMap, BTreeSet};

/// One list in each app.
pub(super) const INFO: &str = "Filesystem/private/var/containers/Bundle/Application/*/*.app/Info.plist";

/// The folder that an app and its papers lie in together.
pub(super) fn container(path: &str) -> &str {
    let end = path.match_indices('/').nth(6).map_or(path.len(), |(at, _)| at);
    path.get(..end).unwrap_or(path)
}

/// Looks at the apps. `sold` are the ids in the papers of shops, by container; `signed` the containers whose apps were told
/// because of their signer.
pub(super) fn look(
    case: &Case<'_>,
    (sold, signed): (&BTreeMap<String, String>, &BTreeSet<String>),
    notes: &mut Notes<'_>,
) -> Found {
    let mut without = Vec::new();
    let found = plists::each(case, notes, &[INFO], &mut |info, entry, notes| {
        let Some(app) = App::of_bundle(info) else { return notes.gap() };
        let cite = cite(&app, entry);
        match sold.get(container(&entry.path)) {
            Some(id) if *id == app.id => {}
            // Papers of another app beside it: only the id is new.
            Some(_) => {
                let findings = published(case, &app, &cite).into_iter();
                findings.for_each(|finding| {
                    notes.finding(finding.quote("app", app.shown()).quote("id", &app.id));
                });
            }
            None => {
                tell(case, &app, entry, notes);
                let told = app.is_apples() || signed.contains(container(&entry.path));
                without.extend((!told).then_some((cite, app)));
            }
        }
    });
    if sold.is_empty() {
        // Then it is the copy that holds no papers.
        without.clear();
    }
    without_papers(case, &without, sold.len(), notes);
    found
}
