//! AFC, the file service, as far as reading needs it: our own, because answers are bounded here.
//!
//! A frame: `CFA6LPAA`, then four numbers of 64 bits, little-endian: the whole length, the length without
//! the payload, a running number, the operation; then arguments and payload. Facts: published clients.

use crate::Failure;
use crate::link::{odd, timely};
use idevice::Idevice;
use jiff::Timestamp;
use std::collections::BTreeMap;

const MAGIC: &[u8; 8] = b"CFA6LPAA";
const HEAD: usize = 40;

/// No honest answer is longer: a folder's names, or one piece of a file.
const LONGEST: u64 = 16 << 20;

/// Names in one folder that are listened to.
const NAMES: usize = 100_000;

const STATUS: u64 = 1;
const CONTENT: u64 = 2;
const LIST: u64 = 3;
const FACTS: u64 = 10;
const OPEN: u64 = 13;
const OPENED: u64 = 14;
const READ: u64 = 15;
const SEEK: u64 = 17;
const CLOSE: u64 = 20;

/// `STATUS` for "there is no such thing".
const NOT_FOUND: u64 = 8;

/// What something on the phone is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    File,
    Folder,
    /// A link or a device: left alone.
    Other,
}

/// What the phone says of one of its files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub kind: Kind,
    pub size: u64,
    pub modified: Option<Timestamp>,
}

/// A conversation with the file service.
pub(crate) struct Afc {
    stream: Idevice,
    number: u64,
}

/// The head of a frame.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// Bytes of arguments, and of payload.
    pub lens: (u64, u64),
    pub operation: u64,
}

/// The head of an answer; none if it is no such head, contradicts itself, or is too long.
pub(super) fn head(bytes: &[u8]) -> Option<Head> {
    let (words, rest) = bytes.as_chunks::<8>();
    let [magic, whole, this, _, operation] = words else { return None };
    let number = |word: &[u8; 8]| u64::from_le_bytes(*word);
    let arguments = number(this).checked_sub(HEAD as u64)?;
    let payload = number(whole).checked_sub(number(this))?;
    let fits = magic == MAGIC && rest.is_empty() && number(whole) <= LONGEST;
    fits.then_some(Head { lens: (arguments, payload), operation: number(operation) })
}

/// The names that end with a zero byte each. `.` and `..` are nobody's names.
pub(super) fn names(payload: &[u8]) -> Vec<String> {
    let texts = payload.split(|byte| *byte == 0).filter(|name| !name.is_empty());
    let names = texts.map(|name| String::from_utf8_lossy(name).into_owned());
    names.filter(|name| name != "." && name != "..").take(NAMES).collect()
}

/// Names and values that take turns.
pub(super) fn entry(payload: &[u8]) -> Option<Entry> {
    let texts: Vec<&[u8]> = payload.split(|byte| *byte == 0).take(64).collect();
    let pairs = texts.as_chunks::<2>().0.iter();
    let facts: BTreeMap<&[u8], &str> =
        pairs.filter_map(|[name, value]| Some((*name, std::str::from_utf8(value).ok()?))).collect();
    let kind = match *facts.get(b"st_ifmt".as_slice())? {
        "S_IFREG" => Kind::File,
        "S_IFDIR" => Kind::Folder,
        _ => Kind::Other,
    };
    let number = |name: &[u8]| facts.get(name).and_then(|value| value.parse::<i128>().ok());
    Some(Entry {
        kind,
        size: u64::try_from(number(b"st_size")?).ok()?,
        modified: number(b"st_mtime").and_then(|nanos| Timestamp::from_nanosecond(nanos).ok()),
    })
}

impl Afc {
    /// Over the stream of a service that speaks AFC.
    pub(crate) fn new(stream: Idevice) -> Self {
        Self { stream, number: 0 }
    }

    /// The names in a folder.
    ///
    /// # Errors
    /// `phone-gone`, `phone-silent`, `odd-answer`; a folder that is not there is empty.
    pub(super) async fn list(&mut self, path: &str) -> Result<Vec<String>, Failure> {
        match self.ask(LIST, path.as_bytes()).await? {
            (CONTENT, _, payload) => Ok(names(&payload)),
            (STATUS, NOT_FOUND, _) => Ok(Vec::new()),
            other => Err(unexpected(&other)),
        }
    }

    /// What the phone says of a file; none if there is none.
    ///
    /// # Errors
    /// As [`Self::list`].
    pub(super) async fn entry(&mut self, path: &str) -> Result<Option<Entry>, Failure> {
        match self.ask(FACTS, path.as_bytes()).await? {
            (CONTENT, _, payload) => entry(&payload).map(Some).ok_or_else(|| odd("facts of a file")),
            (STATUS, ..) => Ok(None),
            other => Err(unexpected(&other)),
        }
    }

    pub(super) async fn open(&mut self, path: &str) -> Result<u64, Failure> {
        let mut arguments = 1_u64.to_le_bytes().to_vec();
        arguments.extend_from_slice(path.as_bytes());
        match self.ask(OPEN, &arguments).await? {
            (OPENED, handle, _) => Ok(handle),
            other => Err(unexpected(&other)),
        }
    }

    pub(super) async fn seek(&mut self, handle: u64, to: u64) -> Result<(), Failure> {
        // From the beginning (0).
        let arguments: Vec<u8> = [handle, 0, to].into_iter().flat_map(u64::to_le_bytes).collect();
        match self.ask(SEEK, &arguments).await? {
            (STATUS, 0, _) => Ok(()),
            other => Err(unexpected(&other)),
        }
    }

    /// The next bytes, at most so many; none at the end.
    pub(super) async fn read(&mut self, handle: u64, most: u64) -> Result<Vec<u8>, Failure> {
        let arguments: Vec<u8> = [handle, most].into_iter().flat_map(u64::to_le_bytes).collect();
        match self.ask(READ, &arguments).await? {
            (CONTENT, _, payload) if payload.len() as u64 <= most => Ok(payload),
            other => Err(unexpected(&other)),
        }
    }

    pub(super) async fn close(&mut self, handle: u64) -> Result<(), Failure> {
        self.ask(CLOSE, &handle.to_le_bytes()).await.map(|_| ())
    }

    /// Operation, first argument and payload of the answer.
    async fn ask(&mut self, operation: u64, arguments: &[u8]) -> Result<(u64, u64, Vec<u8>), Failure> {
        self.number += 1;
        // Paths end with a zero byte, which ends numbers as well without harm to none.
        let text = [LIST, FACTS, OPEN].contains(&operation);
        let len = (HEAD + arguments.len() + usize::from(text)) as u64;
        let mut frame = MAGIC.to_vec();
        frame.extend([len, len, self.number, operation].into_iter().flat_map(u64::to_le_bytes));
        frame.extend_from_slice(arguments);
        frame.extend(text.then_some(0));
        timely(self.stream.send_raw(&frame)).await?;
        let bytes = timely(self.stream.read_raw(HEAD)).await?;
        let Head { lens: (arguments, payload), operation } =
            head(&bytes).ok_or_else(|| odd("a frame of the file service"))?;
        let arguments = self.exactly(arguments).await?;
        let payload = self.exactly(payload).await?;
        let first = arguments.first_chunk().map_or(0, |bytes| u64::from_le_bytes(*bytes));
        Ok((operation, first, payload))
    }

    async fn exactly(&mut self, len: u64) -> Result<Vec<u8>, Failure> {
        let mut bytes = Vec::new();
        while (bytes.len() as u64) < len {
            let piece = usize::try_from((len - bytes.len() as u64).min(256 << 10)).map_err(odd)?;
            bytes.append(&mut timely(self.stream.read_raw(piece)).await?);
        }
        Ok(bytes)
    }
}

fn unexpected((operation, first, _): &(u64, u64, Vec<u8>)) -> Failure {
    odd(format!("the file service answered {operation} {first}"))
}
