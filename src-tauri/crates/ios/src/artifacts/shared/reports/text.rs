//! The text of a report: keys with values, stacks, and the files that were loaded. Crashes of older systems, use of too
//! much of the processor or the disk.

use super::{Report, moment, version};

/// Reads it. True if it looks like a report.
pub(super) fn read(report: &mut Report, text: &str) -> bool {
    let mut known = false;
    let mut thread = None;
    for line in text.lines() {
        if let Some((key, value)) = line.split_once(':') {
            let value = value.trim();
            known |= field(report, key.trim(), value);
            thread = begins_thread(report, key.trim(), value).or(thread);
        }
        let function = thread.filter(|_| line.starts_with(|c: char| c.is_ascii_digit()));
        if let Some(thread) = function.and_then(|number| report.thread(number)) {
            thread.function(line);
        }
        if let Some(path) = loaded(line) {
            report.load(path);
        }
        if let Some(pc) = pc(line)
            && let Some(thread) = thread.and_then(|number| report.thread(number))
        {
            thread.pc = Some(pc);
        }
    }
    known
}

fn field(report: &mut Report, key: &str, value: &str) -> bool {
    match key {
        "Process" | "Command" => {
            let name = value.split_once(" [").map_or(value, |(name, _)| name);
            if report.path.is_some() {
                report.other(name);
            } else if !name.is_empty() {
                report.name = Some(name.to_owned());
            }
        }
        "Path" if value.starts_with('/') => {
            if report.path.is_none() {
                report.path = Some(value.to_owned());
            } else {
                report.other(value);
            }
        }
        "Parent" | "Parent Process" | "Responsible" => {
            report.other(value.split_once(" [").map_or(value, |(name, _)| name));
        }
        "Date/Time" => report.when = report.when.or_else(|| moment(value)),
        "OS Version" => report.version = report.version.or_else(|| version(value)),
        "Incident Identifier" => {
            report.incident.get_or_insert_with(|| value.to_owned());
        }
        "Exception Type" | "Exception Subtype" | "Exception Codes" | "Event" => {
            report.exception.push_str(value);
            report.exception.push(' ');
        }
        "Triggered by Thread" => report.failed = value.parse().ok(),
        _ => return false,
    }
    true
}

/// `Thread 3 name:  Dispatch queue: com.apple.main-thread`, `Thread 3 Crashed:`, `Thread 3:`,
/// `Thread 3 crashed with ARM Thread State (64-bit):`.
fn begins_thread(report: &mut Report, key: &str, value: &str) -> Option<usize> {
    let number = key.strip_prefix("Thread ")?.split_whitespace().next()?.parse().ok()?;
    if key.ends_with("Crashed") {
        report.failed.get_or_insert(number);
    }
    if let (Some(queue), Some(thread)) = (value.strip_prefix("Dispatch queue:"), report.thread(number)) {
        thread.queue = Some(queue.trim().to_owned());
    }
    Some(number)
}

/// `0x104b10000 - 0x104b1bfff nfcd arm64  <ebfb3e7f4ca430568e9c8ccf5995c34a> /usr/libexec/nfcd`.
fn loaded(line: &str) -> Option<&str> {
    let (_, path) = line.trim_start().strip_prefix("0x")?.split_once('>')?;
    Some(path.trim()).filter(|path| path.starts_with('/'))
}

/// `… lr: 0x00000001 sp: 0x… pc: 0x0000000000000201 cpsr: 0x…`.
fn pc(line: &str) -> Option<u64> {
    let (_, rest) = line.split_once(" pc: 0x").or_else(|| line.trim_start().split_once("pc: 0x"))?;
    u64::from_str_radix(rest.split_whitespace().next()?, 16).ok()
}
