//! The reference set: backups by an independent generator, which other readers open too. Skipped, and
//! said so, where the set is not there.

use super::{bytes, opened, password};
use engine::{EntryKind, Version};
use sha2::{Digest, Sha256};
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

/// A phone of the set, whole, and what its maker says of it.
struct Told {
    kinds: [u64; 3],
    bytes: u64,
    list_sha256: &'static str,
}

#[test]
fn every_byte_is_read_plain_and_encrypted() {
    let plain = Told {
        kinds: [160, 287, 3],
        bytes: 2_176_897,
        list_sha256: "5689c53c16ba61fa9ea77c9442b2a28ecfcd588fc16dc46708322ad09b478eee",
    };
    let encrypted = Told {
        kinds: [160, 291, 3],
        bytes: 2_076_025,
        list_sha256: "0c9539fff2c950521d1ff42e0311f268692b81709ce077d4ab725cb6abf59667",
    };
    for (name, told) in [("iphone-ios17-planted", plain), ("iphone-ios17-planted-encrypted", encrypted)] {
        let Some(path) = reference(name) else { continue };
        let opened = opened(&path, Some(&password("lantern")));
        assert_eq!(opened.acquisition.encrypted, name.ends_with("encrypted"));
        let list = Sha256::digest(bytes(&*opened.evidence, "Backup/Manifest.db"));
        let list: String = list.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(list, told.list_sha256, "{name}");
        let (mut kinds, mut size) = ([0; 3], 0);
        let odd = opened.evidence.walk(&mut |entry| {
            kinds[entry.kind as usize] += 1;
            if entry.kind == EntryKind::File && entry.stored {
                let bytes = opened.evidence.read(entry, 1 << 26).unwrap();
                assert_eq!(bytes.len() as u64, entry.size, "{}", entry.path);
                let is_database =
                    [".db", ".sqlite", ".sqlitedb", ".storedata"].iter().any(|end| entry.path.ends_with(end));
                assert_eq!(
                    is_database,
                    bytes.starts_with(b"SQLite format 3\0") && !entry.path.contains("/Chrome/"),
                    "{}",
                    entry.path
                );
            }
            // Its maker counts the file that is missing on purpose too.
            size += entry.size;
            true
        });
        assert_eq!((odd, kinds, size), (Ok(0), told.kinds, told.bytes), "{name}");
    }
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
