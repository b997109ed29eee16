//! The record that a phone keeps of each file in `Manifest.db`: an archived `MBFile`.
//!
//! Found in column `file` of table `Files`: a keyed archive whose root object has `Size`, `Mode`,
//! `UserID`, `Birth`, `LastModified`, `LastStatusChange`, `ProtectionClass` and, in an encrypted backup,
//! `EncryptionKey`. Times are whole Unix seconds on older systems and dates on newer ones; the key is an
//! `NSData` or `NSMutableData`, or bare bytes. Source: reference/ios-artifacts.md 4.2 and 5.2.

use engine::Stamps;
use property_list::archive::{Archive, Node};

/// What is known of a file beside its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct MbFile<'a> {
    pub(crate) size: u64,
    pub(crate) mode: u32,
    pub(crate) owner: Option<u32>,
    pub(crate) stamps: Stamps,
    /// Four bytes of protection class and the wrapped key, if the file is encrypted.
    pub(crate) key: Option<&'a [u8]>,
}

impl<'a> MbFile<'a> {
    /// `None` if it is no such record; a single odd value in it is taken as unknown.
    pub(crate) fn parse(record: &'a [u8]) -> Option<Self> {
        let file = Archive::open(record).ok()?.root()?;
        let (mode, modified) = (file.get("Mode"), file.get("LastModified"));
        if mode.is_none() && modified.is_none() {
            return None;
        }
        let stamp = |name| file.get(name).and_then(|node| node.time());
        Some(Self {
            size: number(file.get("Size")).unwrap_or(0),
            mode: number(mode).unwrap_or(0),
            owner: number(file.get("UserID")),
            stamps: Stamps {
                modified: modified.and_then(|node| node.time()),
                changed: stamp("LastStatusChange"),
                born: stamp("Birth"),
            },
            key: file.get("EncryptionKey").and_then(|node| node.data()),
        })
    }
}

fn number<N: TryFrom<i64>>(node: Option<Node<'_>>) -> Option<N> {
    N::try_from(node?.int()?).ok()
}
