//! Names of stored files: SHA-1 of `domain-relative/path`, as 40 lower-case hex digits.
//!
//! Source: reference/ios-artifacts.md 4.1 and 5.1, recomputed there for 21 known paths.

use sha1::{Digest, Sha1};
use std::fmt;

/// Name of a stored file. Never anything but 40 hex digits, so never a path to elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileId([u8; 20]);

impl FileId {
    /// The name under which a phone stores this file.
    pub fn of(domain: &str, relative: &str) -> Self {
        let digest = Sha1::new().chain_update(domain).chain_update("-").chain_update(relative).finalize();
        Self(digest.into())
    }

    /// True if the first two digits are these.
    pub fn starts_with(self, first: u8) -> bool {
        self.0[0] == first
    }

    /// From 40 lower-case hex digits; anything else is no name of a stored file.
    pub fn parse(text: &[u8]) -> Option<Self> {
        let digits: &[u8; 40] = text.try_into().ok()?;
        let mut id = [0; 20];
        for (byte, pair) in id.iter_mut().zip(digits.as_chunks::<2>().0) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        Some(Self(id))
    }
}

fn digit(hex: u8) -> Option<u8> {
    match hex {
        b'0'..=b'9' => Some(hex - b'0'),
        b'a'..=b'f' => Some(hex - b'a' + 10),
        _ => None,
    }
}

impl fmt::Display for FileId {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(out, "{byte:02x}"))
    }
}

#[cfg(test)]
mod tests {
    use super::FileId;

    #[test]
    fn is_the_name_that_phones_use() {
        let id = FileId::of("HomeDomain", "Library/SMS/sms.db").to_string();
        assert_eq!(id, "3d0d7e5fb2ce288813306e4d4636395e047a3d28");
    }

    #[test]
    fn parses_what_it_shows_and_nothing_else() {
        let id = FileId::of("a", "b");
        assert_eq!(FileId::parse(id.to_string().as_bytes()), Some(id));
        for bad in ["", "../../../../../../../../../../etc/passwd0", &id.to_string().to_uppercase(), "zz"] {
            assert_eq!(FileId::parse(bad.as_bytes()), None, "{bad}");
        }
    }
}
