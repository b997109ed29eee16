//! Addresses in the web caches of apps and of the system.
//!
//! Found in: every file named `Cache.db` (table `cfurl_cache_response`) in the caches of apps and of parts of the
//! system. A copy of a whole file system holds them all; backups leave most of them out.
//!
//! Shows: addresses that an app or a part of the system asked for, and when.
//!
//! Cannot show: why. Caches forget as they like.
//!
//! Ordinary reasons: an advertisement or a counter from there in an app. Phone companies may make the part of the
//! system that runs the telephone load a page of theirs.
//!
//! Sources: Amnesty International, "Forensic Methodology Report", 2021 (caches of Music and of the telephone part
//! of the system), known here through summaries for what counts as odd, so worth a look at most; the layout as
//! read by MVT.

#[cfg(test)]
mod tests;

use super::shared::databases::{self, needs, optional_table};
use super::shared::links::{Pair, Seen};
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Weight,
};
use jiff::Timestamp;
use jiff::civil::DateTime;
use sqlite::Database;

const READS: &[&str] = &["**/Cache.db"];

static LINKS: Pair = Pair::new("ios.cache-files.address", "ios.cache-files.vendor-site");
static TELEPHONE: Detection =
    Detection { id: "ios.cache-files.telephone-part", weight: Weight::Look, class: Class::Attempt };

/// Addresses in web caches.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.cache-files",
    version: 1,
    reads: READS,
    availability: &[
        Availability::backup(Presence::Sometimes).source("reference tool"),
        Availability::filesystem(Presence::Sometimes).source("reference tool"),
    ],
    detections: &[LINKS.known, LINKS.vendor, TELEPHONE],
    compares: &[Kind::Domain, Kind::Url, Kind::Ip],
    fields: &[("url", "The address that was asked for"), ("cache", "Folder of the cache")],
    examine,
};

const RESPONSES: (&str, &[&str]) = ("cfurl_cache_response", &["request_key", "time_stamp"]);
/// Folder of the part of the system that runs the telephone; it has no pages to load.
const CORE_TELEPHONY: &str = "/com.apple.coretelephony/Cache.db";

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut found = Found::Absent;
    for entry in databases::entries(case, notes, READS) {
        // Other software uses the name for files of its own.
        if !is_database(case, &entry) {
            continue;
        }
        if let Some(database) = databases::open(case, notes, &entry)
            && responses(case, &database, &entry, notes)
        {
            found = Found::Yes;
        }
    }
    found
}

fn is_database(case: &Case<'_>, entry: &Entry) -> bool {
    let mut head = [0; 16];
    // What cannot be opened or read is opened once more below, and said.
    let Ok(file) = case.evidence.open(entry) else { return true };
    let is_short = file.len() < head.len() as u64;
    let begins = !is_short && file.read_at(0, &mut head).map_or(true, |()| head == *b"SQLite format 3\0");
    let log = format!("{}-wal", entry.path);
    begins
        || case.evidence.find(&[&log]).is_ok_and(|found| found.iter().any(|log| log.stored && log.size > 0))
}

/// False if the database is no cache.
fn responses(case: &Case<'_>, database: &Database, entry: &Entry, notes: &mut Notes<'_>) -> bool {
    let mut seen = Seen::new(case.indicators);
    let mut first = None;
    needs(database, entry, notes, (RESPONSES.0, &["request_key"]));
    let read = optional_table(database, entry, notes, RESPONSES, &mut |row, notes| {
        let Some(url) = row.text(0) else { return true };
        let cite = || Cite::new(&entry.path, format!("response {}", row.rowid().unwrap_or_default()));
        let asked = row.text(1).and_then(|text| moment(&text));
        seen.url(&url);
        for hit in seen.take() {
            notes.finding(LINKS.finding(hit, cite(), asked).quote("cache", folder(&entry.path)));
        }
        if first.is_none() && url.starts_with("http") {
            first = Some((cite(), asked, url.to_string()));
        }
        notes.record(|| {
            Record::new(cite()).time("asked", asked).field("url", &*url).field("cache", folder(&entry.path))
        })
    });
    if let Some((cite, asked, url)) = first.filter(|_| entry.path.ends_with(CORE_TELEPHONY)) {
        notes.finding(Finding::new(&TELEPHONE, cite).at(asked).quote("url", url));
    }
    read.is_some()
}

/// `2026-01-02 03:04:05`, in UTC.
fn moment(text: &str) -> Option<Timestamp> {
    let civil: DateTime = text.trim().parse().ok()?;
    jiff::tz::Offset::UTC.to_timestamp(civil).ok()
}

/// The folder that a cache lies in is mostly named after the app.
fn folder(path: &str) -> &str {
    let (folder, _) = path.rsplit_once('/').unwrap_or((path, ""));
    folder.rsplit('/').next().unwrap_or(folder)
}
