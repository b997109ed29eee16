//! # The App Store's own record
//!
//! **Found in** `logs/appinstallation/appstored.sqlitedb` of a sysdiagnose, `AppUpdates.sqlitedb` up to iOS 12. Newer
//! systems leave it out of a sysdiagnose.
//!
//! **Shows** apps that the App Store's service handled, by their ids, as far as it dated them with times: installed,
//! updated, launched.
//!
//! **Cannot show** apps that came another way. What an entry of an unknown table means is not told: its name is.
//!
//! **Ordinary reasons.** A family, a school or an employer may use a monitoring app openly.
//!
//! **Sources.** MVT (file, account), the analysis framework of the EC's incident team (file, `timestamp` since 1970,
//! `app_updates` with `install_date` since 2001). The tables differ between systems and are published nowhere in full: each
//! with a bundle id is read.

#[cfg(test)]
mod tests;

use super::shared::databases;
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Unread, UnreadWhy, Weight,
};
use sqlite::{Database, Row};

static APP: Detection =
    Detection { id: "ios.appstored.app", weight: Weight::KnownSpyware, class: Class::Execution };

const STORES: &[&str] = &[
    "Sysdiagnose/logs/appinstallation/appstored.sqlitedb",
    "Sysdiagnose/logs/appinstallation/AppUpdates.sqlitedb",
];
/// An id in either spelling, times, and what tells more.
const COLUMNS: &[&str] =
    &["bundle_id", "bundleID", "timestamp", "install_date", "store_account_name", "item_name"];

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.appstored",
    version: 1,
    reads: STORES,
    availability: &[
        Availability::sysdiagnose(Presence::Sometimes).source("reference tool: newer systems leave it out")
    ],
    detections: &[APP],
    compares: &[Kind::AppId],
    fields: &[
        ("app", "bundle id"),
        ("name", "name that people see"),
        ("table", "table of the record"),
        ("account", "account of the shop; personal"),
    ],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    databases::each(case, notes, STORES, &mut |database, entry, notes| read(case, database, entry, notes))
}

fn read(case: &Case<'_>, database: &Database, entry: &Entry, notes: &mut Notes<'_>) {
    let tables: Vec<String> = database.tables().map(str::to_owned).collect();
    let has_app = |table: &&String| {
        let columns = database.columns(table);
        COLUMNS.iter().take(2).any(|id| columns.has(id))
    };
    let mut known = false;
    for table in tables.iter().filter(has_app) {
        known = true;
        databases::table(database, entry, notes, (table, COLUMNS), &mut |row, notes| {
            tell(case, entry, table, row, notes)
        });
    }
    if !known {
        notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout));
    }
}

fn tell(case: &Case<'_>, entry: &Entry, table: &str, row: &Row<'_>, notes: &mut Notes<'_>) -> bool {
    let text = |column| row.text(column).filter(|text| !text.is_empty());
    let Some(app) = text(0).or_else(|| text(1)) else { return true };
    let cite = Cite::new(&entry.path, format!("{table} {}", row.rowid().unwrap_or_default()));
    let noted = row.real(2).and_then(crate::time::unix);
    let installed = row.real(3).and_then(crate::time::mac);
    if let Some(hit) = case.indicators.app_id(&app) {
        let finding = Finding::new(&APP, cite.clone()).matched(hit).at(installed.or(noted));
        notes.finding(finding.quote("app", &*app));
    }
    notes.record(|| {
        let record = Record::new(cite).time("noted", noted).time("installed", installed);
        let record = record.field("app", &*app).field("name", text(5).as_deref()).field("table", table);
        record.field("account", text(4).as_deref())
    })
}
