//! The JSON of a report: its first line, and what follows.

use super::{Report, moment, version};
use crate::artifacts::shared::json::{Leaf, Step, is_at};

/// Keys that name a program, wherever they stand.
const PROGRAMS: [&str; 10] = [
    "procName",
    "procPath",
    "procname",
    "procpath",
    "parentProc",
    "responsibleProc",
    "processName",
    "processPath",
    "process_name",
    "byProc",
];

/// One leaf of the first line.
pub(super) fn header(report: &mut Report, path: &[Step], leaf: Leaf<'_>) {
    let [Step::Key(key)] = path else { return self::leaf(report, path, leaf) };
    match (key.as_str(), leaf) {
        ("bug_type", Leaf::Text(kind)) => kind.clone_into(&mut report.kind),
        ("bug_type", Leaf::Whole(kind)) => report.kind = kind.to_string(),
        ("timestamp", Leaf::Text(text)) => report.when = moment(text).or(report.when),
        ("os_version", Leaf::Text(text)) => report.version = version(text).or(report.version),
        ("incident_id", Leaf::Text(text)) => report.incident = Some(text.to_owned()),
        ("app_name" | "name", Leaf::Text(text)) if !text.is_empty() => {
            report.name.get_or_insert_with(|| text.to_owned());
        }
        // A report may be one value alone: then its first line is all of it.
        _ => self::leaf(report, path, leaf),
    }
}

/// One leaf of what follows.
pub(super) fn leaf(report: &mut Report, path: &[Step], leaf: Leaf<'_>) {
    let Some(Step::Key(key)) = path.last() else { return };
    if let [Step::Key(first), Step::Item(number), ..] = path
        && first == "threads"
    {
        return thread(report, *number, path, leaf);
    }
    let Some(text) = leaf.text() else {
        if is_at(path, &["faultingThread"]) {
            report.failed = leaf.whole().and_then(|number| usize::try_from(number).ok());
        }
        return;
    };
    match (path.len(), key.as_str()) {
        // The first line may carry a name that is not the program's own.
        (1, "procName") => report.name = Some(text.to_owned()),
        (1, "procPath") => report.path = Some(text.to_owned()),
        (1, "captureTime" | "date") => report.when = report.when.or_else(|| moment(text)),
        (1, "incident") => {
            report.incident.get_or_insert_with(|| text.to_owned());
        }
        (1, "build") => report.version = report.version.or_else(|| version(text)),
        (1, "panicString") => panicked(report, text),
        (1, "largestProcess") => report.other(text),
        (2, "type" | "subtype" | "signal" | "codes" | "message") if is_at(path, &["exception", key]) => {
            report.exception.push_str(text);
            report.exception.push(' ');
        }
        (3, "path") if is_at(path, &["usedImages", "*", "path"]) => report.load(text),
        (3, "name" | "path") if is_at(path, &["processes", "*", key]) => report.other(text),
        _ if PROGRAMS.contains(&key.as_str()) => report.other(text),
        _ => {}
    }
}

fn thread(report: &mut Report, number: usize, path: &[Step], leaf: Leaf<'_>) {
    let Some(thread) = report.thread(number) else { return };
    if let Some(text) = leaf.text() {
        if is_at(path, &["threads", "*", "frames", "*", "symbol"]) {
            thread.function(text);
        } else if is_at(path, &["threads", "*", "queue"]) {
            thread.queue = Some(text.to_owned());
        }
    } else if is_at(path, &["threads", "*", "threadState", "pc", "value"]) {
        thread.pc = leaf.whole();
    }
}

/// `… Panicked task 0xffff…: 300 pages, 5 threads: pid 33: logd\n…`.
fn panicked(report: &mut Report, text: &str) {
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("pid ") {
        rest = after;
        let Some((number, after)) = after.split_once(": ") else { continue };
        if number.is_empty() || !number.bytes().all(|byte| byte.is_ascii_digit()) {
            continue;
        }
        let end = after.find(['\n', ',', ';', '\r']).unwrap_or(after.len());
        report.other(after.get(..end).unwrap_or_default().trim());
    }
}
