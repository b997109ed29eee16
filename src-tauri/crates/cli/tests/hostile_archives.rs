//! Archives made to harm their reader: each gets a clear answer, and none ends in "nothing found".

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::disallowed_methods,
    reason = "makes and looks at files, to see what the program does with them"
)]

mod common;

use common::{Run, lucerna, made, scan};
use flate2::{Compress, Compression, FlushCompress};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Bytes that a bomb unfolds to.
const LARGE: u64 = 10 << 30;
/// Of `HomeDomain/Library/SMS/sms.db`.
const MESSAGES: &str = "3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28";

/// `times` times `piece`, as a stream of "deflate": one flushed piece is the same each time.
fn deflated(piece: &[u8], times: u64) -> Vec<u8> {
    let mut compress = Compress::new(Compression::best(), false);
    let mut once = Vec::with_capacity(piece.len() + 1024);
    compress.compress_vec(piece, &mut once, FlushCompress::Full).unwrap();
    let mut all = once.repeat(usize::try_from(times).unwrap());
    // An empty last block.
    all.extend([3, 0]);
    all
}

/// A gzip file of that stream; its checksum is the right one only if nothing is unfolded to the end.
fn gzip(piece: &[u8], times: u64, checksum: u32) -> Vec<u8> {
    let mut all = b"\x1f\x8b\x08\0\0\0\0\0\0\x03".to_vec();
    all.extend(deflated(piece, times));
    all.extend(checksum.to_le_bytes());
    all.extend(u32::try_from(piece.len() as u64 * times % (1 << 32)).unwrap().to_le_bytes());
    all
}

/// A header of a tar.
fn header(name: &str, kind: u8, size: u64, link: &str) -> [u8; 512] {
    let mut header = tar::Header::new_gnu();
    header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
    header.as_mut_bytes()[157..157 + link.len()].copy_from_slice(link.as_bytes());
    header.set_entry_type(tar::EntryType::new(kind));
    header.set_mode(0o644);
    header.set_size(size);
    header.set_cksum();
    *header.as_bytes()
}

fn member(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut all = [&header(name, b'0', bytes.len() as u64, ""), bytes].concat();
    all.resize(all.len().next_multiple_of(512), 0);
    all
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    path
}

fn fails_with(run: &Run, number: u16) {
    assert_eq!(run.code, 1, "{} {}", run.out, run.err);
    assert!(
        run.out.is_empty() && run.err.lines().next().unwrap().ends_with(&format!("({number})")),
        "{}",
        run.err
    );
}

fn row<'a>(outcome: &'a Value, artifact: &str) -> &'a Value {
    let rows = outcome["coverage"].as_array().unwrap();
    rows.iter().find(|row| row["artifact"] == artifact).unwrap()
}

/// A zip of pieces written by hand.
#[derive(Default)]
struct Zip {
    bytes: Vec<u8>,
    directory: Vec<u8>,
    members: u16,
}

impl Zip {
    /// A member's header and bytes; where it lies.
    fn local(&mut self, name: &str, packed: &[u8]) -> u64 {
        let at = self.bytes.len() as u64;
        self.bytes.extend(b"PK\x03\x04\x14\0\0\0\x08\0\0\0\0\0");
        self.bytes.extend([0; 12]);
        self.bytes.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        self.bytes.extend([0, 0]);
        self.bytes.extend(name.as_bytes());
        self.bytes.extend(packed);
        at
    }

    /// Lists a member of `size` bytes, large numbers in the field for them.
    fn list(&mut self, name: &str, at: u64, packed: u64, size: u64, checksum: u32) {
        self.directory.extend(b"PK\x01\x02\x2d\0\x2d\0\0\0\x08\0\0\0\0\0");
        self.directory.extend(checksum.to_le_bytes());
        self.directory.extend([0xff; 8]);
        self.directory.extend(u16::try_from(name.len()).unwrap().to_le_bytes());
        self.directory.extend([28, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]);
        self.directory.extend(name.as_bytes());
        self.directory.extend([1, 0, 24, 0]);
        self.directory.extend([size, packed, at].into_iter().flat_map(u64::to_le_bytes));
        self.members += 1;
    }

    fn finish(mut self) -> Vec<u8> {
        let (at, len) = (self.bytes.len(), self.directory.len());
        self.bytes.append(&mut self.directory);
        self.bytes.extend(b"PK\x05\x06\0\0\0\0");
        self.bytes.extend([self.members.to_le_bytes(), self.members.to_le_bytes()].concat());
        self.bytes.extend(
            [u32::try_from(len).unwrap().to_le_bytes(), u32::try_from(at).unwrap().to_le_bytes()].concat(),
        );
        self.bytes.extend([0, 0]);
        self.bytes
    }
}

/// A backup as a zip; the file of messages is made by `messages`.
fn zipped(messages: impl FnOnce(&mut Zip)) -> Vec<u8> {
    let (_folder, backup) = made("ordinary", false);
    let mut zip = Zip::default();
    let mut folders = vec![(String::new(), backup)];
    while let Some((name, folder)) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{name}{}", path.file_name().unwrap().to_str().unwrap());
            if path.is_dir() {
                folders.push((format!("{name}/"), path));
            } else if name != MESSAGES {
                let bytes = fs::read(&path).unwrap();
                let packed = deflated(&bytes, 1);
                let at = zip.local(&name, &packed);
                zip.list(&name, at, packed.len() as u64, bytes.len() as u64, crc32fast::hash(&bytes));
            }
        }
    }
    messages(&mut zip);
    zip.finish()
}

#[test]
fn a_member_of_ten_gigabytes_costs_its_row() {
    let place = tempfile::tempdir().unwrap();
    let bomb = deflated(&[0; 1 << 20], LARGE >> 20);
    let archive = zipped(|zip| {
        let at = zip.local(MESSAGES, &bomb);
        zip.list(MESSAGES, at, bomb.len() as u64, LARGE, 0);
    });
    let (run, outcome) = scan(&put(place.path(), "a.zip", &archive), &[], "");
    assert_eq!((run.code, outcome["conclusion"].as_str()), (30, Some("not-enough")), "{}", run.err);
    assert_eq!(row(&outcome, "ios.sms")["why"], "unreadable", "{}", row(&outcome, "ios.sms"));

    // One that says less than it unfolds to.
    let archive = zipped(|zip| {
        let at = zip.local(MESSAGES, &bomb);
        zip.list(MESSAGES, at, bomb.len() as u64, 1 << 20, 0);
    });
    let (run, outcome) = scan(&put(place.path(), "a.zip", &archive), &[], "");
    assert_eq!((run.code, outcome["conclusion"].as_str()), (30, Some("not-enough")), "{}", run.err);
    assert_eq!(row(&outcome, "ios.sms")["why"], "unreadable", "{}", row(&outcome, "ios.sms"));
}

#[test]
fn ten_gigabytes_in_a_compressed_tar_are_refused() {
    let place = tempfile::tempdir().unwrap();
    // A tar of zeros ends at once; what follows its end is unfolded for its checksum.
    let path = put(place.path(), "a.tar.gz", &gzip(&[0; 1 << 20], LARGE >> 20, 0));
    fails_with(&scan(&path, &[], "").0, 516);
}

#[test]
fn archives_in_archives_end() {
    let place = tempfile::tempdir().unwrap();
    let mut packed = b"nothing".to_vec();
    for _ in 0..200 {
        let tar = [member("again.tar.gz", &packed), vec![0; 1024]].concat();
        packed = gzip(&tar, 1, crc32fast::hash(&tar));
    }
    fails_with(&scan(&put(place.path(), "deep.tar.gz", &packed), &[], "").0, 511);

    let mut packed = b"nothing".to_vec();
    for _ in 0..200 {
        let mut zip = Zip::default();
        let small = deflated(&packed, 1);
        let at = zip.local("again.zip", &small);
        zip.list("again.zip", at, small.len() as u64, packed.len() as u64, crc32fast::hash(&packed));
        packed = zip.finish();
    }
    fails_with(&scan(&put(place.path(), "deep.zip", &packed), &[], "").0, 511);
}

#[test]
fn members_that_lie_over_each_other_are_read_within_bounds() {
    let place = tempfile::tempdir().unwrap();
    let head = r#"{"bug_type":"309","timestamp":"2026-09-01 01:02:03.00 +0000","os_version":"iPhone OS 18.6 (22G90)"}"#;
    let mut report = format!("{head}\n{{\"procName\":\"Notes\"}}").into_bytes();
    report.resize(1 << 20, b' ');
    let packed = deflated(&report, 1);
    let mut zip = Zip::default();
    let at = zip.local("kernel", &packed);
    for number in 0..500 {
        let name = format!("Notes-2026-09-01-{number:06}.ips");
        zip.list(&name, at, packed.len() as u64, report.len() as u64, crc32fast::hash(&report));
    }
    let (run, outcome) = scan(&put(place.path(), "a.zip", &zip.finish()), &[], "");
    // Reports of crashes alone never say "nothing found".
    assert_eq!((run.code, outcome["conclusion"].as_str()), (30, Some("not-enough")), "{}", run.err);
    let row = row(&outcome, "ios.crash-reports");
    assert!(row["records"].as_u64().unwrap() >= 1, "{row}");
}

#[test]
fn names_that_lead_outside_are_refused() {
    let place = tempfile::tempdir().unwrap();
    let good = [member("ps.txt", b"USER UID PID COMMAND\n"), member("taskinfo.txt", b"")].concat();
    for name in ["../../etc/passwd", "/etc/passwd", "a/../../x", "C:\\x"] {
        let tar = [good.clone(), member(name, b"x"), vec![0; 1024]].concat();
        fails_with(&scan(&put(place.path(), "a.tar", &tar), &[], "").0, 516);
        let packed = gzip(&tar, 1, crc32fast::hash(&tar));
        fails_with(&scan(&put(place.path(), "a.tar.gz", &packed), &[], "").0, 516);
    }
}

#[test]
fn links_and_devices_in_a_tar_are_not_followed_and_cost_their_row() {
    let place = tempfile::tempdir().unwrap();
    let log = "system_logs.logarchive/Extra/shutdown.log";
    let devices = b"\t\tProductType => iPhone14,5\n\t\tOSVersion => 18.6\n";
    let rest =
        [member("ps.txt", b"USER UID PID COMMAND\n"), member("remotectl_dumpstate.txt", devices)].concat();
    for (kind, target) in
        [(b'2', "/etc/shadow"), (b'2', "../../.."), (b'1', "ps.txt"), (b'3', ""), (b'6', ""), (b'2', log)]
    {
        let tar = [rest.clone(), header(log, kind, 0, target).to_vec(), vec![0; 1024]].concat();
        let (run, outcome) = scan(&put(place.path(), "a.tar", &tar), &[], "");
        assert_eq!((run.code, outcome["conclusion"].as_str()), (30, Some("not-enough")), "{}", run.err);
        let row = row(&outcome, "ios.shutdown-log");
        assert_eq!(row["why"], "unreadable", "{kind} {row}");
    }
}

#[test]
fn a_million_empty_members_are_listed() {
    let place = tempfile::tempdir().unwrap();
    let piece: Vec<u8> = (0..1000).flat_map(|_| header("empty", b'0', 0, "")).collect();
    let begin = [member("ps.txt", b"USER UID PID COMMAND\n"), member("taskinfo.txt", b"")].concat();
    let begin = gzip(&begin, 1, crc32fast::hash(&begin));
    let middle = {
        let mut sum = crc32fast::Hasher::new();
        (0..1000).for_each(|_| sum.update(&piece));
        gzip(&piece, 1000, sum.finalize())
    };
    let end = gzip(&[0; 1024], 1, crc32fast::hash(&[0; 1024]));
    let path = put(place.path(), "a.tar.gz", &[begin.clone(), middle.clone(), end.clone()].concat());
    let (run, outcome) = scan(&path, &[], "");
    assert_eq!((run.code, outcome["conclusion"].as_str()), (30, Some("not-enough")), "{}", run.err);
    // Three million are more than any phone has.
    let path = put(place.path(), "b.tar.gz", &[begin, middle.clone(), middle.clone(), middle, end].concat());
    fails_with(&scan(&path, &[], "").0, 516);
    let help = lucerna(&["scan", path.to_str().unwrap(), "-q"], "");
    assert_eq!(help.code, 1);
}
