//! Outcome to [`View`].

mod coverage;
pub(crate) mod findings;
mod next;

use crate::json::code;
use crate::options::Options;
use crate::quoted::clean;
use crate::view::{Fact, IndicatorsView, PackView, View, small};
use crate::words::{Argument, Words};
use engine::{Outcome, Weight};

/// The whole report in one language.
pub fn view(outcome: &Outcome, lang: &str, options: Options) -> View {
    let words = Words::new(lang);
    let conclusion = code(&outcome.conclusion);
    let coverage = coverage::rows(outcome, &words);
    let groups = findings::grouped(outcome);
    let shown = |weights: &[Weight]| -> Vec<_> {
        let wanted = groups.iter().enumerate().filter(|(_, group)| weights.contains(&group.first().weight));
        wanted.map(|(id, group)| findings::view(id, group, outcome, &words, options)).collect()
    };
    let grave = shown(&[Weight::KnownSpyware, Weight::Strong, Weight::Look]);
    let notes = shown(&[Weight::Note]);
    let looked_at =
        coverage.iter().filter(|row| matches!(row.state.as_str(), "examined" | "partly")).count() as u64;
    let not_read = coverage.iter().filter(|row| is_gap(row)).count() as u64;
    let counts = [
        ("looked", Argument::Count(looked_at)),
        ("all", Argument::Count(coverage.len() as u64)),
        ("unread", Argument::Count(not_read)),
        ("findings", Argument::Count(grave.len() as u64)),
    ];
    let say = |attribute: &str| words.say_with(&format!("conclusion-{conclusion}.{attribute}"), &counts);
    View {
        lang: words.tag().to_owned(),
        dir: words.dir().to_owned(),
        title: say("title"),
        lead: if outcome.again {
            format!("{} {}", say("lead"), words.say("compared-again"))
        } else {
            say("lead")
        },
        for_now: list(&words, &format!("conclusion-{conclusion}-now")),
        comfort: say("comfort"),
        timeline: findings::timeline(&groups, outcome, &words, options),
        next: next::steps(outcome, &words),
        widen: coverage::widen(outcome, &words),
        about: about(outcome, &words, options),
        indicators: indicators(outcome, &words),
        confinement: confinement(outcome, &words),
        tool_version: outcome.tool.version.clone(),
        findings: grave,
        notes,
        coverage,
        conclusion,
        partly_english: words.fell_back(),
    }
}

/// Should be there, and was not looked at whole.
fn is_gap(row: &crate::view::CoverageView) -> bool {
    matches!(row.state.as_str(), "partly" | "broke") || (row.state == "not-examined" && row.expected)
}

/// Messages `key-1`, `key-2` … as far as they go.
fn list(words: &Words, key: &str) -> Vec<String> {
    (1..).map_while(|number| words.find(&format!("{key}-{number}"), &[])).collect()
}

fn about(outcome: &Outcome, words: &Words, options: Options) -> Vec<Fact> {
    let acquisition = &outcome.acquisition;
    let mut facts = Vec::new();
    let mut add = |key: &str, value: Option<String>, technical: bool| {
        let name = words.say(&format!("fact-{key}"));
        facts.extend(value.map(|value| Fact { name, value, technical }));
    };
    add("model", acquisition.model.as_deref().map(crate::models::model_name), false);
    add("os-version", acquisition.os_version.map(|version| version.to_string()), true);
    add("os-build", acquisition.os_build.as_deref().map(clean), true);
    let kind = words.say(&format!("kind-{}", code(&acquisition.kind)));
    let locked = if acquisition.encrypted { "encrypted" } else { "not-encrypted" };
    let first = match acquisition.kind {
        engine::Kind::IosBackup => words.say_with(locked, &[("kind", Argument::Text(&kind))]),
        _ => kind,
    };
    add("acquisition", Some(first), false);
    for one in &outcome.with {
        add("acquisition", Some(words.say(&format!("kind-{}", code(&one.kind)))), false);
    }
    for name in &acquisition.beside {
        let named = options.personal && !name.is_empty();
        add("beside", Some(if named { clean(name) } else { words.say("beside-unnamed") }), named);
    }
    let smaller = acquisition.kept == Some(engine::Kept::Needed);
    add("kept", smaller.then(|| words.say("kept-needed")), false);
    add("made-at", acquisition.made_at.map(|when| words.time(when)), false);
    if options.personal {
        add("device-name", acquisition.device_name.as_deref().map(clean), false);
    }
    facts
}

fn indicators(outcome: &Outcome, words: &Words) -> IndicatorsView {
    let indicators = &outcome.indicators;
    let newest = indicators
        .packs
        .iter()
        .map(|pack| pack.published.as_str())
        .filter(|date| !date.is_empty())
        .max()
        .unwrap_or_default();
    let date = newest.parse().ok().map(|date| words.date(date));
    let values = [
        ("applicable", Argument::Count(indicators.applicable)),
        ("total", Argument::Count(indicators.total)),
        ("date", Argument::Text(date.as_deref().unwrap_or_default())),
    ];
    let key = match (indicators.total, &date) {
        (0, _) => "indicators-none",
        (_, Some(_)) => "indicators-used",
        (_, None) => "indicators-used-undated",
    };
    let pack = |pack: &engine::Pack| PackView {
        id: clean(&pack.id),
        publisher: clean(&pack.publisher),
        published: clean(&pack.published),
        count: small(pack.count),
    };
    IndicatorsView {
        total: small(indicators.total),
        applicable: small(indicators.applicable),
        not_understood: small(indicators.not_understood),
        sentence: words.say_with(key, &values),
        packs: indicators.packs.iter().map(pack).collect(),
    }
}

fn confinement(outcome: &Outcome, words: &Words) -> String {
    let held = &outcome.tool.confinement;
    if held.is_empty() {
        return words.say("confinement-none");
    }
    let names: Vec<_> = held.iter().map(|limit| words.say(&format!("confinement-{limit}"))).collect();
    let names = names.join(&words.say("list-separator"));
    words.say_with("confinement", &[("limits", Argument::Text(&names))])
}
