//! The conversation with a scripted phone over memory: what a loopback phone is too polite to do.
#![expect(clippy::disallowed_methods, reason = "tests look at the folder that they had written")]

use super::conversation::{Came, Conversation};
use super::ended::Ended;
use super::marker::Marker;
use super::progress::Pace;
use super::selection::Selection;
use super::store::{Begun, Store};
use super::wire::{Watch, Wire};
use crate::Keep;
use plist::{Dictionary, Value};
use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

const UDID: &str = "00008110-000A111122223333";
const ID: &str = "3d0d7e5fb2ce288813306e4d4636395e047a3d28";

/// What the phone will say, one after the other, without listening.
#[derive(Default)]
struct Script(Vec<u8>);

impl Script {
    fn begin() -> Self {
        let hello = [("MessageName", "Response".into()), ("ErrorCode", 0.into())];
        Self::default()
            .say(["DLMessageVersionExchange".into(), 400.into(), 0.into()])
            .say(["DLMessageDeviceReady".into()])
            .say(["DLMessageProcessMessage".into(), dictionary(hello)])
    }

    fn say<const N: usize>(mut self, parts: [Value; N]) -> Self {
        let mut list = Vec::new();
        Value::Array(parts.into()).to_writer_binary(&mut list).unwrap();
        self.0.extend(u32::try_from(list.len()).unwrap().to_be_bytes());
        self.0.extend(list);
        self
    }

    fn raw(mut self, bytes: &[u8]) -> Self {
        self.0.extend(bytes);
        self
    }

    fn counted(self, text: &str) -> Self {
        self.raw(&u32::try_from(text.len()).unwrap().to_be_bytes()).raw(text.as_bytes())
    }

    fn block(self, letter: u8, content: &[u8]) -> Self {
        self.raw(&u32::try_from(content.len() + 1).unwrap().to_be_bytes()).raw(&[letter]).raw(content)
    }

    fn upload(self) -> Self {
        self.say(["DLMessageUploadFiles".into(), dictionary([]), 10.0.into(), 5.into()])
    }

    fn file(self, on_phone: &str, name: &str, content: &[u8]) -> Self {
        self.counted(on_phone).counted(&format!("{UDID}/{name}")).block(0x0c, content).block(0, b"")
    }

    fn last(self, code: i64) -> Self {
        let word = [("MessageName", "Response".into()), ("ErrorCode", code.into())];
        self.say(["DLMessageProcessMessage".into(), dictionary(word)])
    }
}

fn dictionary<const N: usize>(pairs: [(&str, Value); N]) -> Value {
    Value::Dictionary(pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Dictionary>())
}

fn store(folder: &Path, keep: &Keep) -> Store {
    match Store::begin(folder, UDID, keep, "start").unwrap() {
        Begun::Growing(store) => store,
        Begun::Whole(path, _) => panic!("whole: {}", path.display()),
    }
}

/// Plays a script and gives how it ended and what was said back.
fn play(store: &Store, script: Script) -> (Result<(), Ended>, Came, Vec<u8>) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(async {
        let (here, there) = tokio::io::duplex(1 << 20);
        let (mut from_here, mut to_here) = tokio::io::split(there);
        let watch = Watch { silence: Duration::from_secs(60), bytes: Arc::default() };
        let (selection, mut came) = (Selection::new(store.keep()), Came::default());
        let mut pace = Pace::new(Box::new(|_| {}), watch.bytes.clone(), Arc::default());
        let phone = async {
            use tokio::io::AsyncWriteExt;
            let _ = to_here.write_all(&script.0).await;
            let _ = to_here.shutdown().await;
        };
        let listen = async {
            use tokio::io::AsyncReadExt;
            let mut said = Vec::new();
            let _ = from_here.read_to_end(&mut said).await;
            said
        };
        let work = async {
            let mut conversation =
                Conversation::new(Wire::new(here, watch), store, &selection, &mut pace, &mut came);
            conversation.back_up().await
        };
        let (ended, (), said) = tokio::join!(work, phone, listen);
        (ended, came, said)
    })
}

fn code(ended: Result<(), Ended>) -> String {
    match ended {
        Ok(()) => "whole".to_owned(),
        Err(Ended::Lost(_)) => "lost".to_owned(),
        Err(Ended::Failed(failure)) => failure.code,
    }
}

fn names(root: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(root)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| !name.starts_with("lucerna-"))
        .collect();
    names.sort();
    names
}

#[test]
fn files_come_move_and_go_as_the_phone_says() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path(), &Keep::All);
    let moves = dictionary([("00008110-000A111122223333/Snapshot/a", format!("{UDID}/b").into())]);
    let script = Script::begin()
        .say(["DLMessageGetFreeDiskSpace".into(), UDID.into()])
        .say(["DLMessagePurgeDiskSpace".into(), 10.into()])
        .say(["DLMessageSomethingNew".into()])
        .say(["DLMessageDownloadFiles".into(), Value::Array(vec![format!("{UDID}/Status.plist").into()])])
        .say(["DLContentsOfDirectory".into(), UDID.into()])
        .say(["DLMessageCreateDirectory".into(), format!("{UDID}/Snapshot").into(), dictionary([])])
        .upload()
        .file("/.b/3/abc", "Snapshot/a", b"one")
        .file("/.b/3/abc", "Status.plist", b"two")
        .raw(&[0; 4])
        .say(["DLMessageMoveItems".into(), moves, dictionary([]), 50.0.into()])
        .say(["DLMessageCopyItem".into(), format!("{UDID}/b").into(), format!("{UDID}/c").into()])
        .say(["DLMessageRemoveItems".into(), Value::Array(vec![format!("{UDID}/Snapshot").into()])])
        .last(0);
    let (ended, came, said) = play(&store, script);
    assert_eq!(code(ended), "whole");
    assert_eq!(names(store.root()), ["Status.plist", "b", "c"]);
    assert_eq!(fs::read(store.root().join("c")).unwrap(), b"one");
    assert!(came.not_sent.is_empty() && !store.root().join("lucerna-part").exists());
    // Greeting, Hello, Backup, and an answer to each of nine wishes.
    let answers = said.windows(23).filter(|window| *window == b"DLMessageStatusResponse").count();
    assert_eq!(answers, 10);
}

#[test]
fn a_file_that_the_phone_cannot_send_is_named_and_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path(), &Keep::All);
    let script = Script::begin()
        .upload()
        .counted("HomeDomain/Library/x")
        .counted(&format!("{UDID}/Snapshot/3d/{ID}"))
        .block(0x0c, b"half")
        .block(0x0b, b"Operation not permitted")
        .file("HomeDomain/Library/y", "Snapshot/y", b"")
        .raw(&[0; 4])
        .last(0);
    let (ended, came, _) = play(&store, script);
    assert_eq!(code(ended), "whole");
    assert_eq!(came.not_sent.get(ID).map(String::as_str), Some("HomeDomain/Library/x"));
    assert_eq!(names(&store.root().join("Snapshot")), ["y"]);
}

#[test]
fn what_no_phone_says_ends_it_and_nothing_is_written_elsewhere() {
    let upload = || Script::begin().upload();
    let elsewhere =
        |path: &str| upload().counted("x").counted(path).block(0x0c, b"evil").block(0, b"").raw(&[0; 4]);
    let one = |name: &str, value: Value| Script::begin().say([name.into(), value]);
    let moved = dictionary([("00008110-000A111122223333/a", "/etc/b".into())]);
    let scripts = [
        elsewhere("../evil"),
        elsewhere("/tmp/evil"),
        elsewhere(&format!("{UDID}/../evil")),
        elsewhere(&format!("{UDID}\\evil")),
        elsewhere(&format!("{UDID}/lucerna-copy.json")),
        elsewhere(UDID),
        elsewhere("00008110-000A111122224444/evil"),
        one("DLMessageMoveItems", moved),
        one("DLMessageRemoveItems", Value::Array(vec!["/".into()])),
        one("DLMessageCreateDirectory", "..".into()),
        one("DLContentsOfDirectory", "/".into()),
        one("DLMessageDownloadFiles", Value::Array(vec![format!("{UDID}/../../etc/passwd").into()])),
        upload().raw(&u32::MAX.to_be_bytes()),
        upload().counted("x").counted(&format!("{UDID}/x")).raw(&[0xff, 0xff, 0xff, 0xff, 0x0c]),
        upload().counted("x").counted(&format!("{UDID}/x")).raw(&[0, 0, 0, 0]),
        upload().counted("x").counted(&format!("{UDID}/x")).block(0x77, b""),
        Script::begin().raw(&u32::MAX.to_be_bytes()),
        Script::begin().raw(&[0, 0, 0, 9]).raw(b"not a list"),
        Script::default().raw(&[0; 8]),
    ];
    for (number, script) in scripts.into_iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let store = store(folder.path(), &Keep::All);
        assert_eq!(code(play(&store, script).0), "odd-answer", "script {number}");
        assert_eq!(names(folder.path()), ["backup"]);
        assert_eq!(names(&folder.path().join("backup")), [format!("{UDID}.unfinished")]);
    }
}

#[test]
fn numbers_of_the_phone_become_failures_and_a_cable_is_told_from_them() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path(), &Keep::All);
    for (number, expected) in [(105, "no-space"), (207, "phone-wrong-password"), (208, "passcode-not-typed")]
    {
        assert_eq!(code(play(&store, Script::begin().last(number)).0), expected);
    }
    let cut =
        Script::begin().upload().counted("x").counted(&format!("{UDID}/x")).raw(&[0, 0, 9, 0, 0x0c, 1, 2]);
    assert_eq!(code(play(&store, cut).0), "lost");
    assert!(names(store.root()).is_empty(), "half a file has no name");
}

#[test]
fn only_what_is_needed_touches_the_disk_and_moves_of_the_rest_are_answered_well() {
    let folder = tempfile::tempdir().unwrap();
    let store = store(folder.path(), &Keep::Needed);
    let other = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    let moved = dictionary([(
        "00008110-000A111122223333/Snapshot/aa/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        format!("{UDID}/aa/{other}").into(),
    )]);
    let script = Script::begin()
        .upload()
        .file("/.b/6/mobile/Library/SMS/sms.db", &format!("Snapshot/3d/{ID}"), b"messages")
        .file("/.b/6/mobile/Media/DCIM/100APPLE/IMG_0001.HEIC", &format!("Snapshot/aa/{other}"), b"a photo")
        .raw(&[0; 4])
        .say(["DLMessageMoveItems".into(), moved])
        .last(0);
    let (ended, came, said) = play(&store, script);
    assert_eq!((code(ended).as_str(), came.dropped), ("whole", 1));
    assert_eq!(names(&store.root().join("Snapshot")), ["3d"]);
    assert!(!said.windows(9).any(|window| window == b"directory"));
}

#[test]
fn a_copy_is_gone_on_with_only_for_the_same_wish_on_the_same_start_of_the_computer() {
    let folder = tempfile::tempdir().unwrap();
    let first = store(folder.path(), &Keep::All);
    first.write("Status.plist", b"x").unwrap();
    assert!(!first.is_resumed());
    assert!(store(folder.path(), &Keep::All).is_resumed());
    assert!(!store(folder.path(), &Keep::Needed).is_resumed());
    store(folder.path(), &Keep::Needed).write("Status.plist", b"x").unwrap();
    let Begun::Growing(after) = Store::begin(folder.path(), UDID, &Keep::Needed, "another").unwrap() else {
        panic!("not whole")
    };
    assert!(!after.is_resumed() && names(after.root()).is_empty());
    assert!(Store::begin(folder.path(), "../../../../x", &Keep::All, "start").is_err());
}

#[test]
fn a_whole_copy_has_its_name_and_its_note_and_one_killed_before_its_name_gets_it() {
    let folder = tempfile::tempdir().unwrap();
    let marker = Marker::new(Keep::All, Vec::new(), Vec::new(), jiff::Timestamp::UNIX_EPOCH);
    let growing = store(folder.path(), &Keep::All);
    growing.write("Status.plist", b"x").unwrap();
    let root = growing.root().to_owned();
    let whole = growing.finish(&marker).unwrap();
    assert_eq!(names(&whole), ["Status.plist"]);
    assert!(!root.exists() && !whole.join("lucerna-unfinished").exists());
    fs::rename(&whole, &root).unwrap();
    let begun = Store::begin(folder.path(), UDID, &Keep::All, "start").unwrap();
    assert!(matches!(begun, Begun::Whole(path, found) if path == whole && found == marker));
}
