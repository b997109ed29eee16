//! Passwords and key bags, right, wrong and damaged.

use super::super::derive::derive;
use super::super::key_bag::KeyBag;
use super::super::{OpenError, Secret, open};
use super::writer::{PASSWORD, Phone, dictionary, key_bag, to_bytes};
use super::{bytes, one, only, open_code, opened, password};
use engine::UnreadWhy;
use plist::Value;
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use tempfile::tempdir;

#[test]
fn only_the_right_password_opens() {
    let place = tempdir().unwrap();
    let root = Phone::encrypted().write(place.path(), "a");
    assert_eq!(open_code(&root, Some(&password(PASSWORD))), "opened");
    assert_eq!(open_code(&root, Some(&password("Lantern"))), "wrong-password");
    assert_eq!(open_code(&root, Some(&password(""))), "wrong-password");
    assert_eq!(open_code(&root, None), "password-needed");
    let odd = Phone::encrypted().with_password("pässword 🏮").write(place.path(), "b");
    assert_eq!(open_code(&odd, Some(&password("pässword 🏮"))), "opened");
}

#[test]
fn a_password_that_is_not_needed_does_no_harm() {
    let place = tempdir().unwrap();
    let opened = opened(&Phone::plain().write(place.path(), "a"), Some(&password("whatever")));
    assert!(opened.derived_key.is_none());
    assert!(!opened.acquisition.encrypted);
}

#[test]
fn the_derived_key_opens_it_again_without_deriving() {
    let place = tempdir().unwrap();
    let root = Phone::encrypted().write(place.path(), "a");
    let key = opened(&root, Some(&password(PASSWORD))).derived_key.unwrap();
    let secret = Secret::DerivedKey(key);
    let again = open(&only(&root), Some(&secret), &mut |_, _| panic!("derives again")).unwrap();
    assert_eq!(bytes(&*again.evidence, "HomeDomain/Library/SMS/sms.db"), b"messages of nobody");
    let wrong = Secret::DerivedKey(zeroize::Zeroizing::new([1; 32]));
    assert_eq!(open_code(&root, Some(&wrong)), "wrong-password");
}

#[test]
fn deriving_says_how_far_it_is_and_can_be_stopped() {
    let place = tempdir().unwrap();
    let root = Phone::encrypted().write(place.path(), "a");
    let mut steps = Vec::new();
    let mut note = |done, of| {
        steps.push((done, of));
        true
    };
    open(&only(&root), Some(&password(PASSWORD)), &mut note).unwrap();
    assert!(steps.is_sorted());
    assert_eq!(steps.last(), Some(&(1_200, 1_200)));
    let stopped = open(&only(&root), Some(&password(PASSWORD)), &mut |_, _| false);
    assert!(matches!(stopped, Err(OpenError::Stopped)));
}

#[test]
fn derives_what_the_library_derives_over_several_slices() {
    let rounds = 300_000u32;
    let mut bag = key_bag(PASSWORD, false);
    let at = bag.windows(4).position(|tag| tag == b"DPIC").unwrap() + 8;
    bag[at..at + 4].copy_from_slice(&rounds.to_be_bytes());
    let mut first = [0; 32];
    let mut expected = [0; 32];
    pbkdf2::pbkdf2_hmac::<sha2::Sha256>(PASSWORD.as_bytes(), &[4; 20], rounds, &mut first);
    pbkdf2::pbkdf2_hmac::<sha1::Sha1>(&first, &[3; 20], 100, &mut expected);
    let mut ticks = 0;
    let derived = derive(PASSWORD.as_bytes(), &KeyBag::parse(&bag).unwrap(), &mut |_, _| {
        ticks += 1;
        true
    });
    assert_eq!(*derived.unwrap(), expected);
    assert_eq!(ticks, 5);
}

#[test]
fn a_damaged_class_key_costs_its_files_only() {
    let place = tempdir().unwrap();
    let phone = Phone::encrypted().of_class(7, "HomeDomain", "other class", b"of class 7");
    let root = phone.write(place.path(), "a");
    change_key_bag(&root, |bag| {
        let class = position(bag, b"WPKY", 6); // the seventh
        bag[class + 20] ^= 1;
    });
    let opened = opened(&root, Some(&password(PASSWORD)));
    assert_eq!(bytes(&*opened.evidence, "HomeDomain/Library/SMS/sms.db"), b"messages of nobody");
    let entry = one(&*opened.evidence, "HomeDomain/other class");
    assert_eq!(opened.evidence.open(&entry).err().unwrap().why, UnreadWhy::NoKey);
    // It is still no way in for a wrong password.
    assert_eq!(open_code(&root, Some(&password("wrong"))), "wrong-password");
}

#[test]
fn a_damaged_key_bag_is_not_called_a_wrong_password() {
    type Damage = fn(&mut Vec<u8>);
    let cases: [(&str, Damage); 9] = [
        ("cut in the bag", |bag| bag.truncate(100)),
        ("cut in a value", |bag| bag.truncate(bag.len() - 7)),
        ("empty", Vec::clear),
        ("no salt", |bag| rename(bag, b"SALT")),
        ("no rounds", |bag| rename(bag, b"ITER")),
        ("no first rounds", |bag| rename(bag, b"DPIC")),
        ("too many rounds", |bag| {
            let at = position(bag, b"DPIC", 0) + 8;
            bag[at..at + 4].copy_from_slice(&u32::MAX.to_be_bytes());
        }),
        ("no wrapped keys", |bag| (0..11).for_each(|_| rename(bag, b"WPKY"))),
        ("key of the list's class", |bag| {
            let at = position(bag, b"WPKY", 3) + 20;
            bag[at] ^= 1;
        }),
    ];
    for (what, damage) in cases {
        let place = tempdir().unwrap();
        let root = Phone::encrypted().write(place.path(), "a");
        change_key_bag(&root, damage);
        assert_eq!(open_code(&root, Some(&password(PASSWORD))), "key-bag-damaged", "{what}");
    }
}

#[test]
fn a_changed_salt_cannot_be_told_from_a_wrong_password() {
    let place = tempdir().unwrap();
    let root = Phone::encrypted().write(place.path(), "a");
    change_key_bag(&root, |bag| {
        let at = position(bag, b"SALT", 0) + 10;
        bag[at] ^= 1;
    });
    assert_eq!(open_code(&root, Some(&password(PASSWORD))), "wrong-password");
}

proptest! {
    #[test]
    fn key_bags_never_panic(cut in 0usize..900, flips in prop::collection::vec((0usize..900, any::<u8>()), 0..8)) {
        let mut bag = key_bag(PASSWORD, false);
        for (at, byte) in flips {
            if let Some(place) = bag.get_mut(at) { *place = byte; }
        }
        bag.truncate(cut);
        super::super::fuzz::key_bag(&bag);
    }

    #[test]
    fn key_bags_of_noise_never_panic(noise: Vec<u8>) {
        super::super::fuzz::key_bag(&noise);
    }
}

fn position(bag: &[u8], tag: &[u8; 4], skip: usize) -> usize {
    let mut places = (0..bag.len() - 3).filter(|at| &bag[*at..*at + 4] == tag);
    places.nth(skip).unwrap()
}

fn rename(bag: &mut [u8], tag: &[u8; 4]) {
    let at = position(bag, tag, 0);
    bag[at..at + 4].copy_from_slice(b"XXXX");
}

fn change_key_bag(root: &Path, change: impl FnOnce(&mut Vec<u8>)) {
    let path = root.join("Manifest.plist");
    let plist = Value::from_file(&path).unwrap();
    let mut entries = plist.into_dictionary().unwrap();
    let mut bag = entries.remove("BackupKeyBag").unwrap().into_data().unwrap();
    change(&mut bag);
    entries.insert("BackupKeyBag".into(), Value::Data(bag));
    let entries = entries.iter().map(|(key, value)| (key.as_str(), value.clone()));
    fs::write(path, to_bytes(&dictionary(entries))).unwrap();
}
