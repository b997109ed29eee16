//! Coverage in words: what was looked at, what not, why, and what would help.

use crate::groups;
use crate::json::code;
use crate::quoted::clean;
use crate::view::{CoverageView, small};
use crate::words::{Argument, Words};
use engine::{Coverage, NotExamined, Outcome, State, Weight};

/// Sorted by group, then in the platform's order.
pub(super) fn rows(outcome: &Outcome, words: &Words) -> Vec<CoverageView> {
    let mut rows: Vec<_> = outcome.coverage.iter().map(|row| view(row, outcome, words)).collect();
    let place = |row: &CoverageView| groups::ORDER.iter().position(|group| *group == row.group);
    rows.sort_by_key(place);
    rows
}

fn view(row: &Coverage, outcome: &Outcome, words: &Words) -> CoverageView {
    let key = row.artifact.replace('.', "-");
    let group = groups::of(&row.artifact);
    let grave =
        |finding: &&engine::Finding| finding.artifact == row.artifact && finding.weight > Weight::Note;
    let (state, why, records, gaps) = match &row.state {
        State::Examined { records, gaps, unread } if unread.is_empty() => {
            ("examined", String::new(), *records, *gaps)
        }
        State::Examined { records, gaps, unread } => ("partly", unread_words(unread, words), *records, *gaps),
        State::NotExamined(why) => ("not-examined", words.say(&format!("why-{}.what", code(why))), 0, 0),
        State::Broke { how } => ("broke", words.say(&format!("broke-{how}.what")), 0, 0),
    };
    let next = match &row.state {
        State::Examined { unread, .. } if unread.is_empty() => String::new(),
        State::Examined { .. } => words.say("why-partly.next"),
        State::NotExamined(why) => words.say(&format!("why-{}.next", code(why))),
        State::Broke { how } => words.say(&format!("broke-{how}.next")),
    };
    CoverageView {
        artifact: row.artifact.clone(),
        name: words.say(&format!("{key}.name")),
        group: group.to_owned(),
        group_name: words.say(&format!("group-{group}")),
        holds: words.say(&format!("{key}.holds")),
        state: state.to_owned(),
        why,
        next,
        records: small(records),
        gaps: small(gaps),
        expected: row.expected,
        findings: small(outcome.findings.iter().filter(grave).count() as u64),
    }
}

fn unread_words(unread: &[engine::Unread], words: &Words) -> String {
    let Some(first) = unread.first() else { return String::new() };
    let why = words.say(&format!("unread-{}", code(&first.why)));
    let path = clean(&first.path);
    let values = [
        ("path", Argument::Text(&path)),
        ("why", Argument::Text(&why)),
        ("count", Argument::Count(unread.len() as u64)),
    ];
    words.say_with("why-partly.what", &values)
}

/// What would let more be looked at, each once, the most useful first.
pub(super) fn widen(outcome: &Outcome, words: &Words) -> Vec<String> {
    let has = |wanted: NotExamined| {
        outcome.coverage.iter().filter(|row| row.state == State::NotExamined(wanted)).count() as u64
    };
    let partly = outcome.coverage.iter().filter(|row| row.state.is_hurt()).count() as u64;
    let deep = |row: &&engine::Coverage| {
        row.artifact.ends_with(".deep-sweep") && row.state == State::NotExamined(NotExamined::NotAsked)
    };
    let rows = [
        ("widen-again", has(NotExamined::Missing) + partly),
        ("widen-backup", has(NotExamined::NeedsBackup)),
        ("widen-encrypted", has(NotExamined::NeedsEncryptedBackup)),
        ("widen-sysdiagnose", has(NotExamined::NeedsSysdiagnose)),
        ("widen-kept", has(NotExamined::NotKept)),
        ("widen-deep", outcome.coverage.iter().filter(deep).count() as u64),
        ("widen-filesystem", has(NotExamined::NeedsFilesystem)),
    ];
    let shown = rows.iter().filter(|(_, count)| *count > 0);
    shown.map(|(key, count)| words.say_with(key, &[("count", Argument::Count(*count))])).collect()
}
