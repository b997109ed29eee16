//! # About the backup
//!
//! **Found in** `Info.plist` of every backup, also of an encrypted one.
//!
//! **Shows** model and system of the phone, what made the backup, and when. Serial numbers, telephone number and
//! the name of the phone are there too, tell nothing about spyware, and are left out.
//!
//! **Cannot show** whether any of it is true: it is a file beside the backup.
//!
//! **Ordinary reasons.** Some phones cannot take a newer system, and many people wait with updates.
//!
//! **Sources.** Keys as written by Finder, iTunes and libimobiledevice. Newest system: Apple's releases, November
//! 2026.

#[cfg(test)]
mod tests;

use super::shared::{databases, plists, stored};
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Finding, Found, Notes, Presence, ReadAt, Record,
    Stored, Value, Version, Weight,
};
use jiff::Timestamp;
use property_list::{Flow, Limits};

/// The newest system when this was written, 27.0.1 of November 2026.
const NEWEST: Version = Version(27, 0, 1);

static OLDER: Detection =
    Detection { id: "ios.backup-info.older-system", weight: Weight::Note, class: Class::Posture };

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.backup-info",
    version: 1,
    reads: &["Backup/Info.plist"],
    availability: &[
        Availability::backup(Presence::Always).source("written by the computer that makes the backup")
    ],
    detections: &[OLDER],
    compares: &[],
    fields: &[
        ("product", "model, such as iPhone14,5"),
        ("version", "version of the system"),
        ("build", "build of the system"),
        ("made_by", "version of what made the backup"),
        ("computer", "version of macOS it was made with"),
    ],
    examine,
};

/// Key of the list, and name of the field.
const TEXTS: [(&str, &str); 5] = [
    ("Product Type", "product"),
    ("Product Version", "version"),
    ("Build Version", "build"),
    ("iTunes Version", "made_by"),
    ("macOS Version", "computer"),
];
const MADE: &str = "Last Backup Date";
/// What else the list says of the phone and of the copy; of interest to an export only.
const MORE: [&str; 13] = [
    "Device Name",
    "Display Name",
    "GUID",
    "ICCID",
    "IMEI",
    "MEID",
    "Installed Applications",
    "Phone Number",
    "Product Name",
    "Serial Number",
    "Target Identifier",
    "Target Type",
    "Unique Identifier",
];

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut found = Found::Absent;
    for (entry, list) in databases::opened(case, notes, ARTIFACT.reads) {
        found = Found::Yes;
        let mut texts: [Option<String>; TEXTS.len()] = Default::default();
        let mut made: Option<Timestamp> = None;
        let mut wanted: Vec<[&str; 1]> = TEXTS.iter().map(|(key, _)| [*key]).collect();
        wanted.push([MADE]);
        let paths: Vec<&[&str]> = wanted.iter().map(<[&str; 1]>::as_slice).collect();
        let read = property_list::pick(&*list, &paths, &Limits::default(), &mut |picked| {
            match texts.get_mut(picked.path) {
                Some(text) => *text = picked.value.as_str().map(str::to_owned),
                None => made = plists::moment(&picked.value),
            }
            Flow::GoOn
        });
        if let Err(refused) = read {
            notes.unread(plists::refused(&refused, &entry.path));
        }
        let version = texts[1].as_deref().and_then(Version::parse);
        if version.is_none() {
            notes.gap();
        }
        // One main version back still gets repairs.
        if let Some(version) = version.filter(|version| version.0 + 1 < NEWEST.0) {
            let finding = Finding::new(&OLDER, Cite::new(&entry.path, "key Product Version")).at(made);
            notes.finding(finding.quote("version", version.to_string()).quote("newest", NEWEST.to_string()));
        }
        let record = || {
            let record = Record::new(Cite::new(&entry.path, "backup")).time("backup made", made);
            let named = TEXTS.iter().zip(texts);
            named.fold(record, |record, ((_, field), text)| record.field(field, Value::from(text)))
        };
        let _ = notes.made_of(|| facts(&*list), |notes| notes.record(record));
    }
    found
}

/// All that the list says of the phone and of the copy. A reading of its own: what it meets further on says nothing of
/// the few keys that a check needs.
fn facts(list: &dyn ReadAt) -> Stored {
    let keys: Vec<[&str; 1]> =
        TEXTS.iter().map(|(key, _)| *key).chain([MADE]).chain(MORE).map(|key| [key]).collect();
    let mut facts: Stored = keys.iter().map(|[key]| (*key, serde_json::Value::Null)).collect();
    let paths: Vec<&[&str]> = keys.iter().map(<[&str; 1]>::as_slice).collect();
    let _ = property_list::pick(list, &paths, &Limits::default(), &mut |picked| {
        facts.set(picked.keys.concat(), stored::element(&picked.value));
        Flow::GoOn
    });
    facts
}
