//! Evidence of a whole backup: list and disk together.

use super::writer::{PASSWORD, Phone};
use super::{bytes, one, opened, password};
use engine::{EntryKind, UnreadWhy};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use tempfile::tempdir;

#[test]
fn files_read_the_same_plain_and_encrypted() {
    for phone in [
        Phone::plain(),
        Phone::encrypted(),
        Phone { before_ios_10_2: true, ..Phone::encrypted() },
        Phone { dates: true, page_size: 512, ..Phone::encrypted() },
    ] {
        let place = tempdir().unwrap();
        let opened = opened(&phone.write(place.path(), "a"), Some(&password(PASSWORD)));
        let evidence = &*opened.evidence;
        assert_eq!(bytes(evidence, "HomeDomain/Library/SMS/sms.db"), b"messages of nobody");
        assert_eq!(bytes(evidence, "CameraRollDomain/Media/DCIM/100APPLE/IMG_0001.JPG"), [7; 70_001]);
        assert_eq!(bytes(evidence, "HomeDomain/Library/empty"), b"");
        let entry = one(evidence, "HomeDomain/Library/SMS/sms.db");
        assert_eq!((entry.size, entry.mode, entry.owner), (9, 0o100_644, Some(501)));
        let stamps = [entry.stamps.born, entry.stamps.modified, entry.stamps.changed];
        let seconds = stamps.map(|stamp| stamp.unwrap().as_second());
        assert_eq!(seconds, [1_700_000_000, 1_700_000_001, 1_700_000_002]);
        assert!(evidence.find(&["HomeDomain/Library/SMS/other.db"]).unwrap().is_empty());
    }
}

#[test]
fn patterns_find_each_file_once_and_no_folder() {
    let place = tempdir().unwrap();
    let opened = opened(&Phone::plain().write(place.path(), "a"), None);
    let patterns =
        ["HomeDomain/Library/**/*", "HomeDomain/Library/SMS/*.db", "HomeDomain/Library/SMS/sms.db"];
    let found = opened.evidence.find(&patterns).unwrap();
    let paths: Vec<_> = found.iter().map(|entry| entry.path.as_str()).collect();
    assert_eq!(
        paths,
        [
            "HomeDomain/Library/Preferences/com.example.plist",
            "HomeDomain/Library/SMS/sms.db",
            "HomeDomain/Library/empty"
        ]
    );
    assert!(found.iter().all(|entry| entry.stored && entry.kind == EntryKind::File));
    // A folder of that name is no file.
    assert!(opened.evidence.find(&["HomeDomain/Library"]).unwrap().is_empty());
}

#[test]
fn walking_gives_every_entry_and_can_stop() {
    let place = tempdir().unwrap();
    let opened = opened(&Phone::plain().missing("HomeDomain", "gone").write(place.path(), "a"), None);
    let mut kinds = BTreeMap::new();
    let odd = opened.evidence.walk(&mut |entry| {
        kinds.insert(entry.path.clone(), (entry.kind, entry.stored));
        true
    });
    assert_eq!(odd, Ok(0));
    assert_eq!(kinds.len(), 7);
    assert_eq!(kinds["HomeDomain/Library"], (EntryKind::Folder, false));
    assert_eq!(kinds["HomeDomain/Library/link"], (EntryKind::Link, false));
    assert_eq!(kinds["HomeDomain/Library/empty"], (EntryKind::File, true));
    assert_eq!(kinds["HomeDomain/gone"], (EntryKind::File, false));
    let mut seen = 0;
    opened
        .evidence
        .walk(&mut |_| {
            seen += 1;
            seen < 3
        })
        .unwrap();
    assert_eq!(seen, 3);
}

#[test]
fn stored_but_not_listed_is_found_and_listed_but_not_stored_is_said() {
    let place = tempdir().unwrap();
    let phone = |phone: Phone| {
        phone
            .unlisted("AppDomainGroup-group.net.whatsapp.WhatsApp.shared", "LID.sqlite", b"lids")
            .missing("D", "gone")
    };
    let lids = "AppDomainGroup-group.net.whatsapp.WhatsApp.shared/LID.sqlite";
    let plain = opened(&phone(Phone::plain()).write(place.path(), "plain"), None);
    assert_eq!(bytes(&*plain.evidence, lids), b"lids");
    let gone = one(&*plain.evidence, "D/gone");
    assert!(!gone.stored);
    assert_eq!(plain.evidence.open(&gone).err().unwrap().why, UnreadWhy::Missing);

    let root = phone(Phone::encrypted()).write(place.path(), "encrypted");
    let encrypted = opened(&root, Some(&password(PASSWORD)));
    let entry = one(&*encrypted.evidence, lids);
    assert!(entry.stored);
    assert_eq!(encrypted.evidence.open(&entry).err().unwrap().why, UnreadWhy::NoKey);
}

#[test]
fn the_files_beside_the_stored_ones_are_offered() {
    let place = tempdir().unwrap();
    let root = Phone::encrypted().write(place.path(), "a");
    let opened = opened(&root, Some(&password(PASSWORD)));
    let evidence = &*opened.evidence;
    for name in ["Info.plist", "Manifest.plist", "Status.plist"] {
        assert_eq!(bytes(evidence, &format!("Backup/{name}")), fs::read(root.join(name)).unwrap());
    }
    assert!(bytes(evidence, "Backup/Manifest.db").starts_with(b"SQLite format 3\0"));
    assert_eq!(evidence.find(&["Backup/*.plist"]).unwrap().len(), 3);
    fs::remove_file(root.join("Info.plist")).unwrap();
    assert!(evidence.find(&["Backup/Info.plist"]).unwrap().is_empty());
}

#[test]
fn nothing_is_written_and_nothing_changes() {
    let place = tempdir().unwrap();
    let root = Phone::encrypted().write(place.path(), "a");
    let before = tree(place.path());
    {
        let opened = opened(&root, Some(&password(PASSWORD)));
        for entry in opened.evidence.find(&["**/*"]).unwrap() {
            opened.evidence.read(&entry, 1 << 20).unwrap();
        }
        opened.evidence.walk(&mut |_| true).unwrap();
        assert_eq!(tree(place.path()), before, "while it is open");
    }
    assert_eq!(tree(place.path()), before);
}

fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let bytes = if path.is_dir() { Vec::new() } else { fs::read(&path).unwrap() };
            files.insert(path.display().to_string(), bytes);
            if path.is_dir() {
                folders.push(path);
            }
        }
    }
    files
}
