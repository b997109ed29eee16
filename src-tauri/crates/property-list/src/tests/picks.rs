//! Parts of a large list, without the rest.

use super::*;
use crate::{Bytes, Flow, pick};
use engine::ReadAt;
use std::sync::atomic::{AtomicU64, Ordering};

/// An `Info.plist` with `apps` apps, each with an icon and a list inside.
fn backup(apps: usize, icon: usize) -> plist::Value {
    let mut all = plist::Dictionary::new();
    for app in 0..apps {
        let mut one = plist::Dictionary::new();
        one.insert("PlaceholderIcon".into(), plist::Value::Data(vec![7; icon]));
        one.insert("iTunesMetadata".into(), plist::Value::Data(format!("metadata {app}").into_bytes()));
        all.insert(format!("app.{app:03}"), plist::Value::Dictionary(one));
    }
    let mut root = plist::Dictionary::new();
    root.insert("Applications".into(), plist::Value::Dictionary(all));
    root.insert("Device Name".into(), "Phone".into());
    let installed: Vec<plist::Value> = (0..apps).map(|app| format!("app.{app:03}").into()).collect();
    root.insert("Installed Applications".into(), plist::Value::Array(installed));
    plist::Value::Dictionary(root)
}

fn picked(bytes: &[u8], paths: &[&[&str]]) -> Vec<(usize, String, Value)> {
    let mut found = Vec::new();
    pick(&Bytes(bytes), paths, &Limits::default(), &mut |part| {
        found.push((part.path, part.keys.join("."), part.value));
        Flow::GoOn
    })
    .unwrap();
    found
}

#[test]
fn named_parts_come_one_by_one() {
    for bytes in [binary(&backup(3, 50)), xml(&backup(3, 50))] {
        let found =
            picked(&bytes, &[&["Applications", "*", "iTunesMetadata"], &["Device Name"], &["absent", "x"]]);
        let metadata = |n: usize| {
            let bytes = format!("metadata {n}").into_bytes();
            (0, format!("Applications.app.{n:03}.iTunesMetadata"), Value::Data(bytes))
        };
        assert_eq!(found[..3], [metadata(0), metadata(1), metadata(2)]);
        assert_eq!(found[3..], [(1, "Device Name".to_owned(), text("Phone"))]);
        let found = picked(&bytes, &[&["Installed Applications", "*"]]);
        assert_eq!(found[1], (0, "Installed Applications.1".to_owned(), text("app.001")));
        assert_eq!(found.len(), 3);
        assert_eq!(picked(&bytes, &[&[]]), [(0, String::new(), usual(&bytes).unwrap())]);
        let both = picked(&bytes, &[&["Applications", "app.001"], &["Applications", "*", "iTunesMetadata"]]);
        assert_eq!(both.iter().map(|part| part.0).collect::<Vec<_>>(), [1, 0, 1], "once each");
        assert_eq!(
            picked(&bytes, &[&["Device Name", "deeper"], &["Installed Applications", "*", "deeper"]]),
            []
        );
    }
}

#[test]
fn the_caller_can_have_enough_and_what_came_before_damage_is_good() {
    let bytes = xml(&backup(3, 50));
    let mut count = 0;
    let mut take = |bytes: &[u8], flow| {
        count = 0;
        let done = pick(&Bytes(bytes), &[&["Applications", "*"]], &Limits::default(), &mut |_| {
            count += 1;
            flow
        });
        (done.is_ok(), count)
    };
    assert_eq!(take(&bytes, Flow::Stop), (true, 1));
    let second = bytes.windows(7).position(|w| w == b"app.001").unwrap();
    assert_eq!(take(&bytes[..second], Flow::GoOn), (false, 1));
}

/// Counts how much is read at a time.
struct Watched(Vec<u8>, AtomicU64);

impl ReadAt for Watched {
    fn len(&self) -> u64 {
        self.0.len() as u64
    }
    fn read_at(&self, offset: u64, buf: &mut [u8]) -> std::io::Result<()> {
        self.1.fetch_max(buf.len() as u64, Ordering::Relaxed);
        self.0.read_at(offset, buf)
    }
}

#[test]
fn a_large_xml_list_is_never_held_in_memory() {
    let list = Watched(xml(&backup(40, 100_000)), AtomicU64::new(0));
    let limits = Limits { bytes: 20_000, ..Limits::default() };
    let mut found = 0;
    pick(&list, &[&["Applications", "*", "iTunesMetadata"]], &limits, &mut |_| {
        found += 1;
        Flow::GoOn
    })
    .unwrap();
    assert_eq!((found, list.1.into_inner()), (40, 64 << 10));
}
