//! Shortcuts that run other shortcuts: what one does, whoever runs it does.
//!
//! The step names the other by its id and by its name (both stand in shortcuts that people have published); the id holds
//! when the name was changed since, the name in old shortcuts.

use property_list::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Kept in memory; people have some dozen.
const MOST_CALLS: usize = 50_000;

/// Who runs whom.
#[derive(Debug, Default)]
pub(super) struct Calls {
    names: BTreeMap<String, BTreeSet<i64>>,
    /// Runs, by the name or id of what is run.
    by_name: BTreeMap<String, BTreeSet<i64>>,
    kept: usize,
}

impl Calls {
    /// The names that a shortcut goes by.
    pub(super) fn named(&mut self, shortcut: i64, names: [Option<&str>; 2]) {
        for name in names.into_iter().flatten() {
            self.names.entry(name.to_owned()).or_default().insert(shortcut);
        }
    }

    /// What the steps of a shortcut run.
    pub(super) fn of(&mut self, shortcut: i64, steps: &Value) {
        let steps = steps.as_array().unwrap_or_default().iter();
        let text = |step: &Value, path: &[&str]| Some(step.at(path)?.as_str()?.to_owned());
        let runs = steps.filter(|step| {
            text(step, &["WFWorkflowActionIdentifier"])
                .is_some_and(|kind| kind == "is.workflow.actions.runworkflow")
        });
        let parameters = "WFWorkflowActionParameters";
        let names = runs.flat_map(|step| {
            [
                text(step, &[parameters, "WFWorkflow", "workflowIdentifier"]),
                text(step, &[parameters, "WFWorkflow", "workflowName"]),
                text(step, &[parameters, "WFWorkflowName"]),
            ]
        });
        for name in names.flatten() {
            if self.kept < MOST_CALLS && self.by_name.entry(name).or_default().insert(shortcut) {
                self.kept += 1;
            }
        }
    }

    /// Adds to `shortcuts` whoever runs one of them, over any number of steps.
    pub(super) fn spread(&self, shortcuts: &mut BTreeSet<i64>) {
        let mut names: BTreeMap<i64, Vec<&str>> = BTreeMap::new();
        for (name, all) in &self.names {
            all.iter().for_each(|shortcut| names.entry(*shortcut).or_default().push(name));
        }
        let mut open: Vec<i64> = shortcuts.iter().copied().collect();
        while let Some(run) = open.pop() {
            let callers = names.get(&run).into_iter().flatten().filter_map(|name| self.by_name.get(*name));
            open.extend(callers.flatten().filter(|caller| shortcuts.insert(**caller)));
        }
    }
}
