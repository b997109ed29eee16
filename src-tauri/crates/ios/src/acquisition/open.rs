//! From a candidate and a password to evidence.

use super::backup::Backup;
use super::candidate::{Candidate, Source};
use super::cbc_file::CbcFile;
use super::derive::derive;
use super::error::OpenError;
use super::facts::Facts;
use super::key_bag::{ClassKeys, Key, KeyBag};
use super::manifest::Manifest;
use super::{answers, crash_reports, filesystem, sysdiagnose};
use engine::{Acquisition, Evidence, ReadAt};
use std::io;
use std::sync::Arc;
use zeroize::Zeroizing;

/// What opens an encrypted backup. Wiped on drop.
pub enum Secret {
    /// The backup's password, as bytes of UTF-8.
    Password(Zeroizing<Vec<u8>>),
    /// The key that a password was stretched into; as good as the password.
    DerivedKey(Zeroizing<[u8; 32]>),
}

/// An acquisition that can be read.
pub struct Opened {
    /// Its files by path, decrypted on the way.
    pub evidence: Arc<dyn Evidence>,
    /// What it says of itself.
    pub acquisition: Acquisition,
    /// For an encrypted one: opens it again without stretching the password once more.
    pub derived_key: Option<Zeroizing<[u8; 32]>>,
}

/// Opens an acquisition, without what belongs with it. The secret is not looked at if it is not encrypted.
///
/// `progress` hears `done` of `of` rounds of key derivation, about 80 times; false stops it. A real phone
/// asks for ten million rounds: one second with the processor's SHA instructions, several without.
pub fn open(
    candidate: &Candidate,
    secret: Option<&Secret>,
    progress: &mut dyn FnMut(u32, u32) -> bool,
) -> Result<Opened, OpenError> {
    let acquisition = candidate.acquisition.clone();
    let tree = |evidence: Arc<dyn Evidence>, acquisition| Opened { evidence, acquisition, derived_key: None };
    let (store, facts) = match &candidate.source {
        Source::Backup { store, facts } => (store, facts),
        Source::Sysdiagnose { tree: files, .. } => {
            return Ok(tree(Arc::new(sysdiagnose::files(files.clone())), acquisition));
        }
        Source::CrashReports { tree: files, .. } => {
            return Ok(tree(Arc::new(crash_reports::files(files.clone())), acquisition));
        }
        Source::Answers { tree: files, .. } => {
            return Ok(tree(Arc::new(answers::files(files.clone())), acquisition));
        }
        Source::Filesystem { tree: files, root, .. } => {
            let (files, apps) = filesystem::files(files.clone(), root);
            return Ok(tree(Arc::new(files), Acquisition { apps, ..acquisition }));
        }
    };
    let unlocked = match acquisition.encrypted {
        true => Some(unlock(facts, secret, progress)?),
        false => None,
    };
    let list = store.root("Manifest.db").map_err(list_error)?;
    let list = list.ok_or(OpenError::BackupIncomplete { missing: "Manifest.db" })?;
    let manifest = match &unlocked {
        Some((keys, _)) if !facts.plain_list => Manifest::open(decrypted_list(list, facts, keys)?, None)?,
        _ => Manifest::open(list, store.root("Manifest.db-wal").ok().flatten())?,
    };
    let (keys, derived_key) = unlocked.unzip();
    // The deep check goes through the whole list by itself: its pattern would keep every file in memory.
    let expected = crate::artifacts::ordinary().flat_map(|artifact| artifact.reads).copied().collect();
    let marker = super::marker::Marker::read(&**store);
    let evidence = Arc::new(Backup::new(store.clone(), manifest, keys, marker, expected));
    Ok(Opened { evidence, acquisition, derived_key })
}

fn unlock(
    facts: &Facts,
    secret: Option<&Secret>,
    progress: &mut dyn FnMut(u32, u32) -> bool,
) -> Result<(ClassKeys, Key), OpenError> {
    let bag = facts.key_bag.as_deref().ok_or(OpenError::KeyBagDamaged { part: "BackupKeyBag" })?;
    let bag = KeyBag::parse(bag)?;
    let derived = match secret.ok_or(OpenError::PasswordNeeded)? {
        Secret::Password(password) => derive(password, &bag, progress).ok_or(OpenError::Stopped)?,
        Secret::DerivedKey(key) => key.clone(),
    };
    Ok((bag.unlock(&derived)?, derived))
}

fn decrypted_list(
    list: Arc<dyn ReadAt>,
    facts: &Facts,
    keys: &ClassKeys,
) -> Result<Arc<dyn ReadAt>, OpenError> {
    let wrapped = facts.manifest_key.as_deref();
    let key = wrapped.and_then(|wrapped| keys.unwrap(wrapped));
    let key = key.ok_or(OpenError::KeyBagDamaged { part: "ManifestKey" })?;
    Ok(Arc::new(CbcFile::new(list, &key).map_err(list_error)?))
}

fn list_error(error: io::Error) -> OpenError {
    match error.kind() {
        io::ErrorKind::OutOfMemory => OpenError::TooLittleMemory { part: "Manifest.db" },
        io::ErrorKind::UnexpectedEof | io::ErrorKind::InvalidData => OpenError::damaged("Manifest.db", error),
        _ => OpenError::NotReadable(error),
    }
}
