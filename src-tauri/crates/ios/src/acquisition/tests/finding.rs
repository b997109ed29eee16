//! `identify`: what is a backup, where it is, and what it says of itself.

use super::super::{identify, usual_places};
use super::writer::Phone;
use super::{only, refused};
use engine::{Kind, Version};
use std::fs;
use tempfile::tempdir;

#[test]
fn a_backup_says_what_it_is() {
    let place = tempdir().unwrap();
    let acquisition = only(&Phone::encrypted().write(place.path(), "any name")).acquisition;
    assert_eq!(acquisition.kind, Kind::IosBackup);
    assert!(acquisition.encrypted);
    assert_eq!(acquisition.os_version, Some(Version(17, 6, 1)));
    assert_eq!(acquisition.os_build.as_deref(), Some("21G93"));
    assert_eq!(acquisition.model.as_deref(), Some("iPhone14,5"));
    assert_eq!(acquisition.device_name.as_deref(), Some("Pretend phone"));
    assert_eq!(acquisition.made_at.map(|at| at.as_second()), Some(1_726_000_000));
    assert_eq!(acquisition.finished, Some(true));
    assert_eq!(acquisition.apps, ["com.example.chat", "com.example.mail"]);
}

#[test]
fn what_the_computer_wrote_may_be_missing_or_broken() {
    let place = tempdir().unwrap();
    let root = Phone::plain().write(place.path(), "a");
    fs::remove_file(root.join("Status.plist")).unwrap();
    for info in [Some("<plist><dict><key>Unique"), None] {
        match info {
            Some(text) => fs::write(root.join("Info.plist"), text).unwrap(),
            None => fs::remove_file(root.join("Info.plist")).unwrap(),
        }
        let acquisition = only(&root).acquisition;
        assert_eq!(acquisition.os_version, Some(Version(17, 6, 1)));
        assert_eq!(acquisition.finished, None);
    }
}

#[test]
fn what_a_phone_said_is_found_beside_a_backup_and_by_its_own_folder() {
    let place = tempdir().unwrap();
    let answers = place.path().join("phone-says");
    fs::create_dir(&answers).unwrap();
    fs::write(answers.join("apps.plist"), "<plist><dict/></plist>").unwrap();
    for folder in [place.path(), &answers] {
        let found = only(folder);
        assert_eq!(found.acquisition.kind, Kind::IosAnswers);
        // It is found once more by its own path: that is how the confined reader gets to it.
        assert!(found.path.ends_with("phone-says"));
    }
    fs::create_dir(place.path().join("backup")).unwrap();
    Phone::plain().write(&place.path().join("backup"), "a");
    let both = only(place.path());
    assert_eq!((both.acquisition.kind, both.with.len()), (Kind::IosBackup, 1));
}

#[test]
fn an_unfinished_backup_is_known_as_one() {
    let place = tempdir().unwrap();
    let root = Phone::plain().write(place.path(), "a");
    let status = super::writer::dictionary([("SnapshotState", "uploading".into())]);
    fs::write(root.join("Status.plist"), super::writer::to_bytes(&status)).unwrap();
    assert_eq!(only(&root).acquisition.finished, Some(false));
}

#[test]
fn pointing_nearby_works() {
    let place = tempdir().unwrap();
    let below = place.path().join("MobileSync").join("Backup");
    let root = Phone::plain().write(&below, "00008110-0001");
    let stored = root.join("3d").join("3d0d7e5fb2ce288813306e4d4636395e047a3d28");
    let root = fs::canonicalize(&root).unwrap();
    for near in [
        root.as_path(),
        &below,
        &place.path().join("MobileSync"),
        place.path(),
        &root.join("3d"),
        &stored,
        &root.join("Manifest.db"),
        &root.join("Info.plist"),
    ] {
        let found = identify(near).unwrap();
        assert_eq!(found.len(), 1, "{near:?}");
        assert_eq!(found[0].path, root, "{near:?}");
        assert_eq!(found[0].member_prefix, None);
    }
}

#[test]
fn two_backups_in_one_folder_are_two_candidates() {
    let place = tempdir().unwrap();
    Phone::plain().write(place.path(), "b");
    Phone::encrypted().write(place.path(), "a");
    fs::create_dir(place.path().join("c")).unwrap();
    let found = identify(place.path()).unwrap();
    let names: Vec<_> = found.iter().map(|candidate| candidate.path.file_name().unwrap()).collect();
    assert_eq!(names, ["a", "b"]);
    assert!(found[0].acquisition.encrypted && !found[1].acquisition.encrypted);
}

#[test]
fn a_broken_neighbour_does_not_hide_a_good_backup() {
    let place = tempdir().unwrap();
    let broken = Phone::plain().write(place.path(), "a");
    fs::remove_file(broken.join("Manifest.plist")).unwrap();
    assert_eq!(refused(place.path()).code(), "backup-incomplete");
    let good = Phone::plain().write(place.path(), "b");
    let found = only(place.path());
    assert_eq!(found.path, fs::canonicalize(&good).unwrap());
    // It was not chosen: that another one is broken is said. Named by itself, or as one of several, it stands alone.
    assert_eq!(found.acquisition.beside, [broken.file_name().unwrap().to_str().unwrap()]);
    assert!(only(&good).acquisition.beside.is_empty());
    Phone::plain().write(place.path(), "c");
    assert!(
        super::super::identify(place.path()).unwrap().iter().all(|one| one.acquisition.beside.is_empty())
    );
}

#[test]
fn a_cut_archive_in_a_set_is_said() {
    let place = tempdir().unwrap();
    fs::create_dir_all(place.path().join("backup")).unwrap();
    fs::create_dir_all(place.path().join("sysdiagnose")).unwrap();
    Phone::plain().write(&place.path().join("backup"), "a");
    let cut = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3];
    fs::write(place.path().join("sysdiagnose/sysdiagnose_2026.tar.gz"), cut).unwrap();
    let found = only(place.path());
    assert_eq!(found.acquisition.kind, Kind::IosBackup);
    assert_eq!(found.acquisition.beside, ["sysdiagnose_2026.tar.gz"]);
}

#[test]
fn what_is_no_backup_is_said() {
    let place = tempdir().unwrap();
    assert_eq!(refused(place.path()).code(), "empty-folder");
    assert_eq!(refused(&place.path().join("nowhere")).code(), "not-readable");

    let photo = place.path().join("IMG_0001.JPG");
    fs::write(&photo, [0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]).unwrap();
    fs::create_dir(place.path().join("more")).unwrap();
    assert_eq!(refused(place.path()).code(), "no-acquisition-here");
    assert_eq!(refused(&photo).code(), "no-acquisition-here");

    // Every program on a Mac has an Info.plist.
    let program = super::writer::dictionary([("CFBundleIdentifier", "com.example".into())]);
    fs::write(place.path().join("Info.plist"), super::writer::to_bytes(&program)).unwrap();
    assert_eq!(refused(place.path()).code(), "no-acquisition-here");
}

#[test]
fn usual_places_are_whole_paths() {
    assert!(usual_places().iter().all(|place| place.is_absolute()));
}

fn copied(root: &std::path::Path, text: &str) {
    fs::write(root.join("lucerna-copy.json"), text).unwrap();
}

#[test]
fn a_smaller_copy_of_our_own_says_so_and_misses_nothing() {
    let place = tempdir().unwrap();
    let phone =
        Phone::plain().missing("CameraRollDomain", "Media/a.jpg").missing("HomeDomain", "Library/gone");
    let root = phone.write(place.path(), "a");
    copied(
        &root,
        r#"{"format":"lucerna-copy/1","kept":"needed","patterns":["HomeDomain/**/*"],"finished":true}"#,
    );
    let opened = super::opened(&root, None);
    assert_eq!(opened.acquisition.kept, Some(engine::Kept::Needed));
    assert_eq!(opened.acquisition.finished, Some(true));
    let evidence = opened.evidence;
    assert!(
        evidence.find(&["CameraRollDomain/Media/a.jpg", "CameraRollDomain/Media/*.jpg"]).unwrap().is_empty()
    );
    assert!(evidence.left_out(&["CameraRollDomain/Media/*.jpg"]));
    assert!(!evidence.left_out(&["HomeDomain/Library/gone", "HomeDomain/Library/other"]));
    let gone = evidence.find(&["HomeDomain/Library/gone"]).unwrap();
    assert!(gone.len() == 1 && !gone[0].stored && gone[0].kept);
    let mut missing = Vec::new();
    let walked = evidence.walk(&mut |entry| {
        if entry.kind == engine::EntryKind::File && !entry.stored && entry.kept {
            missing.push(entry.path.clone());
        }
        true
    });
    assert!(walked.is_ok());
    assert_eq!(missing, ["HomeDomain/Library/gone"]);
}

#[test]
fn a_copy_of_our_own_that_did_not_end_is_not_taken_for_whole() {
    let place = tempdir().unwrap();
    let root = Phone::plain().write(place.path(), "a");
    assert_eq!(only(&root).acquisition.finished, Some(true));
    copied(&root, r#"{"format":"lucerna-copy/1","kept":"all","patterns":[],"finished":false}"#);
    assert_eq!(only(&root).acquisition.finished, Some(false));
    copied(&root, r#"{"format":"lucerna-copy/1","kept":"all","patterns":[],"finished":true}"#);
    assert_eq!(only(&root).acquisition.finished, Some(true));
    fs::write(root.join("lucerna-unfinished"), "").unwrap();
    assert_eq!(only(&root).acquisition.finished, Some(false));
}
