//! Pictures of sites that Safari keeps.
//!
//! Found in: `Library/Image Cache/Favicons/Favicons.db` and, in newer systems, `Favicon Cache/favicons.db` below
//! `Library/Safari`, in the home folder or in Safari's own; tables `page_url`, `icon_info`,
//! `rejected_resources`. They are caches: backups leave them out.
//!
//! Shows: pages that were opened; pictures often outlive the history.
//!
//! Cannot show: whether a page attacked the phone; when it was opened, only when its picture was kept.
//!
//! Ordinary reasons: a page that was opened out of curiosity, in a training, or from an article on spyware.
//!
//! Sources: Amnesty International, "Forensic Methodology Report", 2021 (pictures outlive the history); the layout
//! as read by MVT.

#[cfg(test)]
mod tests;

use super::shared::databases::{self, optional_table};
use super::shared::links::{Pair, Seen};
use crate::time;
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Entry, Found, Notes, Presence, Record, Stored, Unread, UnreadWhy,
};
use sqlite::Database;
use std::borrow::Cow;
use std::collections::BTreeMap;

const READS: &[&str] = &["**/Image Cache/Favicons/Favicons.db", "**/Safari/Favicon Cache/favicons.db"];

static ICONS: Pair = Pair::new("ios.safari-favicons.icon", "ios.safari-favicons.vendor-site");

/// Pictures of sites that Safari keeps.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.safari-favicons",
    version: 1,
    reads: READS,
    availability: &[Availability::filesystem(Presence::Sometimes).source("reference tool")],
    detections: &[ICONS.known, ICONS.vendor],
    compares: &[Kind::Domain, Kind::Url, Kind::Ip],
    fields: &[
        ("page", "The page that the picture belongs to"),
        ("icon", "Address of the picture"),
        ("rejected", "True if the picture could not be used"),
    ],
    examine,
};

/// Pictures kept in memory; a page names one by its number.
const MOST_ICONS: usize = 200_000;

struct Icon {
    url: String,
    /// Seconds since 2001.
    seconds: Option<f64>,
    row: i64,
    /// A page that is listed has it.
    met: bool,
}

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    databases::each(case, notes, READS, &mut |database, entry, notes| {
        if !["page_url", "icon_info"].iter().all(|table| database.has_table(table)) {
            return notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout));
        }
        databases::needs(database, entry, notes, ("page_url", &["url"]));
        databases::needs(database, entry, notes, ("icon_info", &["url"]));
        let mut seen = Seen::new(case.indicators);
        let mut icons = icons(database, entry, notes);
        let pages = ("page_url", &["url", "uuid"][..]);
        optional_table(database, entry, notes, pages, &mut |row, notes| {
            let icon = row.text(1).and_then(|uuid| icons.get_mut(&*uuid));
            let icon = icon.map(|icon| {
                icon.met = true;
                &*icon
            });
            let cite = || Cite::new(&entry.path, format!("page {}", row.rowid().unwrap_or_default()));
            let seconds = icon.and_then(|icon| icon.seconds);
            let kept = seconds.and_then(time::mac);
            let page = row.text(0);
            page.iter().for_each(|page| seen.url(page));
            icon.iter().for_each(|icon| seen.url(&icon.url));
            for hit in seen.take() {
                notes.finding(ICONS.finding(hit, cite(), kept));
            }
            notes.beside(|| Stored::from_iter([("timestamp", seconds.into())]));
            notes.record(|| {
                Record::new(cite())
                    .time("kept", kept)
                    .field("page", page.map(Cow::into_owned))
                    .field("icon", icon.map(|icon| icon.url.as_str()))
            })
        });
        // Pages are cleared with the history, their pictures not always.
        for icon in icons.values().filter(|icon| !icon.met) {
            seen.url(&icon.url);
            for hit in seen.take() {
                let cite = Cite::new(&entry.path, format!("icon {}", icon.row));
                notes.finding(ICONS.finding(hit, cite, icon.seconds.and_then(time::mac)));
            }
        }
        let rejected = ("rejected_resources", &["page_url", "icon_url", "timestamp"][..]);
        optional_table(database, entry, notes, rejected, &mut |row, notes| {
            let cite = || Cite::new(&entry.path, format!("rejected {}", row.rowid().unwrap_or_default()));
            let kept = row.real(2).and_then(time::mac);
            [0, 1].into_iter().filter_map(|column| row.text(column)).for_each(|url| seen.url(&url));
            for hit in seen.take() {
                notes.finding(ICONS.finding(hit, cite(), kept));
            }
            notes.record(|| {
                Record::new(cite())
                    .time("kept", kept)
                    .field("page", row.text(0).map(Cow::into_owned))
                    .field("icon", row.text(1).map(Cow::into_owned))
                    .field("rejected", true)
            })
        });
    })
}

/// Pictures by number.
fn icons(database: &Database, entry: &Entry, notes: &mut Notes<'_>) -> BTreeMap<String, Icon> {
    let mut icons = BTreeMap::new();
    let columns = ("icon_info", &["uuid", "url", "timestamp"][..]);
    optional_table(database, entry, notes, columns, &mut |row, notes| {
        if icons.len() == MOST_ICONS {
            notes.unread(Unread::part(&entry.path, "further pictures", UnreadWhy::TooLarge));
            return false;
        }
        if let (Some(uuid), Some(url)) = (row.text(0), row.text(1)) {
            let row_id = row.rowid().unwrap_or_default();
            let icon = Icon { url: url.into_owned(), seconds: row.real(2), row: row_id, met: false };
            icons.insert(uuid.into_owned(), icon);
        }
        true
    });
    icons
}
