//! Frames, names and times that come from a phone, good, damaged and hostile.

use super::afc::{Entry, Head, Kind, entry, head, names};
use super::place::name;
use super::sysdiagnose::made_at;
use proptest::prelude::*;

fn frame(whole: u64, this: u64, operation: u64) -> Vec<u8> {
    let mut frame = b"CFA6LPAA".to_vec();
    frame.extend([whole, this, 7, operation].into_iter().flat_map(u64::to_le_bytes));
    frame
}

#[test]
fn a_head_says_how_much_is_to_come() {
    assert_eq!(head(&frame(140, 48, 2)), Some(Head { lens: (8, 92), operation: 2 }));
    assert_eq!(head(&frame(40, 40, 1)), Some(Head { lens: (0, 0), operation: 1 }));
}

#[test]
fn a_head_that_contradicts_itself_or_boasts_is_none() {
    for (whole, this) in [(39, 39), (40, 39), (47, 48), (u64::MAX, 40), (u64::MAX, u64::MAX), (17 << 20, 40)]
    {
        assert_eq!(head(&frame(whole, this, 2)), None, "{whole} {this}");
    }
    assert_eq!(head(&frame(40, 40, 2)[..39]), None);
    let mut other = frame(40, 40, 2);
    other[0] = b'X';
    assert_eq!(head(&other), None);
}

#[test]
fn names_are_told_apart_by_zero_bytes() {
    assert_eq!(names(b".\0..\0Retired\0a b.ips\0"), ["Retired", "a b.ips"]);
    assert_eq!(names(b"cut"), ["cut"]);
    assert!(names(b"\0\0\0").is_empty());
}

#[test]
fn facts_of_a_file() {
    let file = entry(b"st_size\x005000\0st_ifmt\0S_IFREG\0st_mtime\x001700000000000000000\0").unwrap();
    assert_eq!((file.kind, file.size), (Kind::File, 5000));
    assert_eq!(file.modified.map(|time| time.as_second()), Some(1_700_000_000));
    let link = entry(b"st_size\x005\0st_ifmt\0S_IFLNK\0LinkTarget\0/etc\0");
    assert_eq!(link, Some(Entry { kind: Kind::Other, size: 5, modified: None }));
    for bad in [&b""[..], b"st_size\x005\0", b"st_size\0-5\0st_ifmt\0S_IFREG\0", b"st_ifmt\0S_IFREG\0"] {
        assert_eq!(entry(bad), None);
    }
}

#[test]
fn names_stay_in_their_folder() {
    assert_eq!(name("Photos-2026.ips").as_deref(), Some("Photos-2026.ips"));
    for none in ["", ".", ".."] {
        assert_eq!(name(none), None);
    }
    assert_eq!(name("../../etc/passwd").as_deref(), Some("_.._.._etc_passwd"));
    assert_eq!(name("C:\\x").as_deref(), Some("C__x"));
    assert_eq!(name("aux.txt").as_deref(), Some("_aux.txt"));
    assert_eq!(name("com1").as_deref(), Some("_com1"));
    assert_eq!(name("communications.ips").as_deref(), Some("communications.ips"));
    assert_eq!(name("x.").as_deref(), Some("x._"));
}

#[test]
fn a_sysdiagnose_says_when_it_was_made() {
    let at = |name: &str| made_at(name).map(|time| time.to_string());
    let name = "sysdiagnose_2026.01.31_12-30-59+0100_iPhone-OS_iPhone_21F90.tar.gz";
    assert_eq!(at(name).as_deref(), Some("2026-01-31T11:30:59Z"));
    let west = "IN_PROGRESS_sysdiagnose_2026.01.31_23-30-00-0530_iPhone-OS_iPhone_21F90.tmp";
    assert_eq!(at(west).as_deref(), Some("2026-02-01T05:00:00Z"));
    for none in ["sysdiagnose_2026.13.31_12-30-59+0100_x", "sysdiagnose_", "sysdiagnose_a_é+0", "x", ""] {
        assert_eq!(at(none), None, "{none}");
    }
}

proptest! {
    #[test]
    fn nothing_that_a_phone_sends_panics(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = (head(&bytes), names(&bytes), entry(&bytes));
    }

    #[test]
    fn no_name_leads_anywhere(text in "\\PC{0,300}") {
        if let Some(name) = name(&text) {
            let mut parts = std::path::Path::new(&name).components();
            let one = matches!(parts.next(), Some(std::path::Component::Normal(_)));
            prop_assert!(one && parts.next().is_none() && name.len() <= 202);
        }
    }

    #[test]
    fn no_time_panics(text in "(IN_PROGRESS_)?sysdiagnose_[0-9.]{0,12}_[0-9+\\-é]{0,16}_x") {
        let _ = made_at(&text);
    }
}
