//! Every entry of a copy, compared by its path and name: files and folders that spyware leaves, and web sites in
//! the names of folders.

use super::links::{Pair, Seen};
use super::sites;
use crate::paths;
use engine::indicators::{Hit, Kind};
use engine::{Case, Cite, Detection, Entry, EntryKind, Finding, Notes, Record};
use std::collections::{BTreeMap, BTreeSet};

/// The detections of an artifact that lists a whole copy.
pub(crate) struct Rules {
    /// A published path or name.
    pub(crate) file: Detection,
    /// A published site in the name of a folder.
    pub(crate) site: Pair,
    /// A site that was reached through an unusual port.
    pub(crate) port: Detection,
}

/// Fields of the records that [`record`] makes.
pub(crate) const FIELDS: &[(&str, &str)] = &[
    ("path", "Domain and path"),
    ("kind", "file, folder or link"),
    ("stored", "False if it is listed and not there"),
    ("size", "Size in bytes, as listed"),
    ("mode", "Unix mode, octal"),
    ("owner", "Number of the user it belongs to"),
];

/// Published paths that are met on one phone; there are some hundred in all.
const MOST_PATHS: usize = 10_000;

/// What was met so far.
pub(crate) struct Listing<'a> {
    case: &'a Case<'a>,
    rules: &'static Rules,
    seen: Seen<'a>,
    /// Sites on odd ports that were told already.
    ports: BTreeSet<(String, u16)>,
    /// What lies at published paths, by path.
    paths: BTreeMap<String, Known>,
}

/// What lies at, or below, a published path.
struct Known {
    /// Of the first file there, or of the folder as long as no file was met.
    finding: Finding,
    files: u64,
}

impl<'a> Listing<'a> {
    pub(crate) fn new(case: &'a Case<'a>, rules: &'static Rules) -> Self {
        let seen = Seen::new(case.indicators);
        Self { case, rules, seen, ports: BTreeSet::new(), paths: BTreeMap::new() }
    }

    /// Compares one entry.
    pub(crate) fn entry(&mut self, entry: &Entry, notes: &mut Notes<'_>) {
        self.known_file(entry, notes);
        // Stores of sites are told by an artifact of their own.
        if !sites::STORES.iter().any(|folder| entry.path.contains(folder)) {
            self.sites(entry, notes);
        }
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
            return notes.finding(self.finding(entry, hit));
        }
        let is_file = entry.kind != EntryKind::Folder;
        if let Some(known) = self.paths.get(&hit.value) {
            let finding = (is_file && known.files == 0).then(|| self.finding(entry, hit.clone()));
            if let Some(known) = self.paths.get_mut(&hit.value) {
                known.files += u64::from(is_file);
                known.finding = finding.unwrap_or_else(|| known.finding.clone());
            }
        } else if self.paths.len() < MOST_PATHS {
            let (value, finding) = (hit.value.clone(), self.finding(entry, hit));
            self.paths.insert(value, Known { finding, files: is_file.into() });
        }
    }

    fn finding(&self, entry: &Entry, hit: Hit) -> Finding {
        Finding::new(&self.rules.file, cite(entry))
            .at(entry.stamps.modified)
            .quote("path", entry.relative())
            .quote("name", paths::file_name(entry.relative()))
            .matched(hit)
    }

    fn sites(&mut self, entry: &Entry, notes: &mut Notes<'_>) {
        for site in sites::in_path(entry.relative()) {
            self.seen.host(site.host);
            if let Some(port) = site.port.filter(|port| !matches!(port, 0 | 80 | 443))
                && self.ports.insert((site.host.to_owned(), port))
            {
                let finding = Finding::new(&self.rules.port, cite(entry)).at(entry.stamps.born);
                notes.finding(finding.personal("host", site.host).quote("port", port.to_string()));
            }
        }
        for hit in self.seen.take() {
            notes.finding(self.rules.site.finding(hit, cite(entry), entry.stamps.modified));
        }
    }

    /// One finding for each published path: a published folder may hold a thousand files.
    pub(crate) fn end(self, notes: &mut Notes<'_>) {
        for Known { finding, files } in self.paths.into_values() {
            notes.finding(finding.quote("count", files.max(1).to_string()));
        }
    }
}

/// Visits every entry that can be listed; what could not is said.
pub(crate) fn walk(
    case: &Case<'_>,
    notes: &mut Notes<'_>,
    visit: &mut dyn FnMut(&Entry, &mut Notes<'_>) -> bool,
) {
    match case.evidence.walk(&mut |entry| visit(entry, notes)) {
        Ok(not_understood) => (0..not_understood).for_each(|_| notes.gap()),
        Err(unread) => notes.unread(unread),
    }
}

/// The record of an entry.
pub(crate) fn record(entry: &Entry) -> Record {
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
