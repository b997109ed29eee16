//! The outcome as a file for programs, in the shape that DESIGN fixes.

use engine::{Cite, Class, Coverage, Finding, IndicatorSeen, Outcome, State, Unread, Weight};
use jiff::Timestamp;
use serde::Serialize;
use std::collections::BTreeMap;

#[derive(Serialize)]
struct Document<'a> {
    format: &'a str,
    conclusion: engine::Conclusion,
    tool: &'a engine::Tool,
    acquisition: &'a engine::Acquisition,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    with: &'a [engine::Acquisition],
    dates: &'a [engine::Day],
    indicators: &'a engine::IndicatorSummary,
    findings: Vec<FindingRow<'a>>,
    coverage: Vec<CoverageRow<'a>>,
}

#[derive(Serialize)]
struct FindingRow<'a> {
    detection: &'a str,
    artifact: &'a str,
    weight: Weight,
    class: Class,
    when: Option<Timestamp>,
    cite: &'a Cite,
    indicator: Option<&'a IndicatorSeen>,
    quotes: BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
struct CoverageRow<'a> {
    artifact: &'a str,
    version: u32,
    state: &'static str,
    why: Option<String>,
    expected: bool,
    records: u64,
    gaps: u64,
    unread: &'a [Unread],
}

/// Pretty JSON with a line end. Personal quotes and the device's name only if asked for.
pub fn json(outcome: &Outcome, personal: bool) -> String {
    let stripped;
    let outcome = if personal {
        outcome
    } else {
        stripped = outcome.clone().without_personal();
        &stripped
    };
    let document = Document {
        format: &outcome.format,
        conclusion: outcome.conclusion,
        tool: &outcome.tool,
        acquisition: &outcome.acquisition,
        with: &outcome.with,
        dates: &outcome.dates,
        indicators: &outcome.indicators,
        findings: outcome.findings.iter().map(finding).collect(),
        coverage: outcome.coverage.iter().map(coverage).collect(),
    };
    let mut text = serde_json::to_string_pretty(&document).unwrap_or_default();
    text.push('\n');
    text
}

fn finding(finding: &Finding) -> FindingRow<'_> {
    FindingRow {
        detection: &finding.detection,
        artifact: &finding.artifact,
        weight: finding.weight,
        class: finding.class,
        when: finding.when,
        cite: &finding.cite,
        indicator: finding.indicator.as_ref(),
        quotes: finding.quotes.iter().map(|(name, quote)| (name.as_str(), quote.value.as_str())).collect(),
    }
}

fn coverage(row: &Coverage) -> CoverageRow<'_> {
    let empty = |state, why| CoverageRow {
        artifact: &row.artifact,
        version: row.version,
        state,
        why,
        expected: row.expected,
        records: 0,
        gaps: 0,
        unread: &[],
    };
    match &row.state {
        State::Examined { records, gaps, unread } => {
            CoverageRow { records: *records, gaps: *gaps, unread, ..empty("examined", None) }
        }
        State::NotExamined(why) => empty("not-examined", Some(code(why))),
        State::Broke { how } => empty("broke", Some(how.clone())),
    }
}

/// The kebab-case word of a unit variant: `ios-backup`, `nothing-found`.
pub fn code(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
