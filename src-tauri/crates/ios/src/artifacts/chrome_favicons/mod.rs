//! Small pictures of sites that Chrome keeps, with the pages that they were kept for.
//!
//! Found in: `AppDomain-com.google.chrome.ios/Library/Application Support/Google/Chrome/<profile>/Favicons`,
//! tables `favicons`, `icon_mapping` and `favicon_bitmaps`.
//!
//! Shows: sites that were opened; pictures often outlive the history.
//!
//! Cannot show: whether a page attacked the phone; when it was opened, only when its picture was renewed.
//!
//! Ordinary reasons: a page that was opened out of curiosity, in a training, or from an article on spyware.
//!
//! Sources: Chromium, `components/favicon`.

#[cfg(test)]
mod tests;

use super::shared::databases::{self, needs, optional_table, table};
use super::shared::links::{Pair, Seen};
use super::shared::stored::Beside;
use crate::time;
use engine::indicators::Kind;
use engine::{Artifact, Availability, Case, Cite, Entry, Found, Notes, Presence, Record, Stored};
use jiff::Timestamp;
use sqlite::Database;
use std::collections::BTreeMap;

const READS: &[&str] =
    &["AppDomain-com.google.chrome.ios/Library/Application Support/Google/Chrome/*/Favicons"];

static ICONS: Pair = Pair::new("ios.chrome-favicons.icon", "ios.chrome-favicons.vendor-site");

/// Small pictures of sites that Chrome keeps.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.chrome-favicons",
    version: 1,
    reads: READS,
    availability: &[
        Availability::backup(Presence::Sometimes).source("reference tool"),
        Availability::filesystem(Presence::Sometimes).source("reference tool: the same file in a full copy"),
    ],
    detections: &[ICONS.known, ICONS.vendor],
    compares: &[Kind::Domain, Kind::Url, Kind::Ip],
    fields: &[("url", "Address of the picture, or of the page that it was kept for"), ("of", "icon or page")],
    examine,
};

/// Pictures whose times are kept in memory.
const MOST_TIMES: usize = 200_000;

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    databases::each(case, notes, READS, &mut |database, entry, notes| {
        let times = renewed(database, entry, notes);
        let mut seen = Seen::new(case.indicators);
        let pictures = Beside::of(database, notes, "favicons", None);
        let pages = Beside::of(database, notes, "icon_mapping", Some("icon_id"));
        for (name, columns, of) in
            [("favicons", ["url", "id"], "icon"), ("icon_mapping", ["page_url", "icon_id"], "page")]
        {
            needs(database, entry, notes, (name, &columns));
            table(database, entry, notes, (name, &columns), &mut |row, notes| {
                let Some(url) = row.text(0) else { return true };
                let renewed = row.int(1).and_then(|icon| times.get(&icon)).copied();
                let cite = || Cite::new(&entry.path, format!("{of} {}", row.rowid().unwrap_or_default()));
                seen.url(&url);
                for hit in seen.take() {
                    notes.finding(ICONS.finding(hit, cite(), renewed));
                }
                notes.beside(|| match row.int(1) {
                    Some(icon) if of == "icon" => Stored::from_iter([("@page", pages.has(icon).into())]),
                    icon => pictures.row(icon),
                });
                notes.record(|| {
                    Record::new(cite()).time("renewed", renewed).field("url", &*url).field("of", of)
                })
            });
        }
    })
}

/// When each picture was renewed, or asked for, last.
fn renewed(database: &Database, entry: &Entry, notes: &mut Notes<'_>) -> BTreeMap<i64, Timestamp> {
    let mut times: BTreeMap<i64, Timestamp> = BTreeMap::new();
    let columns = ("favicon_bitmaps", &["icon_id", "last_updated", "last_requested"][..]);
    optional_table(database, entry, notes, columns, &mut |row, _| {
        let when = [1, 2].into_iter().filter_map(|column| row.int(column)).find_map(time::chrome);
        if let (Some(icon), Some(when)) = (row.int(0), when) {
            let known = times.entry(icon).or_insert(when);
            *known = when.max(*known);
        }
        times.len() < MOST_TIMES
    });
    times
}
