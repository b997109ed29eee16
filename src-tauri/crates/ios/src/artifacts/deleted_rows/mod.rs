//! # Remains of deleted rows
//!
//! **Found in** every SQLite database that another artifact reads, with its log and journal: pages of the free
//! list, space between rows, older versions of pages, what lies behind the end of the file.
//!
//! **Shows** published links, accounts, programs, apps and files in places that no row uses any more: what was
//! in the database once. A value that the same database still holds in a row is left out here, since the
//! artifact of that database tells it.
//!
//! **Cannot show** when something was deleted, or by whom; rows whose space was used again, or that were wiped
//! (VACUUM, secure delete). The first bytes of a deleted row are often gone, and with them the borders between
//! its columns: then links and accounts are still found, names of programs and files are not. Texts that lie
//! in compressed or UTF-16 form are not read.
//!
//! **Ordinary reasons.** Deleting messages and history is ordinary. SQLite moves rows about and leaves copies.
//!
//! **Sources.** The SQLite file format (sqlite.org/fileformat2.html); published values as everywhere.

pub mod carve;
mod live;
#[cfg(test)]
mod tests;

use super::again::KINDS;
use super::shared::links::{Pair, Seen};
use super::shared::{accounts, databases};
use engine::indicators::{Hit, Kind};
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Unread, UnreadWhy, Weight,
};
use sqlite::free::{Region, Why};
use sqlite::{Database, Flow};
use std::collections::{BTreeMap, BTreeSet};

static LINKS: Pair = Pair::new("ios.deleted-rows.link", "ios.deleted-rows.vendor-site");
static ACCOUNT: Detection =
    Detection { id: "ios.deleted-rows.account", weight: Weight::KnownSpyware, class: Class::Targeted };
static PROGRAM: Detection =
    Detection { id: "ios.deleted-rows.program", weight: Weight::Strong, class: Class::Execution };
static FILE: Detection =
    Detection { id: "ios.deleted-rows.file", weight: Weight::Strong, class: Class::Attempt };

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.deleted-rows",
    version: 1,
    // Whatever the other artifacts read and is a database; see `databases_of`.
    reads: &[],
    // Made from what others read: their coverage says what is missing.
    availability: &[
        Availability::backup(Presence::Sometimes).source("SQLite file format, sqlite.org/fileformat2.html"),
        Availability::filesystem(Presence::Sometimes).source("the same file in a full copy"),
    ],
    detections: &[LINKS.known, LINKS.vendor, ACCOUNT, PROGRAM, FILE],
    compares: KINDS,
    fields: &[
        ("path", "the database"),
        ("regions", "unused places in it that hold something"),
        ("bytes", "their size"),
    ],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut found = Found::Absent;
    for (entry, kinds) in databases_of(case).into_values() {
        // What is wrong with the database is said by the artifact that owns it.
        let mut go_on = |_| true;
        let mut aside = Notes::new(ARTIFACT.id, None, &mut go_on);
        let Some(database) = databases::open(case, &mut aside, &entry) else { continue };
        found = Found::Yes;
        if !sweep(case, (&database, &entry), &kinds, notes) {
            break;
        }
    }
    found
}

/// Databases that other artifacts read, by path, with the kinds of indicator that those compare.
fn databases_of(case: &Case<'_>) -> BTreeMap<String, (Entry, BTreeSet<Kind>)> {
    let mut all: BTreeMap<String, (Entry, BTreeSet<Kind>)> = BTreeMap::new();
    for artifact in super::ordinary().filter(|artifact| !artifact.compares.is_empty()) {
        let kinds = artifact.compares.iter().filter(|kind| KINDS.contains(kind)).copied();
        let entries = case.evidence.find(artifact.reads).unwrap_or_default();
        for entry in entries.into_iter().filter(|entry| entry.stored) {
            if let Some((_, known)) = all.get_mut(&entry.path) {
                known.extend(kinds.clone());
            } else if is_database(case, &entry) {
                all.insert(entry.path.clone(), (entry, kinds.clone().collect()));
            }
        }
    }
    all
}

fn is_database(case: &Case<'_>, entry: &Entry) -> bool {
    let mut head = [0; 16];
    let read = case.evidence.open(entry).map(|file| file.read_at(0, &mut head));
    matches!(read, Ok(Ok(()))) && head == *b"SQLite format 3\0"
}

/// False to stop the whole check.
fn sweep(
    case: &Case<'_>,
    (database, entry): (&Database, &Entry),
    kinds: &BTreeSet<Kind>,
    notes: &mut Notes<'_>,
) -> bool {
    let mut sweep = Sweep { case, kinds, seen: Seen::new(case.indicators), hits: BTreeMap::new() };
    let swept = database.free_regions(&mut |region, bytes| {
        sweep.region(region, bytes);
        Flow::GoOn
    });
    let unread = |part: &str| Unread::part(&entry.path, part, UnreadWhy::Unreadable);
    let swept = match swept {
        Ok(swept) => swept,
        Err(_) => {
            notes.unread(unread("unused space"));
            return true;
        }
    };
    if swept.unreadable > 0 {
        notes.unread(unread("parts of the unused space"));
    }
    let mut hits = std::mem::take(&mut sweep.hits);
    live::leave_out(database, &mut hits);
    for hit in hits.into_values() {
        notes.finding(hit.finding(entry));
    }
    notes.record(|| {
        Record::new(Cite::new(&entry.path, "unused space"))
            .field("path", entry.path.as_str())
            .field("regions", swept.regions)
            .field("bytes", swept.bytes)
    })
}

/// A published value in unused space of one database.
struct Remains {
    detection: &'static Detection,
    hit: Hit,
    /// As it was found.
    value: String,
    first: Region,
    times: u64,
}

impl Remains {
    fn finding(self, entry: &Entry) -> Finding {
        let place = match self.first.why {
            Why::FreePage => "deleted page",
            Why::Unallocated => "space between rows",
            Why::OldVersion => "older version of a page",
            Why::BehindTheEnd => "behind the end",
        };
        let cite =
            Cite::new(&entry.path, format!("{place}, {:?} byte {}", self.first.place, self.first.offset));
        let finding = if self.detection.id == LINKS.known.id {
            LINKS.finding((self.hit, self.value), cite, None)
        } else if self.detection.id == ACCOUNT.id {
            Finding::new(self.detection, cite).personal("email", self.value).matched(self.hit)
        } else {
            Finding::new(self.detection, cite).quote("name", self.value).matched(self.hit)
        };
        finding.quote("count", self.times.to_string())
    }
}

/// Detection and published value.
type Key = (&'static str, String);
/// Values kept of one database; more than any list and any honest phone have in common.
const MOST_VALUES: usize = 2_000;

struct Sweep<'a> {
    case: &'a Case<'a>,
    kinds: &'a BTreeSet<Kind>,
    seen: Seen<'a>,
    hits: BTreeMap<Key, Remains>,
}

impl Sweep<'_> {
    fn region(&mut self, region: Region, bytes: &[u8]) {
        let mut values = Vec::new();
        carve::texts(bytes, &mut |text| values.extend(self.column(text)));
        // The borders of columns may be lost; links and accounts carry their own.
        if bytes.contains(&b'.') {
            let text = String::from_utf8_lossy(bytes);
            values.extend(self.links(&text));
            if self.kinds.contains(&Kind::Email) {
                let accounts = carve::accounts(&text);
                // What stood before an account may have run into it: a domain alone would know too many.
                let hits =
                    accounts.filter_map(|text| Some((&ACCOUNT, self.case.indicators.email(text)?, text)));
                values.extend(hits.map(|(detection, hit, text)| (detection, hit, text.to_owned())));
            }
        }
        // Once per place, however many ways led to it.
        let mut here = BTreeSet::new();
        for (detection, hit, value) in values {
            let key = (detection.id, hit.value.clone());
            if !here.insert(key.clone()) || (self.hits.len() == MOST_VALUES && !self.hits.contains_key(&key))
            {
                continue;
            }
            let new = Remains { detection, hit, value, first: region, times: 0 };
            self.hits.entry(key).or_insert(new).times += 1;
        }
    }

    fn links(&mut self, text: &str) -> Vec<(&'static Detection, Hit, String)> {
        if ![Kind::Domain, Kind::Url, Kind::Ip].iter().any(|kind| self.kinds.contains(kind)) {
            return Vec::new();
        }
        self.seen.text(text);
        self.seen.take().into_iter().map(|(hit, url)| (&LINKS.known, hit, url)).collect()
    }

    /// A whole text column, its borders known.
    fn column(&mut self, text: &str) -> Vec<(&'static Detection, Hit, String)> {
        let mut found = self.links(text);
        let indicators = self.case.indicators;
        let mut ask = |kind: Kind, detection: &'static Detection, hit: Option<Hit>| {
            if self.kinds.contains(&kind) {
                found.extend(hit.map(|hit| (detection, hit, text.to_owned())));
            }
        };
        if text.contains('@') {
            ask(Kind::Email, &ACCOUNT, accounts::known(indicators, text));
        }
        ask(Kind::Process, &PROGRAM, indicators.process(text));
        ask(Kind::AppId, &PROGRAM, indicators.app_id(text));
        ask(Kind::ProfileId, &FILE, indicators.profile_id(text));
        if text.contains('/') {
            ask(Kind::FilePath, &FILE, indicators.file_path(text));
        } else {
            ask(Kind::FileName, &FILE, indicators.file_name(text));
        }
        found
    }
}
