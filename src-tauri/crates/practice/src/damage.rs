//! Damage for tests: what happens to backups on their way to a check.
//!
//! Each function changes or makes folders that were written by this crate; none of them is for evidence.
#![expect(clippy::disallowed_methods, reason = "works on practice folders only, never on evidence")]

mod pack;

pub use pack::{tar, tar_gz, zip};

use crate::{
    backup::file_id,
    error::{At, PracticeError},
    random::Random,
    scenario::Damage,
    words,
};
use rusqlite::{Connection, params};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The path of a stored file in the backup `folder`.
pub fn stored(folder: &Path, domain: &str, path: &str) -> PathBuf {
    let id = file_id(domain, path);
    folder.join(&id[..2]).join(id)
}

/// Cuts a file so that its first `keep` bytes are left.
pub fn cut(file: &Path, keep: u64) -> Result<(), PracticeError> {
    let open = fs::OpenOptions::new().write(true).open(file).at(file)?;
    open.set_len(keep).at(file)
}

/// Deletes Manifest.plist.
pub fn without_manifest_plist(folder: &Path) -> Result<(), PracticeError> {
    let path = folder.join("Manifest.plist");
    fs::remove_file(&path).at(&path)
}

/// Cuts Manifest.db in the middle.
pub fn cut_manifest(folder: &Path) -> Result<(), PracticeError> {
    let path = folder.join("Manifest.db");
    let length = fs::metadata(&path).at(&path)?.len();
    cut(&path, length / 2)
}

/// Deletes every second stored file; returns how many.
pub fn halve(folder: &Path) -> Result<u64, PracticeError> {
    let mut removed = 0;
    for (number, path) in stored_files(folder)?.iter().enumerate() {
        if number % 2 == 0 {
            fs::remove_file(path).at(path)?;
            removed += 1;
        }
    }
    Ok(removed)
}

/// Flips one bit in each wrapped class key of the key bag: the password is right and opens nothing.
pub fn break_key_bag(folder: &Path) -> Result<(), PracticeError> {
    let path = folder.join("Manifest.plist");
    let mut bytes = fs::read(&path).at(&path)?;
    let tags: Vec<usize> =
        bytes.windows(4).enumerate().filter(|(_, tag)| *tag == b"WPKY").map(|(at, _)| at).collect();
    if tags.is_empty() {
        return Err(PracticeError::Unfit("this backup has no key bag".to_owned()));
    }
    for tag in tags {
        // Tag and length are eight bytes; the key follows.
        if let Some(byte) = bytes.get_mut(tag + 12) {
            *byte ^= 0x10;
        }
    }
    fs::write(&path, bytes).at(&path)
}

/// Cuts the key bag itself short: its lengths promise more than there is. The property list stays valid.
pub fn garble_key_bag(folder: &Path) -> Result<(), PracticeError> {
    let path = folder.join("Manifest.plist");
    let mut bytes = fs::read(&path).at(&path)?;
    let Some(tag) = bytes.windows(4).position(|tag| tag == b"DPSL") else {
        return Err(PracticeError::Unfit("this backup has no key bag".to_owned()));
    };
    bytes[tag + 4..tag + 8].copy_from_slice(&u32::MAX.to_be_bytes());
    fs::write(&path, bytes).at(&path)
}

/// An empty folder.
pub fn empty_folder(folder: &Path) -> Result<(), PracticeError> {
    fs::create_dir_all(folder).at(folder)
}

/// A folder of holiday photos and nothing else.
pub fn holiday_photos(folder: &Path, count: u32) -> Result<(), PracticeError> {
    fs::create_dir_all(folder).at(folder)?;
    let mut random = Random::new(1, "holiday");
    for number in 1..=count {
        let path = folder.join(format!("IMG_{number:04}.JPG"));
        fs::write(&path, words::picture(500, &mut random)).at(&path)?;
    }
    Ok(())
}

/// Adds entries to Manifest.db whose ids and link targets point outside the folder. The backup must be plain.
pub fn escaping_ids(folder: &Path) -> Result<(), PracticeError> {
    let manifest = Connection::open(folder.join("Manifest.db"))?;
    let insert = "INSERT OR REPLACE INTO Files VALUES (?,'HomeDomain',?,1,NULL)";
    for (id, path) in [
        ("../../../../etc/passwd", "Library/SMS/sms.db-journal"),
        ("/etc/passwd", "Library/Preferences/absolute.plist"),
        ("..\\..\\windows", "Library/Preferences/backslash.plist"),
        ("", "Library/Preferences/nameless.plist"),
        ("ZZ", "Library/Preferences/short.plist"),
    ] {
        manifest.execute(insert, params![id, path])?;
    }
    Ok(())
}

/// Replaces a stored file by a symbolic link to `target`.
#[cfg(unix)]
pub fn link_instead(file: &Path, target: &Path) -> Result<(), PracticeError> {
    fs::remove_file(file).at(file)?;
    std::os::unix::fs::symlink(target, file).at(file)
}

/// What a scenario asks for, on the folder before it gets its name.
pub(crate) fn apply(damage: &Damage, folder: &Path) -> Result<(), PracticeError> {
    match damage {
        Damage::Missing { domain, path } => {
            let path = stored(folder, domain, path);
            fs::remove_file(&path).at(&path)
        }
        Damage::Cut { domain, path, keep_percent } => {
            let path = stored(folder, domain, path);
            let length = fs::metadata(&path).at(&path)?.len();
            cut(&path, length * u64::from(*keep_percent) / 100)
        }
        // Written by the manifest.
        Damage::Unfinished => Ok(()),
    }
}

/// Every stored file, in the order of the ids.
fn stored_files(folder: &Path) -> Result<Vec<PathBuf>, PracticeError> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).at(folder)? {
        let path = entry.at(folder)?.path();
        if !path.is_dir() {
            continue;
        }
        for file in fs::read_dir(&path).at(&path)? {
            files.push(file.at(&path)?.path());
        }
    }
    files.sort();
    Ok(files)
}
