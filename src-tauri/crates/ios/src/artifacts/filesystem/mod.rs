//! Every file of a copy of a whole file system.
//!
//! Found in: the folders of the copy.
//!
//! Shows: files and folders that known spyware leaves, by path or name; programs with published names, and
//! programs that lie where programs do not lie; web sites that kept something on the phone, by the names of their
//! folders.
//!
//! Cannot show: files that were removed; spyware that lives in memory alone, as most does today. Among the files of
//! the system's log (`uuidtext`, `diagnostics`) only those with the mark of a program are looked into.
//!
//! Ordinary reasons: a file of the same name. Tools for making such a copy, and changed phones (jailbreaks), lay
//! programs into odd places.
//!
//! Sources: published paths and names of Amnesty International, Citizen Lab, Google and others; for odd places
//! the sources of the processes that ran. A name alone weighs less than a name at a published place.

#[cfg(test)]
mod tests;

use super::shared::links::Pair;
use super::shared::listing::{self, Listing, Rules};
use super::shared::programs::{Place, place};
use crate::paths;
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, EntryKind, Finding, Found, Notes, Presence,
    Stored, Unread, UnreadWhy, Weight,
};

static RULES: Rules = Rules {
    file: Detection {
        id: "ios.filesystem.known-file",
        weight: Weight::KnownSpyware,
        class: Class::Execution,
    },
    site: Pair::new("ios.filesystem.known-site", "ios.filesystem.vendor-site"),
    port: Detection { id: "ios.filesystem.site-on-odd-port", weight: Weight::Note, class: Class::Targeted },
};
static PROGRAM: Detection =
    Detection { id: "ios.filesystem.known-program", weight: Weight::KnownSpyware, class: Class::Execution };
static STAGED: Detection =
    Detection { id: "ios.filesystem.staged-program", weight: Weight::Strong, class: Class::Execution };
static ODD: Detection =
    Detection { id: "ios.filesystem.program-in-odd-place", weight: Weight::Look, class: Class::Execution };

/// Every file of a copy of a whole file system.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.filesystem",
    version: 1,
    // It opens a few small files in odd places, and looks at the names of all.
    reads: &[],
    availability: &[Availability::filesystem(Presence::Always).source("reference tool")],
    detections: &[RULES.file, RULES.site.known, RULES.site.vendor, RULES.port, PROGRAM, STAGED, ODD],
    compares: &[Kind::FilePath, Kind::FileName, Kind::Process, Kind::Domain, Kind::Ip],
    fields: listing::FIELDS,
    examine,
};

/// Files of one place whose first bytes are looked at, to see whether they are programs.
const MOST_OPENED: usize = 5000;
/// Thousands of files of the system's own log: of these only what has the mark of a program is looked at.
const LOGS: [&str; 2] = ["/private/var/db/uuidtext/", "/private/var/db/diagnostics/"];

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    if case.acquisition.kind != engine::Kind::IosFilesystem {
        return Found::Absent;
    }
    let mut listing = Listing::new(case, &RULES);
    let mut odd = Odd::default();
    listing::walk(case, notes, &mut |entry, notes| {
        // Names of reports are not paths of the phone.
        if matches!(entry.domain(), "Sysdiagnose" | "CrashReports" | "PhoneSays") {
            return true;
        }
        listing.entry(entry, notes);
        program(case, entry, &mut odd, notes);
        let path = || paths::on_phone(entry.domain(), entry.relative());
        let made_of = || Stored::from_iter([("path", path().into())]);
        notes.made_of(made_of, |notes| notes.record(|| listing::record(entry)))
    });
    listing.end(notes);
    odd_places(case, odd, notes);
    if notes.records() == 0 { Found::Absent } else { Found::Yes }
}

/// A file with the name of a published program is told; what lies in an odd place is kept to be looked into.
fn program(case: &Case<'_>, entry: &Entry, odd: &mut Odd, notes: &mut Notes<'_>) {
    if entry.kind != EntryKind::File {
        return;
    }
    let Some(path) = paths::on_phone(entry.domain(), entry.relative()) else { return };
    let at = place(&path);
    if let Some(hit) = case.indicators.process(&path) {
        let finding = told(&PROGRAM, entry, &path).matched(hit);
        // Without the mark of a program, or among those of the system and of apps, a name says little.
        let is_program = match entry.mode {
            0 => is_program(case, entry) == Some(true), // not known
            mode => mode & 0o111 != 0,
        };
        let ordinary = matches!(at, Place::Ordinary | Place::App | Place::Unknown);
        let weight = if !is_program || ordinary { Weight::Look } else { Weight::KnownSpyware };
        let finding = finding.at_most(weight);
        let heavy = finding.weight > Weight::Look;
        notes.finding(finding);
        if heavy {
            return;
        }
    }
    match at {
        Place::Staging => odd.keep(0, entry),
        Place::Writable if LOGS.iter().any(|logs| path.starts_with(logs)) && entry.mode & 0o111 == 0 => {}
        Place::Writable => odd.keep(1, entry),
        _ => {}
    }
}

/// What lies where programs do not: in the staging folder, and in others.
#[derive(Default)]
struct Odd {
    kept: [Vec<Entry>; 2],
    /// The first one for which there was no room.
    over: Option<String>,
}

impl Odd {
    fn keep(&mut self, place: usize, entry: &Entry) {
        match self.kept.get_mut(place) {
            Some(kept) if kept.len() < MOST_OPENED => kept.push(entry.clone()),
            _ => _ = self.over.get_or_insert_with(|| entry.path.clone()),
        }
    }
}

/// Of all that lies in odd places only programs count.
fn odd_places(case: &Case<'_>, odd: Odd, notes: &mut Notes<'_>) {
    if let Some(path) = odd.over {
        notes.unread(Unread::part(&path, "further files in odd places", UnreadWhy::TooLarge));
    }
    for entry in odd.kept.into_iter().flatten() {
        let Some(path) = paths::on_phone(entry.domain(), entry.relative()) else { continue };
        match is_program(case, &entry) {
            Some(true) => {
                let detection = if place(&path) == Place::Staging { &STAGED } else { &ODD };
                notes.finding(told(detection, &entry, &path));
            }
            Some(false) => {}
            None => notes.gap(),
        }
    }
}

/// By its first four bytes: a Mach-O program, of one kind of processor or of several. None if it cannot be read.
fn is_program(case: &Case<'_>, entry: &Entry) -> Option<bool> {
    let file = case.evidence.open(entry).ok()?;
    if file.len() < 4 {
        return Some(false);
    }
    let mut magic = [0; 4];
    file.read_at(0, &mut magic).ok()?;
    Some(matches!(
        magic,
        [0xcf | 0xce, 0xfa, 0xed, 0xfe] | [0xfe, 0xed, 0xfa, 0xce | 0xcf] | [0xca, 0xfe, 0xba, 0xbe]
    ))
}

fn told(detection: &Detection, entry: &Entry, path: &str) -> Finding {
    Finding::new(detection, Cite::new(&entry.path, "entry"))
        .at(entry.stamps.modified)
        .quote("name", paths::file_name(path))
        .quote("path", path)
}
