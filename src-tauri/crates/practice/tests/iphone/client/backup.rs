//! mobilebackup2 from the computer's side: does as it is told, inside one folder.

use super::{Wire, dictionary};
use plist::{Dictionary, Value};
use std::{
    fs,
    io::{self, Read},
    path::{Component, Path, PathBuf},
};

/// How a backup ended.
#[derive(Debug, Default)]
pub(crate) struct Ended {
    /// `ErrorCode` of the last response; `None` when the connection broke.
    pub(crate) code: Option<u64>,
    pub(crate) description: String,
    /// Progress as it was told.
    pub(crate) progress: Vec<f64>,
    /// Names below the folder of files that came, in their order.
    pub(crate) files: Vec<String>,
    /// Names that the phone gave them.
    pub(crate) device_names: Vec<String>,
    /// Names of files that the phone could not read.
    pub(crate) failed: Vec<String>,
    /// Names that were refused because they lead out of the folder.
    pub(crate) refused: Vec<String>,
    /// Kinds of the messages, in their order, repeats left out.
    pub(crate) messages: Vec<String>,
    pub(crate) broken: Option<String>,
}

/// A client.
pub(crate) struct Backup {
    wire: Wire,
    udid: String,
    folder: PathBuf,
    /// What it says when it is asked for room.
    pub(crate) free: u64,
    /// What it answers to a request to make room.
    pub(crate) purge: i64,
    /// Keeps files; a test of 200,000 files does without.
    pub(crate) keep: bool,
    /// Loses this file before it is moved, and says that all is well.
    pub(crate) lose: Option<String>,
}

impl Backup {
    /// `folder` is the one that holds the folder of the phone.
    pub(crate) fn new(mut wire: Wire, udid: &str, folder: &Path) -> Self {
        let hello = wire.list().unwrap();
        assert_eq!(hello.as_array().unwrap()[0].as_string(), Some("DLMessageVersionExchange"));
        wire.send(&Value::Array(vec!["DLMessageVersionExchange".into(), "DLVersionsOk".into(), 400.into()]));
        let ready = wire.list().unwrap();
        assert_eq!(ready.as_array().unwrap()[0].as_string(), Some("DLMessageDeviceReady"));
        let mut new = Self {
            wire,
            udid: udid.to_owned(),
            folder: folder.to_owned(),
            free: 1 << 40,
            purge: 0,
            keep: true,
            lose: None,
        };
        let hello = new.request(vec![("MessageName", "Hello".into())]);
        assert_eq!(hello.code, Some(0));
        new
    }

    /// Sends a request and does what the phone asks for until it has answered.
    pub(crate) fn request(&mut self, request: Vec<(&str, Value)>) -> Ended {
        self.wire.send(&Value::Array(vec!["DLMessageProcessMessage".into(), dictionary(request)]));
        let mut ended = Ended::default();
        if let Err(error) = self.serve(&mut ended) {
            ended.broken = Some(error.to_string());
        }
        ended
    }

    pub(crate) fn backup(&mut self) -> Ended {
        let udid = self.udid.clone();
        self.request(vec![("MessageName", "Backup".into()), ("TargetIdentifier", udid.into())])
    }

    /// Sets, changes or removes the backup password.
    pub(crate) fn password(&mut self, old: Option<&str>, new: Option<&str>) -> Ended {
        let mut request = vec![
            ("MessageName", Value::from("ChangePassword")),
            ("TargetIdentifier", self.udid.clone().into()),
        ];
        request.extend(old.map(|old| ("OldPassword", old.into())));
        request.extend(new.map(|new| ("NewPassword", new.into())));
        self.request(request)
    }

    /// What makes it go away without a word, from another thread.
    pub(crate) fn cutter(&self) -> impl FnOnce() + use<> {
        let plain = self.wire.plain();
        move || plain.shutdown(std::net::Shutdown::Both).unwrap()
    }

    fn serve(&mut self, ended: &mut Ended) -> io::Result<()> {
        loop {
            let message = self.wire.list()?;
            let parts = message.as_array().cloned().unwrap_or_default();
            let kind = parts[0].as_string().unwrap().to_owned();
            if ended.messages.last() != Some(&kind) {
                ended.messages.push(kind.clone());
            }
            let text = |at: usize| parts.get(at).and_then(Value::as_string).unwrap_or_default();
            match kind.as_str() {
                "DLMessageProcessMessage" => {
                    let response = parts[1].as_dictionary().unwrap();
                    ended.code = response["ErrorCode"].as_unsigned_integer();
                    let words = response.get("ErrorDescription").and_then(Value::as_string);
                    ended.description = words.unwrap_or_default().to_owned();
                    return Ok(());
                }
                "DLMessageGetFreeDiskSpace" => self.answer(0, self.free.into()),
                "DLMessagePurgeDiskSpace" => self.answer(self.purge, 0.into()),
                "DLMessageDownloadFiles" => self.hand_out(parts[1].as_array().unwrap())?,
                "DLMessageUploadFiles" => {
                    ended.progress.extend(parts[2].as_real());
                    self.take(ended)?;
                }
                "DLContentsOfDirectory" => {
                    let list = self.list(text(1));
                    self.answer(0, list);
                }
                "DLMessageCreateDirectory" => {
                    fs::create_dir_all(self.place(text(1)).unwrap()).unwrap();
                    self.answer(0, dictionary([]));
                }
                "DLMessageMoveItems" => {
                    let mut code = 0;
                    for (from, to) in parts[1].as_dictionary().unwrap() {
                        let lost = |lose: &String| from.ends_with(lose);
                        if self.lose.as_ref().is_some_and(lost) {
                            continue;
                        }
                        let (from, to) = (self.place(from), self.place(to.as_string().unwrap()));
                        if fs::rename(from.unwrap(), to.unwrap()).is_err() {
                            code = -6;
                        }
                    }
                    self.answer(code, dictionary([]));
                }
                "DLMessageCopyItem" => {
                    fs::copy(self.place(text(1)).unwrap(), self.place(text(2)).unwrap()).unwrap();
                    self.answer(0, dictionary([]));
                }
                "DLMessageRemoveItems" => {
                    for item in parts[1].as_array().unwrap() {
                        fs::remove_dir_all(self.place(item.as_string().unwrap()).unwrap()).unwrap();
                    }
                    self.answer(0, dictionary([]));
                }
                other => panic!("the phone said {other}"),
            }
        }
    }

    fn answer(&mut self, code: i64, value: Value) {
        let parts = vec!["DLMessageStatusResponse".into(), code.into(), "".into(), value];
        self.wire.send(&Value::Array(parts));
    }

    /// The place of a path that the phone named; `None` where it leads out of the folder.
    fn place(&self, path: &str) -> Option<PathBuf> {
        let inside = |part: Component<'_>| matches!(part, Component::Normal(name) if !name.to_string_lossy().contains(['\\', '\0', ':']));
        Path::new(path).components().all(inside).then(|| self.folder.join(path))
    }

    fn hand_out(&mut self, paths: &[Value]) -> io::Result<()> {
        for path in paths {
            let path = path.as_string().unwrap();
            let mut out = Vec::new();
            out.extend(u32::try_from(path.len()).unwrap().to_be_bytes());
            out.extend(path.as_bytes());
            let (code, content) = match fs::read(self.place(path).unwrap()) {
                Ok(content) => (0x0c, content),
                Err(error) => (0x06, error.to_string().into_bytes()),
            };
            out.extend(u32::try_from(content.len() + 1).unwrap().to_be_bytes());
            out.push(code);
            out.extend(content);
            if code == 0x0c {
                out.extend([0, 0, 0, 1, 0]);
            }
            self.wire.send_bytes(&out);
        }
        self.wire.send_bytes(&[0; 4]);
        self.answer(0, dictionary([]));
        Ok(())
    }

    fn take(&mut self, ended: &mut Ended) -> io::Result<()> {
        loop {
            let length = u32::from_be_bytes(self.wire.exact()?);
            if length == 0 {
                self.answer(0, dictionary([]));
                return Ok(());
            }
            let device = String::from_utf8(self.wire.some(length)?).unwrap();
            let length = u32::from_be_bytes(self.wire.exact()?);
            let name = String::from_utf8(self.wire.some(length)?).unwrap();
            let mut content = Vec::new();
            let whole = self.blocks(&mut content);
            let short = name.strip_prefix(&format!("{}/", self.udid)).unwrap_or(&name).to_owned();
            match (&whole, self.place(&name)) {
                // As clients do, half a file is kept when the cable is pulled.
                (Ok(true) | Err(_), Some(place)) if self.keep => fs::write(place, &content).unwrap(),
                (_, Some(_)) => {}
                (_, None) => ended.refused.push(name),
            }
            match whole {
                Ok(true) => {
                    ended.files.push(short);
                    ended.device_names.push(device);
                }
                Ok(false) => ended.failed.push(short),
                Err(error) => return Err(error),
            }
        }
    }

    /// The blocks of one file; false when the phone could not read it.
    fn blocks(&mut self, into: &mut Vec<u8>) -> io::Result<bool> {
        loop {
            let length = u32::from_be_bytes(self.wire.exact()?);
            let [code] = self.wire.exact()?;
            match code {
                0x0c if length > 64 << 20 => return Err(io::Error::other("a length beyond reason")),
                0x0c => {
                    let at = into.len();
                    into.resize(at + length as usize - 1, 0);
                    self.wire.read_exact(&mut into[at..])?;
                }
                0 => return Ok(true),
                _ => {
                    self.wire.some(length - 1)?;
                    return Ok(false);
                }
            }
        }
    }

    fn list(&self, path: &str) -> Value {
        let mut list = Dictionary::new();
        for entry in fs::read_dir(self.place(path).unwrap()).into_iter().flatten() {
            let entry = entry.unwrap();
            let facts = entry.metadata().unwrap();
            let kind = if facts.is_dir() { "DLFileTypeDirectory" } else { "DLFileTypeRegular" };
            let about = [("DLFileType", kind.into()), ("DLFileSize", facts.len().into())];
            list.insert(entry.file_name().into_string().unwrap(), dictionary(about));
        }
        Value::Dictionary(list)
    }
}
