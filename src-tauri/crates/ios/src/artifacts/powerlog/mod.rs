//! # Log of power use
//!
//! **Found in** `logs/powerlogs/*.PLSQL` of a sysdiagnose, packed ones (`.gz`) too, and `Library/BatteryLife` of the power
//! service's container in a full copy.
//!
//! **Shows** names of programs and apps that ran, used the network or asked for location, over the last days, with times.
//!
//! **Cannot show** what they did. Times are those of the phone's clock, which the log corrects by seconds elsewhere; tables
//! differ between systems, and those that are not known are not read.
//!
//! **Ordinary reasons.** Apps may be named like anything: a published name beside an app's id weighs less.
//!
//! **Sources.** The analysis framework of the EC's incident team and the APOLLO project (tables, times since 1970);
//! published names come from the indicators.

mod packed;
#[cfg(test)]
mod tests;

use super::shared::databases::{self, entries};
use super::shared::programs::{Place, Programs, place};
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Unread, UnreadWhy, Weight,
};
use jiff::Timestamp;
use sqlite::{Database, Row};
use std::collections::BTreeMap;

static PROGRAMS: Programs =
    Programs::new("ios.powerlog.known", "ios.powerlog.staging", "ios.powerlog.odd-place");
static APP: Detection =
    Detection { id: "ios.powerlog.app", weight: Weight::KnownSpyware, class: Class::Execution };

const LOGS: &[&str] = &[
    "Sysdiagnose/logs/powerlogs/*.PLSQL",
    "Sysdiagnose/logs/powerlogs/*.PLSQL.gz",
    "SysSharedContainerDomain-systemgroup.com.apple.powerlog/Library/BatteryLife/**/*.PLSQL",
    "SysSharedContainerDomain-systemgroup.com.apple.powerlog/Library/BatteryLife/**/*.PLSQL.gz",
];
/// What tables begin with that name programs.
const TABLES: [&str; 6] = ["PLProcess", "PLApplication", "PLCoalition", "PLLocation", "PLAppTime", "PLXPC"];
/// A time, then names of programs, then ids of apps, as far as a table has them.
const COLUMNS: &[&str] = &[
    "timestamp",
    "ProcessName",
    "AppExecutable",
    "Executable",
    "LaunchdName",
    "BundleID",
    "BundleName",
    "AppBundleId",
    "Identifier",
];
/// Columns of names; ids follow.
const NAMES: std::ops::Range<usize> = 1..5;
const IDS: std::ops::Range<usize> = 5..9;
/// Programs that are kept of one log; phones have some thousand.
const MOST: usize = 50_000;

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.powerlog",
    version: 1,
    reads: LOGS,
    availability: &[
        Availability::sysdiagnose(Presence::Sometimes).source("EC sysdiagnose framework"),
        Availability::filesystem(Presence::Sometimes).source("APOLLO"),
    ],
    detections: &[PROGRAMS.known, PROGRAMS.staging, PROGRAMS.odd_place, APP],
    compares: &[Kind::Process, Kind::FilePath, Kind::FileName, Kind::AppId],
    fields: &[
        ("program", "name or path of the program"),
        ("bundle", "bundle id, if it is an app"),
        ("rows", "rows that name it"),
    ],
    examine,
};

/// A program and the app that it belongs to, and when it was met.
type Met = BTreeMap<(String, String), Span>;

#[derive(Default)]
struct Span {
    table: String,
    first: Option<Timestamp>,
    last: Option<Timestamp>,
    rows: u64,
}

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut found = Found::Absent;
    for entry in entries(case, notes, LOGS) {
        let opened = match entry.path.ends_with(".gz") {
            true => packed::open(case, notes, &entry),
            false => databases::open(case, notes, &entry),
        };
        let Some(database) = opened else { continue };
        found = Found::Yes;
        let met = read(&database, &entry, notes);
        if !tell(case, &entry, &met, notes) {
            break;
        }
    }
    found
}

fn read(database: &Database, entry: &Entry, notes: &mut Notes<'_>) -> Met {
    let mut met = Met::new();
    let mut known = false;
    let tables: Vec<String> = database.tables().map(str::to_owned).collect();
    for table in tables.iter().filter(|table| TABLES.iter().any(|begins| table.starts_with(begins))) {
        let columns = database.columns(table);
        let named = COLUMNS.get(1..).is_some_and(|names| names.iter().any(|name| columns.has(name)));
        if !named {
            continue;
        }
        known = true;
        databases::table(database, entry, notes, (table, COLUMNS), &mut |row, notes| {
            keep(&mut met, table, row, entry, notes)
        });
    }
    if !known {
        notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout));
    }
    met
}

fn keep(met: &mut Met, table: &str, row: &Row<'_>, entry: &Entry, notes: &mut Notes<'_>) -> bool {
    let text = |column| row.text(column).filter(|text| !text.is_empty()).map(std::borrow::Cow::into_owned);
    let app = { IDS }.find_map(text);
    let names: Vec<String> = NAMES.filter_map(text).collect();
    let when = row.real(0).and_then(crate::time::unix);
    let names = if names.is_empty() { vec![String::new()] } else { names };
    for name in names {
        let key = (name, app.clone().unwrap_or_default());
        if key.0.is_empty() && key.1.is_empty() {
            continue;
        }
        if met.len() >= MOST && !met.contains_key(&key) {
            notes.unread(Unread::part(&entry.path, "further programs", UnreadWhy::TooLarge));
            return false;
        }
        let span = met.entry(key).or_insert_with(|| Span { table: table.to_owned(), ..Span::default() });
        span.rows += 1;
        span.first = [span.first, when].into_iter().flatten().min();
        span.last = [span.last, when].into_iter().flatten().max();
    }
    true
}

fn tell(case: &Case<'_>, entry: &Entry, met: &Met, notes: &mut Notes<'_>) -> bool {
    for ((program, app), span) in met {
        let cite = Cite::new(&entry.path, span.table.as_str());
        if let Some(finding) = judge(case, program, app, &cite) {
            notes.finding(finding.at(span.first));
        }
        let go_on = notes.record(|| {
            let app = Some(app.as_str()).filter(|app| !app.is_empty());
            Record::new(cite)
                .time("first", span.first)
                .time("last", span.last)
                .field("program", program.as_str())
                .field("bundle", app)
                .field("rows", span.rows)
        });
        if !go_on {
            return false;
        }
    }
    true
}

fn judge(case: &Case<'_>, program: &str, app: &str, cite: &Cite) -> Option<Finding> {
    if let Some(hit) = case.indicators.app_id(app).or_else(|| case.indicators.app_id(program)) {
        let app = if app.is_empty() { program } else { app };
        return Some(Finding::new(&APP, cite.clone()).matched(hit).quote("app", app));
    }
    let finding = PROGRAMS.finding(case.indicators, program, cite.clone())?;
    // Anyone can publish an app with such a name; the path of a program tells better.
    let of_app = !app.is_empty() && !app.starts_with("com.apple.") && place(program) == Place::Unknown;
    Some(if of_app { finding.at_most(Weight::Look) } else { finding })
}
