//! NSKeyedArchiver property lists, as far as a backup needs them.

use crate::error::PracticeError;
use plist::{Dictionary, Uid, Value};

/// Objects of one archive; index 0 is `$null`, index 1 the root.
pub(crate) struct Archive(Vec<Value>);

impl Archive {
    /// An archive whose root is still to be set with [`Archive::finish`].
    pub(crate) fn new() -> Self {
        Self(vec!["$null".into(), Value::Boolean(false)])
    }

    /// Adds an object and returns a reference to it.
    pub(crate) fn add(&mut self, object: impl Into<Value>) -> Value {
        self.0.push(object.into());
        Value::Uid(Uid::new(self.0.len() as u64 - 1))
    }

    /// Adds a class description: the name of the class and of those it inherits from.
    pub(crate) fn class(&mut self, names: &[&str]) -> Value {
        let classes = names.iter().map(|&name| name.into()).collect();
        self.add(dictionary([("$classname", names[0].into()), ("$classes", Value::Array(classes))]))
    }

    /// The archive as a binary property list.
    pub(crate) fn finish(mut self, root: Value) -> Result<Vec<u8>, PracticeError> {
        self.0[1] = root;
        let top = dictionary([("root", Value::Uid(Uid::new(1)))]);
        binary(&dictionary([
            ("$version", 100_000.into()),
            ("$archiver", "NSKeyedArchiver".into()),
            ("$top", top),
            ("$objects", Value::Array(self.0)),
        ]))
    }
}

/// A dictionary in the order given.
pub(crate) fn dictionary<K: Into<String>>(entries: impl IntoIterator<Item = (K, Value)>) -> Value {
    Value::Dictionary(entries.into_iter().map(|(key, value)| (key.into(), value)).collect::<Dictionary>())
}

/// `bplist00` bytes.
pub(crate) fn binary(value: &Value) -> Result<Vec<u8>, PracticeError> {
    let mut out = Vec::new();
    value.to_writer_binary(&mut out)?;
    Ok(out)
}

/// XML bytes; Info.plist is written this way.
pub(crate) fn xml(value: &Value) -> Result<Vec<u8>, PracticeError> {
    let mut out = Vec::new();
    value.to_writer_xml(&mut out)?;
    Ok(out)
}

/// What `Files.file` says about one entry.
pub(crate) struct FileRecord<'a> {
    pub(crate) path: &'a str,
    pub(crate) size: u64,
    /// File type and permissions, as `st_mode`.
    pub(crate) mode: u32,
    /// Unix seconds: born, last modified, last status change.
    pub(crate) times: [i64; 3],
    pub(crate) inode: u64,
    pub(crate) class: u32,
    /// Class and wrapped key of an encrypted file.
    pub(crate) key: Option<Vec<u8>>,
    /// Where a symbolic link points.
    pub(crate) target: Option<&'a str>,
}

impl FileRecord<'_> {
    /// The `MBFile` archive.
    pub(crate) fn archived(self) -> Result<Vec<u8>, PracticeError> {
        let mut archive = Archive::new();
        let [born, modified, changed] = self.times;
        let mut root = vec![
            ("LastModified", modified.into()),
            ("Flags", 0.into()),
            ("GroupID", 501.into()),
            ("LastStatusChange", changed.into()),
            ("RelativePath", archive.add(self.path)),
            ("Birth", born.into()),
            ("Size", self.size.into()),
            ("InodeNumber", self.inode.into()),
            ("Mode", self.mode.into()),
            ("UserID", 501.into()),
            ("ProtectionClass", self.class.into()),
        ];
        if let Some(key) = self.key {
            let class = archive.class(&["NSMutableData", "NSData", "NSObject"]);
            let key = dictionary([("NS.data", Value::Data(key)), ("$class", class)]);
            root.push(("EncryptionKey", archive.add(key)));
        }
        if let Some(target) = self.target {
            root.push(("Target", archive.add(target)));
        }
        root.push(("$class", archive.class(&["MBFile", "NSObject"])));
        archive.finish(dictionary(root))
    }
}

/// The payload of a link preview: what Messages stores beside a message that holds a link.
pub(crate) fn rich_link(url: &str, title: &str) -> Result<Vec<u8>, PracticeError> {
    let mut archive = Archive::new();
    let url_class = archive.class(&["NSURL", "NSObject"]);
    let address = archive.add(url);
    let null = || Value::Uid(Uid::new(0));
    let url = archive.add(dictionary([("NS.base", null()), ("NS.relative", address), ("$class", url_class)]));
    let title = archive.add(title);
    let metadata_class = archive.class(&["LPLinkMetadata", "NSObject"]);
    let metadata = archive.add(dictionary([
        ("originalURL", url.clone()),
        ("URL", url),
        ("title", title),
        ("version", 1.into()),
        ("$class", metadata_class),
    ]));
    let class = archive.class(&["RichLink", "NSObject"]);
    archive.finish(dictionary([
        ("richLinkMetadata", metadata),
        ("richLinkIsPlaceholder", false.into()),
        ("$class", class),
    ]))
}

/// The `attributedBody` of a message: an `NSAttributedString` as a typedstream, one part.
pub(crate) fn attributed_body(text: &str) -> Vec<u8> {
    let mut out = Vec::with_capacity(text.len() + 140);
    out.extend_from_slice(b"\x04\x0bstreamtyped\x81\xe8\x03\x84\x01@\x84\x84\x84\x12NSAttributedString\x00");
    out.extend_from_slice(b"\x84\x84\x08NSObject\x00\x85\x92\x84\x84\x84\x08NSString\x01\x94\x84\x01+");
    integer(&mut out, text.len());
    out.extend_from_slice(text.as_bytes());
    out.extend_from_slice(b"\x86\x84\x02iI\x01");
    integer(&mut out, text.encode_utf16().count());
    out.extend_from_slice(b"\x92\x84\x84\x84\x0cNSDictionary\x00\x94\x84\x01i\x01\x92\x84\x96\x96");
    out.extend_from_slice(b"\x1d__kIMMessagePartAttributeName\x86\x92\x84\x84\x84\x08NSNumber\x00");
    out.extend_from_slice(b"\x84\x84\x07NSValue\x00\x94\x84\x01*\x84\x99\x99\x00\x86\x86\x86");
    out
}

/// A typedstream integer: one byte, or 0x81 and two bytes, or 0x82 and four, little-endian.
fn integer(out: &mut Vec<u8>, value: usize) {
    match (u8::try_from(value), u16::try_from(value)) {
        (Ok(small), _) if small < 0x80 => out.push(small),
        (_, Ok(short)) => {
            out.push(0x81);
            out.extend_from_slice(&short.to_le_bytes());
        }
        _ => {
            out.push(0x82);
            out.extend_from_slice(&u32::try_from(value).unwrap_or(u32::MAX).to_le_bytes());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_get_a_long_length() {
        let body = attributed_body(&"x".repeat(300));
        assert!(body.windows(4).any(|window| window == [b'+', 0x81, 0x2c, 0x01]));
        let short = attributed_body("salaam");
        assert!(short.windows(8).any(|window| window == b"+\x06salaam"));
    }
}
