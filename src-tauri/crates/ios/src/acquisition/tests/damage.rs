//! Backups that are incomplete or broken: an error with a code, or entries that say what is missing.

use super::writer::{PASSWORD, Phone};
use super::{bytes, one, open_code, opened, password, refused};
use engine::UnreadWhy;
use std::fs;
use std::path::Path;
use tempfile::tempdir;

#[test]
fn a_missing_part_is_named() {
    let place = tempdir().unwrap();
    for (n, missing) in ["Manifest.plist", "Manifest.db"].into_iter().enumerate() {
        let root = Phone::plain().write(place.path(), &n.to_string());
        fs::remove_file(root.join(missing)).unwrap();
        let error = refused(&root);
        assert_eq!(error.code(), "backup-incomplete");
        assert_eq!(error.values(), [("missing", missing.to_owned())]);
    }
}

#[test]
fn backups_of_old_systems_are_known_as_such() {
    let place = tempdir().unwrap();
    let root = Phone::plain().write(place.path(), "a");
    fs::rename(root.join("Manifest.db"), root.join("Manifest.mbdb")).unwrap();
    let error = refused(&root);
    assert_eq!(error.code(), "unsupported-layout");
    assert_eq!(error.values(), [("layout", "ios-9-or-older".to_owned())]);
}

#[test]
fn a_broken_part_is_named_and_the_cause_is_kept() {
    let place = tempdir().unwrap();
    let root = Phone::plain().write(place.path(), "a");
    fs::write(root.join("Manifest.plist"), "<plist><dict><key>IsEnc").unwrap();
    let error = refused(&root);
    assert_eq!(
        (error.code(), error.values()),
        ("backup-damaged", vec![("part", "Manifest.plist".to_owned())])
    );
    assert!(std::error::Error::source(&error).is_some());

    for (n, damage) in [Vec::new(), b"short".to_vec(), vec![0; 8192]].into_iter().enumerate() {
        let root = Phone::plain().write(place.path(), &format!("plain {n}"));
        fs::write(root.join("Manifest.db"), &damage).unwrap();
        assert_eq!(open_code(&root, None), "backup-damaged", "plain {n}");
        let root = Phone::encrypted().write(place.path(), &format!("encrypted {n}"));
        fs::write(root.join("Manifest.db"), &damage).unwrap();
        assert_eq!(open_code(&root, Some(&password(PASSWORD))), "backup-damaged", "encrypted {n}");
    }
}

/// With a list that is cut, what is found is read, and every search that may have missed something says so.
#[test]
fn a_truncated_list_never_looks_like_an_empty_one() {
    for (name, phone) in [("plain", Phone::plain()), ("encrypted", Phone::encrypted())] {
        let place = tempdir().unwrap();
        let mut phone = Phone { page_size: 512, ..phone };
        for n in 0..200 {
            phone = phone.file("AppDomain-com.example", &format!("Documents/{n}"), b"x");
        }
        let root = phone.write(place.path(), "a");
        halve(&root.join("Manifest.db"));
        let secret = password(PASSWORD);
        if open_code(&root, Some(&secret)) != "opened" {
            assert_eq!(open_code(&root, Some(&secret)), "backup-damaged", "{name}");
            continue;
        }
        let opened = opened(&root, Some(&secret));
        let found = opened.evidence.find(&["AppDomain-*/Documents/*"]).unwrap();
        assert!(found.len() > 1 && found.len() < 201, "{name}: {}", found.len());
        let lost = found.iter().find(|entry| entry.path == "Backup/Manifest.db").unwrap();
        assert!(!lost.stored);
        assert_eq!(opened.evidence.open(lost).err().unwrap().why, UnreadWhy::Damaged);
        let absent = opened.evidence.find(&["HomeDomain/never/was"]).unwrap();
        assert_eq!(absent.len(), 1);
        assert!(!absent[0].stored);
        let mut walked = 0;
        let walk = opened.evidence.walk(&mut |_| {
            walked += 1;
            true
        });
        assert_eq!(walk.unwrap_err().why, UnreadWhy::Damaged);
        assert!(walked > 0);
        // What is on disk is found by its name, whatever became of its row.
        let sms = one(&*opened.evidence, "HomeDomain/Library/SMS/sms.db");
        assert!(sms.stored);
    }
}

#[test]
fn a_backup_cut_in_half_lists_what_it_lacks() {
    let place = tempdir().unwrap();
    let root = Phone::plain().write(place.path(), "a");
    fs::remove_dir_all(root.join("3d")).unwrap();
    let opened = opened(&root, None);
    let sms = one(&*opened.evidence, "HomeDomain/Library/SMS/sms.db");
    assert!(!sms.stored);
    assert_eq!(opened.evidence.open(&sms).err().unwrap().why, UnreadWhy::Missing);
    assert_eq!(bytes(&*opened.evidence, "HomeDomain/Library/Preferences/com.example.plist"), b"a preference");
}

#[test]
fn records_that_make_no_sense_are_counted_and_their_files_are_read() {
    let place = tempdir().unwrap();
    let root = Phone::plain().write(place.path(), "a");
    let list = sqlite::rusqlite::Connection::open(root.join("Manifest.db")).unwrap();
    list.execute_batch(
        "UPDATE Files SET file = x'00112233' WHERE relativePath = 'Library/SMS/sms.db';
         INSERT INTO Files VALUES ('nonsense', 'D', 'a', 1, NULL), ('1', 'D', 'b', 77, NULL), ('2', NULL, 'c', 1, NULL);",
    )
    .unwrap();
    drop(list);
    let opened = opened(&root, None);
    let mut walked = 0;
    assert_eq!(
        opened.evidence.walk(&mut |_| {
            walked += 1;
            true
        }),
        Ok(3)
    );
    assert_eq!(walked, 7);
    assert_eq!(bytes(&*opened.evidence, "HomeDomain/Library/SMS/sms.db"), b"messages of nobody");
    assert!(!one(&*opened.evidence, "D/a").stored);
}

#[test]
fn a_list_without_indexes_is_read_too() {
    let place = tempdir().unwrap();
    let root = Phone::plain().write(place.path(), "a");
    let list = sqlite::rusqlite::Connection::open(root.join("Manifest.db")).unwrap();
    list.execute_batch(
        "CREATE TABLE Other AS SELECT * FROM Files; DROP TABLE Files; ALTER TABLE Other RENAME TO Files;",
    )
    .unwrap();
    drop(list);
    let opened = opened(&root, None);
    assert_eq!(bytes(&*opened.evidence, "HomeDomain/Library/SMS/sms.db"), b"messages of nobody");
}

#[test]
fn a_list_of_another_shape_is_not_read_as_empty() {
    let place = tempdir().unwrap();
    let root = Phone::plain().write(place.path(), "a");
    let list = sqlite::rusqlite::Connection::open(root.join("Manifest.db")).unwrap();
    list.execute_batch("ALTER TABLE Files RENAME COLUMN relativePath TO path").unwrap();
    assert_eq!(open_code(&root, None), "unsupported-layout");
    list.execute_batch("DROP TABLE Files").unwrap();
    drop(list);
    assert_eq!(open_code(&root, None), "backup-damaged");
}

fn halve(path: &Path) {
    let bytes = fs::read(path).unwrap();
    fs::write(path, &bytes[..bytes.len() / 2]).unwrap();
}
