//! Pages that were opened in Firefox, and tabs of other devices with the same account.
//!
//! Found in: `AppDomainGroup-group.org.mozilla.ios.Firefox/profile.profile/browser.db`, tables `history` and
//! `visits`, times in microseconds since 1970; in newer versions `places.db` beside it, tables `moz_places` and
//! `moz_historyvisits`, times in milliseconds since 1970, and `tabs.db`, table `tabs`.
//!
//! Shows: addresses that were opened, and when.
//!
//! Cannot show: private tabs; whether a page attacked the phone.
//!
//! Ordinary reasons: a page that was opened out of curiosity, in a training, or from an article on spyware.
//! With Firefox Sync, visits of a computer are among them.
//!
//! Sources: Mozilla, firefox-ios `BrowserSchema`; Mozilla, application-services `components/places`
//! and `components/tabs`.

#[cfg(test)]
mod tests;

use super::shared::databases::{self, optional_table};
use super::shared::links::{Pair, Seen};
use super::shared::visits::{self, Layout};
use crate::time;
use engine::indicators::Kind;
use engine::{Artifact, Availability, Case, Cite, Entry, Found, Notes, Presence, Unread, UnreadWhy};
use sqlite::Database;

const READS: &[&str] = &[
    "AppDomainGroup-group.org.mozilla.ios.Firefox/profile.profile/browser.db",
    "AppDomainGroup-group.org.mozilla.ios.Firefox/profile.profile/places.db",
    "AppDomainGroup-group.org.mozilla.ios.Firefox/profile.profile/tabs.db",
];

static VISITS: Pair = Pair::new("ios.firefox-history.visit", "ios.firefox-history.vendor-site");
static SYNCED: Pair = Pair::new("ios.firefox-history.synced-tab", "ios.firefox-history.synced-vendor-site");

/// Pages that were opened in Firefox.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.firefox-history",
    version: 1,
    reads: READS,
    availability: &[
        Availability::backup(Presence::Sometimes).source("reference tool"),
        Availability::filesystem(Presence::Sometimes).source("reference tool: the same file in a full copy"),
    ],
    detections: &[VISITS.known, VISITS.vendor, SYNCED.known, SYNCED.vendor],
    compares: &[Kind::Domain, Kind::Url, Kind::Ip],
    fields: visits::FIELDS,
    examine,
};

static BROWSER: Layout = Layout {
    addresses: "history",
    address_columns: ["id", "url"],
    visits: "visits",
    visit_columns: ["siteID", "date"],
    clock: |row, column| row.int(column).and_then(time::unix_micros),
};

static PLACES: Layout = Layout {
    addresses: "moz_places",
    address_columns: ["id", "url"],
    visits: "moz_historyvisits",
    visit_columns: ["place_id", "visit_date"],
    clock: |row, column| row.int(column)?.checked_mul(1000).and_then(time::unix_micros),
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    databases::each(case, notes, READS, &mut |database, entry, notes| {
        // Versions that moved their history to the second file emptied the first one of these tables.
        let layouts = [&BROWSER, &PLACES].into_iter().filter(|layout| database.has_table(layout.addresses));
        let mut known = false;
        for layout in layouts {
            known = true;
            visits::read(case, (database, entry), notes, (layout, &VISITS));
        }
        known |= synced_tabs(case, database, entry, notes);
        if !known && !entry.path.ends_with("/browser.db") {
            notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout));
        }
    })
}

/// Tabs that are open on other devices of the same account, each a piece of JSON with its addresses.
fn synced_tabs(case: &Case<'_>, database: &Database, entry: &Entry, notes: &mut Notes<'_>) -> bool {
    let mut seen = Seen::new(case.indicators);
    let columns = ("tabs", &["record", "last_modified"][..]);
    let read = optional_table(database, entry, notes, columns, &mut |row, notes| {
        let changed = row.int(1).and_then(|millis| millis.checked_mul(1000)).and_then(time::unix_micros);
        row.text(0).iter().for_each(|record| seen.text(record));
        for hit in seen.take() {
            let cite = Cite::new(&entry.path, format!("synced tabs {}", row.rowid().unwrap_or_default()));
            notes.finding(SYNCED.finding(hit, cite, changed));
        }
        true
    });
    read.is_some()
}
