//! What phone and computer say to each other while a backup runs.

use super::super::{ended::Ended, phone::Phone, stream::Stream, wire};
use crate::archive;
use plist::{Dictionary, Value};
use std::{collections::BTreeMap, sync::Arc};

/// Blocks of a file: content, its end, and an error that the other side saw.
pub(super) const CONTENT: u8 = 0x0c;
pub(super) const DONE: u8 = 0x00;
pub(super) const REMOTE_ERROR: u8 = 0x0b;

/// Longest file that the phone takes from the computer: property lists and an old Manifest.db.
const LONGEST: usize = 64 << 20;

/// A conversation.
pub(super) struct Talk<'a> {
    pub(super) phone: &'a Arc<Phone>,
    pub(super) stream: &'a mut Stream,
}

/// The computer's answer to a request.
pub(super) struct Status {
    /// 0, or a negative number for what went wrong.
    pub(super) code: i64,
    pub(super) value: Value,
}

impl Talk<'_> {
    pub(super) fn udid(&self) -> &str {
        &self.phone.facts.udid
    }

    /// A path below the backup folder.
    pub(super) fn path(&self, name: &str) -> Value {
        Value::from(format!("{}/{name}", self.udid()))
    }

    pub(super) fn say(&mut self, parts: Vec<Value>) -> Result<(), Ended> {
        wire::write_binary(self.stream, &Value::Array(parts))
    }

    /// The next `DLMessageStatusResponse`.
    pub(super) fn status(&mut self) -> Result<Status, Ended> {
        let answer = wire::read(self.stream)?;
        let parts = answer.as_array().map_or(&[][..], Vec::as_slice);
        if parts.first().and_then(Value::as_string) != Some("DLMessageStatusResponse") {
            return Err(Ended::Unexpected("something else than a status"));
        }
        let code = parts.get(1).and_then(Value::as_signed_integer).unwrap_or_default();
        Ok(Status { code, value: parts.get(3).cloned().unwrap_or(Value::Boolean(false)) })
    }

    /// Says something and hears how it went.
    pub(super) fn ask(&mut self, parts: Vec<Value>) -> Result<Status, Ended> {
        self.say(parts)?;
        self.status()
    }

    /// Fetches files from the computer; those that it has.
    pub(super) fn download(&mut self, names: &[&str]) -> Result<BTreeMap<String, Vec<u8>>, Ended> {
        let paths = names.iter().map(|name| self.path(name)).collect();
        let nothing = archive::dictionary::<String>([]);
        self.say(vec!["DLMessageDownloadFiles".into(), Value::Array(paths), nothing, 0.0.into(), 0.into()])?;
        let mut files = BTreeMap::new();
        loop {
            let length = u32::from_be_bytes(wire::exact(self.stream)?);
            if length == 0 {
                break;
            }
            let path = String::from_utf8_lossy(&wire::body(self.stream, length)?).into_owned();
            if let Some(content) = self.file()? {
                let name =
                    path.strip_prefix(self.udid()).map_or(path.as_str(), |name| name.trim_matches('/'));
                files.insert(name.to_owned(), content);
            }
        }
        self.status()?;
        Ok(files)
    }

    /// The blocks of one file; `None` when the computer could not read it.
    fn file(&mut self) -> Result<Option<Vec<u8>>, Ended> {
        let mut content = Vec::new();
        loop {
            let length = u32::from_be_bytes(wire::exact(self.stream)?);
            let [code] = wire::exact(self.stream)?;
            let block = wire::body(self.stream, length.saturating_sub(1))?;
            match code {
                CONTENT if content.len() + block.len() <= LONGEST => content.extend_from_slice(&block),
                CONTENT => return Err(Ended::Unexpected("a long file")),
                DONE => return Ok(Some(content)),
                _ => return Ok(None),
            }
        }
    }

    /// What lies in a folder of the computer: name to facts. Nothing where there is no such folder.
    pub(super) fn contents(&mut self, name: &str) -> Result<Dictionary, Ended> {
        let path = self.path(name);
        let status = self.ask(vec!["DLContentsOfDirectory".into(), path])?;
        Ok(status.value.into_dictionary().unwrap_or_default())
    }

    /// Makes a folder; one that is there already is as good.
    pub(super) fn make_folder(&mut self, name: &str) -> Result<(), Ended> {
        let path = self.path(name);
        let nothing = archive::dictionary::<String>([]);
        self.ask(vec!["DLMessageCreateDirectory".into(), path, nothing])?;
        Ok(())
    }
}

/// A block of a file: its length with the code, the code, the content.
pub(super) fn block(code: u8, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len() + 1).unwrap_or(u32::MAX);
    [&length.to_be_bytes()[..], &[code], content].concat()
}

/// A text with its length before it.
pub(super) fn counted(text: &str) -> Vec<u8> {
    let length = u32::try_from(text.len()).unwrap_or(u32::MAX);
    [&length.to_be_bytes()[..], text.as_bytes()].concat()
}
