//! Backups made to harm their reader.

use super::super::fuzz;
use super::writer::Phone;
use super::{bytes, one, opened, refused};
use proptest::prelude::*;
use std::fs;
use tempfile::tempdir;

#[cfg(unix)]
#[test]
fn links_and_pipes_inside_a_backup_are_refused() {
    use engine::UnreadWhy;
    use std::os::unix::fs::symlink;
    let place = tempdir().unwrap();
    let secret = place.path().join("secret");
    fs::write(&secret, "of this computer").unwrap();
    let root = Phone::plain().write(&place.path().join("phone"), "a");
    let stored = root.join("3d").join("3d0d7e5fb2ce288813306e4d4636395e047a3d28");
    fs::remove_file(&stored).unwrap();
    symlink(&secret, &stored).unwrap();
    let opened = opened(&root, None);
    let entry = one(&*opened.evidence, "HomeDomain/Library/SMS/sms.db");
    assert_eq!(opened.evidence.open(&entry).err().unwrap().why, UnreadWhy::Refused);

    // The folder around it as a link: the same.
    fs::remove_file(&stored).unwrap();
    fs::write(&stored, "x").unwrap();
    fs::rename(root.join("3d"), place.path().join("elsewhere")).unwrap();
    symlink(place.path().join("elsewhere"), root.join("3d")).unwrap();
    assert_eq!(opened.evidence.open(&entry).err().unwrap().why, UnreadWhy::Refused);

    // A part beside the stored files.
    fs::remove_file(root.join("Manifest.plist")).unwrap();
    symlink(&secret, root.join("Manifest.plist")).unwrap();
    assert_eq!(refused(&root).code(), "not-readable");
}

#[cfg(unix)]
#[test]
fn a_pipe_does_not_hang_the_reader() {
    use engine::UnreadWhy;
    let place = tempdir().unwrap();
    let root = Phone::plain().write(place.path(), "a");
    let stored = root.join("3d").join("3d0d7e5fb2ce288813306e4d4636395e047a3d28");
    fs::remove_file(&stored).unwrap();
    let made = std::process::Command::new("mkfifo").arg(&stored).status().unwrap();
    assert!(made.success());
    let opened = opened(&root, None);
    let entry = one(&*opened.evidence, "HomeDomain/Library/SMS/sms.db");
    assert_eq!(opened.evidence.open(&entry).err().unwrap().why, UnreadWhy::Refused);
}

#[test]
fn ids_that_are_paths_lead_nowhere() {
    let place = tempdir().unwrap();
    fs::write(place.path().join("secret"), "of this computer").unwrap();
    let root = Phone::plain().write(&place.path().join("phone"), "a");
    let list = sqlite::rusqlite::Connection::open(root.join("Manifest.db")).unwrap();
    list.execute_batch(
        "UPDATE Files SET fileID = '../../../secret' WHERE relativePath = 'Library/SMS/sms.db';
         INSERT INTO Files VALUES ('/etc/passwd', 'D', '../../../../etc/passwd', 1, NULL);",
    )
    .unwrap();
    drop(list);
    let opened = opened(&root, None);
    for entry in opened.evidence.find(&["D/**/*"]).unwrap() {
        assert!(!entry.stored);
        assert!(opened.evidence.open(&entry).is_err());
    }
}

#[test]
fn wildcards_of_sql_in_hostile_values_are_only_letters() {
    let place = tempdir().unwrap();
    let phone =
        Phone::plain().file("D%", "a_b*c[d]'\"; DROP TABLE Files; --", b"odd").file("Dx", "a_b*c", b"other");
    let opened = opened(&phone.write(place.path(), "a"), None);
    assert_eq!(bytes(&*opened.evidence, "D%/a_b*c[d]'\"; DROP TABLE Files; --"), b"odd");
    assert_eq!(opened.evidence.find(&["D%/*"]).unwrap().len(), 1);
    assert!(opened.evidence.find(&["D_/a"]).unwrap().is_empty());
}

#[test]
fn a_property_list_bomb_is_refused() {
    let place = tempdir().unwrap();
    let root = Phone::plain().write(place.path(), "a");
    let deep = format!("<plist>{}", "<array>".repeat(1_000_000));
    fs::write(root.join("Manifest.plist"), &deep).unwrap();
    assert_eq!(refused(&root).code(), "backup-damaged");
}

proptest! {
    #[test]
    fn records_never_panic(noise: Vec<u8>) {
        fuzz::file_record(&noise);
        fuzz::file_record(&[b"bplist00", noise.as_slice()].concat());
    }
}
