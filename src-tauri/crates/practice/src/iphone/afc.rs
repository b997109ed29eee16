//! AFC: a small file service. One frame asks, one answers.
//!
//! Frames: `CFA6LPAA`, the whole length, the length up to the payload, a number and the operation, each 64
//! bits little-endian.

use super::{ended::Ended, phone::Phone, stream::Stream, wire};
use crate::error::PracticeError;
use std::{collections::BTreeMap, io::Write, sync::Arc};

/// Files by their path, `/` first. Folders are those that hold something.
pub(super) type Files = BTreeMap<String, Arc<[u8]>>;

const MAGIC: &[u8; 8] = b"CFA6LPAA";
const HEAD: u64 = 40;
/// Longest request, and longest piece of a file.
const LONGEST: u64 = 8 << 20;

/// Operations that look at what is there: list, remove, facts, open, remove all.
const LOOKS: [u64; 5] = [3, 8, 10, 13, 34];

/// Answers.
const STATUS: u64 = 1;
const CONTENT: u64 = 2;
const OPENED: u64 = 14;
const POSITION: u64 = 19;

/// Values of `STATUS`.
const DONE: u64 = 0;
const BAD_ARGUMENT: u64 = 7;
const NOT_FOUND: u64 = 8;
const IS_FOLDER: u64 = 9;

/// What lies on the phone now.
pub(super) type Source = fn(&Phone) -> Result<Files, PracticeError>;

/// One client of the phone's media folder.
pub(super) fn media(phone: &Arc<Phone>, stream: &mut Stream) -> Result<(), Ended> {
    serve(phone, stream, "media", |_| {
        let files =
            [("/iTunes_Control/iTunes/iTunesPrefs", &b"practice"[..]), ("/com.apple.itunes.lock_sync", b"")];
        Ok(files.map(|(path, content)| (path.to_owned(), Arc::from(content))).into())
    })
}

/// One client that sees the files of `source`; what it does is remembered under `name`.
pub(super) fn serve(phone: &Phone, stream: &mut Stream, name: &str, source: Source) -> Result<(), Ended> {
    let mut folder = Folder {
        phone,
        name,
        source,
        changed: BTreeMap::new(),
        files: Files::new(),
        open: BTreeMap::new(),
        opened: 0,
    };
    loop {
        let request = Request::read(stream)?;
        if LOOKS.contains(&request.operation) {
            folder.refresh()?;
        }
        let answer = folder.answer(&request);
        answer.write(stream, request.number)?;
    }
}

struct Request {
    number: u64,
    operation: u64,
    body: Vec<u8>,
}

impl Request {
    fn read(stream: &mut Stream) -> Result<Self, Ended> {
        let head: [u8; 40] = wire::exact(stream)?;
        if !head.starts_with(MAGIC) {
            return Err(Ended::Unexpected("no AFC"));
        }
        let length = word(&head, 1).saturating_sub(HEAD);
        if length > LONGEST {
            return Err(Ended::Unexpected("a long AFC request"));
        }
        let length = u32::try_from(length).unwrap_or(u32::MAX);
        Ok(Self { number: word(&head, 3), operation: word(&head, 4), body: wire::body(stream, length)? })
    }
}

/// The 64-bit number at that position; 0 behind the end.
fn word(bytes: &[u8], at: usize) -> u64 {
    bytes.as_chunks::<8>().0.get(at).map_or(0, |word| u64::from_le_bytes(*word))
}

struct Answer {
    operation: u64,
    head: Vec<u8>,
    payload: Vec<u8>,
}

impl Answer {
    fn status(status: u64) -> Self {
        Self { operation: STATUS, head: status.to_le_bytes().to_vec(), payload: Vec::new() }
    }

    fn content(payload: Vec<u8>) -> Self {
        Self { operation: CONTENT, head: Vec::new(), payload }
    }

    fn number(operation: u64, number: u64) -> Self {
        Self { operation, head: number.to_le_bytes().to_vec(), payload: Vec::new() }
    }

    fn texts<'a>(texts: impl IntoIterator<Item = &'a str>) -> Self {
        Self::content(texts.into_iter().flat_map(|text| [text.as_bytes(), b"\0"].concat()).collect())
    }

    fn write(&self, stream: &mut Stream, number: u64) -> Result<(), Ended> {
        let this = HEAD + self.head.len() as u64;
        let whole = this + self.payload.len() as u64;
        let mut frame = MAGIC.to_vec();
        frame.extend([whole, this, number, self.operation].into_iter().flat_map(u64::to_le_bytes));
        frame.extend_from_slice(&self.head);
        frame.extend_from_slice(&self.payload);
        stream.write_all(&frame)?;
        Ok(stream.flush()?)
    }
}

struct Folder<'a> {
    phone: &'a Phone,
    name: &'a str,
    source: Source,
    /// What this client wrote, and what it removed.
    changed: BTreeMap<String, Option<Arc<[u8]>>>,
    files: Files,
    open: BTreeMap<u64, Open>,
    opened: u64,
}

/// An open file.
struct Open {
    path: String,
    position: usize,
    content: Arc<[u8]>,
}

impl Folder<'_> {
    /// Looks again: a sysdiagnose may have come.
    fn refresh(&mut self) -> Result<(), Ended> {
        self.files = (self.source)(self.phone)?;
        for (path, content) in &self.changed {
            match content {
                Some(content) => drop(self.files.insert(path.clone(), Arc::clone(content))),
                None => drop(self.files.remove(path)),
            }
        }
        Ok(())
    }

    fn answer(&mut self, request: &Request) -> Answer {
        let body = request.body.as_slice();
        match request.operation {
            3 => self.list(&path(body)),
            8 | 34 => {
                let path = path(body);
                self.note("remove", &path);
                let there = self.files.contains_key(&path);
                self.changed.insert(path, None);
                Answer::status(if there { DONE } else { NOT_FOUND })
            }
            10 => self.facts(&path(body)),
            11 => self.device(),
            13 => self.open(word(body, 0), &path(body.get(8..).unwrap_or_default())),
            15 => self.read(word(body, 0), word(body, 1)),
            16 => self.write(word(body, 0), body.get(8..).unwrap_or_default()),
            17 => self.seek(body),
            18 => match self.open.get(&word(body, 0)) {
                Some(open) => Answer::number(POSITION, open.position as u64),
                None => Answer::status(BAD_ARGUMENT),
            },
            20 => Answer::status(self.open.remove(&word(body, 0)).map_or(BAD_ARGUMENT, |_| DONE)),
            // Make a folder, lock, link, rename, cut: taken and forgotten.
            _ => Answer::status(DONE),
        }
    }

    fn note(&self, what: &str, path: &str) {
        self.phone.asked(format!("{} {what} {path}", self.name));
    }

    fn list(&self, path: &str) -> Answer {
        let inside = format!("{}/", path.trim_end_matches('/'));
        let below = self.files.range(inside.clone()..).take_while(|(file, _)| file.starts_with(&inside));
        let mut names: Vec<&str> =
            below.filter_map(|(file, _)| file[inside.len()..].split('/').next()).collect();
        names.dedup();
        if names.is_empty() && path != "/" {
            return Answer::status(NOT_FOUND);
        }
        Answer::texts([".", ".."].into_iter().chain(names))
    }

    fn is_folder(&self, path: &str) -> bool {
        let inside = format!("{}/", path.trim_end_matches('/'));
        path == "/"
            || self.files.range(inside.clone()..).next().is_some_and(|(file, _)| file.starts_with(&inside))
    }

    fn facts(&self, path: &str) -> Answer {
        let file = self.files.get(path);
        if file.is_none() && !self.is_folder(path) {
            return Answer::status(NOT_FOUND);
        }
        let size = file.map_or(64, |file| file.len());
        let seconds = self.phone.options.scenario.made_at.as_second();
        let (size, blocks, time) =
            (size.to_string(), size.div_ceil(512).to_string(), format!("{seconds}000000000"));
        let kind = if file.is_some() { "S_IFREG" } else { "S_IFDIR" };
        Answer::texts([
            "st_size",
            &size,
            "st_blocks",
            &blocks,
            "st_nlink",
            "1",
            "st_ifmt",
            kind,
            "st_mtime",
            &time,
            "st_birthtime",
            &time,
        ])
    }

    fn device(&self) -> Answer {
        let facts = &self.phone.facts;
        let (whole, free) = (facts.storage.0.to_string(), facts.storage.1.to_string());
        Answer::texts([
            "Model",
            &facts.phone.model,
            "FSTotalBytes",
            &whole,
            "FSFreeBytes",
            &free,
            "FSBlockSize",
            "4096",
        ])
    }

    /// Modes: 1 reads, 2 reads and writes, 3 writes a new file, and more of the kind.
    fn open(&mut self, mode: u64, path: &str) -> Answer {
        if self.is_folder(path) && !self.files.contains_key(path) {
            return Answer::status(IS_FOLDER);
        }
        if mode == 1 && !self.files.contains_key(path) {
            return Answer::status(NOT_FOUND);
        }
        self.note(if mode == 1 { "read" } else { "write" }, path);
        let content = self.files.get(path).cloned().unwrap_or_default();
        if !self.files.contains_key(path) {
            self.changed.insert(path.to_owned(), Some(Arc::clone(&content)));
        }
        self.opened += 1;
        self.open.insert(self.opened, Open { path: path.to_owned(), position: 0, content });
        Answer::number(OPENED, self.opened)
    }

    fn read(&mut self, handle: u64, length: u64) -> Answer {
        let Some(open) = self.open.get_mut(&handle) else { return Answer::status(BAD_ARGUMENT) };
        let rest = open.content.get(open.position..).unwrap_or_default();
        let length = usize::try_from(length.min(LONGEST)).unwrap_or(usize::MAX).min(rest.len());
        open.position += length;
        Answer::content(rest[..length].to_vec())
    }

    /// Small files only: what clients write here are locks and preferences.
    fn write(&mut self, handle: u64, bytes: &[u8]) -> Answer {
        let Some(open) = self.open.get_mut(&handle) else { return Answer::status(BAD_ARGUMENT) };
        let kept = open.position.min(open.content.len());
        if (kept + bytes.len()) as u64 > LONGEST {
            return Answer::status(BAD_ARGUMENT);
        }
        open.content = Arc::from([&open.content[..kept], bytes].concat());
        open.position = open.content.len();
        self.changed.insert(open.path.clone(), Some(Arc::clone(&open.content)));
        Answer::status(DONE)
    }

    fn seek(&mut self, body: &[u8]) -> Answer {
        let (handle, from, by) = (word(body, 0), word(body, 1), word(body, 2).cast_signed());
        let Some(open) = self.open.get_mut(&handle) else { return Answer::status(BAD_ARGUMENT) };
        let start = match from {
            0 => 0,
            1 => open.position,
            _ => open.content.len(),
        };
        let target = i64::try_from(start).ok().and_then(|start| usize::try_from(start.checked_add(by)?).ok());
        match target {
            Some(target) => {
                open.position = target;
                Answer::status(DONE)
            }
            None => Answer::status(BAD_ARGUMENT),
        }
    }
}

/// A path up to its zero byte, with one `/` at its front and none at its end.
fn path(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes.split(|byte| *byte == 0).next().unwrap_or_default());
    let parts: Vec<&str> = text.split('/').filter(|part| !matches!(*part, "" | "." | "..")).collect();
    format!("/{}", parts.join("/"))
}
