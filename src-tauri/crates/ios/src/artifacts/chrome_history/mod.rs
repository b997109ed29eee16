//! Pages that were opened in Chrome.
//!
//! Found in: `AppDomain-com.google.chrome.ios/Library/Application Support/Google/Chrome/<profile>/History`,
//! tables `urls` and `visits`. Times count microseconds since 1601.
//!
//! Shows: addresses that were opened, and when.
//!
//! Cannot show: incognito tabs; whether a page attacked the phone. Chrome forgets after ninety days.
//!
//! Ordinary reasons: a page that was opened out of curiosity, in a training, or from an article on spyware.
//!
//! Sources: Chromium, `components/history/core/browser`.

#[cfg(test)]
mod tests;

use super::shared::databases;
use super::shared::links::Pair;
use super::shared::visits::{self, Layout};
use crate::time;
use engine::indicators::Kind;
use engine::{Artifact, Availability, Case, Found, Notes, Presence};

const READS: &[&str] =
    &["AppDomain-com.google.chrome.ios/Library/Application Support/Google/Chrome/*/History"];

static VISITS: Pair = Pair::new("ios.chrome-history.visit", "ios.chrome-history.vendor-site");

/// Pages that were opened in Chrome.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.chrome-history",
    version: 1,
    reads: READS,
    // Chrome may leave its container out of backups.
    availability: &[Availability::backup(Presence::Sometimes)],
    detections: &[VISITS.known, VISITS.vendor],
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
    })
}
