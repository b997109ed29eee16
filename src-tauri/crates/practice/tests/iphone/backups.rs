//! What comes over the wire is what the same scenario writes to disk.

use crate::client::{Client, until};
use crate::{backup, quick, small, waiting};
use practice::Encryption;
use practice::iphone::{DeviceNames, Screen, Why, serve};
use std::{collections::BTreeMap, fs, path::Path};

/// Content of every file below `folder`, by its name.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    let mut next = vec![folder.to_owned()];
    while let Some(here) = next.pop() {
        for entry in fs::read_dir(&here).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                next.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().into_owned();
                all.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    // The computer writes this one itself.
    all.remove("Info.plist");
    all
}

fn made(password: Option<&str>) -> BTreeMap<String, Vec<u8>> {
    let home = tempfile::tempdir().unwrap();
    let folder = home.path().join("made");
    practice::write_backup(&small(), &folder, password.map(Encryption::quick).as_ref()).unwrap();
    files(&folder)
}

#[test]
fn a_plain_backup_comes_whole() {
    let home = tempfile::tempdir().unwrap();
    let serving = serve(quick()).unwrap();
    let ended = backup(&serving, home.path()).backup();
    assert_eq!(ended.code, Some(0), "{ended:?}");
    let came = files(&home.path().join(serving.control().udid()));
    let made = made(None);
    assert_eq!(came.keys().collect::<Vec<_>>(), made.keys().collect::<Vec<_>>());
    assert!(came == made, "the same bytes");
    assert!(!home.path().join(serving.control().udid()).join("Snapshot").exists());
    assert!(ended.progress.is_sorted() && ended.progress.last() == Some(&100.0), "{:?}", ended.progress);
    assert!(ended.device_names.contains(&"HomeDomain/Library/SMS/sms.db".to_owned()));
    assert_eq!(serving.seen().times("backup Backup"), 1);
}

#[test]
fn an_encrypted_backup_comes_whole() {
    let home = tempfile::tempdir().unwrap();
    let mut options = quick();
    options.password = Some("lantern".to_owned());
    let serving = serve(options).unwrap();
    assert!(serving.seen().encrypted);
    assert_eq!(backup(&serving, home.path()).backup().code, Some(0));
    assert!(files(&home.path().join(serving.control().udid())) == made(Some("lantern")));
}

#[test]
fn files_can_come_under_other_names() {
    for (names, expected) in
        [(DeviceNames::Paths, "/.b/6/mobile/Library/SMS/sms.db"), (DeviceNames::Opaque, "/.b/6/0")]
    {
        let home = tempfile::tempdir().unwrap();
        let mut options = quick();
        options.device_names = names;
        let serving = serve(options).unwrap();
        let ended = backup(&serving, home.path()).backup();
        assert!(ended.device_names.iter().any(|name| name == expected), "{expected}");
    }
}

#[test]
fn the_passcode_is_waited_for() {
    let home = tempfile::tempdir().unwrap();
    let mut options = quick();
    options.passcode = true;
    let serving = serve(options).unwrap();
    assert_eq!(backup(&serving, home.path()).backup().code, Some(0));

    let mut options = waiting();
    options.passcode = true;
    let serving = serve(options).unwrap();
    let control = serving.control();
    let ended = std::thread::scope(|scope| {
        let work = scope.spawn(|| backup(&serving, home.path()).backup());
        until(|| control.tap_trust());
        assert!(control.type_passcode());
        until(|| control.screen() == Screen::PasscodePrompt { why: Why::Backup });
        assert!(control.type_passcode());
        work.join().unwrap()
    });
    assert_eq!(ended.code, Some(0), "{ended:?}");
}

#[test]
fn the_passcode_prompt_is_announced() {
    use crate::client::dictionary;
    let home = tempfile::tempdir().unwrap();
    let mut options = quick();
    options.passcode = true;
    let serving = serve(options).unwrap();
    let mut notices = Client::of(&serving).trusted().open("com.apple.mobile.notification_proxy");
    for what in ["presented", "dismissed"] {
        let name = format!("com.apple.LocalAuthentication.ui.{what}");
        notices.send(&dictionary([("Command", "ObserveNotification".into()), ("Name", name.into())]));
    }
    // What was asked for is not confirmed; a message of our own comes back once it is.
    let own = "org.example.lucerna";
    notices.send(&dictionary([("Command", "ObserveNotification".into()), ("Name", own.into())]));
    notices.send(&dictionary([("Command", "PostNotification".into()), ("Name", own.into())]));
    let mut next =
        || notices.list().unwrap().as_dictionary().unwrap()["Name"].as_string().unwrap().to_owned();
    assert_eq!(next(), own);
    assert_eq!(backup(&serving, home.path()).backup().code, Some(0));
    assert_eq!(next(), "com.apple.LocalAuthentication.ui.presented");
    assert_eq!(next(), "com.apple.LocalAuthentication.ui.dismissed");
}

#[test]
fn a_computer_without_room_is_told() {
    let home = tempfile::tempdir().unwrap();
    let serving = serve(quick()).unwrap();
    let mut client = backup(&serving, home.path());
    client.free = 1000;
    let ended = client.backup();
    assert_eq!(ended.code, Some(105), "{ended:?}");
    assert!(ended.messages.contains(&"DLMessagePurgeDiskSpace".to_owned()));
    assert_eq!(ended.files, Vec::<String>::new());
}

#[test]
fn a_lost_file_is_noticed_at_the_end() {
    let home = tempfile::tempdir().unwrap();
    let mut options = quick();
    let serving = serve(options.clone()).unwrap();
    let mut client = backup(&serving, home.path());
    client.lose = Some("3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28".to_owned());
    assert_eq!(client.backup().code, Some(205));

    options.verify = false;
    let serving = serve(options).unwrap();
    let mut client = backup(&serving, home.path());
    client.lose = Some("3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28".to_owned());
    assert_eq!(client.backup().code, Some(0));
}
