//! A backup from end to end.
//!
//! The order is that of iOS 26.1, as far as it is publicly known, and of what clients have logged: what does
//! the computer hold, is there room, folders, the status `uploading`, files into `Snapshot` in batches, the
//! manifests, the status `moving`, everything moves into place, the status `removing`, `Snapshot` goes, the
//! status `finished`. At the end the phone looks whether the computer holds every file that the manifest names.

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
use std::collections::BTreeSet;

/// Files that move at once.
const MOVED: usize = 128;

/// Part of the progress, in percent, that the files make; the rest is moving and tidying.
const FILES: f64 = 90.0;

/// Room that must stay free beside the files, and what the phone asks for more when it is too little.
const SPARE: u64 = 128 << 20;
const PURGE_MORE: u64 = 2 << 30;

/// How urgent it is that the computer makes room.
const URGENCY: u64 = 4;

/// What went wrong by the phone's own judgement, inside a connection that is well.
type Judged<T> = Result<Result<T, Failure>, Ended>;

/// Answers `Backup`.
pub(super) fn backup(talk: &mut Talk<'_>, request: &Dictionary) -> Result<Outcome, Ended> {
    if wire::text(request, "TargetIdentifier").is_some_and(|target| target != talk.udid()) {
        return Ok(Err(Failure::new(Code::Unsupported, "Another device is meant")));
    }
    if let Some(failure) = password::unlocked(talk, Why::Backup)? {
        return Ok(Err(failure));
    }
    let managed = talk.phone.fails(Fault::ManagedEncryption) && talk.phone.state().password.is_none();
    if managed {
        let text = "No backup password set when required by device management";
        return Ok(Err(Failure::new(Code::Password, text)));
    }
    let content = talk.phone.content()?;
    let mut run = Run { talk, content: &content };
    Ok(run.all()?.map(|()| Vec::new()))
}

struct Run<'a, 'b> {
    talk: &'a mut Talk<'b>,
    content: &'a Content,
}

/// What the computer holds of this very backup.
enum Held {
    Nothing,
    /// These files, by name, in `Snapshot` or in place.
    Some(BTreeSet<String>),
    /// Everything; some of it is still in `Snapshot`.
    All(BTreeSet<String>),
}

impl Run<'_, '_> {
    fn all(&mut self) -> Judged<()> {
        let old = self.talk.download(&["Status.plist", "Manifest.plist"])?;
        if self.talk.phone.fails(Fault::SnapshotExists) {
            return Ok(Err(Failure::new(Code::Exists, "Snapshot already exists")));
        }
        if self.talk.phone.fails(Fault::PlistBomb) {
            hostile::bomb(self.talk)?;
        }
        let held = self.held(old.get("Status.plist"))?;
        let nothing = BTreeSet::new();
        let (names, still) = match &held {
            Held::Nothing => (&nothing, None),
            Held::Some(names) => (names, None),
            Held::All(names) => (&nothing, Some(names)),
        };
        if still.is_none() {
            let missing: Vec<&Stored> =
                self.content.files.iter().filter(|file| !names.contains(&file.name)).collect();
            if let Err(failure) = self.send(&missing)? {
                return Ok(Err(failure));
            }
        }
        if let Err(failure) = self.put_in_place(still)? {
            return Ok(Err(failure));
        }
        self.verify()
    }

    /// What the computer still holds, when its status says that this backup was not finished.
    fn held(&mut self, status: Option<&Vec<u8>>) -> Result<Held, Ended> {
        let status = status.and_then(|bytes| wire::list(bytes).ok()?.into_dictionary()).unwrap_or_default();
        let same_password = {
            let state = self.talk.phone.state();
            state.begun.as_ref().is_none_or(|begun| *begun == state.password)
        };
        let this = wire::text(&status, "UUID") == Some(self.content.uuid()) && same_password;
        if !this || self.talk.phone.options.resume == Resume::Anew {
            return Ok(Held::Nothing);
        }
        let state = wire::text(&status, "SnapshotState").unwrap_or_default();
        if !matches!(state, "uploading" | "moving" | "removing") {
            return Ok(Held::Nothing);
        }
        let mut names = self.files_below("Snapshot/")?;
        self.talk.phone.asked(format!("backup resumed from {state} with {} files", names.len()));
        if state == "uploading" {
            return Ok(Held::Some(names));
        }
        // What stands beside the files moves with them.
        let top = self.talk.contents("Snapshot")?;
        names.extend(
            self.content.manifests.iter().map(|file| file.name.clone()).filter(|name| top.contains_key(name)),
        );
        Ok(Held::All(names))
    }

    /// Names of the files in the 256 folders below `folder`, such as `3d/3d0d7e5f…`.
    fn files_below(&mut self, folder: &str) -> Result<BTreeSet<String>, Ended> {
        let mut names = BTreeSet::new();
        let parts = self.talk.contents(folder.trim_end_matches('/'))?;
        for part in parts.keys().filter(|part| part.len() == 2) {
            let here = self.talk.contents(&format!("{folder}{part}"))?;
            names.extend(here.keys().map(|name| format!("{part}/{name}")));
        }
        Ok(names)
    }

    /// Room, folders, files, manifests.
    fn send(&mut self, missing: &[&Stored]) -> Judged<()> {
        let size = missing.iter().copied().chain(&self.content.manifests).map(|file| file.size).sum::<u64>();
        if let Err(failure) = self.room(size)? {
            return Ok(Err(failure));
        }
        self.talk.make_folder("")?;
        for part in 0..=255_u8 {
            self.talk.make_folder(&format!("{part:02x}"))?;
        }
        self.talk.make_folder("Snapshot")?;
        for part in 0..=255_u8 {
            self.talk.make_folder(&format!("Snapshot/{part:02x}"))?;
        }
        self.talk.phone.change(|state| state.begun = Some(state.password.clone()));
        let whole = self.content.bytes();
        Upload::new(self.talk, self.content, FILES, whole, whole - size).all(missing)
    }

    /// Whether the computer has room for `size` bytes.
    fn room(&mut self, size: u64) -> Judged<()> {
        let enough = |free: u64| free >= size.saturating_add(SPARE);
        let mut free = self.free()?;
        if !enough(free) || self.talk.phone.fails(Fault::PurgeRequest) {
            let lacking = size.saturating_add(SPARE).saturating_sub(free).saturating_add(PURGE_MORE);
            let ask = vec!["DLMessagePurgeDiskSpace".into(), lacking.into(), URGENCY.into()];
            let answer = self.talk.ask(ask)?;
            self.talk.phone.asked(format!("backup purge answered {}", answer.code));
            free = self.free()?;
        }
        if self.talk.phone.fails(Fault::NoSpace) || !enough(free) {
            let text = "Insufficient free disk space on drive to back up";
            return Ok(Err(Failure::new(Code::NoSpace, text)));
        }
        Ok(Ok(()))
    }

    fn free(&mut self) -> Result<u64, Ended> {
        let udid = self.talk.udid().into();
        let status = self.talk.ask(vec!["DLMessageGetFreeDiskSpace".into(), udid])?;
        Ok(status.value.as_unsigned_integer().unwrap_or_default())
    }

    /// Out of `Snapshot`: all files, or those that are `still` there.
    fn put_in_place(&mut self, still: Option<&BTreeSet<String>>) -> Judged<()> {
        self.status("moving", FILES)?;
        let there = |file: &&Stored| still.is_none_or(|still| still.contains(&file.name));
        let files: Vec<&Stored> = self.content.files.iter().filter(there).collect();
        let manifests: Vec<&Stored> = self.content.manifests.iter().filter(there).collect();
        for some in files.chunks(MOVED).chain(manifests.chunks(1)) {
            if let Err(failure) = self.move_out(some)? {
                return Ok(Err(failure));
            }
        }
        self.status("removing", 97.0)?;
        // A copy of the status while the rest is tidied away; older phones do so.
        let (from, to) = (self.talk.path("Status.plist"), self.talk.path("Snapshot/Status.plist"));
        self.talk.ask(vec!["DLMessageCopyItem".into(), from, to, nothing()])?;
        let removed = Value::Array(vec![self.talk.path("Snapshot")]);
        self.talk.ask(vec!["DLMessageRemoveItems".into(), removed, nothing(), 99.0.into()])?;
        let last = self.content.status(None)?;
        Upload::new(self.talk, self.content, FILES, 0, 0).bytes("Status.plist", &last, 100.0).map(Ok)
    }

    fn move_out(&mut self, files: &[&Stored]) -> Judged<()> {
        let udid = self.talk.udid();
        let moves = files
            .iter()
            .map(|file| (format!("{udid}/Snapshot/{}", file.name), format!("{udid}/{}", file.name).into()));
        let moves: Value = archive::dictionary(moves);
        let status = self.talk.ask(vec!["DLMessageMoveItems".into(), moves, nothing(), 95.0.into()])?;
        // A file that the phone could not read is not there to be moved.
        if status.code < 0 && !self.talk.phone.fails(Fault::FileError) {
            return Ok(Err(Failure::new(Code::Drive, "Error moving items from snapshot")));
        }
        Ok(Ok(()))
    }

    fn status(&mut self, state: &str, progress: f64) -> Result<(), Ended> {
        let status = self.content.status(Some(state))?;
        Upload::new(self.talk, self.content, FILES, 0, 0).bytes("Status.plist", &status, progress)
    }

    /// Looks whether the computer holds every file that the manifest names, as iOS 26.1 does.
    fn verify(&mut self) -> Judged<()> {
        if !self.talk.phone.options.verify {
            return Ok(Ok(()));
        }
        self.talk.download(&["Status.plist", "Manifest.plist", "Manifest.db"])?;
        let here = self.files_below("")?;
        let broken = self.talk.phone.fails(Fault::FileError);
        let lacking = self.content.files.iter().filter(|file| !here.contains(&file.name)).count();
        // The file that the phone could not read is no longer in its manifest.
        if lacking > usize::from(broken) {
            self.talk.phone.asked(format!("backup lacks {lacking} files"));
            return Ok(Err(Failure::new(Code::NotWhole, "Manifest references files not in backup")));
        }
        Ok(Ok(()))
    }
}

fn nothing() -> Value {
    archive::dictionary::<String>([])
}
