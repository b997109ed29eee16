//! The reference set: backups by an independent generator, which other readers open too. Skipped, and
//! said so, where the set is not there.

use super::{Opened, opened, password};
use engine::{EntryKind, Version};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::path::PathBuf;

fn reference(name: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/acquisitions").join(name);
    if path.is_dir() {
        return Some(path);
    }
    #[expect(clippy::print_stderr, reason = "a skipped test is said")]
    {
        eprintln!("SKIPPED: {} is not there", path.display());
    }
    None
}

/// Hash of each stored file by path, and how many entries of each kind there are.
fn content(opened: &Opened) -> (BTreeMap<String, [u8; 32]>, [u64; 3]) {
    let mut hashes = BTreeMap::new();
    let mut kinds = [0; 3];
    let odd = opened.evidence.walk(&mut |entry| {
        kinds[entry.kind as usize] += 1;
        if entry.kind == EntryKind::File && entry.stored {
            let bytes = opened.evidence.read(entry, 1 << 26).unwrap();
            hashes.insert(entry.path.clone(), Sha256::digest(&bytes).into());
        }
        true
    });
    assert_eq!(odd, Ok(0));
    (hashes, kinds)
}

#[test]
fn the_encrypted_twin_reads_as_the_plain_one() {
    let names = ["iphone-ios17-planted", "iphone-ios17-planted-encrypted"];
    let [Some(plain), Some(encrypted)] = names.map(reference) else { return };
    let plain = opened(&plain, None);
    let encrypted = opened(&encrypted, Some(&password("lantern")));
    assert!(!plain.acquisition.encrypted && encrypted.acquisition.encrypted);
    let (plain, kinds) = content(&plain);
    assert_eq!(kinds, [160, 287, 3]);
    assert!(plain.len() > 150);
    let (encrypted, other_kinds) = content(&encrypted);
    assert_eq!(kinds, other_kinds);
    let differing: Vec<_> = plain.iter().filter(|(path, hash)| encrypted.get(*path) != Some(hash)).collect();
    assert!(differing.is_empty(), "{differing:?}");
    assert_eq!(plain.len(), encrypted.len());
}

#[test]
fn the_ordinary_phone_says_what_it_is() {
    let Some(path) = reference("iphone-ios26-ordinary") else { return };
    let acquisition = opened(&path, None).acquisition;
    assert_eq!(acquisition.os_version, Some(Version(26, 0, 1)));
    assert_eq!(acquisition.os_build.as_deref(), Some("23A355"));
    assert_eq!(acquisition.finished, Some(true));
    assert!(acquisition.apps.iter().any(|app| app == "net.whatsapp.WhatsApp"));
}
