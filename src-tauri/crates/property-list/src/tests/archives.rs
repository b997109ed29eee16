//! What an `NSKeyedArchiver` writes: file records of backups, collections, odd objects.

use super::*;
use crate::archive::{self, Archive};
use plist::{Dictionary as Dict, Uid, Value as P};

fn dict<const N: usize>(entries: [(&str, P); N]) -> P {
    P::Dictionary(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Dict>())
}

fn uid(n: u64) -> P {
    P::Uid(Uid::new(n))
}

fn archived(objects: Vec<P>) -> P {
    dict([
        ("$version", 100_000.into()),
        ("$archiver", "NSKeyedArchiver".into()),
        ("$top", dict([("root", uid(1))])),
        ("$objects", P::Array(objects)),
    ])
}

fn class(name: &str) -> P {
    dict([("$classname", name.into()), ("$classes", P::Array(vec![name.into(), "NSObject".into()]))])
}

/// A file record; `date` is the form in which its times are written.
fn file_record(modified: P, extra: Vec<P>) -> P {
    let mut objects = vec![
        "$null".into(),
        dict([
            ("$class", uid(4)),
            ("Size", 4096.into()),
            ("Mode", 33188.into()),
            ("LastModified", modified),
            ("RelativePath", uid(2)),
            ("EncryptionKey", uid(3)),
            ("ExtendedAttributes", uid(0)),
        ]),
        "Library/SMS/sms.db".into(),
        dict([("$class", uid(5)), ("NS.data", P::Data(vec![1, 2, 3]))]),
        class("MBFile"),
        class("NSMutableData"),
    ];
    objects.extend(extra);
    archived(objects)
}

#[test]
fn a_file_record_is_read_in_place_with_dates_in_both_forms() {
    let unix = file_record(1_600_000_000.into(), vec![]);
    let date = plist::Date::from_xml_format("2020-09-13T12:26:40Z").unwrap();
    let as_date = file_record(P::Date(date), vec![]);
    let as_object = file_record(
        uid(6),
        vec![dict([("$class", uid(7)), ("NS.time", P::Real(621_692_800.0))]), class("NSDate")],
    );
    for record in [unix, as_date, as_object] {
        let bytes = binary(&record);
        let root = Archive::open(&bytes).unwrap().root().unwrap();
        assert_eq!(root.class().as_deref(), Some("MBFile"));
        assert_eq!(root.get("Size").unwrap().int(), Some(4096));
        assert_eq!(root.get("RelativePath").unwrap().text().as_deref(), Some("Library/SMS/sms.db"));
        assert_eq!(root.get("EncryptionKey").unwrap().data(), Some(&[1, 2, 3][..]));
        assert_eq!(root.get("LastModified").unwrap().time().unwrap().to_string(), "2020-09-13T12:26:40Z");
        assert!(root.get("ExtendedAttributes").is_none(), "nil");
        assert!(root.get("absent").is_none());
        let unfolded = archive::read(&bytes, &Limits::default()).unwrap();
        assert_eq!(unfolded.get("$class"), Some(&text("MBFile")));
        assert_eq!(unfolded.get("EncryptionKey"), Some(&Value::Data(vec![1, 2, 3])));
        assert_eq!(unfolded.get("RelativePath"), Some(&text("Library/SMS/sms.db")));
        assert_eq!(unfolded, archive::read(&archived_as_xml(&record), &Limits::default()).unwrap());
    }
}

/// XML has no UIDs; archivers write `{CF$UID = n}`.
fn archived_as_xml(record: &P) -> Vec<u8> {
    fn replaced(value: &P) -> P {
        match value {
            P::Uid(uid) => dict([("CF$UID", uid.get().into())]),
            P::Array(elements) => P::Array(elements.iter().map(replaced).collect()),
            P::Dictionary(entries) => {
                P::Dictionary(entries.iter().map(|(key, value)| (key.clone(), replaced(value))).collect())
            }
            other => other.clone(),
        }
    }
    xml(&replaced(record))
}

#[test]
fn collections_become_what_they_were() {
    let list = archived(vec![
        "$null".into(),
        dict([
            ("$class", uid(8)),
            ("NS.keys", P::Array(vec![uid(2), uid(3), uid(9)])),
            ("NS.objects", P::Array(vec![uid(4), uid(5), uid(0)])),
        ]),
        "names".into(),
        "id".into(),
        dict([("$class", uid(8)), ("NS.objects", P::Array(vec![uid(6), uid(6)]))]),
        dict([("$class", uid(8)), ("NS.uuidbytes", P::Data((0..16).collect()))]),
        dict([("$class", uid(8)), ("NS.string", "mutable".into())]),
        "unused".into(),
        class("NSMutableDictionary"),
        7.into(),
    ]);
    let expected = dictionary([
        ("names", Value::Array(vec![text("mutable"), text("mutable")])),
        ("id", text("00010203-0405-0607-0809-0A0B0C0D0E0F")),
        ("7", text("$null")),
    ]);
    assert_eq!(archive::read(&binary(&list), &Limits::default()).unwrap(), expected);
}

#[test]
fn what_is_no_archive_is_called_so() {
    let not = dict([("$objects", 1.into())]);
    assert!(matches!(archive::read(&binary(&not), &Limits::default()), Err(Refused::NotAPropertyList)));
    assert!(matches!(Archive::open(&binary(&not)), Err(Refused::NotAPropertyList)));
    assert!(matches!(Archive::open(b"<plist/>"), Err(Refused::NotAPropertyList)));
}
