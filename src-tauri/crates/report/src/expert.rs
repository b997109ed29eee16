//! The details that an expert asks for: exact values, places, ids. Never part of a sentence.

use crate::json::code;
use crate::options::Options;
use crate::quoted::{clean, defang, is_address};
use crate::view::Fact;
use crate::words::Words;
use engine::{Finding, Outcome};

/// Places shown of equal findings; the data file has all.
const MOST_PLACES: usize = 20;

pub(crate) fn facts(group: &[&Finding], outcome: &Outcome, words: &Words, options: Options) -> Vec<Fact> {
    let Some(finding) = group.first() else { return Vec::new() };
    let mut facts = Vec::new();
    let mut add = |key: &str, value: &str, technical: bool| facts.push(fact(words, key, value, technical));
    for (name, quote) in &finding.quotes {
        let hidden = quote.personal && !options.personal;
        let value = match () {
            () if hidden => words.say("hidden"),
            () if is_address(name) => defang(&quote.value),
            () => quote.value.clone(),
        };
        add(&format!("quote-{name}"), &value, !hidden);
    }
    if let Some(seen) = &finding.indicator {
        let kind = code(&seen.kind);
        add("indicator", &format!("{kind}: {}", defang_if(&kind, &seen.value)), true);
        add("campaign", &seen.campaign, false);
        add("publisher", &seen.publisher, false);
        add("pack", &seen.pack, true);
        if let Some(published) = &seen.published {
            add("published", published, true);
        }
        if !seen.also.is_empty() {
            add("also", &seen.also.join(", "), false);
        }
    }
    for other in group.iter().take(MOST_PLACES) {
        let when = other.when.map(|when| format!(" ({when})")).unwrap_or_default();
        let which = which(other, outcome, words);
        add("where", &format!("{which}{}, {}{when}", other.cite.path, other.cite.place), true);
    }
    if group.len() > MOST_PLACES {
        add("further", &(group.len() - MOST_PLACES).to_string(), true);
    }
    let version =
        outcome.coverage.iter().find(|row| row.artifact == finding.artifact).map_or(0, |row| row.version);
    let id = format!("{} v{version}, {}, {}", finding.detection, code(&finding.weight), code(&finding.class));
    add("detection", &id, true);
    facts
}

/// The acquisition that a finding lies in, if there are several.
fn which(finding: &Finding, outcome: &Outcome, words: &Words) -> String {
    let all = std::iter::once(&outcome.acquisition).chain(&outcome.with);
    match all.into_iter().nth(finding.cite.part.into()) {
        Some(one) if !outcome.with.is_empty() => {
            format!("{}: ", words.say(&format!("kind-{}", code(&one.kind))))
        }
        _ => String::new(),
    }
}

fn defang_if(kind: &str, value: &str) -> String {
    if matches!(kind, "domain" | "url") { defang(value) } else { value.to_owned() }
}

/// A named value, cleaned. A name without words is shown as it is.
fn fact(words: &Words, key: &str, value: &str, technical: bool) -> Fact {
    let plain = key.strip_prefix("quote-").unwrap_or(key);
    let name = words.find(&format!("fact-{key}"), &[]).or_else(|| words.find(&format!("fact-{plain}"), &[]));
    Fact { name: name.unwrap_or_else(|| plain.to_owned()), value: clean(value), technical }
}
