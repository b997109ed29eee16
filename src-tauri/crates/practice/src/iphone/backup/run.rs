//! A backup from end to end.
//!
//! The order is that of phones as clients have logged it: what does the computer hold, is there room, folders,
//! files into `Snapshot` in batches, manifests, then everything moves into place.

use super::{Code, Failure, Outcome, hostile, password, talk::Talk, upload::Upload};
use crate::{
    archive,
    iphone::{
        content::{Content, Stored},
        control::Why,
        ended::Ended,
        fault::Fault,
        options::Resume,
        wire,
    },
};
use plist::{Dictionary, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Items that move at once.
const MOVED: usize = 1000;

/// Part of the progress, in percent, that the files make; the rest is moving and tidying.
const FILES: f64 = 90.0;

/// Answers `Backup`.
pub(super) fn backup(talk: &mut Talk<'_>, request: &Dictionary) -> Result<Outcome, Ended> {
    if wire::text(request, "TargetIdentifier").is_some_and(|target| target != talk.udid()) {
        return Ok(Err(Failure::new(Code::Unsupported, "Another device is meant")));
    }
    let managed = talk.phone.fails(Fault::ManagedEncryption) && talk.phone.state().password.is_none();
    if managed {
        let text = "No backup password set when required by device management";
        return Ok(Err(Failure::new(Code::Password, text)));
    }
    if let Some(failure) = password::unlocked(talk, Why::Backup)? {
        return Ok(Err(failure));
    }
    let content = talk.phone.content()?;
    let mut run = Run { talk, content: &content };
    Ok(run.all()?.map(|()| Vec::new()))
}

struct Run<'a, 'b> {
    talk: &'a mut Talk<'b>,
    content: &'a Content,
}

/// Files that the computer holds already, by their name, with their size.
type Held = BTreeMap<String, u64>;

impl Run<'_, '_> {
    fn all(&mut self) -> Result<Result<(), Failure>, Ended> {
        let old = self.talk.download(&["Status.plist", "Manifest.plist", "Manifest.db"])?;
        if self.talk.phone.fails(Fault::SnapshotExists) {
            return Ok(Err(Failure::new(Code::Exists, "Snapshot already exists")));
        }
        if self.talk.phone.fails(Fault::PlistBomb) {
            hostile::bomb(self.talk)?;
        }
        let here = self.talk.contents("")?;
        let held = self.held(old.get("Status.plist"))?;
        if let Err(failure) = self.room(&held)? {
            return Ok(Err(failure));
        }
        if here.is_empty() {
            self.talk.make_folder("")?;
        }
        self.talk.make_folder("Snapshot")?;
        let parts = self.parts();
        for part in &parts {
            self.talk.make_folder(&format!("Snapshot/{part}"))?;
        }
        let missing: Vec<&Stored> =
            self.content.files.iter().filter(|file| held.get(&file.name) != Some(&file.size)).collect();
        let whole = self.content.bytes();
        let sent = whole - missing.iter().chain(&self.manifests()).map(|file| file.size).sum::<u64>();
        let mut upload = Upload::new(self.talk, self.content, FILES, whole, sent);
        if let Err(failure) = upload.all(&missing)? {
            return Ok(Err(failure));
        }
        self.put_in_place(&parts)?;
        Ok(Ok(()))
    }

    fn manifests(&self) -> Vec<&Stored> {
        self.content.manifests.iter().collect()
    }

    /// The first two letters of the files' names: each is a folder.
    fn parts(&self) -> BTreeSet<String> {
        self.content.files.iter().filter_map(|file| Some(file.name.get(..2)?.to_owned())).collect()
    }

    /// What the computer still holds of this very backup, when its status says that it was being sent.
    fn held(&mut self, status: Option<&Vec<u8>>) -> Result<Held, Ended> {
        let mut held = Held::new();
        let status = status.and_then(|bytes| wire::list(bytes).ok()?.into_dictionary()).unwrap_or_default();
        let this = wire::text(&status, "UUID") == Some(self.content.uuid())
            && wire::text(&status, "SnapshotState") == Some("uploading");
        if !this || self.talk.phone.options.resume == Resume::Anew {
            return Ok(held);
        }
        let snapshot = self.talk.contents("Snapshot")?;
        for part in snapshot.keys().filter(|part| part.len() == 2) {
            for (name, facts) in self.talk.contents(&format!("Snapshot/{part}"))? {
                let size =
                    facts.as_dictionary().and_then(|facts| facts.get("DLFileSize")?.as_unsigned_integer());
                held.extend(size.map(|size| (format!("{part}/{name}"), size)));
            }
        }
        self.talk.phone.asked(format!("backup resumed with {} files", held.len()));
        Ok(held)
    }

    /// Whether the computer has room for what is missing.
    fn room(&mut self, held: &Held) -> Result<Result<(), Failure>, Ended> {
        let needed = self.content.bytes() - held.values().sum::<u64>().min(self.content.bytes());
        let udid = self.talk.udid().into();
        let free = self.talk.ask(vec!["DLMessageGetFreeDiskSpace".into(), udid])?.value;
        let free = free.as_unsigned_integer().unwrap_or_default();
        if self.talk.phone.fails(Fault::PurgeRequest) {
            let answer = self.talk.ask(vec!["DLMessagePurgeDiskSpace".into(), needed.into()])?;
            self.talk.phone.asked(format!("backup purge answered {}", answer.code));
        }
        if self.talk.phone.fails(Fault::NoSpace) || free < needed {
            let text = "Insufficient free disk space on drive to back up";
            return Ok(Err(Failure::new(Code::NoSpace, text)));
        }
        Ok(Ok(()))
    }

    /// Out of `Snapshot`, and the last status.
    fn put_in_place(&mut self, parts: &BTreeSet<String>) -> Result<(), Ended> {
        for part in parts {
            self.talk.make_folder(part)?;
        }
        let names: Vec<&str> =
            self.content.files.iter().chain(&self.content.manifests).map(|file| file.name.as_str()).collect();
        for some in names.chunks(MOVED) {
            let udid = self.talk.udid();
            let moves = some
                .iter()
                .map(|name| (format!("{udid}/Snapshot/{name}"), Value::from(format!("{udid}/{name}"))));
            let moves = archive::dictionary(moves);
            let nothing = archive::dictionary::<String>([]);
            self.talk.ask(vec!["DLMessageMoveItems".into(), moves, nothing, 95.0.into()])?;
        }
        let status = self.content.status(None)?;
        Upload::new(self.talk, self.content, FILES, 0, 0).bytes("Status.plist", &status, 97.0)?;
        // Phones keep a copy while they tidy up.
        let (from, to) = (self.talk.path("Status.plist"), self.talk.path("Snapshot/Status.plist"));
        let nothing = archive::dictionary::<String>([]);
        self.talk.ask(vec!["DLMessageCopyItem".into(), from, to, nothing.clone()])?;
        let removed = Value::Array(vec![self.talk.path("Snapshot")]);
        self.talk.ask(vec!["DLMessageRemoveItems".into(), removed, nothing, 100.0.into()])?;
        Ok(())
    }
}
