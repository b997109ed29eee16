//! # Reports of the system about itself
//!
//! **Found in** `private/var/Keychains/Analytics/….db` of a copy of a whole file system: tables `hard_failures`,
//! `soft_failures` and, in some, `all_events`, each row a time in seconds since 1970 and a property list.
//!
//! **Shows** what parts of the system that handle keys and trust noted about failures, with names of programs and
//! addresses in them, often for months.
//!
//! **Cannot show** more than those parts saw.
//!
//! **Ordinary reasons.** Some published names are one letter from Apple's; another program may use one by chance.
//!
//! **Sources.** The layout as read by MVT; the clock as Apple's `SFAnalyticsSQLiteStore` writes it
//! (`timeIntervalSince1970WithBucket:`). Published names and addresses come from the indicators.

#[cfg(test)]
mod tests;

use super::shared::links::{Pair, Seen};
use super::shared::{databases, plists, stored};
use crate::time;
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Unread, UnreadWhy, Weight,
};
use jiff::Timestamp;
use property_list::{Limits, Value};
use sqlite::Row;

/// Where they lie.
pub(crate) const READS: &[&str] = &["Filesystem/private/var/Keychains/Analytics/*.db"];
/// Tables of reports; the last one only in some.
pub(crate) const TABLES: [&str; 3] = ["hard_failures", "soft_failures", "all_events"];
/// Their columns.
pub(crate) const COLUMNS: &[&str] = &["timestamp", "data"];

static PROCESS: Detection =
    Detection { id: "ios.analytics.process", weight: Weight::KnownSpyware, class: Class::Execution };
static LINKS: Pair = Pair::new("ios.analytics.address", "ios.analytics.vendor-site");

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.analytics",
    version: 1,
    reads: READS,
    availability: &[Availability::filesystem(Presence::Sometimes).source("reference tool")],
    detections: &[PROCESS, LINKS.known, LINKS.vendor],
    compares: &[Kind::Process, Kind::Domain, Kind::Url, Kind::Ip],
    fields: &[
        ("kind", "table of the report"),
        ("event", "name of the event"),
        ("build", "build of the system at that time"),
        ("texts", "texts of the report"),
    ],
    examine,
};

/// Texts of one report that are told.
const MOST_TEXTS: usize = 200;

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    databases::each(case, notes, READS, &mut |database, entry, notes| {
        let known: Vec<_> = TABLES.into_iter().filter(|table| database.has_table(table)).collect();
        if known.is_empty() {
            return notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout));
        }
        for table in known {
            databases::table(database, entry, notes, (table, COLUMNS), &mut |row, notes| match report(row) {
                Some((when, report)) => tell(case, (table, entry, row.rowid()), (when, &report), notes),
                None => {
                    notes.gap();
                    true
                }
            });
        }
    })
}

/// The time and the content of a row; none if there is no list in it.
pub(crate) fn report(row: &Row<'_>) -> Option<(Option<Timestamp>, Value)> {
    let list = property_list::read(row.blob(1)?, &Limits::default()).ok()?;
    Some((row.real(0).and_then(time::unix), list))
}

/// A bare name or a path of the phone; the last part of an address is no program.
pub(super) fn names_program(text: &str) -> bool {
    text.starts_with('/') || !text.contains(['/', ' '])
}

fn tell(
    case: &Case<'_>,
    (table, entry, row): (&str, &Entry, Option<i64>),
    (when, report): (Option<Timestamp>, &Value),
    notes: &mut Notes<'_>,
) -> bool {
    let cite = Cite::new(&entry.path, format!("{table} {}", row.unwrap_or_default()));
    let mut seen = Seen::new(case.indicators);
    let mut process = None;
    plists::texts(report, &mut |text| {
        seen.text(text);
        if process.is_none() && names_program(text) {
            process = case.indicators.process(text).map(|hit| (hit, text.to_owned()));
        }
    });
    if let Some((hit, name)) = process {
        notes.finding(Finding::new(&PROCESS, cite.clone()).at(when).quote("process", name).matched(hit));
    }
    for hit in seen.take() {
        notes.finding(LINKS.finding(hit, cite.clone(), when));
    }
    let record = || {
        let text = |key: &str| report.get(key).and_then(Value::as_str).map(str::to_owned);
        let mut texts = Vec::new();
        plists::texts(report, &mut |text| {
            if texts.len() < MOST_TEXTS {
                texts.push(text.to_owned());
            }
        });
        Record::new(cite)
            .time("noted", when)
            .field("kind", table)
            .field("event", text("eventType").or_else(|| text("event")))
            .field("build", text("build"))
            .field("texts", texts)
    };
    notes.made_of(|| stored::list(report), |notes| notes.record(record))
}
