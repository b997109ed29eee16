//! What stands alone: removed traces with nothing beside them, and links or accounts without anything that ran.

use super::{REMOVED, TARGETED, of_class};
use engine::{Class, Finding, Scene, Weight};
use std::collections::BTreeSet;

/// Traces were removed, and no attempt and no program was seen. From one artifact it is a note, since that
/// artifact has said it at its own weight; from several it weighs as much as the second heaviest of them.
pub(super) fn removed(scene: &Scene<'_>) -> Option<Finding> {
    if [Class::Attempt, Class::Execution].into_iter().any(|class| of_class(scene, class).next().is_some()) {
        return None;
    }
    let mut signs: Vec<&Finding> = of_class(scene, Class::Cleanup).collect();
    signs.sort_by(|a, b| b.weight.cmp(&a.weight).then_with(|| a.when.cmp(&b.when)));
    let first = *signs.first()?;
    let other = signs.iter().find(|sign| sign.artifact != first.artifact);
    let weight = other.map_or(Weight::Note, |other| other.weight);
    let artifacts: BTreeSet<&str> = signs.iter().map(|sign| sign.artifact.as_str()).collect();
    let finding = Finding::new(&REMOVED, first.cite.clone()).at(first.when);
    Some(finding.quote("count", artifacts.len().to_string()).at_most(weight))
}

/// A published link or account, or a warning, reached the phone; no attempt and no program was seen.
pub(super) fn reached(scene: &Scene<'_>) -> Option<Finding> {
    if [Class::Attempt, Class::Execution].into_iter().any(|class| of_class(scene, class).next().is_some()) {
        return None;
    }
    let mut all: Vec<&Finding> = of_class(scene, Class::Targeted).collect();
    all.sort_by_key(|finding| (finding.when.is_none(), finding.when));
    let first = *all.first()?;
    Some(Finding::new(&TARGETED, first.cite.clone()).at(first.when).quote("count", all.len().to_string()))
}
