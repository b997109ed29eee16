//! Pages that were opened in Safari.
//!
//! Found in: `HomeDomain/Library/Safari/History.db` and, from iOS 17 on, one more below `Profiles/` for each
//! Safari profile. From iOS 13 on only encrypted backups hold it; backups of iOS 27 do not. Tables
//! `history_items`, `history_visits`, `history_tombstones`.
//!
//! Shows: addresses that were opened, when, and where they were sent on to; addresses that were removed from
//! the history, as long as other devices have to be told.
//!
//! Cannot show: private tabs; other browsers; whether a page attacked the phone. Safari forgets after a year
//! at most.
//!
//! Ordinary reasons: the link was opened out of curiosity, in a training, or from an article on spyware. Being
//! sent on within a second from a plain `http` address to another site is how short links, advertisements and
//! sign-in pages of public networks work.
//!
//! Sources: the database itself; Amnesty International, "Forensic Methodology Report" (2021), on being sent on
//! by the network. What such addresses look like is known here through summaries, so one is worth a look.

pub(crate) mod redirects;
#[cfg(test)]
mod tests;

use super::shared::databases::{self, optional_table};
use super::shared::links::{Pair, Seen};
use super::shared::visits::{self, Layout};
use crate::time;
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Found, Notes, Presence, Version, Weight,
};
use sqlite::Database;

const READS: &[&str] = &[
    "HomeDomain/Library/Safari/History.db",
    "HomeDomain/Library/Safari/Profiles/*/History.db",
    "AppDomain-com.apple.mobilesafari/Library/Safari/History.db",
    "AppDomain-com.apple.mobilesafari/Library/Safari/Profiles/*/History.db",
];

static VISITS: Pair = Pair::new("ios.safari-history.visit", "ios.safari-history.vendor-site");
static REMOVED: Pair =
    Pair::new("ios.safari-history.removed-visit", "ios.safari-history.removed-vendor-site");
static FAST: Detection =
    Detection { id: "ios.safari-history.fast-redirect", weight: Weight::Note, class: Class::Attempt };
static INJECTED: Detection =
    Detection { id: "ios.safari-history.network-injection", weight: Weight::Look, class: Class::Attempt };

/// Pages that were opened in Safari.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.safari-history",
    version: 1,
    reads: READS,
    // Safari makes the file when it is opened for the first time, and every phone comes with Safari: a backup
    // without it is not a whole one, or somebody removed it. Either way silence would promise too much.
    availability: &[
        Availability::backup(Presence::Always)
            .until(Version(13, 0, 0))
            .source("reference tool; Apple took it out of backups in iOS 27"),
        Availability::backup(Presence::Always)
            .encrypted()
            .from(Version(13, 0, 0))
            .until(Version(27, 0, 0))
            .source("reference tool; Apple took it out of backups in iOS 27"),
        Availability::filesystem(Presence::Sometimes).source("reference tool: the same file in a full copy"),
    ],
    detections: &[VISITS.known, VISITS.vendor, REMOVED.known, REMOVED.vendor, FAST, INJECTED],
    compares: &[Kind::Domain, Kind::Url, Kind::Ip],
    fields: visits::FIELDS,
    examine,
};

static LAYOUT: Layout = Layout {
    addresses: "history_items",
    address_columns: ["id", "url"],
    visits: "history_visits",
    visit_columns: ["history_item", "visit_time"],
    clock: |row, column| row.real(column).and_then(time::mac),
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    databases::each(case, notes, READS, &mut |database, entry, notes| {
        visits::read(case, (database, entry), notes, (&LAYOUT, &VISITS));
        redirects::read(database, entry, notes);
        removed(case, database, entry, notes);
    })
}

/// Addresses whose visits were removed, kept for the other devices of the same account.
fn removed(case: &Case<'_>, database: &Database, entry: &Entry, notes: &mut Notes<'_>) {
    let mut seen = Seen::new(case.indicators);
    let columns = ("history_tombstones", &["url", "end_time"][..]);
    optional_table(database, entry, notes, columns, &mut |row, notes| {
        if let Some(url) = row.text(0) {
            seen.url(&url);
        }
        for hit in seen.take() {
            let cite = Cite::new(&entry.path, format!("removed entry {}", row.rowid().unwrap_or_default()));
            notes.finding(REMOVED.finding(hit, cite, row.real(1).and_then(time::mac)));
        }
        true
    });
}
