//! Calls.
//!
//! Found in: `HomeDomain/Library/CallHistoryDB/CallHistory.storedata`, tables `ZCALLRECORD` and `ZHANDLE`. From
//! iOS 13 on only encrypted backups hold it.
//!
//! Shows: calls by telephone and FaceTime, and calls that apps report to the system: when, how long, with whom;
//! accounts of attackers among them.
//!
//! Cannot show: calls that were removed from the list; calls that apps keep to themselves. The list holds the
//! latest thousand or so.
//!
//! Ordinary reasons: an account can change hands, and somebody may have called it to see who answers.
//!
//! Sources: the database itself; Apple, "About encrypted backups" (support.apple.com/108353) on where it is kept.

#[cfg(test)]
mod tests;

use super::shared::accounts::Met;
use super::shared::databases::{self, optional_table, table};
use crate::time;
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Found, Notes, Presence, Record, Version, Weight,
};
use sqlite::Row;
use std::borrow::Cow;

const READS: &[&str] = &["HomeDomain/Library/CallHistoryDB/CallHistory.storedata"];

static ACCOUNT: Detection =
    Detection { id: "ios.calls.known-account", weight: Weight::KnownSpyware, class: Class::Targeted };

/// Calls.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.calls",
    version: 1,
    reads: READS,
    availability: &[
        Availability::backup(Presence::Sometimes)
            .until(Version(13, 0, 0))
            .source("reference tool; encrypted from iOS 13 on"),
        Availability::backup(Presence::Sometimes)
            .encrypted()
            .from(Version(13, 0, 0))
            .source("Apple, About encrypted backups"),
        Availability::filesystem(Presence::Sometimes).source("reference tool"),
    ],
    detections: &[ACCOUNT],
    compares: &[Kind::Email, Kind::Domain],
    fields: &[
        ("number", "Number or account of the other side"),
        ("provider", "Who carried it: com.apple.Telephony, com.apple.FaceTime, an app"),
        ("by_owner", "True if it was made from this phone"),
        ("answered", "True if it was answered"),
        ("seconds", "How long it took"),
        ("location", "Place that the number belongs to"),
    ],
    examine,
};

const CALLS: (&str, &[&str]) = (
    "ZCALLRECORD",
    &["ZDATE", "ZADDRESS", "ZSERVICE_PROVIDER", "ZORIGINATED", "ZANSWERED", "ZDURATION", "ZLOCATION"],
);

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    databases::each(case, notes, READS, &mut |database, entry, notes| {
        databases::needs(database, entry, notes, (CALLS.0, &["ZADDRESS"]));
        let mut met = Met::default();
        table(database, entry, notes, CALLS, &mut |row, notes| {
            let cite = || Cite::new(&entry.path, format!("call {}", row.rowid().unwrap_or_default()));
            let when = row.real(0).and_then(time::mac);
            let number = row.text(1);
            if let Some(number) = &number {
                met.meet(case.indicators, number, when, cite);
            }
            notes.record(|| {
                Record::new(cite())
                    .time("called", when)
                    .field("number", number.map(Cow::into_owned))
                    .field("provider", row.text(2).map(Cow::into_owned))
                    .field("by_owner", yes(row, 3))
                    .field("answered", yes(row, 4))
                    .field("seconds", row.real(5))
                    .field("location", row.text(6).map(Cow::into_owned))
            })
        });
        // Of a call with several people the record names one; the others stand here.
        optional_table(
            database,
            entry,
            notes,
            ("ZHANDLE", &["ZVALUE", "ZNORMALIZEDVALUE"]),
            &mut |row, _| {
                if let Some(account) = row.text(0).or_else(|| row.text(1)) {
                    let place = || format!("handle {}", row.rowid().unwrap_or_default());
                    met.meet_again(case.indicators, &account, || Cite::new(&entry.path, place()));
                }
                true
            },
        );
        met.tell(&ACCOUNT, notes);
    })
}

fn yes(row: &Row<'_>, column: usize) -> Option<bool> {
    row.int(column).map(|value| value != 0)
}
