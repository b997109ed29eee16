//! The list of everything that the acquisition holds.
//!
//! Found in: `Manifest.db` of a backup (its table `Files`).
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
#[cfg(test)]
mod tests;

use super::shared::links::Pair;
use super::shared::listing::{self, Listing, Rules};
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, EntryKind, Finding, Found, Notes, Presence, Unread,
    UnreadWhy, Weight,
};
use folders::Folders;

static RULES: Rules = Rules {
    file: Detection { id: "ios.manifest.known-file", weight: Weight::KnownSpyware, class: Class::Execution },
    site: Pair::new("ios.manifest.known-site", "ios.manifest.vendor-site"),
    port: Detection { id: "ios.manifest.site-on-odd-port", weight: Weight::Note, class: Class::Targeted },
};
static MISSING: Detection =
    Detection { id: "ios.manifest.missing-files", weight: Weight::Note, class: Class::Cleanup };

/// The list of everything that the acquisition holds.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.manifest",
    version: 1,
    reads: &["Backup/Manifest.db"],
    availability: &[Availability::backup(Presence::Always).source("every backup of iOS 10 and later has one")],
    detections: &[RULES.file, RULES.site.known, RULES.site.vendor, RULES.port, MISSING],
    compares: &[Kind::FilePath, Kind::FileName, Kind::Domain, Kind::Ip],
    fields: listing::FIELDS,
    examine,
};

/// Files that may be missing before the whole check counts as incomplete: files come and go while a phone is
/// copied, so ten, or one in a hundred.
fn tolerated(files: u64) -> u64 {
    (files / 100).max(10)
}

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    // A copy of a whole file system has no such list; its files are told by an artifact of their own.
    if case.acquisition.kind != engine::Kind::IosBackup {
        return Found::Absent;
    }
    let mut listing = Listing::new(case, &RULES);
    let mut folders = Folders::default();
    let mut files = Files::default();
    listing::walk(case, notes, &mut |entry, notes| {
        // Names of reports are not paths of the phone.
        if matches!(entry.domain(), "Sysdiagnose" | "CrashReports" | "PhoneSays") {
            return true;
        }
        if entry.kind == EntryKind::File {
            files.all += 1;
            if !entry.stored && entry.kept {
                files.missing += 1;
                files.first.get_or_insert_with(|| entry.path.clone());
            }
        }
        folders.see(entry);
        listing.entry(entry, notes);
        notes.record(|| listing::record(entry))
    });
    listing.end(notes);
    folders.tell(notes);
    files.tell(notes);
    if notes.records() == 0 { Found::Absent } else { Found::Yes }
}

/// Files that are listed.
#[derive(Default)]
struct Files {
    all: u64,
    missing: u64,
    /// Path of the first missing one.
    first: Option<String>,
}

impl Files {
    fn tell(self, notes: &mut Notes<'_>) {
        let Some(first) = self.first else { return };
        notes.finding(
            Finding::new(&MISSING, Cite::new(&first, "listed, not stored"))
                .quote("missing", self.missing.to_string())
                .quote("files", self.all.to_string()),
        );
        if self.missing > tolerated(self.all) {
            let part = format!("{} of {} files", self.missing, self.all);
            notes.unread(Unread::part("Backup/Manifest.db", part, UnreadWhy::Missing));
        }
    }
}
