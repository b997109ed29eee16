use super::{ARTIFACT, chunks, markers};
use crate::artifacts::testing::{Phone, Seen, acquisition, indicators, look, look_at};
use engine::{Acquisition, Kind, NotExamined, State, UnreadWhy, Version, Weight};
use proptest::prelude::*;

const LOG: &str = "Sysdiagnose/system_logs.logarchive/Persist/0000000000000001.tracev3";
const TIMES: &str = "Sysdiagnose/system_logs.logarchive/timesync/0000000000000001.timesync";
const BUILD: [u8; 16] =
    [0xEB, 0xFB, 0x3E, 0x7F, 0x4C, 0xA4, 0x36, 0x56, 0x8E, 0x9C, 0x8C, 0xCF, 0x59, 0x95, 0xC3, 0x4A];
const TEXTS: &str = "Sysdiagnose/system_logs.logarchive/EB/FB3E7F4CA436568E9C8CCF5995C34A";
const BOOT: [u8; 16] = [7; 16];

fn chunk(kind: u32, content: &[u8]) -> Vec<u8> {
    let mut bytes = kind.to_le_bytes().to_vec();
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend_from_slice(&(content.len() as u64).to_le_bytes());
    bytes.extend_from_slice(content);
    bytes.resize(bytes.len().next_multiple_of(8), 0);
    bytes
}

/// A header with the number of a boot.
fn header() -> Vec<u8> {
    let mut content = vec![0; 208];
    content[0..4].copy_from_slice(&1_u32.to_le_bytes());
    content[4..8].copy_from_slice(&1_u32.to_le_bytes());
    content[128..144].copy_from_slice(&BOOT);
    chunk(0x1000, &content)
}

/// A catalog with one program, number 33.
fn catalog() -> Vec<u8> {
    let mut content = Vec::new();
    for offset in [16_u16, 16, 1, 64, 0, 0, 0, 0] {
        content.extend_from_slice(&offset.to_le_bytes());
    }
    content.extend_from_slice(&1_000_000_000_u64.to_le_bytes());
    content.extend_from_slice(&BUILD);
    for short in [0_u16, 0, 0, u16::MAX] {
        content.extend_from_slice(&short.to_le_bytes());
    }
    content.extend_from_slice(&5_u64.to_le_bytes());
    for number in [6_u32, 33, 501, 0, 0, 0, 0, 0] {
        content.extend_from_slice(&number.to_le_bytes());
    }
    chunk(0x600b, &content)
}

/// A line of the plain kind with this text, not compressed.
fn lines(text: &str) -> Vec<u8> {
    let mut dump = Vec::new();
    for number in [5_u64, 6, 2_000_000_000, 1] {
        dump.extend_from_slice(&number.to_le_bytes());
    }
    dump.extend_from_slice(&[0; 8]);
    dump.extend_from_slice(&BUILD);
    dump.extend_from_slice(&[0; 16]);
    let text = format!("{text}\0");
    for number in [1, 0, text.len()] {
        dump.extend_from_slice(&u32::try_from(number).unwrap().to_le_bytes());
    }
    dump.extend_from_slice(text.as_bytes());
    let inner = chunk(0x6004, &dump);
    let mut content = b"bv4-".to_vec();
    content.extend_from_slice(&u32::try_from(inner.len()).unwrap().to_le_bytes());
    content.extend_from_slice(&inner);
    content.extend_from_slice(b"bv4$");
    chunk(0x600d, &content)
}

/// The same lines, compressed as a phone does it: one block of LZ4 that holds letters only.
fn compressed(text: &str) -> Vec<u8> {
    let plain = lines(text);
    let size = usize::try_from(u32::from_le_bytes(plain[20..24].try_into().unwrap())).unwrap();
    let inner = &plain[24..24 + size];
    let mut block = vec![0xf0];
    let mut rest = inner.len() - 15;
    while rest >= 255 {
        block.push(255);
        rest -= 255;
    }
    block.push(u8::try_from(rest).unwrap());
    block.extend_from_slice(inner);
    let mut content = b"bv41".to_vec();
    for number in [inner.len(), block.len()] {
        content.extend_from_slice(&u32::try_from(number).unwrap().to_le_bytes());
    }
    content.extend_from_slice(&block);
    content.extend_from_slice(b"bv4$");
    chunk(0x600d, &content)
}

#[test]
fn compressed_lines_are_read_and_what_does_not_unfold_is_said() {
    let whole = compressed("[DarkSword] ready");
    let log = [header(), catalog(), whole.clone()].concat();
    let read = seen(&Phone::with(LOG, log));
    assert_eq!((read.fired(), read.unread().len()), (vec!["ios.unified-log.words"], 0));
    let mut broken = whole;
    broken[28..60].fill(0xff);
    let hurt = seen(&Phone::with(LOG, [header(), catalog(), broken].concat()));
    assert_eq!((hurt.fired(), hurt.unread().len()), (Vec::<&str>::new(), 1));
}

fn texts(path: &str) -> Vec<u8> {
    let mut bytes = vec![0x99, 0x88, 0x77, 0x66];
    bytes.extend_from_slice(&[2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
    bytes.extend_from_slice(format!("hello %s\0{path}\0").as_bytes());
    bytes
}

/// One boot whose clock ran with one tick per nanosecond from 1700000000 on.
fn times() -> Vec<u8> {
    let mut bytes = 0xbbb0_u16.to_le_bytes().to_vec();
    bytes.extend_from_slice(&48_u16.to_le_bytes());
    bytes.extend_from_slice(&[0; 4]);
    bytes.extend_from_slice(&BOOT);
    bytes.extend_from_slice(&1_u32.to_le_bytes());
    bytes.extend_from_slice(&1_u32.to_le_bytes());
    bytes.extend_from_slice(&1_700_000_000_000_000_000_i64.to_le_bytes());
    bytes.extend_from_slice(&[0; 8]);
    bytes.extend_from_slice(&0x20_7354_u32.to_le_bytes());
    bytes.extend_from_slice(&[0; 12]);
    bytes.extend_from_slice(&1_700_000_000_000_000_000_i64.to_le_bytes());
    bytes.extend_from_slice(&[0; 8]);
    bytes
}

fn seen(phone: &Phone) -> Seen {
    let acquisition = Acquisition { kind: Kind::IosSysdiagnose, ..acquisition(Version(18, 5, 0)) };
    let known = ["process:name='plantd'", "file:path='/private/var/tmp/plantpath'"];
    look_at(&ARTIFACT, phone, &indicators(&known), &acquisition)
}

/// A log with one program, at this path, that says this.
pub(crate) fn phone(path: &str, text: &str) -> Phone {
    let log = [header(), catalog(), lines(text)].concat();
    Phone::with(LOG, log).and(TEXTS, texts(path)).and(TIMES, times())
}

#[test]
fn programs_of_the_catalog_are_records_with_path_and_time() {
    let seen = seen(&phone("/usr/libexec/nfcd", "nothing special"));
    assert_eq!(seen.fired(), Vec::<&str>::new());
    assert_eq!(seen.state(), &State::Examined { records: 1, gaps: 0, unread: vec![] });
    assert_eq!(seen.records[0].times[0].1.as_second(), 1_700_000_001);
    assert!(format!("{:?}", seen.records[0].fields).contains("/usr/libexec/nfcd"));
}

#[test]
fn published_programs_and_odd_places_are_found_and_look_alikes_are_not() {
    let fired = |path: &str| {
        let seen = seen(&phone(path, "x"));
        seen.examined.findings.iter().map(|f| (f.detection.clone(), f.weight)).collect::<Vec<_>>()
    };
    assert_eq!(fired("/usr/libexec/plantd"), [("ios.unified-log.known".to_owned(), Weight::KnownSpyware)]);
    let staged = "/private/var/db/com.apple.xpc.roleaccountd.staging/x";
    assert_eq!(fired(staged), [("ios.unified-log.staging".to_owned(), Weight::Strong)]);
    assert_eq!(fired("/private/var/root/x"), [("ios.unified-log.odd-place".to_owned(), Weight::Look)]);
    assert_eq!(fired("/usr/plantd/x"), []);
}

#[test]
fn published_words_and_dropped_files_are_found_in_lines_and_texts() {
    let fired = |text: &str| {
        let seen = seen(&phone("/usr/libexec/nfcd", text));
        seen.examined.findings.iter().map(|f| (f.detection.clone(), f.weight)).collect::<Vec<_>>()
    };
    let words = [("ios.unified-log.words".to_owned(), Weight::Look)];
    assert_eq!(fired("[DarkSword] ready"), words);
    assert_eq!(fired("open \"/private/var/tmp/plantpath\" failed"), words);
    let tool = [("ios.unified-log.extraction-tool".to_owned(), Weight::Strong)];
    assert_eq!(fired("HostID = 9016926980658937761372207;"), tool);
    for other in
        ["DarkSword", "Hello from afar", "/private/var/tmp/plantpath2", "/private/var/logs/keybagd/x"]
    {
        assert_eq!(fired(other), [], "{other}");
    }
    let mut with_text = texts("/usr/libexec/nfcd");
    with_text.splice(16..16, *b"TASKROP %s\0");
    let log = [header(), catalog()].concat();
    assert_eq!(seen(&Phone::with(LOG, log).and(TEXTS, with_text)).fired(), ["ios.unified-log.words"]);
}

#[test]
fn a_piece_of_a_chunk_that_is_not_understood_is_said_and_the_others_are_read() {
    let whole = lines("[DarkSword] ready");
    let size = usize::try_from(u32::from_le_bytes(whole[20..24].try_into().unwrap())).unwrap();
    let good = &whole[24..24 + size];
    let of = |pieces: &[&[u8]]| {
        let inner = pieces.concat();
        let length = u32::try_from(inner.len()).unwrap().to_le_bytes();
        let log =
            [header(), catalog(), chunk(0x600d, &[&b"bv4-"[..], &length, &inner, b"bv4$"].concat())].concat();
        let seen = seen(&Phone::with(LOG, log));
        (seen.fired().len(), seen.unread().iter().map(|unread| unread.why).collect::<Vec<_>>())
    };
    let broken = chunk(0x6001, &[0xff; 24]);
    let unknown = chunk(0x6009, &[1; 24]);
    assert_eq!(of(&[good, good]).1, []);
    assert_eq!(of(&[good, &unknown]), (1, vec![]), "other kinds hold no lines that we know of");
    assert_eq!(of(&[good, &broken]), (1, vec![UnreadWhy::Damaged]));
    assert_eq!(of(&[good, &good[..good.len() / 2]]), (1, vec![UnreadWhy::Damaged]));
}

#[test]
fn room_behind_the_last_chunk_is_empty_and_anything_else_is_said() {
    let whole = [header(), catalog(), lines("something")].concat();
    let unread = |log: Vec<u8>| {
        let seen = seen(&Phone::with(LOG, log));
        seen.unread().iter().map(|unread| unread.why).collect::<Vec<_>>()
    };
    assert_eq!(unread([whole.clone(), vec![0; 4096]].concat()), []);
    let hole = [whole.clone(), vec![0; 64], lines("plantword")].concat();
    assert_eq!(unread(hole), [UnreadWhy::Damaged], "zeros in the middle");
    assert_eq!(unread([whole, vec![7; 9]].concat()), [UnreadWhy::CutShort]);
    assert_eq!(unread(vec![]), [UnreadWhy::CutShort]);
    assert_eq!(unread(vec![0; 4096]), [UnreadWhy::Damaged]);
}

#[test]
fn damage_is_said_and_never_more_than_a_chunk() {
    let whole = [header(), catalog(), lines("x")].concat();
    let cut = seen(&Phone::with(LOG, whole[..whole.len() - 30].to_vec()));
    assert_eq!(cut.unread()[0].why, UnreadWhy::CutShort);
    // A chunk that says it unfolds to gigabytes is not unfolded, and what follows is read.
    let mut bomb = lines("x");
    bomb[16..20].copy_from_slice(b"bv41");
    bomb[20..24].copy_from_slice(&u32::MAX.to_le_bytes());
    let log = [header(), catalog(), bomb, lines("[DarkSword]")].concat();
    let bombed = seen(&Phone::with(LOG, log));
    assert_eq!((bombed.unread()[0].why, bombed.fired()), (UnreadWhy::Damaged, vec!["ios.unified-log.words"]));
    assert!(!seen(&Phone::with(LOG, vec![0xff; 400])).unread().is_empty());
    assert_eq!(
        look(&ARTIFACT, &Phone::default(), &[]).state(),
        &State::NotExamined(NotExamined::NeedsSysdiagnose)
    );
    assert_eq!(chunks::walled(|| -> u8 { panic!("hostile") }), None);
    assert!(markers::of(&indicators(&[]), "/private/var/tmp/").is_none());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn takes_anything(at in 0..600_usize, with in any::<u8>(), noise in prop::collection::vec(any::<u8>(), 0..120)) {
        let mut log = [header(), catalog(), lines("something")].concat();
        if let Some(byte) = log.get_mut(at) {
            *byte = with;
        }
        let _ = seen(&Phone::with(LOG, log).and(TEXTS, noise.clone()).and(TIMES, noise.clone()));
        let _ = seen(&Phone::with(LOG, [header(), catalog(), noise].concat()));
    }
}
