//! What a phone does that means harm, or is broken beyond measure.

use super::talk::{CONTENT, DONE, Talk, block, counted};
use crate::archive;
use crate::iphone::{ended::Ended, profiles, wire};
use plist::Value;
use std::{io::Write, thread, time::Duration};

/// Files of [`many`].
const MANY: u32 = 200_000;

/// A message that unfolds beyond measure.
pub(super) fn bomb(talk: &mut Talk<'_>) -> Result<(), Ended> {
    wire::frame(talk.stream, &profiles::bomb())?;
    // A client that survives it goes away.
    wire::read(talk.stream)?;
    Err(Ended::Fault("plist bomb"))
}

/// A block of a file that promises 4 GiB, and a little of it.
pub(super) fn huge_length(talk: &mut Talk<'_>) -> Result<(), Ended> {
    talk.stream.write_all(&[&u32::MAX.to_be_bytes()[..], &[CONTENT], &[0x41; 4096]].concat())?;
    talk.stream.flush()?;
    hang(talk)
}

/// Says nothing more until the client goes away.
pub(super) fn hang(talk: &mut Talk<'_>) -> Result<(), Ended> {
    talk.stream.flush()?;
    while !talk.phone.state().stopped && !talk.stream.cable().stirs() {
        thread::sleep(Duration::from_millis(50));
    }
    Err(Ended::Fault("silence"))
}

/// Files whose names lead out of the backup folder.
pub(super) fn escape(talk: &mut Talk<'_>) -> Result<(), Ended> {
    let udid = talk.udid().to_owned();
    let paths = [
        format!("{udid}/../../escaped-up"),
        format!("{udid}/Snapshot/../../../escaped-inside"),
        "/tmp/lucerna-escaped-absolute".to_owned(),
        format!("{udid}\\..\\..\\escaped-backslash"),
        "C:\\escaped-drive".to_owned(),
        format!("{udid}/Snapshot/ab/\u{0}escaped-zero"),
        "../escaped-first".to_owned(),
    ];
    let files = paths.into_iter().map(|path| ("/.b/0/0".to_owned(), path, b"escaped".to_vec()));
    by_hand(talk, files)
}

/// Small files that no manifest lists, made as they are sent.
pub(super) fn many(talk: &mut Talk<'_>) -> Result<(), Ended> {
    let udid = talk.udid().to_owned();
    for part in 0..=255_u8 {
        talk.make_folder(&format!("Snapshot/{part:02x}"))?;
    }
    let numbers: Vec<u32> = (0..MANY).collect();
    for some in numbers.chunks(2000) {
        let files = some.iter().map(|number| {
            let id = format!("{:02x}{number:038x}", number % 256);
            let path = format!("{udid}/Snapshot/{}/{id}", &id[..2]);
            (format!("/.b/4/{number:x}"), path, number.to_be_bytes().to_vec())
        });
        by_hand(talk, files)?;
    }
    Ok(())
}

/// A `DLMessageUploadFiles` with these files: device name, path as it stands, content.
fn by_hand(talk: &mut Talk<'_>, files: impl Iterator<Item = (String, String, Vec<u8>)>) -> Result<(), Ended> {
    let nothing = archive::dictionary::<String>([]);
    talk.say(vec!["DLMessageUploadFiles".into(), nothing, Value::Real(80.0), 0.into()])?;
    for (device, path, content) in files {
        let frame = [counted(&device), counted(&path), block(CONTENT, &content), block(DONE, b"")].concat();
        talk.stream.write_all(&frame)?;
    }
    talk.stream.write_all(&[0; 4])?;
    talk.stream.flush()?;
    // A client that refuses such names may say so; the phone goes on.
    talk.status().map(drop)
}
