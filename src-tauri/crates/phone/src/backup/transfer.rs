//! Files in both directions: names, then blocks, each with a letter that says what it is.

use super::conversation::Conversation;
use super::ended::{Ended, odd, on_disk};
use super::host_path::HostPath;
use crate::Stage;
use plist::{Dictionary, Value as Plist};
use std::io::{self, Read};
use tokio::io::{AsyncRead, AsyncWrite};

/// All of the file was sent.
const DONE: u8 = 0x00;
/// This side could not read it.
const NOT_HERE: u8 = 0x06;
/// The phone could not read it; its reason follows.
const NOT_THERE: u8 = 0x0b;
/// Content.
const CONTENT: u8 = 0x0c;

/// Names are paths of a file system that allows 1024 bytes.
const LONGEST_NAME: usize = 4096;
/// Phones send blocks of some megabytes at most; this keeps a wrong length from looking like a long file.
const LONGEST_BLOCK: u32 = 1 << 30;
/// Larger blocks make a process of the phone run out of memory. Source: reference/crates.md 1.4.
const BLOCK: usize = 32 << 10;

/// Files named one by one in the list of those that could not be sent; the rest is counted.
const MOST_NAMED: usize = 1000;
/// Letters of such a name; the note with all of them stays below a megabyte.
const LONGEST_NAMED: usize = 200;

impl<S: AsyncRead + AsyncWrite + Unpin> Conversation<'_, S> {
    /// Takes what the phone sends until it says that there is no more.
    pub(super) async fn take_files(&mut self) -> Result<(), Ended> {
        self.pace.enter(Stage::Copying);
        loop {
            let len = self.wire.number(&mut || self.pace.tick()).await?;
            if len == 0 {
                return Ok(());
            }
            let on_phone = self.wire.text(len, LONGEST_NAME, &mut || self.pace.tick()).await?;
            let len = self.wire.number(&mut || self.pace.tick()).await?;
            let here = self.wire.text(len, LONGEST_NAME, &mut || self.pace.tick()).await?;
            let place = self.store.place(&here).filter(|place| !place.is_root());
            let place = place.ok_or_else(|| odd("a name that leads elsewhere"))?;
            self.take_file(&on_phone, place).await?;
        }
    }

    async fn take_file(&mut self, on_phone: &str, place: HostPath) -> Result<(), Ended> {
        let disk = |error: io::Error| Ended::Failed(on_disk(&error));
        let kept = self.selection.keeps(place.name(), on_phone) || !self.store.may_drop(&place);
        let mut size = 0;
        let mut incoming = match kept {
            true => Some(self.store.receive(place.clone()).map_err(disk)?),
            false => None,
        };
        loop {
            let len = self.wire.number(&mut || self.pace.tick()).await?;
            if !(1..=LONGEST_BLOCK).contains(&len) {
                return Err(odd("length of a block"));
            }
            let letter = self.wire.byte(&mut || self.pace.tick()).await?;
            let mut left = len as usize - 1;
            if letter == CONTENT {
                while left > 0 {
                    let some = self.wire.some(left, &mut || self.pace.tick()).await?;
                    left -= some.len();
                    size += some.len() as u64;
                    if let Some(incoming) = &mut incoming {
                        incoming.write(some).map_err(disk)?;
                    }
                }
                continue;
            }
            if left > LONGEST_NAME {
                return Err(odd("length of a reason"));
            }
            while left > 0 {
                left -= self.wire.some(left, &mut || self.pace.tick()).await?.len();
            }
            match letter {
                DONE => {
                    let placed = match incoming {
                        Some(incoming) => incoming.done(),
                        None => self.store.drop_file(&place, size),
                    };
                    placed.map_err(disk)?;
                    self.pace.file();
                    self.came.dropped += u64::from(!kept);
                }
                // A file of which only a part came would be read as a damaged one: it has no name here.
                NOT_THERE | NOT_HERE => self.not_sent(on_phone, &place, kept),
                _ => return Err(odd("letter of a block")),
            }
            return Ok(());
        }
    }

    fn not_sent(&mut self, on_phone: &str, place: &HostPath, kept: bool) {
        if !kept {
            return;
        }
        self.came.not_sent_count += 1;
        if self.came.not_sent.len() < MOST_NAMED {
            let name = if on_phone.is_empty() { place.to_string() } else { on_phone.to_owned() };
            let name = name.chars().take(LONGEST_NAMED).collect();
            self.came.not_sent.insert(place.name().to_owned(), name);
        }
    }

    /// Sends the files that the phone asks for, and says which are not here.
    pub(super) async fn send_files(&mut self, paths: &[String]) -> Result<(), Ended> {
        let mut missing = Dictionary::new();
        for said in paths {
            let place = self.store.place(said).ok_or_else(|| odd("a name that leads elsewhere"))?;
            self.wire.send(&named(said)).await?;
            match self.store.read(&place) {
                Ok(file) => self.send_file(file).await?,
                Err(error) => {
                    let (code, text) = device_error(&error);
                    self.wire.send(&block(NOT_HERE, text.as_bytes())).await?;
                    let mut why = Dictionary::new();
                    why.insert("DLFileErrorString".to_owned(), text.into());
                    why.insert("DLFileErrorCode".to_owned(), code.into());
                    missing.insert(said.clone(), Plist::Dictionary(why));
                }
            }
            self.pace.tick();
        }
        self.wire.send(&0_u32.to_be_bytes()).await?;
        match missing.is_empty() {
            true => self.status(0, None, Plist::Dictionary(Dictionary::new())).await,
            false => self.status(-13, Some("Multi status"), Plist::Dictionary(missing)).await,
        }
    }

    async fn send_file(&mut self, mut file: impl Read) -> Result<(), Ended> {
        let mut piece = vec![0; BLOCK];
        loop {
            let read = file.read(&mut piece).map_err(|error| Ended::Failed(on_disk(&error)))?;
            if read == 0 {
                return self.wire.send(&block(DONE, &[])).await;
            }
            self.wire.send(&block(CONTENT, &piece[..read])).await?;
        }
    }
}

fn named(name: &str) -> Vec<u8> {
    let len = u32::try_from(name.len()).unwrap_or(u32::MAX);
    [&len.to_be_bytes(), name.as_bytes()].concat()
}

fn block(letter: u8, content: &[u8]) -> Vec<u8> {
    let len = u32::try_from(content.len() + 1).unwrap_or(u32::MAX);
    [&len.to_be_bytes(), &[letter][..], content].concat()
}

/// A phone's own number for an error of this computer's disk.
pub(super) fn device_error(error: &io::Error) -> (i32, &'static str) {
    match error.kind() {
        io::ErrorKind::NotFound => (-6, "No such file or directory"),
        io::ErrorKind::AlreadyExists => (-7, "File exists"),
        io::ErrorKind::NotADirectory => (-8, "Not a directory"),
        io::ErrorKind::IsADirectory => (-9, "Is a directory"),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => (-15, "No space left on device"),
        _ => (-1, "Unknown error"),
    }
}
