//! The key bag of an encrypted backup: tag, length, value; and what a password makes of it.
//!
//! Layout (reference/ios-artifacts.md 4.2): four letters, a big-endian length, the value. First the
//! bag's own values, then from the second `UUID` on one group per protection class. Numbers are
//! big-endian here and little-endian in front of wrapped keys.

use super::error::OpenError;
use aes_kw::{KeyInit, KwAes256};
use std::collections::BTreeMap;
use zeroize::Zeroizing;

/// An AES-256 key, wiped on drop.
pub(crate) type Key = Zeroizing<[u8; 32]>;

/// A wrapped key: RFC 3394 adds eight bytes of check to the key.
type Wrapped = [u8; 40];

const MOST_BYTES: usize = 64 * 1024;
const MOST_CLASSES: usize = 64;
/// Caps against a bag that would keep a computer busy for days; phones use 10,000,000 and 10,000.
const MOST_SHA256_ROUNDS: u32 = 20_000_000;
const MOST_SHA1_ROUNDS: u32 = 1_000_000;
/// A class key is wrapped with the password if this bit of `WRAP` is set.
const BY_PASSWORD: u32 = 2;

/// One of the two key derivations: what to mix in, and how often.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Mixed in.
    pub(crate) salt: Vec<u8>,
    /// How often.
    pub(crate) rounds: u32,
}

/// A key bag as the evidence holds it: nothing secret in it without the password.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyBag {
    /// PBKDF2 with SHA-256, first; phones before iOS 10.2 have none.
    pub(crate) sha256: Option<Stretch>,
    /// PBKDF2 with SHA-1, second.
    pub(crate) sha1: Stretch,
    /// Wrapped key of each class that opens with the password; `None` if it is not 40 bytes long.
    classes: BTreeMap<u32, Option<Wrapped>>,
}

impl KeyBag {
    /// Reads a key bag. Unknown tags are passed over.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, OpenError> {
        let damaged = |part| OpenError::KeyBagDamaged { part };
        if bytes.len() > MOST_BYTES {
            return Err(damaged("length"));
        }
        let groups = groups(bytes).ok_or(damaged("length"))?;
        let (bag, classes) = groups.split_first().ok_or(damaged("length"))?;
        let salt = |tag, name| match bag.get(tag) {
            Some(salt) if !salt.is_empty() => Ok(salt.to_vec()),
            _ => Err(damaged(name)),
        };
        let rounds = |tag, name, most| match bag.number(tag) {
            Some(rounds) if (1..=most).contains(&rounds) => Ok(rounds),
            _ => Err(damaged(name)),
        };
        let sha1 =
            Stretch { salt: salt(b"SALT", "SALT")?, rounds: rounds(b"ITER", "ITER", MOST_SHA1_ROUNDS)? };
        let sha256 = if bag.get(b"DPSL").is_none() && bag.get(b"DPIC").is_none() {
            None
        } else {
            let rounds = rounds(b"DPIC", "DPIC", MOST_SHA256_ROUNDS)?;
            Some(Stretch { salt: salt(b"DPSL", "DPSL")?, rounds })
        };
        let by_password: BTreeMap<_, _> = classes
            .iter()
            .filter(|class| class.number(b"WRAP").is_some_and(|wrap| wrap & BY_PASSWORD != 0))
            .filter_map(|class| Some((class.number(b"CLAS")?, class.get(b"WPKY")?.try_into().ok())))
            .collect();
        if by_password.values().all(Option::is_none) {
            return Err(damaged("WPKY"));
        }
        Ok(Self { sha256, sha1, classes: by_password })
    }

    /// Unwraps every class key with the derived key.
    ///
    /// The check in a wrapped key passes by chance once in 2^64. So if one class opens, the password is
    /// right, and a class that does not open is damaged: its files are then without a key. If none
    /// opens, the password is wrong (or the salt is damaged, which cannot be told apart).
    pub(crate) fn unlock(&self, derived: &Key) -> Result<ClassKeys, OpenError> {
        let keys: BTreeMap<_, _> = self
            .classes
            .iter()
            .filter_map(|(class, wrapped)| Some((*class, unwrap(derived, wrapped.as_ref()?)?)))
            .collect();
        if keys.is_empty() { Err(OpenError::WrongPassword) } else { Ok(ClassKeys(keys)) }
    }
}

/// Keys of the protection classes that the password opened.
pub(crate) struct ClassKeys(BTreeMap<u32, Key>);

impl ClassKeys {
    /// A file's key, from its class (four bytes, little-endian) and the wrapped key behind it.
    pub(crate) fn unwrap(&self, class_and_key: &[u8]) -> Option<Key> {
        let (class, wrapped) = class_and_key.split_first_chunk()?;
        unwrap(self.0.get(&u32::from_le_bytes(*class))?, wrapped.try_into().ok()?)
    }
}

fn unwrap(with: &Key, wrapped: &Wrapped) -> Option<Key> {
    let mut key = Key::default();
    KwAes256::new((&**with).into()).unwrap_key(wrapped, &mut key[..]).ok()?;
    Some(key)
}

/// Values of the bag or of one class. The first of a tag counts.
#[derive(Default)]
struct Group<'a>(Vec<([u8; 4], &'a [u8])>);

impl<'a> Group<'a> {
    fn get(&self, tag: &[u8; 4]) -> Option<&'a [u8]> {
        self.0.iter().find(|(other, _)| other == tag).map(|(_, value)| *value)
    }

    fn number(&self, tag: &[u8; 4]) -> Option<u32> {
        Some(u32::from_be_bytes(self.get(tag)?.try_into().ok()?))
    }
}

/// The bag first, then its classes; `None` if a value runs past the end or there are too many.
fn groups(mut bytes: &[u8]) -> Option<Vec<Group<'_>>> {
    let mut groups = vec![Group::default()];
    while let Some((tag, rest)) = bytes.split_first_chunk::<4>() {
        let (len, rest) = rest.split_first_chunk::<4>()?;
        let (value, rest) = rest.split_at_checked(usize::try_from(u32::from_be_bytes(*len)).ok()?)?;
        bytes = rest;
        let another = groups.len() > 1 || groups[0].get(b"UUID").is_some();
        if tag == b"UUID" && another {
            groups.push(Group::default());
        }
        groups.last_mut()?.0.push((*tag, value));
        if groups.len() > MOST_CLASSES {
            return None;
        }
    }
    Some(groups)
}
