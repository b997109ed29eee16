//! Pages that were opened in Chrome.
//!
//! Found in: `AppDomain-com.google.chrome.ios/Library/Application Support/Google/Chrome/<profile>/History`,
//! tables `urls` and `visits`; in newer versions also `downloads`, `downloads_url_chains` and `visited_links`.
//! Times count microseconds since 1601.
//!
//! Shows: addresses that were opened, and when; addresses that files were loaded from, and pages on which links
//! were followed.
//!
//! Cannot show: incognito tabs; whether a page attacked the phone. Chrome forgets after ninety days.
//!
//! Ordinary reasons: a page that was opened out of curiosity, in a training, or from an article on spyware.
//!
//! Sources: Chromium, `components/history/core/browser`.

#[cfg(test)]
mod tests;

use super::shared::databases::{self, optional_table};
use super::shared::links::{Pair, Seen};
use super::shared::visits::{self, Layout};
use crate::time;
use engine::indicators::Kind;
use engine::{Artifact, Availability, Case, Cite, Entry, Found, Notes, Presence};
use sqlite::Database;

const READS: &[&str] =
    &["AppDomain-com.google.chrome.ios/Library/Application Support/Google/Chrome/*/History"];

static VISITS: Pair = Pair::new("ios.chrome-history.visit", "ios.chrome-history.vendor-site");
static BEYOND: Pair =
    Pair::new("ios.chrome-history.download-or-link", "ios.chrome-history.other-vendor-site");

/// Pages that were opened in Chrome.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.chrome-history",
    version: 1,
    reads: READS,
    // Chrome may leave its container out of backups.
    availability: &[
        Availability::backup(Presence::Sometimes).source("reference tool"),
        Availability::filesystem(Presence::Sometimes).source("reference tool: the same file in a full copy"),
    ],
    detections: &[VISITS.known, VISITS.vendor, BEYOND.known, BEYOND.vendor],
    compares: &[Kind::Domain, Kind::Url, Kind::Ip],
    fields: visits::FIELDS,
    examine,
};

static LAYOUT: Layout = Layout {
    addresses: "urls",
    address_columns: ["id", "url"],
    visits: "visits",
    visit_columns: ["url", "visit_time"],
    clock: |row, column| row.int(column).and_then(time::chrome),
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    databases::each(case, notes, READS, &mut |database, entry, notes| {
        visits::read(case, (database, entry), notes, (&LAYOUT, &VISITS));
        beside(case, database, entry, notes);
    })
}

/// Tables of newer versions that hold addresses too: name, what a row is, columns with addresses.
const BESIDE: [(&str, &str, &[&str]); 3] = [
    ("downloads_url_chains", "download", &["url"]),
    ("downloads", "download", &["site_url", "tab_url", "tab_referrer_url", "referrer"]),
    ("visited_links", "visited link", &["top_level_url", "frame_url"]),
];

/// Addresses that files were loaded from, and pages that links were followed on.
fn beside(case: &Case<'_>, database: &Database, entry: &Entry, notes: &mut Notes<'_>) {
    let mut seen = Seen::new(case.indicators);
    for (table, what, columns) in BESIDE {
        let columns = [&["id", "start_time"], columns].concat();
        optional_table(database, entry, notes, (table, &columns), &mut |row, notes| {
            (2..columns.len()).filter_map(|column| row.text(column)).for_each(|url| seen.url(&url));
            for hit in seen.take() {
                let cite = Cite::new(&entry.path, format!("{what} {}", row.int(0).unwrap_or_default()));
                notes.finding(BEYOND.finding(hit, cite, row.int(1).and_then(time::chrome)));
            }
            true
        });
    }
}
