//! Findings in words, equal ones told once.

use crate::expert;
use crate::json::code;
use crate::options::Options;
use crate::quoted::{brief, defang, is_address};
use crate::view::{FindingView, Moment, small};
use crate::words::{Argument, Words};
use engine::{Finding, Outcome};

/// Findings of one detection with the same indicator and the same quotes; never empty.
pub(super) struct Group<'a>(Vec<&'a Finding>);

impl<'a> Group<'a> {
    /// The one that speaks for all: the earliest with a date, since findings come in that order.
    pub(super) fn first(&self) -> &'a Finding {
        self.0[0]
    }

    pub(super) fn all(&self) -> &[&'a Finding] {
        &self.0
    }

    fn takes(&self, finding: &Finding) -> bool {
        let first = self.first();
        let quotes = |finding: &'a Finding| finding.quotes.iter().filter(|(_, quote)| !quote.personal);
        (&first.detection, first.weight, &first.indicator)
            == (&finding.detection, finding.weight, &finding.indicator)
            && quotes(first).eq(finding.quotes.iter().filter(|(_, quote)| !quote.personal))
    }
}

/// In the outcome's order. Searches only among recent groups: equal findings stand close together.
pub(super) fn grouped(outcome: &Outcome) -> Vec<Group<'_>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    for finding in &outcome.findings {
        match groups.iter_mut().rev().take(200).find(|group| group.takes(finding)) {
            Some(group) => group.0.push(finding),
            None => groups.push(Group(vec![finding])),
        }
    }
    groups
}

pub(super) fn view(
    id: usize,
    group: &Group<'_>,
    outcome: &Outcome,
    words: &Words,
    options: Options,
) -> FindingView {
    let finding = group.first();
    let key = finding.detection.replace('.', "-");
    let values = values(finding, group.all().len(), words, options);
    let borrowed: Vec<_> = values.iter().map(|(name, value)| (name.as_str(), value.as_argument())).collect();
    let say = |attribute: &str| words.say_with(&format!("{key}.{attribute}"), &borrowed);
    let artifact = words.say(&format!("{}.name", finding.artifact.replace('.', "-")));
    let (weight, class) = (code(&finding.weight), code(&finding.class));
    FindingView {
        id: small(id as u64),
        weight_name: words.say(&format!("weight-{weight}")),
        class_name: words.say(&format!("class-{class}")),
        weight,
        class,
        title: say("title"),
        saw: say("saw"),
        meaning: say("meaning"),
        ordinary: say("ordinary"),
        next: say("next"),
        when: finding.when.map(|when| words.time(when)),
        when_utc: finding.when.map(|when| when.to_string()),
        artifact_name: artifact,
        count: small(group.all().len() as u64),
        expert: expert::facts(group.all(), outcome, words, options),
    }
}

pub(super) fn timeline(
    groups: &[Group<'_>],
    outcome: &Outcome,
    words: &Words,
    options: Options,
) -> Vec<Moment> {
    let mut moments: Vec<Moment> = Vec::new();
    for (id, group) in groups.iter().enumerate() {
        let Some(when) = group.first().when else { continue };
        let what = view(id, group, outcome, words, options).title;
        moments.push(Moment {
            when_utc: when.to_string(),
            when: words.time(when),
            what,
            weight: code(&group.first().weight),
            finding: Some(small(id as u64)),
        });
    }
    moments.extend(outcome.dates.iter().map(|day| Moment {
        when_utc: format!("{}T00:00:00Z", day.day),
        when: words.date(day.day),
        what: words.say(&format!("moment-{}", day.what.name())),
        weight: "context".to_owned(),
        finding: None,
    }));
    moments.extend(outcome.acquisition.made_at.map(|when| Moment {
        when_utc: when.to_string(),
        when: words.time(when),
        what: words.say("moment-made"),
        weight: "context".to_owned(),
        finding: None,
    }));
    moments.sort_by(|a, b| a.when_utc.cmp(&b.when_utc));
    moments
}

/// A value for a message that owns its text.
enum Owned {
    Text(String),
    Count(u64),
}

impl Owned {
    fn as_argument(&self) -> Argument<'_> {
        match self {
            Self::Text(text) => Argument::Text(text),
            Self::Count(count) => Argument::Count(*count),
        }
    }
}

fn values(finding: &Finding, count: usize, words: &Words, options: Options) -> Vec<(String, Owned)> {
    let unknown = || words.say("unknown");
    let mut values: Vec<(String, Owned)> = Vec::new();
    for (name, quote) in &finding.quotes {
        let value = if quote.personal && !options.personal {
            Owned::Text(words.say("hidden"))
        } else if let Some(number) = count_of(&quote.value) {
            Owned::Count(number)
        } else if is_address(name) {
            Owned::Text(isolated(&defang(&quote.value)))
        } else {
            Owned::Text(isolated(&quote.value))
        };
        values.push((name.clone(), value));
    }
    let when = finding.when.map_or_else(|| words.say("no-date"), |when| words.time(when));
    let seen = finding.indicator.as_ref();
    let text = |value: Option<&str>| value.map_or_else(unknown, isolated);
    values.push(("when".into(), Owned::Text(when)));
    values.push(("campaign".into(), Owned::Text(text(seen.map(|seen| seen.campaign.as_str())))));
    values.push(("publisher".into(), Owned::Text(text(seen.map(|seen| seen.publisher.as_str())))));
    values.push(("published".into(), Owned::Text(text(seen.and_then(|seen| seen.published.as_deref())))));
    values.push(("times".into(), Owned::Count(count as u64)));
    values
}

/// A number, so that sentences can choose their plural form by it.
fn count_of(value: &str) -> Option<u64> {
    let plain = value.len() <= 9 && (value == "0" || !value.starts_with(['0', '+']));
    plain.then(|| value.parse().ok())?
}

/// Cleaned, of a readable length, and kept from turning the sentence around it. A single plain word cannot turn anything, and
/// sentences choose their form by such words.
fn isolated(value: &str) -> String {
    if value.len() <= 40 && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
        return value.to_owned();
    }
    format!("\u{2068}{}\u{2069}", brief(value))
}
