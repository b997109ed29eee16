//! The list of everything that the acquisition holds.
//!
//! Found in: `Manifest.db` of a backup (its table `Files`), or the folders of a file-system copy.
//!
//! Shows: files and folders that known spyware leaves, by path or name; web sites that kept something on the
//! phone, by the names of their folders (`https_example.org_0`); files that are listed and were never copied.
//!
//! Cannot show: what lies outside a backup, which is most of the system; files that were removed.
//!
//! Ordinary reasons: a file of the same name. A backup that was interrupted, or moved by hand, lacks files; a
//! few missing ones are common, because files vanish while the phone is being copied.
//!
//! Sources: published paths and names of Amnesty International, Citizen Lab, Google and others. Folder names
//! of web sites: WebKit, `SecurityOrigin::databaseIdentifier`.

mod folders;
mod sites;
#[cfg(test)]
mod tests;

use super::shared::links::{Pair, Seen};
use crate::paths;
use engine::indicators::{Hit, Kind};
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, EntryKind, Finding, Found, Notes, Presence,
    Record, Unread, UnreadWhy, Weight,
};
use folders::Folders;
use std::collections::{BTreeMap, BTreeSet};

static FILE: Detection =
    Detection { id: "ios.manifest.known-file", weight: Weight::KnownSpyware, class: Class::Execution };
static SITE: Pair = Pair::new("ios.manifest.known-site", "ios.manifest.vendor-site");
static PORT: Detection =
    Detection { id: "ios.manifest.site-on-odd-port", weight: Weight::Note, class: Class::Targeted };
static MISSING: Detection =
    Detection { id: "ios.manifest.missing-files", weight: Weight::Note, class: Class::Cleanup };

/// The list of everything that the acquisition holds.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.manifest",
    version: 1,
    reads: &["Backup/Manifest.db"],
    availability: &[Availability::backup(Presence::Always)],
    detections: &[FILE, SITE.known, SITE.vendor, PORT, MISSING],
    compares: &[Kind::FilePath, Kind::FileName, Kind::Domain, Kind::Ip],
    fields: &[
        ("path", "Domain and path"),
        ("kind", "file, folder or link"),
        ("stored", "False if it is listed and not there"),
        ("size", "Size in bytes, as listed"),
        ("mode", "Unix mode, octal"),
        ("owner", "Number of the user it belongs to"),
    ],
    examine,
};

/// Files that may be missing before the whole check counts as incomplete: files come and go while a phone is
/// copied, so ten, or one in a hundred.
fn tolerated(files: u64) -> u64 {
    (files / 100).max(10)
}

/// Published paths that are met on one phone; there are some hundred in all.
const MOST_PATHS: usize = 10_000;

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut reading = Reading {
        case,
        seen: Seen::new(case.indicators),
        ports: BTreeSet::new(),
        paths: BTreeMap::new(),
        files: 0,
        missing: 0,
        first: None,
        folders: Folders::default(),
    };
    let walked = case.evidence.walk(&mut |entry| reading.entry(entry, notes));
    match walked {
        Ok(not_understood) => (0..not_understood).for_each(|_| notes.gap()),
        Err(unread) => {
            notes.unread(unread);
            return Found::Absent;
        }
    }
    reading.known_paths(notes);
    std::mem::take(&mut reading.folders).tell(notes);
    reading.missing_files(notes);
    if notes.records() == 0 { Found::Absent } else { Found::Yes }
}

struct Reading<'a> {
    case: &'a Case<'a>,
    seen: Seen<'a>,
    /// Sites on odd ports that were told already.
    ports: BTreeSet<(String, u16)>,
    /// What lies at published paths, by path.
    paths: BTreeMap<String, Known>,
    files: u64,
    missing: u64,
    /// Path of the first missing file.
    first: Option<String>,
    folders: Folders,
}

/// What lies at, or below, a published path.
struct Known {
    /// Of the first file there, or of the folder as long as no file was met.
    finding: Finding,
    files: u64,
}

impl Reading<'_> {
    fn entry(&mut self, entry: &Entry, notes: &mut Notes<'_>) -> bool {
        if entry.kind == EntryKind::File {
            self.files += 1;
            if !entry.stored && entry.kept {
                self.missing += 1;
                self.first.get_or_insert_with(|| entry.path.clone());
            }
        }
        self.folders.see(entry);
        self.known_file(entry, notes);
        self.sites(entry, notes);
        notes.record(|| {
            Record::new(cite(entry))
                .time("modified", entry.stamps.modified)
                .time("changed", entry.stamps.changed)
                .time("born", entry.stamps.born)
                .field("path", entry.path.as_str())
                .field("kind", kind_name(entry.kind))
                .field("stored", entry.stored)
                .field("size", entry.size)
                .field("mode", format!("{:o}", entry.mode))
                .field("owner", entry.owner.map(u64::from))
        })
    }

    /// By path on the phone, by path below the domain, by name: publications use all three.
    fn known_file(&mut self, entry: &Entry, notes: &mut Notes<'_>) {
        let (domain, relative) = (entry.domain(), entry.relative());
        if relative.is_empty() {
            return;
        }
        let indicators = self.case.indicators;
        let on_phone = paths::on_phone(domain, relative);
        let hit = on_phone.and_then(|path| indicators.file_path(&path));
        let Some(hit) = hit.or_else(|| indicators.file_path(relative)) else { return };
        if hit.kind != Kind::FilePath {
            return notes.finding(file_finding(entry, hit));
        }
        let is_file = entry.kind != EntryKind::Folder;
        if let Some(known) = self.paths.get_mut(&hit.value) {
            known.files += u64::from(is_file);
            if is_file && known.files == 1 {
                known.finding = file_finding(entry, hit);
            }
        } else if self.paths.len() < MOST_PATHS {
            let value = hit.value.clone();
            self.paths.insert(value, Known { finding: file_finding(entry, hit), files: is_file.into() });
        }
    }

    /// One finding for each published path: a published folder may hold a thousand files.
    fn known_paths(&mut self, notes: &mut Notes<'_>) {
        for Known { finding, files } in std::mem::take(&mut self.paths).into_values() {
            notes.finding(finding.quote("count", files.max(1).to_string()));
        }
    }

    fn sites(&mut self, entry: &Entry, notes: &mut Notes<'_>) {
        for site in sites::in_path(entry.relative()) {
            self.seen.host(site.host);
            if let Some(port) = site.port.filter(|port| !matches!(port, 0 | 80 | 443))
                && self.ports.insert((site.host.to_owned(), port))
            {
                let finding = Finding::new(&PORT, cite(entry)).at(entry.stamps.born);
                notes.finding(finding.personal("host", site.host).quote("port", port.to_string()));
            }
        }
        for hit in self.seen.take() {
            notes.finding(SITE.finding(hit, cite(entry), entry.stamps.modified));
        }
    }

    fn missing_files(self, notes: &mut Notes<'_>) {
        let Some(first) = self.first else { return };
        notes.finding(
            Finding::new(&MISSING, Cite::new(&first, "listed, not stored"))
                .quote("missing", self.missing.to_string())
                .quote("files", self.files.to_string()),
        );
        if self.missing > tolerated(self.files) {
            let part = format!("{} of {} files", self.missing, self.files);
            notes.unread(Unread::part("Backup/Manifest.db", part, UnreadWhy::Missing));
        }
    }
}

fn file_finding(entry: &Entry, hit: Hit) -> Finding {
    Finding::new(&FILE, cite(entry))
        .at(entry.stamps.modified)
        .quote("path", entry.relative())
        .quote("name", paths::file_name(entry.relative()))
        .matched(hit)
}

fn cite(entry: &Entry) -> Cite {
    Cite::new(&entry.path, "entry")
}

fn kind_name(kind: EntryKind) -> &'static str {
    match kind {
        EntryKind::File => "file",
        EntryKind::Folder => "folder",
        EntryKind::Link => "link",
    }
}
