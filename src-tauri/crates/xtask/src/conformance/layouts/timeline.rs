//! Our timeline beside that of the reference tool: each of its events has a row of ours at the same second, times of
//! a file at one moment are one row in both, no row stands twice, and Timesketch can read it.

use super::counts::PAIRS;
use super::judged;
use super::read::{Phone, scan};
use crate::board::Ended;
use crate::failure::Failure;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Length of `2026-08-11 06:52:17`.
const SECOND: usize = 19;

/// Events that have no row of ours: its plug-in, its event, why.
const WITHOUT: &[(&str, &str, &str)] = &[];

/// Rows by artifact and second.
type Rows = BTreeMap<String, BTreeSet<String>>;

pub(super) fn compare(phone: &Phone) -> Result<Ended, Failure> {
    let mut wrong = Vec::new();
    let ours = table(&phone.folder.join("timeline.csv"))?;
    let theirs = table(&phone.theirs().join("timeline.csv"))?;
    let mut rows = Rows::new();
    for row in &ours {
        rows.entry(cell(row, 3).to_owned()).or_default().insert(second(cell(row, 0)));
    }
    let mut events: BTreeMap<(&str, &str), (usize, usize)> = BTreeMap::new();
    for event in &theirs {
        let (plugin, what) = (cell(event, 1), cell(event, 2));
        let (all, without) = events.entry((plugin, what)).or_default();
        *all += 1;
        let when = second(cell(event, 0));
        if !artifacts(plugin).any(|artifact| rows.get(artifact).is_some_and(|held| held.contains(&when))) {
            *without += 1;
        }
    }
    for ((plugin, what), (all, without)) in &events {
        let why = WITHOUT.iter().find(|(of, event, _)| of == plugin && event == what).map(|(.., why)| *why);
        println!(
            "  {plugin:30} {what:28} {all:6} events, {without} without a row {}",
            why.unwrap_or_default()
        );
        if *without > 0 && why.is_none() {
            wrong.push(format!("{plugin} {what}: {without} of {all} events have no row"));
        }
    }
    letters(&ours, &theirs, &mut wrong);
    let mut seen = BTreeSet::new();
    wrong.extend(ours.iter().filter(|row| !seen.insert(*row)).map(|row| format!("twice: {row:?}")));
    if !ours.is_sorted_by_key(|row| second(cell(row, 0))) {
        wrong.push("rows are not in the order of time".to_owned());
    }
    timesketch(phone, ours.len(), &mut wrong)?;
    judged(&wrong, "mend report/src/timeline.rs, or give the reason in conformance/layouts/timeline.rs")
}

/// Our artifacts that hold the records of its plug-in.
fn artifacts(plugin: &str) -> impl Iterator<Item = &'static str> {
    let plugin = plugin.to_lowercase();
    let pairs = PAIRS.iter().filter(move |pair| pair.module.replace('_', "") == plugin);
    pairs.map(|pair| pair.artifact)
}

/// Times of files: how often each set of letters fell on one second.
fn letters(ours: &[Vec<String>], theirs: &[Vec<String>], wrong: &mut Vec<String>) {
    let count = |rows: &[Vec<String>], (of, name, what): (usize, &str, usize)| {
        let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
        for row in rows.iter().filter(|row| cell(row, of) == name) {
            *counts.entry((second(cell(row, 0)), cell(row, what).replace('-', ""))).or_default() += 1;
        }
        counts
    };
    let (here, there) = (count(ours, (3, "ios.manifest", 1)), count(theirs, (1, "Manifest", 2)));
    println!("  times of files: {} moments in ours, {} in its", here.len(), there.len());
    for (moment, times) in &there {
        if here.get(moment) != Some(times) {
            wrong.push(format!(
                "times of files: {moment:?} {times} times in its, {:?} in ours",
                here.get(moment)
            ));
        }
    }
}

/// Each line is an object with the three fields that Timesketch asks for.
fn timesketch(phone: &Phone, rows: usize, wrong: &mut Vec<String>) -> Result<(), Failure> {
    let path = phone.folder.join("timeline.jsonl");
    scan(phone, &["--timeline".as_ref(), path.as_os_str()])?;
    let text = std::fs::read_to_string(&path).map_err(Failure::file(&path))?;
    let mut lines = 0;
    for line in text.lines() {
        lines += 1;
        let row: Value = serde_json::from_str(line).unwrap_or_default();
        let has = |name: &str| row[name].as_str().is_some_and(|text| !text.is_empty());
        let dated = row["datetime"].as_str().is_some_and(|when| when.len() > SECOND && when.ends_with('Z'));
        if !dated || !has("timestamp_desc") || !row["message"].is_string() {
            wrong.push(format!("Timesketch would refuse {line}"));
        }
    }
    println!("  {lines} lines for Timesketch, {rows} rows");
    if lines != rows {
        wrong.push(format!("{lines} lines for Timesketch, {rows} rows"));
    }
    Ok(())
}

/// `2026-08-11T06:52:17.5Z` and `2026-08-11 06:52:17.500000` as one.
fn second(when: &str) -> String {
    when.chars().take(SECOND).map(|sign| if sign == 'T' { ' ' } else { sign }).collect()
}

fn cell(row: &[String], column: usize) -> &str {
    row.get(column).map_or("", String::as_str)
}

/// Rows of a file of comma-separated values, without the first.
fn table(path: &Path) -> Result<Vec<Vec<String>>, Failure> {
    let text = std::fs::read_to_string(path).map_err(Failure::file(path))?;
    let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
    let mut signs = text.chars().peekable();
    while let Some(sign) = signs.next() {
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => cell.extend(signs.next()),
            '"' => quoted = !quoted,
            ',' if !quoted => row.push(std::mem::take(&mut cell)),
            '\n' if !quoted => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            '\r' if !quoted => {}
            sign => cell.push(sign),
        }
    }
    Ok(rows.split_off(1.min(rows.len())))
}
