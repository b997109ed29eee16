//! Passes of the Wallet: archives with a few small pictures. The attack hid its code in one of them, a picture
//! of several megabytes, or one in another format with a property list inside.

use super::{PASS_CONTENT, PASSES, weighed};
use crate::paths;
use engine::{Case, Cite, Finding, Notes, UnreadWhy, Weight};
use miniz_oxide::inflate::decompress_to_vec_with_limit;

/// Passes are some hundred kilobytes; the attack's had six megabytes.
const LARGEST_PASS: usize = 48 << 20;
/// Largest picture that is unpacked.
const LARGEST_PICTURE: usize = 24 << 20;
/// Pictures beyond this are far too large for a pass.
const LARGE_PICTURE: u64 = 3 << 20;
/// Members of one pass that are looked at.
const MOST_MEMBERS: usize = 1000;

pub(super) fn look(case: &Case<'_>, notes: &mut Notes<'_>) {
    let found = match case.evidence.find(PASSES) {
        Ok(found) => found,
        Err(unread) => return notes.unread(unread),
    };
    for entry in found {
        if !entry.stored {
            notes.gap();
            continue;
        }
        let bytes = match case.evidence.read(&entry, LARGEST_PASS) {
            Ok(bytes) => bytes,
            Err(unread) if unread.why == UnreadWhy::TooLarge => {
                notes.gap();
                continue;
            }
            Err(unread) => {
                notes.unread(unread);
                continue;
            }
        };
        let Some(members) = members(&bytes) else {
            notes.gap();
            continue;
        };
        let is_hidden = |member: &Member<'_>| member.is_picture() && member.content(&bytes).is_none();
        if members.len() == MOST_MEMBERS || members.iter().any(is_hidden) {
            notes.gap();
        }
        if let Some((name, odd)) = members.iter().find_map(|member| Some((member.name, member.odd(&bytes)?)))
        {
            let finding = Finding::new(&PASS_CONTENT, Cite::new(&entry.path, format!("picture {name}")))
                .at(entry.stamps.born.or(entry.stamps.modified))
                .quote("name", paths::file_name(&entry.path))
                .quote("sign", odd.name());
            let finding = if odd == Odd::Large { finding.at_most(Weight::Look) } else { finding };
            super::odd(notes, weighed(finding, case.acquisition));
        }
    }
}

/// What is wrong with a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Odd {
    /// Far too large, and otherwise a picture.
    Large,
    /// Far too large, and of another format than its name says.
    LargeAndOther,
    /// A WebP picture with a property list inside.
    ListInside,
}

impl Odd {
    fn name(self) -> &'static str {
        match self {
            Self::Large => "large",
            Self::LargeAndOther => "other-format",
            Self::ListInside => "list-inside",
        }
    }
}

/// One member of the archive, as its directory tells.
#[derive(Debug)]
struct Member<'a> {
    name: &'a str,
    deflated: bool,
    packed: usize,
    size: u64,
    header: usize,
}

impl Member<'_> {
    fn is_picture(&self) -> bool {
        let ending = self.name.len().checked_sub(4).and_then(|at| self.name.get(at..));
        ending.is_some_and(|ending| ending.eq_ignore_ascii_case(".png"))
    }

    fn odd(&self, archive: &[u8]) -> Option<Odd> {
        if !self.is_picture() {
            return None;
        }
        let content = self.content(archive).unwrap_or_default();
        let is_webp = content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP");
        if is_webp && content.windows(8).any(|word| word == b"bplist00") {
            return Some(Odd::ListInside);
        }
        let large = self.size.max(content.len() as u64) > LARGE_PICTURE;
        large.then_some(if content.starts_with(b"\x89PNG") { Odd::Large } else { Odd::LargeAndOther })
    }

    fn content(&self, archive: &[u8]) -> Option<Vec<u8>> {
        let header = archive.get(self.header..)?;
        header.starts_with(b"PK\x03\x04").then_some(())?;
        let start = 30 + short(header, 26)? + short(header, 28)?;
        let packed = header.get(start..)?.get(..self.packed)?;
        if !self.deflated {
            return Some(packed.get(..packed.len().min(LARGEST_PICTURE))?.to_vec());
        }
        // What was unpacked before the limit or the damage is enough to judge.
        Some(decompress_to_vec_with_limit(packed, LARGEST_PICTURE).unwrap_or_else(|failed| failed.output))
    }
}

/// The directory at the end of a zip archive; none if this is no such archive.
fn members(archive: &[u8]) -> Option<Vec<Member<'_>>> {
    let tail = archive.len().saturating_sub(22 + 0xffff);
    let end = tail + archive.get(tail..)?.windows(4).rposition(|word| word == b"PK\x05\x06")?;
    let mut rest = archive.get(long(archive.get(end..)?, 16)?..)?;
    let mut members = Vec::new();
    while rest.starts_with(b"PK\x01\x02") && members.len() < MOST_MEMBERS {
        let (name, extra, comment) = (short(rest, 28)?, short(rest, 30)?, short(rest, 32)?);
        members.push(Member {
            name: str::from_utf8(rest.get(46..46 + name)?).unwrap_or("?"),
            deflated: short(rest, 10)? == 8,
            packed: long(rest, 20)?,
            size: long(rest, 24)? as u64,
            header: long(rest, 42)?,
        });
        rest = rest.get(46 + name + extra + comment..)?;
    }
    // Its end names how many there are.
    let stated = short(archive.get(end..)?, 10)?;
    (members.len() >= stated.min(MOST_MEMBERS)).then_some(members)
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    Some(usize::from(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?)))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?)).ok()
}

#[cfg(test)]
pub(in crate::artifacts) mod tests {
    use super::{Odd, members};
    use proptest::prelude::*;
    use std::io::Write;
    use zip::write::SimpleFileOptions;

    /// A pass with these members.
    pub(crate) fn pass(content: &[(&str, &[u8])]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        for (name, bytes) in content {
            archive.start_file(*name, SimpleFileOptions::default()).unwrap();
            archive.write_all(bytes).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    fn odd(content: &[(&str, &[u8])]) -> Option<Odd> {
        let bytes = pass(content);
        members(&bytes).unwrap().iter().find_map(|member| member.odd(&bytes))
    }

    #[test]
    fn ordinary_passes_are_not_odd() {
        assert_eq!(
            odd(&[("pass.json", b"{}"), ("logo.png", b"\x89PNG and so on"), ("strip.png", b"")]),
            None
        );
        let webp = b"RIFF\x10\0\0\0WEBPVP8 ........";
        assert_eq!(odd(&[("logo.png", webp)]), None);
        assert_eq!(odd(&[("notes.txt", b"RIFF....WEBP bplist00")]), None);
    }

    #[test]
    fn pictures_that_no_pass_needs_are_odd() {
        assert_eq!(odd(&[("logo.png", b"RIFF\x10\0\0\0WEBPVP8L..bplist00\xd1")]), Some(Odd::ListInside));
        let mut large = vec![7; 6 << 20];
        assert_eq!(odd(&[("pass.json", b"{}"), ("logo.png", &large)]), Some(Odd::LargeAndOther));
        large[..4].copy_from_slice(b"\x89PNG");
        assert_eq!(odd(&[("LOGO.PNG", &large)]), Some(Odd::Large));
    }

    #[test]
    fn what_is_no_archive_is_none() {
        assert!(members(b"").is_none());
        assert!(members(b"%PDF-1.7 and no archive at all ............").is_none());
    }

    proptest! {
        #[test]
        fn damage_never_panics(at in 0usize..400, byte: u8, cut in 0usize..400) {
            let mut bytes = pass(&[("logo.png", b"RIFF\x10\0\0\0WEBP bplist00"), ("pass.json", b"{}")]);
            let at = at % bytes.len();
            bytes[at] = byte;
            bytes.truncate(bytes.len() - cut % bytes.len());
            for member in members(&bytes).into_iter().flatten() {
                let _ = member.odd(&bytes);
            }
        }
    }
}
