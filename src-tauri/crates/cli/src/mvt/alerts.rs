//! Findings as their alerts: `alerts.json`, `alerts_timeline.csv`, and `<module>_detected.json`.

use super::shape::date;
use super::{file, modules};
use crate::files::{create, written};
use engine::indicators::Kind;
use engine::{Finding, Outcome, Weight};
use report::Words;
use scan::Failure;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;

pub(super) fn write(folder: &Path, outcome: &Outcome) -> Result<(), Failure> {
    let words = Words::new("en");
    let mut by_module: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
    for finding in &outcome.findings {
        by_module.entry(slug(finding)).or_default().push(alert(finding, &words));
    }
    for (slug, alerts) in &by_module {
        file(&folder.join(format!("{slug}_detected.json")), &json!(alerts))?;
    }
    let alerts: Vec<Value> = outcome.findings.iter().map(|finding| alert(finding, &words)).collect();
    file(&folder.join("alerts.json"), &json!(alerts))?;
    timeline(folder, outcome, &alerts)
}

/// Those that have a time, oldest first.
fn timeline(folder: &Path, outcome: &Outcome, alerts: &[Value]) -> Result<(), Failure> {
    let mut dated: Vec<_> = outcome
        .findings
        .iter()
        .zip(alerts)
        .filter_map(|(finding, alert)| Some((finding.when?, alert)))
        .collect();
    dated.sort_by_key(|(when, _)| *when);
    let mut csv = create(&folder.join("alerts_timeline.csv"))?;
    written(csv.write_all(b"\"Event Time\",\"Module\",\"Message\",\"Event\"\n"))?;
    for (when, alert) in dated {
        let text = |name: &str| alert[name].as_str().unwrap_or_default().to_owned();
        let cells = [date(when), text("module"), text("message"), alert["event"].to_string()];
        let mut row = String::new();
        report::csv_cells(&mut row, &cells.each_ref().map(String::as_str));
        written(writeln!(csv, "{row}"))?;
    }
    written(csv.flush())
}

/// Their module; our artifact's id where they have none.
fn slug(finding: &Finding) -> &str {
    modules::of(&finding.artifact).next().map_or(finding.artifact.as_str(), |module| module.slug)
}

/// `event` tells where the record lies: the record itself stands in the file of its module.
fn alert(finding: &Finding, words: &Words) -> Value {
    let level = match finding.weight {
        Weight::KnownSpyware => "CRITICAL",
        Weight::Strong => "HIGH",
        Weight::Look => "MEDIUM",
        Weight::Note => "LOW",
    };
    let quotes: serde_json::Map<_, _> = finding
        .quotes
        .iter()
        .filter(|(_, quote)| !quote.personal)
        .map(|(name, quote)| (name.clone(), json!(quote.value)))
        .collect();
    let indicator = finding.indicator.as_ref().map(|seen| {
        json!({ "value": seen.value, "type": kind(seen.kind), "name": seen.campaign, "stix2_file_name": seen.pack })
    });
    json!({
        "level": level,
        "module": slug(finding),
        "message": words.say(&format!("{}.title", finding.detection.replace('.', "-"))),
        "event_time": finding.when.map(date).unwrap_or_default(),
        "event": { "path": finding.cite.path, "place": finding.cite.place, "quotes": quotes },
        "matched_indicator": indicator,
    })
}

/// Their name of a kind of value; an address without a name counts as a domain there.
fn kind(kind: Kind) -> String {
    match kind {
        Kind::Domain | Kind::Ip => "domains".to_owned(),
        Kind::Url => "urls".to_owned(),
        Kind::Email => "emails".to_owned(),
        Kind::Process => "processes".to_owned(),
        Kind::FileName => "file_names".to_owned(),
        Kind::FilePath => "file_paths".to_owned(),
        Kind::AppId => "app_ids".to_owned(),
        Kind::ProfileId => "ios_profile_ids".to_owned(),
        other => report::code(&other).to_string(),
    }
}
