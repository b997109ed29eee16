//! The conversation with the phone's backup service: we ask once, then it asks and we serve.
//!
//! ```text
//! phone: version · here: fine · phone: ready · here: Hello · phone: fine · here: Backup
//! phone: free space? files? folders, files, moves, removals …  here: a status for each
//! phone: last word, with a number that says what became of it
//! ```
//! Every message of the phone gets an answer, known or not: a phone that is not answered waits for ever.
//! Layout: reference/crates.md 1.2 to 1.5, tried with other people's clients and phones.

use super::ended::{Ended, odd, on_disk, refused};
use super::host_path::HostPath;
use super::message::Message;
use super::progress::Pace;
use super::selection::Selection;
use super::store::{Listed, Store};
use super::transfer::device_error;
use super::wire::Wire;
use crate::{Keep, Stage};
use plist::{Dictionary, Value as Plist};
use std::collections::BTreeMap;
use std::io;
use tokio::io::{AsyncRead, AsyncWrite};

/// Stands where a message has nothing to say.
const NOTHING: &str = "___EmptyParameterString___";

/// What came over in this conversation.
#[derive(Debug, Default)]
pub(crate) struct Came {
    /// Files that the phone could not send: the name here, the name there.
    pub(crate) not_sent: BTreeMap<String, String>,
    /// All of those, also beyond what is named.
    pub(crate) not_sent_count: u64,
    /// Files that came and were not wanted.
    pub(crate) dropped: u64,
}

/// One conversation, on a stream that nobody spoke on yet.
pub(crate) struct Conversation<'a, S> {
    pub(super) wire: Wire<S>,
    pub(super) store: &'a Store,
    pub(super) selection: &'a Selection,
    pub(super) pace: &'a mut Pace,
    pub(super) came: &'a mut Came,
}

impl<'a, S: AsyncRead + AsyncWrite + Unpin> Conversation<'a, S> {
    pub(crate) fn new(
        wire: Wire<S>,
        store: &'a Store,
        selection: &'a Selection,
        pace: &'a mut Pace,
        came: &'a mut Came,
    ) -> Self {
        Self { wire, store, selection, pace, came }
    }

    /// From the greeting to the phone's last word. What came before an error stays where it is.
    ///
    /// # Errors
    /// [`Ended::Lost`] if the stream ended; [`Ended::Failed`] with `odd-answer`, `phone-silent`, `stopped`,
    /// `save-failed`, `space-ran-out`, or what the phone's number means.
    pub(crate) async fn back_up(&mut self) -> Result<(), Ended> {
        let ended = self.whole().await;
        if matches!(ended, Err(Ended::Failed(_))) {
            // It may be gone or not listen; nothing is lost by telling it.
            let goodbye = list(["DLMessageDisconnect".into(), NOTHING.into()]);
            let _ = tokio::time::timeout(std::time::Duration::from_millis(300), self.wire.farewell(&goodbye))
                .await;
        }
        ended
    }

    async fn whole(&mut self) -> Result<(), Ended> {
        self.greet().await?;
        self.pace.enter(Stage::PhonePrepares);
        let mut wish = Dictionary::new();
        wish.insert("TargetIdentifier".to_owned(), self.store.udid().into());
        if !self.store.is_resumed() {
            let mut options = Dictionary::new();
            options.insert("ForceFullBackup".to_owned(), true.into());
            wish.insert("Options".to_owned(), Plist::Dictionary(options));
        }
        self.request("Backup", wish).await?;
        loop {
            if let Some(code) = self.serve().await? {
                return if code == 0 { Ok(()) } else { Err(refused(code).into()) };
            }
        }
    }

    /// Agrees on versions; asks for nothing yet.
    async fn greet(&mut self) -> Result<(), Ended> {
        let Message::VersionExchange(_) = self.next().await? else { return Err(odd("no version")) };
        let agreed = list(["DLMessageVersionExchange".into(), "DLVersionsOk".into(), 400.into()]);
        self.wire.say(&agreed).await?;
        let Message::DeviceReady = self.next().await? else { return Err(odd("not ready")) };
        let mut wish = Dictionary::new();
        let versions = Plist::Array(vec![Plist::Real(2.0), Plist::Real(2.1)]);
        wish.insert("SupportedProtocolVersions".to_owned(), versions);
        self.request("Hello", wish).await?;
        match self.next().await? {
            Message::Process(answer) => match error_code(&answer)? {
                0 => Ok(()),
                code => Err(refused(code).into()),
            },
            _ => Err(odd("no answer to Hello")),
        }
    }

    async fn request(&mut self, name: &str, mut wish: Dictionary) -> Result<(), Ended> {
        wish.insert("MessageName".to_owned(), name.into());
        self.wire.say(&list(["DLMessageProcessMessage".into(), Plist::Dictionary(wish)])).await
    }

    async fn next(&mut self) -> Result<Message, Ended> {
        Message::read(self.wire.message(&mut || self.pace.tick()).await?)
    }

    /// Serves one wish of the phone; its number if it was the last word.
    async fn serve(&mut self) -> Result<Option<i64>, Ended> {
        match self.next().await? {
            Message::DownloadFiles(paths) => self.send_files(&paths).await?,
            Message::UploadFiles { percent, bytes } => {
                self.pace.hear(percent, bytes);
                self.take_files().await?;
                self.status(0, None, Plist::Dictionary(Dictionary::new())).await?;
            }
            Message::FreeDiskSpace | Message::PurgeDiskSpace => {
                let free = self.room().map_err(|error| on_disk(&error))?;
                self.status(0, None, free.into()).await?;
            }
            Message::ContentsOfDirectory(said) => {
                let listed = self.store.list(&self.place(&said)?);
                match listed {
                    Ok(listed) => self.status(0, None, contents(listed)).await?,
                    Err(_) => self.status(0, None, Plist::Dictionary(Dictionary::new())).await?,
                }
            }
            Message::CreateDirectory(said) => {
                let made = self.store.make_folder(&self.place(&said)?);
                self.done(made.map(|()| true)).await?;
            }
            Message::Move(pairs, percent) => {
                self.pace.hear(percent, None);
                let moved = self.move_all(&pairs)?;
                self.done(moved).await?;
            }
            Message::Copy(from, to) => {
                let copied = self.store.copy_item(&self.place(&from)?, &self.place(&to)?);
                self.done(copied).await?;
            }
            Message::Remove(paths, percent) => {
                self.pace.hear(percent, None);
                let mut removed = Ok(true);
                for said in &paths {
                    removed = removed.and(self.store.remove_item(&self.place(said)?).map(|()| true));
                }
                self.done(removed).await?;
            }
            Message::Process(answer) => return error_code(&answer).map(Some),
            // It hangs up without a last word: as good as a pulled cable.
            Message::Disconnect => return Err(Ended::Lost(io::ErrorKind::ConnectionAborted.into())),
            Message::VersionExchange(_) | Message::DeviceReady | Message::Other => {
                self.status(0, None, Plist::Dictionary(Dictionary::new())).await?;
            }
        }
        Ok(None)
    }

    /// Moves each; true if all were there. All names are checked before the first is moved.
    fn move_all(&mut self, pairs: &BTreeMap<String, String>) -> Result<io::Result<bool>, Ended> {
        let places = pairs.iter().map(|(from, to)| Ok((self.place(from)?, self.place(to)?)));
        let places = places.collect::<Result<Vec<_>, Ended>>()?;
        let mut all = true;
        for (from, to) in places {
            match self.store.move_item(&from, &to) {
                Ok(moved) => all &= moved,
                Err(error) => return Ok(Err(error)),
            }
        }
        // A file that the phone could not read is not there to be moved; what else is missed shows when the
        // copy is counted.
        Ok(Ok(all || !self.came.not_sent.is_empty()))
    }

    /// A full disk ends the conversation, anything else is told to the phone.
    async fn done(&mut self, done: io::Result<bool>) -> Result<(), Ended> {
        let error = match done {
            Ok(true) => return self.status(0, None, Plist::Dictionary(Dictionary::new())).await,
            Ok(false) => io::ErrorKind::NotFound.into(),
            Err(error) => error,
        };
        let failure = on_disk(&error);
        if failure.code == "space-ran-out" {
            return Err(failure.into());
        }
        let (code, text) = device_error(&error);
        self.status(code, Some(text), Plist::Dictionary(Dictionary::new())).await
    }

    pub(super) async fn status(&mut self, code: i32, text: Option<&str>, rest: Plist) -> Result<(), Ended> {
        let text = text.unwrap_or(NOTHING);
        self.wire.say(&list(["DLMessageStatusResponse".into(), code.into(), text.into(), rest])).await
    }

    fn place(&self, said: &str) -> Result<HostPath, Ended> {
        self.store.place(said).ok_or_else(|| odd("a name that leads elsewhere"))
    }

    /// Bytes that the phone may send. If most of them are dropped the disk does not limit it.
    fn room(&self) -> io::Result<u64> {
        let free = self.store.free()?;
        Ok(if *self.store.keep() == Keep::Needed { free.max(DROPPED_ROOM) } else { free })
    }
}

/// More than any phone holds.
const DROPPED_ROOM: u64 = 4 << 40;

fn list<const N: usize>(parts: [Plist; N]) -> Plist {
    Plist::Array(parts.into())
}

fn error_code(answer: &property_list::Value) -> Result<i64, Ended> {
    let code = answer.get("ErrorCode").and_then(property_list::Value::as_int);
    code.ok_or_else(|| odd("an answer without a number"))
}

fn contents(listed: Vec<Listed>) -> Plist {
    let entry = |listed: Listed| {
        let mut about = Dictionary::new();
        let kind = if listed.is_folder { "DLFileTypeDirectory" } else { "DLFileTypeRegular" };
        about.insert("DLFileType".to_owned(), kind.into());
        about.insert("DLFileSize".to_owned(), listed.size.into());
        if let Some(changed) = listed.changed {
            about.insert("DLFileModificationDate".to_owned(), Plist::Date(changed.into()));
        }
        (listed.name, Plist::Dictionary(about))
    };
    Plist::Dictionary(listed.into_iter().map(entry).collect())
}
