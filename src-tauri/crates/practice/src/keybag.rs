//! The key bag of an encrypted backup: class keys wrapped with a key from the password.
//!
//! Layout as documented in "iOS Security" and seen in real backups: four-byte tags, four-byte
//! big-endian lengths; PBKDF2-SHA256 (DPSL, DPIC) then PBKDF2-SHA1 (SALT, ITER); RFC 3394 wrapping.

use crate::random::Random;
use aes_kw::{KeyInit, KwAes256};
use sha1::Sha1;
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

/// How a practice backup is encrypted.
pub struct Encryption {
    /// The backup password.
    pub password: Zeroizing<String>,
    /// Iterations of the first (SHA-256) and second (SHA-1) pass.
    pub rounds: (u32, u32),
}

impl Encryption {
    /// Iterations that real phones use; about a second of work on current machines.
    pub const REAL_ROUNDS: (u32, u32) = (10_000_000, 10_000);
    /// Iterations for tests and demonstrations.
    pub const QUICK_ROUNDS: (u32, u32) = (10_000, 1_000);

    /// Encryption with [`Self::QUICK_ROUNDS`].
    pub fn quick(password: &str) -> Self {
        Self { password: Zeroizing::new(password.to_owned()), rounds: Self::QUICK_ROUNDS }
    }
}

impl std::fmt::Debug for Encryption {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Encryption").field("rounds", &self.rounds).finish_non_exhaustive()
    }
}

/// Classes 1 to 11 of a backup key bag; class keys stay in memory.
pub(crate) struct KeyBag {
    /// The `BackupKeyBag` value of Manifest.plist.
    pub(crate) blob: Vec<u8>,
    classes: [[u8; 32]; 11],
}

impl Drop for KeyBag {
    fn drop(&mut self) {
        self.classes.zeroize();
    }
}

impl KeyBag {
    pub(crate) fn make(encryption: &Encryption, random: &mut Random) -> Self {
        let (first_rounds, second_rounds) = encryption.rounds;
        let salt: [u8; 20] = random.bytes();
        let first_salt: [u8; 20] = random.bytes();
        let key = derive(encryption, &first_salt, &salt);

        let mut blob = Vec::with_capacity(1600);
        entry(&mut blob, b"VERS", &5u32.to_be_bytes());
        entry(&mut blob, b"TYPE", &1u32.to_be_bytes());
        entry(&mut blob, b"UUID", &random.bytes::<16>());
        entry(&mut blob, b"HMCK", &random.bytes::<40>());
        entry(&mut blob, b"WRAP", &1u32.to_be_bytes());
        entry(&mut blob, b"SALT", &salt);
        entry(&mut blob, b"ITER", &second_rounds.to_be_bytes());
        entry(&mut blob, b"DPWT", &0u32.to_be_bytes());
        entry(&mut blob, b"DPIC", &first_rounds.to_be_bytes());
        entry(&mut blob, b"DPSL", &first_salt);

        let mut classes = [[0; 32]; 11];
        for (class, class_key) in (1u32..).zip(&mut classes) {
            *class_key = random.bytes();
            entry(&mut blob, b"UUID", &random.bytes::<16>());
            entry(&mut blob, b"CLAS", &class.to_be_bytes());
            entry(&mut blob, b"WRAP", &2u32.to_be_bytes());
            entry(&mut blob, b"KTYP", &0u32.to_be_bytes());
            entry(&mut blob, b"WPKY", &wrap(&key, class_key));
        }
        Self { blob, classes }
    }

    /// A new file key, and how Manifest.db or Manifest.plist stores it: class (little-endian), wrapped key.
    pub(crate) fn file_key(&self, class: u32, random: &mut Random) -> (Zeroizing<[u8; 32]>, Vec<u8>) {
        let key = Zeroizing::new(random.bytes::<32>());
        let class_key = &self.classes[class.clamp(1, 11) as usize - 1];
        let mut stored = class.to_le_bytes().to_vec();
        stored.extend_from_slice(&wrap(class_key, &key));
        (key, stored)
    }
}

/// The key that a password gives.
fn derive(encryption: &Encryption, first_salt: &[u8], salt: &[u8]) -> Zeroizing<[u8; 32]> {
    let (first_rounds, second_rounds) = encryption.rounds;
    let mut first = Zeroizing::new([0; 32]);
    pbkdf2::pbkdf2_hmac::<Sha256>(encryption.password.as_bytes(), first_salt, first_rounds, &mut *first);
    let mut key = Zeroizing::new([0; 32]);
    pbkdf2::pbkdf2_hmac::<Sha1>(&*first, salt, second_rounds, &mut *key);
    key
}

/// RFC 3394: 32 bytes become 40.
fn wrap(with: &[u8; 32], key: &[u8; 32]) -> [u8; 40] {
    let mut out = [0; 40];
    let written = KwAes256::new(with.into()).wrap_key(key, &mut out).map(<[u8]>::len);
    debug_assert_eq!(written, Ok(40), "32 bytes wrap to 40");
    out
}

fn entry(blob: &mut Vec<u8>, tag: &[u8; 4], value: &[u8]) {
    blob.extend_from_slice(tag);
    let length = u32::try_from(value.len()).unwrap_or(u32::MAX);
    blob.extend_from_slice(&length.to_be_bytes());
    blob.extend_from_slice(value);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tags and values of a key bag.
    fn entries(mut blob: &[u8]) -> Vec<(&[u8], &[u8])> {
        let mut out = Vec::new();
        while let Some((head, rest)) = blob.split_at_checked(8) {
            let length = u32::from_be_bytes(head[4..].try_into().unwrap()) as usize;
            let (value, rest) = rest.split_at(length);
            out.push((&head[..4], value));
            blob = rest;
        }
        assert!(blob.is_empty());
        out
    }

    #[test]
    fn unwraps_with_its_password_only() {
        let encryption = Encryption { password: Zeroizing::new("lantern".into()), rounds: (20, 10) };
        let bag = KeyBag::make(&encryption, &mut Random::new(3, "bag"));
        let entries = entries(&bag.blob);
        let value = |tag: &[u8]| entries.iter().find(|entry| entry.0 == tag).unwrap().1;
        let wrapped: Vec<_> = entries.iter().filter(|entry| entry.0 == b"WPKY").collect();
        assert_eq!(wrapped.len(), 11);

        let open = |password: &str| {
            let encryption = Encryption { password: Zeroizing::new(password.into()), rounds: (20, 10) };
            let key = derive(&encryption, value(b"DPSL"), value(b"SALT"));
            let mut class_key = [0; 32];
            KwAes256::new((&*key).into()).unwrap_key(wrapped[0].1, &mut class_key).ok()?;
            Some(class_key)
        };
        assert_eq!(open("lantern"), Some(bag.classes[0]));
        assert_eq!(open("Lantern"), None);
    }
}
