//! Sites that kept something on the phone, in Safari and inside any app.
//!
//! Found in: folders `WebsiteData` of Safari, of other apps and of the view with which apps show pages
//! (`SafariViewService`): `IndexedDB`, `LocalStorage` and others, with one folder or file for each site
//! (`https_example.org_0`); in newer systems `Default/…/…/origin`, a small file that names the page and the site
//! inside it; the same below `WebsiteDataStore/<number>` of profiles of Safari. Folders count without files in them, and
//! files without content. Backups hold those of the apps that do not leave them out.
//!
//! Shows: sites whose pages were loaded and kept something there, with their port; it often outlives the history.
//!
//! Cannot show: whole addresses; whether a page attacked the phone.
//!
//! Ordinary reasons: an advertisement or a counter from there on an ordinary page. Devices at home, such as routers
//! and cameras, and pages for testing are reached through unusual ports all the time; that is a note. A port above
//! 1024 on a host of four or more labels, one of them random, is worth a look: so looked the addresses to which
//! networks sent people in published attacks.
//!
//! Sources: WebKit, `SecurityOrigin::databaseIdentifier` for names, `NetworkStorageManager` and `PersistentCoders`
//! for the files; Amnesty International, "Forensic Methodology Report", 2021, for ports and hosts of attacks.

mod origin;
#[cfg(test)]
mod tests;

use super::safari_history::redirects::is_made_up_host;
use super::shared::links::{Pair, Seen};
use super::shared::sites;
use crate::paths;
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, EntryKind, Finding, Found, Notes, Presence,
    Record, Unread, UnreadWhy, Weight,
};
use jiff::Timestamp;
use std::collections::BTreeMap;

const READS: &[&str] = &["**/WebsiteData/**/*", "**/WebsiteDataStore/**/*"];

static SITES: Pair = Pair::new("ios.webkit-storage.site", "ios.webkit-storage.vendor-site");
static PORT: Detection =
    Detection { id: "ios.webkit-storage.odd-port", weight: Weight::Note, class: Class::Targeted };
static MADE_UP: Detection =
    Detection { id: "ios.webkit-storage.made-up-site", weight: Weight::Look, class: Class::Targeted };

/// Sites that kept something on the phone.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.webkit-storage",
    version: 1,
    reads: READS,
    availability: &[
        Availability::backup(Presence::Sometimes).source("reference tool"),
        Availability::filesystem(Presence::Sometimes).source("reference tool"),
    ],
    detections: &[SITES.known, SITES.vendor, PORT, MADE_UP],
    compares: &[Kind::Domain, Kind::Ip],
    fields: &[
        ("site", "Host of the site"),
        ("port", "Its port, if it is not the usual one"),
        ("app", "Domain of the app that loaded it"),
        ("store", "What it kept: IndexedDB, LocalStorage, Default …"),
    ],
    examine,
};

/// What a site is kept in that lies in no store.
const LOOSE: &str = "WebsiteData";

/// Sites and apps that are told; people have some thousand.
const MOST_SITES: usize = 200_000;

/// Files and folders that are looked at.
const MOST_ENTRIES: usize = 1_000_000;

/// One site in one app and one store.
type Key = (String, u16, String, String);

struct Kept {
    path: String,
    first: Option<Timestamp>,
}

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut kept: BTreeMap<Key, Kept> = BTreeMap::new();
    for entry in entries(case, notes) {
        let Some((_, below)) = sites::STORES.iter().find_map(|folder| entry.path.split_once(folder)) else {
            continue;
        };
        // Older views keep folders of sites without a store around them.
        let (store, names) = match below.split_once('/') {
            _ if below.starts_with("http") => (LOOSE, below),
            Some((store, names)) => (store, names),
            None => (below, ""),
        };
        let mut keep = |host: &str, port: u16| {
            if kept.len() == MOST_SITES {
                notes.unread(Unread::part(&entry.path, "further sites", UnreadWhy::TooLarge));
            } else {
                let key = (host.to_owned(), port, entry.domain().to_owned(), store.to_owned());
                let first = entry.stamps.born.or(entry.stamps.modified);
                let one = kept.entry(key).or_insert_with(|| Kept { path: entry.path.clone(), first });
                one.first = [one.first, first].into_iter().flatten().min();
            }
        };
        if paths::file_name(below) == "origin" && entry.kind == EntryKind::File {
            if !entry.stored {
                notes.unread(Unread::new(&entry.path, UnreadWhy::Missing));
                continue;
            }
            match case.evidence.read(&entry, 16 << 10) {
                Ok(bytes) => match origin::origins(&bytes) {
                    Some(origins) => {
                        origins.iter().for_each(|one| keep(&one.host, one.port.unwrap_or_default()));
                    }
                    None => notes.gap(),
                },
                Err(unread) => notes.unread(unread),
            }
            continue;
        }
        // Names of other shapes are file names mostly: told only if they are published hosts.
        let counts = |host: &str, port: Option<u16>| port.is_some() || case.indicators.host(host).is_some();
        sites::in_path(names)
            .filter(|site| counts(site.host, site.port))
            .for_each(|site| keep(site.host, site.port.unwrap_or_default()));
    }
    if kept.is_empty() {
        return Found::Absent;
    }
    tell(case, kept, notes);
    Found::Yes
}

/// Everything in such folders that is listed, also folders, which no pattern finds.
fn entries(case: &Case<'_>, notes: &mut Notes<'_>) -> Vec<Entry> {
    let mut entries = Vec::new();
    let walked = case.evidence.walk(&mut |entry| {
        if sites::STORES.iter().any(|folder| entry.path.contains(folder)) {
            entries.push(entry.clone());
        }
        entries.len() < MOST_ENTRIES
    });
    match walked {
        Ok(_) if entries.len() == MOST_ENTRIES => {
            notes.unread(Unread::part("WebsiteData", "further files", UnreadWhy::TooLarge));
        }
        // Rows that are not understood are counted by whoever lists everything.
        Ok(_) => {}
        Err(unread) => notes.unread(unread),
    }
    entries
}

fn tell(case: &Case<'_>, kept: BTreeMap<Key, Kept>, notes: &mut Notes<'_>) {
    let mut seen = Seen::new(case.indicators);
    for ((host, port, app, store), Kept { path, first }) in kept {
        let cite = Cite::new(&path, format!("site of {store}"));
        seen.host(&host);
        let known = seen.take();
        if known.is_empty() && !matches!(port, 0 | 80 | 443) {
            let detection = if port > 1024 && is_made_up_host(&host) { &MADE_UP } else { &PORT };
            let finding = Finding::new(detection, cite.clone()).at(first).personal("host", host.as_str());
            notes.finding(finding.quote("port", port.to_string()).quote("app", app.as_str()));
        }
        for hit in known {
            notes.finding(SITES.finding(hit, cite.clone(), first).quote("app", app.as_str()));
        }
        let go_on = notes.record(|| {
            Record::new(cite)
                .time("first kept", first)
                .field("site", host)
                .field("port", (port != 0).then_some(i64::from(port)))
                .field("app", app)
                .field("store", store)
        });
        if !go_on {
            return;
        }
    }
}
