//! Tabs that are open in Safari, and the pages that each tab came through.
//!
//! Found in: `BrowserState.db` (tables `tabs`, `tab_sessions`) and, from iOS 15 on, `SafariTabs.db` (table
//! `bookmarks`), below `HomeDomain/Library/Safari` or the container of Safari, and below `Profiles/` for each
//! Safari profile.
//!
//! Shows: the address of each tab, when it was looked at last, and earlier pages of the same tab, even if they
//! were removed from the history. Tabs of the newer file keep the address that this phone loaded beside the one that
//! is shared with others (`extra_attributes`), and their pages in `local_attributes` or the table `session_state`.
//!
//! Cannot show: tabs that were closed; whether a page attacked the phone.
//!
//! Ordinary reasons: a page that was opened out of curiosity, in a training, or from an article on spyware.
//!
//! Sources: the databases themselves; a published description of `SafariTabs.db` of Macs for its attributes.

mod session;
#[cfg(test)]
mod tests;

use super::shared::databases::{self, needs, optional_table};
use super::shared::links::{Pair, Seen};
use super::shared::plists;
use crate::time;
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Entry, Found, Notes, Presence, Record, Stored, Unread, UnreadWhy,
};
use jiff::Timestamp;
use property_list::Value;
use session::Pages;
use sqlite::{Database, Flow, Row};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

const READS: &[&str] = &[
    "HomeDomain/Library/Safari/BrowserState.db",
    "HomeDomain/Library/Safari/SafariTabs.db",
    "HomeDomain/Library/Safari/Profiles/*/BrowserState.db",
    "HomeDomain/Library/Safari/Profiles/*/SafariTabs.db",
    "AppDomain-com.apple.mobilesafari/Library/Safari/BrowserState.db",
    "AppDomain-com.apple.mobilesafari/Library/Safari/SafariTabs.db",
    "AppDomain-com.apple.mobilesafari/Library/Safari/Profiles/*/BrowserState.db",
    "AppDomain-com.apple.mobilesafari/Library/Safari/Profiles/*/SafariTabs.db",
];

static TABS: Pair = Pair::new("ios.safari-browser-state.tab", "ios.safari-browser-state.vendor-site");

/// Tabs that are open in Safari.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.safari-browser-state",
    version: 1,
    reads: READS,
    // Which of the two files a phone keeps, and whether a backup takes it, has changed often.
    availability: &[
        Availability::backup(Presence::Sometimes).source("reference tool"),
        Availability::filesystem(Presence::Sometimes).source("reference tool: the same file in a full copy"),
    ],
    detections: &[TABS.known, TABS.vendor],
    compares: &[Kind::Domain, Kind::Url, Kind::Ip],
    fields: &[
        ("title", "Title of the tab"),
        ("url", "Address of the tab"),
        ("visible_url", "Address as it was shown, if another"),
        ("private", "True for a private tab"),
        ("pages", "Addresses that the tab came through"),
    ],
    examine,
};

/// Where pages of tabs stand beside them: whose they are, and the session.
const SESSIONS: [(&str, &[&str]); 2] =
    [("tab_sessions", &["tab_uuid", "session_data"]), ("session_state", &["uuid", "data"])];
/// Tabs kept in memory; Safari allows 500 for each group.
const MOST_TABS: usize = 50_000;

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    databases::each(case, notes, READS, &mut |database, entry, notes| {
        let mut reading =
            Reading { entry, seen: Seen::new(case.indicators), tabs: BTreeMap::new(), told: BTreeSet::new() };
        if !reading.tabs(database, notes) && !reading.groups(database, notes) {
            notes.unread(Unread::part(&entry.path, "tables tabs and bookmarks", UnreadWhy::UnknownLayout));
        }
        reading.sessions(database, notes);
    })
}

/// The session of a tab, page by page: of its own, or beside it.
fn session_of(database: &Database, row: &Row<'_>) -> Stored {
    let mut pages = row.blob(6).map(session::stored);
    if let (Some(uuid), None, Some(aside)) = (row.text(5), &pages, database.aside()) {
        let session = "SELECT session_data FROM tab_sessions WHERE tab_uuid = ?1 LIMIT 1";
        let _ = aside.select(session, [&*uuid], &mut |found| {
            pages = found.blob(0).map(session::stored);
            Flow::Stop
        });
    }
    Stored::from_iter([("@session_data", pages.unwrap_or_default().into())])
}

struct Reading<'a> {
    entry: &'a Entry,
    seen: Seen<'a>,
    /// Number and last look of each tab, by its UUID.
    tabs: BTreeMap<String, (i64, Option<Timestamp>)>,
    /// Published values that were told of a tab by its number: its session ends with its own address.
    told: BTreeSet<(i64, String)>,
}

impl Reading<'_> {
    fn tabs(&mut self, database: &Database, notes: &mut Notes<'_>) -> bool {
        let columns = [
            "title",
            "url",
            "user_visible_url",
            "last_viewed_time",
            "private_browsing",
            "uuid",
            "session_data",
        ];
        needs(database, self.entry, notes, ("tabs", &["url"]));
        let read = optional_table(database, self.entry, notes, ("tabs", &columns), &mut |row, notes| {
            let id = row.rowid().unwrap_or_default();
            let viewed = row.real(3).and_then(time::mac);
            if let Some(uuid) = row.text(5).filter(|_| self.tabs.len() < MOST_TABS) {
                self.tabs.insert(uuid.into_owned(), (id, viewed));
            }
            // Up to iOS 11 the session lies here.
            let pages = row.blob(6).map(|bytes| session::pages(bytes, notes)).unwrap_or_default();
            notes.beside(|| session_of(database, row));
            self.tab(row, (id, viewed), &pages, notes)
        });
        read.is_some()
    }

    /// Tab groups of iOS 15 and later: a tab is a bookmark with an address.
    fn groups(&mut self, database: &Database, notes: &mut Notes<'_>) -> bool {
        let columns = [
            "title",
            "url",
            "user_visible_url",
            "last_modified",
            "private_browsing",
            "external_uuid",
            "extra_attributes",
            "local_attributes",
        ];
        needs(database, self.entry, notes, ("bookmarks", &["url"]));
        let read = optional_table(database, self.entry, notes, ("bookmarks", &columns), &mut |row, notes| {
            let id = row.rowid().unwrap_or_default();
            let mut attributes =
                |column| row.blob(column).and_then(|bytes| session::attributes(bytes, notes));
            let (shared, local) = (attributes(6), attributes(7));
            let date = |of: &Option<Value>, key: &str| of.as_ref()?.get(key).and_then(plists::moment);
            let viewed = date(&local, "LastVisitTime").or_else(|| date(&shared, "DateLastViewed"));
            let viewed = viewed.or_else(|| row.real(3).and_then(time::mac));
            let session = local.as_ref().and_then(|local| local.get("SessionState")?.as_data());
            let mut pages = session.map(|session| session::pages(session, notes)).unwrap_or_default();
            let loaded = shared.as_ref().and_then(|shared| shared.get("LocalURL")?.as_str());
            pages.extend(loaded.filter(|loaded| row.text(1).as_deref() != Some(*loaded)).map(str::to_owned));
            if let Some(uuid) = row.text(5).filter(|_| self.tabs.len() < MOST_TABS) {
                self.tabs.insert(uuid.into_owned(), (id, viewed));
            }
            self.tab(row, (id, viewed), &pages, notes)
        });
        read.is_some()
    }

    /// Columns 0 to 4 are title, address, visible address, time, and whether it is private.
    fn tab(
        &mut self,
        row: &Row<'_>,
        (id, viewed): (i64, Option<Timestamp>),
        pages: &Pages,
        notes: &mut Notes<'_>,
    ) -> bool {
        let (url, visible) = (row.text(1), row.text(2));
        if url.is_none() && visible.is_none() && pages.is_empty() {
            return true;
        }
        [&url, &visible].into_iter().flatten().for_each(|url| self.seen.url(url));
        pages.iter().for_each(|page| self.seen.url(page));
        let cite = || Cite::new(&self.entry.path, format!("tab {id}"));
        for hit in self.seen.take() {
            if self.told.insert((id, hit.0.value.clone())) {
                notes.finding(TABS.finding(hit, cite(), viewed));
            }
        }
        notes.record(|| {
            let visible = visible.filter(|visible| url.as_ref() != Some(visible));
            Record::new(cite())
                .time("viewed", viewed)
                .field("title", row.text(0).map(Cow::into_owned))
                .field("url", url.map(Cow::into_owned))
                .field("visible_url", visible.map(Cow::into_owned))
                .field("private", row.int(4).map(|private| private == 1))
                .field("pages", (!pages.is_empty()).then(|| pages.clone()))
        })
    }

    /// Pages of tabs, in a table of their own.
    fn sessions(&mut self, database: &Database, notes: &mut Notes<'_>) {
        for (table, columns) in SESSIONS {
            self.sessions_of(database, (table, columns), notes);
        }
    }

    fn sessions_of(&mut self, database: &Database, (table, columns): (&str, &[&str]), notes: &mut Notes<'_>) {
        needs(database, self.entry, notes, (table, &columns[1..]));
        optional_table(database, self.entry, notes, (table, columns), &mut |row, notes| {
            let Some(bytes) = row.blob(1) else { return true };
            let pages = session::pages(bytes, notes);
            pages.iter().for_each(|page| self.seen.url(page));
            let tab = row.text(0).and_then(|uuid| self.tabs.get(&*uuid)).copied();
            let viewed = tab.and_then(|(_, viewed)| viewed);
            let cite = || {
                let session = row.rowid().unwrap_or_default();
                let place = tab.map_or_else(
                    || format!("session {session}"),
                    |(tab, _)| format!("earlier pages of tab {tab}"),
                );
                Cite::new(&self.entry.path, place)
            };
            for hit in self.seen.take() {
                if tab.is_none_or(|(tab, _)| self.told.insert((tab, hit.0.value.clone()))) {
                    notes.finding(TABS.finding(hit, cite(), viewed));
                }
            }
            notes.record(|| Record::new(cite()).time("viewed", viewed).field("pages", pages))
        });
    }
}
