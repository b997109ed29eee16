//! Backups in archives. The archives are written by the crates that everybody uses.

use super::super::{archive, fuzz, identify};
use super::writer::{PASSWORD, Phone};
use super::{bytes, one, only, open_code, opened, password, refused};
use engine::{ReadAt, UnreadWhy};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use std::fs::{self, File};
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::tempdir;
use zip::CompressionMethod;
use zip::write::{SimpleFileOptions, ZipWriter};

/// Every file of a backup, by its path in it.
fn files(root: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for entry in fs::read_dir(root).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            files.extend(
                super::archives::files(&path)
                    .into_iter()
                    .map(|(below, bytes)| (format!("{name}/{below}"), bytes)),
            );
        } else {
            files.push((name, fs::read(&path).unwrap()));
        }
    }
    files.sort();
    files
}

pub(super) fn tar(files: &[(String, Vec<u8>)], top: &str) -> Vec<u8> {
    let mut tar = ::tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = ::tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        tar.append_data(&mut header, format!("{top}{name}"), bytes.as_slice()).unwrap();
    }
    tar.into_inner().unwrap()
}

pub(super) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::fast());
    gzip.write_all(bytes).unwrap();
    gzip.finish().unwrap()
}

pub(super) fn zip(files: &[(String, Vec<u8>)], top: &str, method: CompressionMethod) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in files {
        let options = SimpleFileOptions::default().compression_method(method);
        zip.start_file(format!("{top}{name}"), options).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn put(folder: &Path, name: &str, bytes: &[u8]) -> PathBuf {
    let path = folder.join(name);
    File::create(&path).unwrap().write_all(bytes).unwrap();
    path
}

#[test]
fn every_kind_of_archive_reads_as_the_folder_does() {
    let place = tempdir().unwrap();
    let long =
        format!("{}/", "a folder whose name alone is longer than a tar header likes ".repeat(3).trim());
    for (kind, phone) in [("plain", Phone::plain()), ("encrypted", Phone::encrypted())] {
        let files = files(&phone.write(place.path(), kind));
        for top in ["", "backup/", "a/b/backup/", &long] {
            let archives = [
                ("tar", tar(&files, top)),
                ("tgz", gzip(&tar(&files, top))),
                ("stored.zip", zip(&files, top, CompressionMethod::Stored)),
                ("deflated.zip", zip(&files, top, CompressionMethod::Deflated)),
            ];
            for (name, archive) in archives {
                // The name says nothing.
                let path = put(place.path(), "archive", &archive);
                assert_eq!(only(&path).member_prefix.as_deref(), Some(top.trim_end_matches('/')), "{name}");
                let opened = opened(&path, Some(&password(PASSWORD)));
                assert_eq!(bytes(&*opened.evidence, "HomeDomain/Library/SMS/sms.db"), b"messages of nobody");
                let photo = bytes(&*opened.evidence, "CameraRollDomain/Media/DCIM/100APPLE/IMG_0001.JPG");
                assert_eq!(photo, [7; 70_001], "{kind} {name} {top}");
            }
        }
    }
}

#[test]
fn two_backups_in_one_archive_are_two_candidates() {
    let place = tempdir().unwrap();
    let one = files(&Phone::plain().write(place.path(), "1"));
    let both: Vec<_> = ["a/", "b/"]
        .iter()
        .flat_map(|top| one.iter().map(move |(name, bytes)| (format!("{top}{name}"), bytes.clone())))
        .collect();
    let path = put(place.path(), "x", &tar(&both, ""));
    let found = identify(&path).unwrap();
    let prefixes: Vec<_> = found.iter().map(|found| found.member_prefix.clone().unwrap()).collect();
    assert_eq!(prefixes, ["a", "b"]);
}

#[test]
fn an_archive_cut_in_half_is_said_to_be_damaged() {
    let place = tempdir().unwrap();
    let files = files(&Phone::plain().write(place.path(), "1"));
    for (name, archive) in [
        ("tar", tar(&files, "")),
        ("tgz", gzip(&tar(&files, ""))),
        ("zip", zip(&files, "", CompressionMethod::Deflated)),
    ] {
        let path = put(place.path(), name, &archive[..archive.len() / 2]);
        assert_eq!(refused(&path).code(), "archive-damaged", "{name}");
    }
    // One changed byte in the middle of a gzip shows in its checksum.
    let mut changed = gzip(&tar(&files, ""));
    let middle = changed.len() / 2;
    changed[middle] ^= 0x10;
    assert_eq!(refused(&put(place.path(), "y", &changed)).code(), "archive-damaged");
}

#[test]
fn archives_that_no_ordinary_program_makes_are_refused() {
    let place = tempdir().unwrap();
    let good = files(&Phone::plain().write(place.path(), "1"));
    for name in ["../Manifest.db", "a/../../Manifest.db", "/etc/passwd", "C:\\Windows\\x", "..\\x"] {
        let mut bad = good.clone();
        bad.push((name.to_owned(), b"x".to_vec()));
        // The crate for tars refuses such names, so they are written by hand.
        let archive = zip(&bad, "", CompressionMethod::Stored);
        let error = refused(&put(place.path(), "x", &archive));
        assert_eq!(
            (error.code(), error.values()),
            ("archive-unsafe", vec![("why", "path-outside".to_owned())]),
            "{name}"
        );
        let archive = [raw_tar(name, b'0', b""), tar(&good, "")].concat();
        assert_eq!(refused(&put(place.path(), "x", &archive)).code(), "archive-unsafe", "{name}");
    }
    let twice = [raw_tar("Manifest.db", b'0', b"another"), tar(&good, "")].concat();
    let error = refused(&put(place.path(), "x", &twice));
    assert_eq!(error.values(), [("why", "same-name-twice".to_owned())]);
    let twice: Vec<_> = good.iter().chain(&good).filter(|(name, _)| name.len() > 40).cloned().collect();
    let error = refused(&put(place.path(), "x", &tar(&twice, "")));
    assert_eq!(error.values(), [("why", "same-name-twice".to_owned())]);
}

#[test]
fn an_encrypted_zip_is_said_to_be_one() {
    let place = tempdir().unwrap();
    let mut archive = zip(&files(&Phone::plain().write(place.path(), "1")), "", CompressionMethod::Stored);
    let mut from = 0;
    while let Some(at) = archive[from..].windows(4).position(|four| four == b"PK\x01\x02") {
        archive[from + at + 8] |= 1;
        from += at + 4;
    }
    let error = refused(&put(place.path(), "x", &archive));
    assert_eq!(error.values(), [("why", "encrypted".to_owned())]);
}

#[test]
fn links_in_an_archive_are_refused_when_they_are_read() {
    let place = tempdir().unwrap();
    let sms = "3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28";
    let mut rest = files(&Phone::plain().write(place.path(), "1"));
    rest.retain(|(name, _)| name != sms);
    let archive = [raw_tar(sms, b'2', b""), tar(&rest, "")].concat();
    let opened = opened(&put(place.path(), "x", &archive), None);
    let entry = one(&*opened.evidence, "HomeDomain/Library/SMS/sms.db");
    assert!(entry.stored);
    assert_eq!(opened.evidence.open(&entry).err().unwrap().why, UnreadWhy::Refused);
}

#[test]
fn a_file_with_holes_in_an_older_tar_costs_only_itself() {
    let place = tempdir().unwrap();
    let sms = "3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28";
    let mut rest = files(&Phone::plain().write(place.path(), "1"));
    rest.retain(|(name, _)| name != sms);
    // Its map goes on in one block more, and one piece is stored.
    let mut sparse = raw_tar(sms, b'S', &[7; 512]);
    sparse[482] = 1;
    let sum: u32 = sparse[..512]
        .iter()
        .enumerate()
        .map(|(at, byte)| if (148..156).contains(&at) { 32 } else { u32::from(*byte) })
        .sum();
    sparse[148..156].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
    sparse.splice(512..512, [0; 512]);
    let opened = opened(&put(place.path(), "x", &[sparse, tar(&rest, "")].concat()), None);
    let entry = one(&*opened.evidence, "HomeDomain/Library/SMS/sms.db");
    assert_eq!(opened.evidence.open(&entry).err().unwrap().why, UnreadWhy::Refused);
}

#[test]
fn other_archives_and_empty_ones_are_said() {
    let place = tempdir().unwrap();
    let error = refused(&put(place.path(), "x", b"Rar!\x1a\x07\x01\0 and so on"));
    assert_eq!(error.values(), [("layout", "rar".to_owned())]);
    let programs: Vec<_> = (0..5_000).map(|n| (format!("{n}/Info.plist"), b"<plist/>".to_vec())).collect();
    assert_eq!(open_code(&put(place.path(), "x", &tar(&programs, "")), None), "no-acquisition-here");
    let photos = [("IMG_0001.JPG".to_owned(), vec![1, 2, 3])];
    for archive in [
        tar(&photos, ""),
        zip(&photos, "", CompressionMethod::Stored),
        zip(&[], "", CompressionMethod::Stored),
    ] {
        assert_eq!(open_code(&put(place.path(), "x", &archive), None), "no-acquisition-here");
    }
}

/// A member that claims to be larger than its compressed bytes can be takes no memory.
#[test]
fn a_zip_bomb_is_not_inflated() {
    let place = tempdir().unwrap();
    let files = files(&Phone::plain().write(place.path(), "1"));
    let mut archive = zip(&files, "", CompressionMethod::Deflated);
    let name = b"3d/3d0d7e5fb2ce288813306e4d4636395e047a3d28";
    let entry = archive.windows(name.len()).rposition(|bytes| bytes == name).unwrap() - 46;
    for (size, why) in
        [(200u32 << 20, UnreadWhy::Damaged), (300 << 20, UnreadWhy::TooLarge), (1, UnreadWhy::Damaged)]
    {
        archive[entry + 24..entry + 28].copy_from_slice(&size.to_le_bytes());
        let opened = opened(&put(place.path(), "x", &archive), None);
        let entry = one(&*opened.evidence, "HomeDomain/Library/SMS/sms.db");
        assert_eq!(opened.evidence.open(&entry).err().unwrap().why, why, "{size}");
    }
}

/// More than one kept state, members before and behind them, two gzip members in a row.
#[test]
fn any_place_of_a_large_gzip_is_reached() {
    let place = tempdir().unwrap();
    let mut phone = Phone::plain();
    for n in 0..12u8 {
        let bytes: Vec<u8> =
            (0..1_500_000u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 13).to_le_bytes()[0] ^ n).collect();
        phone = phone.file("D", &n.to_string(), &bytes);
    }
    let all = files(&phone.write(place.path(), "1"));
    let archive = tar(&all, "");
    let (first, second) = archive.split_at(archive.len() / 3);
    let path = put(place.path(), "x", &[gzip(first), gzip(second)].concat());
    let opened = opened(&path, None);
    for n in [11, 0, 5, 7] {
        let entry = one(&*opened.evidence, &format!("D/{n}"));
        let stored = all.iter().find(|(name, _)| name.ends_with(&entry.place)).unwrap();
        assert_eq!(bytes(&*opened.evidence, &entry.path), stored.1);
    }
}

/// One header with any name and kind, and no checks.
fn raw_tar(name: &str, kind: u8, bytes: &[u8]) -> Vec<u8> {
    let mut header = ::tar::Header::new_ustar();
    header.as_mut_bytes()[..name.len()].copy_from_slice(name.as_bytes());
    header.set_entry_type(::tar::EntryType::new(kind));
    header.set_size(bytes.len() as u64);
    header.set_cksum();
    let mut archive = header.as_bytes().to_vec();
    archive.extend_from_slice(bytes);
    archive.resize(archive.len().next_multiple_of(512), 0);
    archive
}

#[test]
fn long_names_do_not_take_memory() {
    let mut header = ::tar::Header::new_gnu();
    header.set_path("@LongLink").unwrap();
    header.set_entry_type(::tar::EntryType::new(b'L'));
    header.set_size(1 << 40);
    header.set_cksum();
    let archive: Arc<dyn ReadAt> = Arc::new(header.as_bytes().to_vec());
    assert_eq!(archive::list(archive, &mut |_, _| true).err().unwrap().code(), "archive-damaged");
}

fn changed(mut archive: Vec<u8>, flips: &[(usize, u8)], cut: usize) -> Vec<u8> {
    for (at, byte) in flips {
        let at = at % archive.len();
        archive[at] = *byte;
    }
    archive.truncate(cut % (archive.len() + 1));
    archive
}

proptest! {
    #[test]
    fn listing_never_panics(
        flips in prop::collection::vec((any::<usize>(), any::<u8>()), 0..12),
        cut in prop_oneof![Just(0), any::<usize>()],
    ) {
        let files = [("a/Manifest.plist".to_owned(), b"bplist00".to_vec()), ("a/Manifest.db".to_owned(), vec![9; 700])];
        let tar = tar(&files, "");
        let zip = zip(&files, "", CompressionMethod::Deflated);
        for archive in [tar.clone(), gzip(&tar), zip] {
            let cut = if cut == 0 { archive.len() } else { cut };
            fuzz::archive(&changed(archive, &flips, cut));
        }
    }

    #[test]
    fn noise_behind_a_magic_never_panics(noise: Vec<u8>) {
        for magic in [&b"PK\x03\x04"[..], b"PK\x05\x06", b"\x1f\x8b\x08\x00", b"\x1f\x8b\x08\xff"] {
            fuzz::archive(&[magic, &noise].concat());
        }
    }
}
