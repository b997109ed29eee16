//! Reading records that an earlier check wrote, in the confined worker, and comparing them with today's lists.

use crate::{Failure, RECORDS_FORMAT, RECORDS_HEAD};
use engine::{
    Acquisition, Artifact, Cite, Coverage, Day, Examined, Finding, NotExamined, State, Unread, UnreadWhy,
    Value, Weight,
};
use indicators::{Indicators, Kind};
use ios::artifacts::again;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::Value as Json;
use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

/// Largest head, and longest record. Longer ones are refused, not read.
const LONGEST_HEAD: u64 = 64 << 20;
const LONGEST_LINE: u64 = 32 << 20;
/// Findings kept of one artifact.
const MOST_FINDINGS: usize = 10_000;

/// What stands beside the records.
#[derive(Debug, Deserialize)]
pub(crate) struct Head {
    pub(crate) acquisition: Acquisition,
    /// What was checked with it.
    #[serde(default)]
    pub(crate) with: Vec<Acquisition>,
    #[serde(default)]
    pub(crate) dates: Vec<Day>,
    /// What it saw. Older records hold only what came of no published value.
    #[serde(default)]
    findings: Vec<Finding>,
    coverage: Vec<Coverage>,
}

/// The folder with the head in it: `folder` itself, or `records` inside a folder where a check was saved.
pub(crate) fn place(folder: &Path) -> Result<PathBuf, Failure> {
    let inside = folder.join("records");
    let found = [folder, inside.as_path()].into_iter().find(|place| place.join(RECORDS_HEAD).is_file());
    found.map(Path::to_path_buf).ok_or_else(|| Failure::new("records-missing"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "records that an earlier check wrote, in the folder that was named"
)]
fn open(path: &Path) -> io::Result<File> {
    File::open(path)
}

pub(crate) fn head(folder: &Path) -> Result<Head, Failure> {
    let unreadable = |cause: String| Failure::new("records-damaged").because(cause);
    let file = open(&folder.join(RECORDS_HEAD)).map_err(|error| unreadable(error.to_string()))?;
    let mut text = String::new();
    let read = file.take(LONGEST_HEAD).read_to_string(&mut text);
    read.map_err(|error| unreadable(error.to_string()))?;
    let head: Json = serde_json::from_str(&text).map_err(|error| unreadable(error.to_string()))?;
    match head["format"].as_str() {
        Some(RECORDS_FORMAT) => {}
        Some(_) => return Err(Failure::new("records-unknown")),
        None => return Err(unreadable("no format".to_owned())),
    }
    serde_json::from_value(head).map_err(|error| unreadable(error.to_string()))
}

/// One artifact's records, compared again.
pub(crate) fn examine(
    (folder, head): (&Path, &Head),
    artifact: &'static Artifact,
    indicators: &Indicators,
    alive: &mut dyn FnMut(u64) -> bool,
) -> Examined {
    let earlier = head.coverage.iter().find(|row| row.artifact == artifact.id);
    let row = |state: State| Coverage {
        artifact: artifact.id.to_owned(),
        version: artifact.version,
        expected: earlier.is_some_and(|row| row.expected),
        state,
    };
    let of_artifact = head.findings.iter().filter(|finding| finding.artifact == artifact.id);
    let held = of_artifact.filter_map(|earlier| Some((earlier, again::held(earlier, indicators)?)));
    let held: Vec<_> = held.take(MOST_FINDINGS).collect();
    // What says more today than it did then is asked of the records anew.
    let tier = |finding: &Finding| finding.indicator.as_ref().and_then(|seen| seen.tier);
    let as_before = held.iter().filter(|(earlier, held)| tier(earlier) == tier(held));
    let told: BTreeSet<_> = as_before.filter_map(|(_, held)| value(held)).collect();
    let mut findings: Vec<Finding> = held.into_iter().map(|(_, held)| held).collect();
    let made = |state, findings| Examined { coverage: row(state), findings, facts: Vec::new() };
    let (records, gaps, unread) = match earlier.map(|row| &row.state) {
        Some(State::Examined { records, gaps, unread }) => (*records, *gaps, unread.clone()),
        Some(other) => return made(other.clone(), findings),
        None => return made(State::NotExamined(NotExamined::NotAsked), findings),
    };
    // What compares nothing was whole when it was read, and is now.
    if artifact.compares.is_empty() {
        return made(State::Examined { records, gaps, unread }, findings);
    }
    if !again::can_compare(artifact) {
        return made(State::NotExamined(NotExamined::NotAsked), findings);
    }
    let name = format!("{}.jsonl", artifact.id);
    let Ok(file) = open(&folder.join(&name)) else {
        return made(State::NotExamined(NotExamined::Missing), findings);
    };
    let mut count = 0_u64;
    let mut reading = Reading { name, read: 0, unread };
    reading.lines(file, &mut |cite, when, fields| {
        if findings.len() < MOST_FINDINGS {
            // What a value gave then was taken over: a record holds less than the copy did.
            let made = again::compare(artifact, (cite, when), fields, indicators);
            findings.extend(made.into_iter().filter(|made| value(made).is_none_or(|it| !told.contains(&it))));
        }
        // Counted in hundreds, as while examining.
        count += 1;
        !count.is_multiple_of(256) || alive(count)
    });
    if reading.read < records {
        let part = format!("{} of {records} records", reading.read);
        reading.said(Unread::part(&reading.name, part, UnreadWhy::CutShort));
    }
    made(State::Examined { records: reading.read, gaps, unread: reading.unread }, findings)
}

/// The published value behind a finding.
fn value(finding: &Finding) -> Option<(Kind, String)> {
    finding.indicator.as_ref().map(|seen| (seen.kind, seen.value.clone()))
}

/// What an earlier check saw in several artifacts together (`ids`), of what is still so: `held` are the places and weights
/// of today's findings. A combination that came of no single finding is kept.
pub(crate) fn combinations<'a>(
    head: &Head,
    ids: impl Iterator<Item = &'a str>,
    held: &[(Cite, Weight)],
) -> Vec<Finding> {
    let ids: Vec<&str> = ids.collect();
    let is_combination = |finding: &&Finding| ids.contains(&finding.artifact.as_str());
    let heaviest = held.iter().map(|(_, weight)| *weight).max().unwrap_or(Weight::Note);
    let still = |finding: &&Finding| {
        let at_place = |other: &Finding| !is_combination(&other) && other.cite == finding.cite;
        !head.findings.iter().any(at_place) || held.iter().any(|(cite, _)| *cite == finding.cite)
    };
    let all = head.findings.iter().filter(is_combination).filter(still).take(MOST_FINDINGS);
    all.map(|finding| finding.clone().at_most(heaviest.max(Weight::Look))).collect()
}

/// A field of a record: its name and what it holds.
type Field = (String, Value);

/// Hears of each record; false ends it.
type Tell<'a> = dyn FnMut(&Cite, Option<Timestamp>, &[Field]) -> bool + 'a;

struct Reading {
    name: String,
    read: u64,
    unread: Vec<Unread>,
}

impl Reading {
    fn said(&mut self, unread: Unread) {
        if self.unread.len() < 200 {
            self.unread.push(unread);
        }
    }

    fn lines(&mut self, file: File, tell: &mut Tell<'_>) {
        let mut file = BufReader::with_capacity(64 << 10, file);
        let mut line = Vec::new();
        for number in 1_u64.. {
            line.clear();
            match file.by_ref().take(LONGEST_LINE).read_until(b'\n', &mut line) {
                Ok(0) => return,
                Ok(_) => {}
                Err(error) => return self.said(Unread::from_io(&self.name, &error)),
            }
            if line.len() as u64 == LONGEST_LINE && line.last() != Some(&b'\n') {
                return self.said(Unread::part(
                    &self.name,
                    format!("from line {number}"),
                    UnreadWhy::TooLarge,
                ));
            }
            let Some((cite, when, fields, cut)) = record(&line) else {
                self.said(Unread::part(&self.name, format!("line {number}"), UnreadWhy::Damaged));
                continue;
            };
            self.read += 1;
            if cut {
                let part = format!("end of line {number}");
                self.said(Unread::part(&self.name, part, UnreadWhy::TooLarge));
            }
            if !tell(&cite, when, &fields) {
                return;
            }
        }
    }
}

/// A line of `--records`, and whether it was too large to be written whole.
fn record(line: &[u8]) -> Option<(Cite, Option<Timestamp>, Vec<Field>, bool)> {
    let Ok(Json::Object(record)) = serde_json::from_slice(line) else { return None };
    let cite = Cite::new(record.get("_path")?.as_str()?, record.get("_place")?.as_str()?);
    let times = record.get("_times")?.as_object()?;
    let when = times.values().filter_map(|when| when.as_str()?.parse::<Timestamp>().ok()).min();
    let value = |value: &Json| match value {
        Json::Bool(yes) => Value::Bool(*yes),
        Json::Number(number) => number.as_i64().map_or(Value::None, Value::Int),
        Json::String(text) => Value::Text(text.clone()),
        Json::Array(all) => Value::List(all.iter().filter_map(Json::as_str).map(str::to_owned).collect()),
        Json::Null | Json::Object(_) => Value::None,
    };
    let fields = record.iter().filter(|(name, _)| !name.starts_with('_'));
    let fields = fields.map(|(name, field)| (name.clone(), value(field))).collect();
    Some((cite, when, fields, record.contains_key("_cut")))
}
