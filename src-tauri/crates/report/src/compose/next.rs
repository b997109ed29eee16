//! Steps to take, chosen by the conclusion and by what was found.

use crate::view::NextStep;
use crate::words::Words;
use engine::{Class, Conclusion, Outcome, Weight};

pub(super) fn steps(outcome: &Outcome, words: &Words) -> Vec<NextStep> {
    let found = |class: Class| {
        outcome.findings.iter().any(|finding| finding.class == class && finding.weight > Weight::Note)
    };
    let mut keys: Vec<&str> = match outcome.conclusion {
        Conclusion::KnownTraces | Conclusion::ExpertLook => vec!["danger", "keep", "talk"],
        Conclusion::NotEnough => vec!["again", "talk"],
        Conclusion::NothingFound => vec!["warning", "accounts"],
    };
    if found(Class::PhysicalAccess) || found(Class::Posture) {
        keys.push("who");
    }
    if !keys.contains(&"accounts") {
        keys.push("accounts");
    }
    keys.push(if outcome.conclusion == Conclusion::NothingFound { "update" } else { "plan" });
    let step = |key: &str| NextStep {
        key: key.to_owned(),
        title: words.say(&format!("next-{key}.title")),
        text: words.say(&format!("next-{key}.text")),
    };
    let mut steps: Vec<_> = keys.into_iter().map(step).collect();
    if outcome.coverage.iter().any(|row| row.state.is_hurt()) && outcome.conclusion != Conclusion::NotEnough {
        steps.push(step("again"));
    }
    steps
}
