//! Where a backup grows: a folder that is marked unfinished until one rename gives it its name.
//!
//! ```text
//! <folder>/backup/<UDID>.unfinished/     while it grows: lucerna-unfinished, lucerna-kept.json,
//!                                        lucerna-part (the file that is coming in
//!                                       right now), lucerna-dropped, …
//! <folder>/backup/<UDID>/                whole: lucerna-copy.json, and what the phone sent
//! ```
//! A file has its name only once all of it is there, so a process that is killed at any moment leaves whole
//! files and nothing else, and the phone may go on from them.

use super::dropped::{self, Dropped};
use super::ended::on_disk;
use super::host_path::{HostPath, OURS, is_udid};
use super::marker::{self, Marker};
use super::unfinished::may_go_on;
use crate::{Failure, Keep};
use std::cell::RefCell;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

pub(super) const UNFINISHED: &str = "lucerna-unfinished";
const PART: &str = "lucerna-part";
const DROPPED: &str = "lucerna-dropped";
/// What is kept and on which start of the computer it was begun: a copy is gone on with only if both agree.
pub(super) const KEPT: &str = "lucerna-kept.json";

/// A computer whose disk is full to the last byte is no use to anybody.
const MARGIN: u64 = 256 << 20;

/// Entries of one folder that are told to the phone; a backup has 256 folders and no such large one.
const MOST_LISTED: usize = 500_000;

/// The growing backup of one phone.
#[derive(Debug)]
pub(crate) struct Store {
    root: PathBuf,
    target: PathBuf,
    udid: String,
    keep: Keep,
    resumed: bool,
    dropped: RefCell<Dropped>,
}

/// What a folder holds, for the phone.
pub(crate) struct Listed {
    pub(crate) name: String,
    pub(crate) is_folder: bool,
    pub(crate) size: u64,
    pub(crate) changed: Option<SystemTime>,
}

/// What lies where a copy is to be made.
#[derive(Debug)]
pub(crate) enum Begun {
    /// A whole backup is there already.
    Whole(PathBuf, Marker),
    /// It can grow.
    Growing(Store),
}

impl Store {
    /// Begins the backup of a phone in `folder`, or goes on with the one that lies there. `start` names the
    /// computer's last start, see [`marker::start_of_computer`].
    ///
    /// # Errors
    /// `odd-answer` for a UDID that is none, `save-failed`, `space-ran-out`.
    pub(crate) fn begin(folder: &Path, udid: &str, keep: &Keep, start: &str) -> Result<Begun, Failure> {
        if !is_udid(udid) {
            return Err(Failure::new("odd-answer").because("udid"));
        }
        let backups = folder.join("backup");
        let (root, target) = (backups.join(format!("{udid}.unfinished")), backups.join(udid));
        if let Some(marker) = Marker::of(&target) {
            return Ok(Begun::Whole(target, marker));
        }
        let store = Self {
            resumed: false,
            root,
            target,
            udid: udid.to_owned(),
            keep: keep.clone(),
            dropped: RefCell::default(),
        };
        // Killed between its last note and its name: it only wants its name.
        if let Some(marker) = Marker::of(&store.root).filter(|_| !store.root.join(UNFINISHED).exists()) {
            let target = store.name_it().map_err(|error| on_disk(&error))?;
            return Ok(Begun::Whole(target, marker));
        }
        store.open(start).map(Begun::Growing).map_err(|error| on_disk(&error))
    }

    fn open(mut self, start: &str) -> io::Result<Self> {
        let begun = marker::begun(&self.keep, start);
        self.resumed = may_go_on(&self.root, &self.keep, start);
        if !self.resumed && self.root.exists() {
            // Begun with another wish, or before the computer was restarted: not everything that was
            // written need have reached the disk.
            fs::remove_dir_all(&self.root)?;
        }
        fs::create_dir_all(&self.root)?;
        create(&self.root.join(UNFINISHED))?;
        write_small(&self.root.join(KEPT), &begun)?;
        remove(&self.root.join(PART))?;
        if self.keep == Keep::Needed {
            self.dropped = RefCell::new(Dropped::open(&self.root.join(DROPPED))?);
        }
        Ok(self)
    }

    /// The growing folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The phone's name for this backup.
    pub(crate) fn udid(&self) -> &str {
        &self.udid
    }

    /// What is kept.
    pub(crate) fn keep(&self) -> &Keep {
        &self.keep
    }

    /// True if the phone may go on from what is there.
    pub(crate) fn is_resumed(&self) -> bool {
        self.resumed && self.root.join("Status.plist").is_file()
    }

    /// A place inside, or none if the phone names one elsewhere.
    pub(crate) fn place(&self, said: &str) -> Option<HostPath> {
        HostPath::parse(&self.udid, said)
    }

    /// Opens a file for sending it to the phone.
    pub(crate) fn read(&self, path: &HostPath) -> io::Result<File> {
        let path = path.below(&self.root);
        if !fs::symlink_metadata(&path)?.is_file() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        #[expect(clippy::disallowed_methods, reason = "the copy that is being made here, not evidence yet")]
        File::open(path)
    }

    /// A file that comes in.
    pub(crate) fn receive(&self, path: HostPath) -> io::Result<Incoming<'_>> {
        if path.is_root() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let part = self.root.join(PART);
        Ok(Incoming { store: self, file: create(&part)?, path })
    }

    /// True if a file may come and not be kept: its place is one of a stored file.
    pub(crate) fn may_drop(&self, path: &HostPath) -> bool {
        dropped::stored(path).is_some()
    }

    /// A file came and was not kept; whatever was there before is gone.
    pub(crate) fn drop_file(&self, path: &HostPath, size: u64) -> io::Result<()> {
        remove(&path.below(&self.root))?;
        self.dropped.borrow_mut().add(path, size).map(|_| ())
    }

    /// Writes a small file whole, by the same way as one that comes in.
    pub(crate) fn write(&self, name: &str, content: &[u8]) -> io::Result<()> {
        let path = HostPath::parse(&self.udid, &format!("{}/{name}", self.udid));
        let mut incoming = self.receive(path.ok_or(io::ErrorKind::InvalidInput)?)?;
        incoming.write(content)?;
        incoming.done()
    }

    /// Makes a folder and those around it.
    pub(crate) fn make_folder(&self, path: &HostPath) -> io::Result<()> {
        fs::create_dir_all(path.below(&self.root))
    }

    /// Moves a file or folder over whatever is at `place`. False if there is nothing to move.
    pub(crate) fn move_item(&self, path: &HostPath, place: &HostPath) -> io::Result<bool> {
        if path.is_root() || place.is_root() {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        let (from, to) = (path.below(&self.root), place.below(&self.root));
        match fs::rename(&from, &to) {
            Ok(()) => return Ok(true),
            Err(_) if fs::symlink_metadata(&from).is_err() => {
                return self.dropped.borrow_mut().move_item(path, place);
            }
            Err(_) if to.starts_with(&from) => return Err(io::ErrorKind::InvalidInput.into()),
            Err(_) => {}
        }
        if to.is_dir() {
            fs::remove_dir_all(&to)?;
        }
        if let Some(around) = to.parent() {
            fs::create_dir_all(around)?;
        }
        fs::rename(from, to).map(|()| true)
    }

    /// Copies a file or a folder.
    pub(crate) fn copy_item(&self, from: &HostPath, to: &HostPath) -> io::Result<bool> {
        let (from, to) = (from.below(&self.root), to.below(&self.root));
        if fs::symlink_metadata(&from).is_err() {
            return Ok(false);
        }
        if to.starts_with(&from) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        copy(&from, &to).map(|()| true)
    }

    /// Removes a file or folder; of the backup's own folder all but our notes.
    pub(crate) fn remove_item(&self, path: &HostPath) -> io::Result<()> {
        self.dropped.borrow_mut().remove(path)?;
        if !path.is_root() {
            return remove(&path.below(&self.root));
        }
        self.list(path)?.iter().try_for_each(|inside| remove(&self.root.join(&inside.name)))
    }

    /// What a folder holds, our own notes left out.
    pub(crate) fn list(&self, path: &HostPath) -> io::Result<Vec<Listed>> {
        #[expect(clippy::disallowed_methods, reason = "the copy that is being made here, not evidence yet")]
        let entries = fs::read_dir(path.below(&self.root))?;
        let mut listed = Vec::new();
        for entry in entries.take(MOST_LISTED) {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            if !name.starts_with(OURS) {
                let about = entry.metadata()?;
                let changed = about.modified().ok();
                listed.push(Listed { name, is_folder: about.is_dir(), size: about.len(), changed });
            }
        }
        let dropped = self.dropped.borrow().list(path);
        listed.extend(dropped.into_iter().map(|(name, size)| Listed {
            name,
            is_folder: false,
            size,
            changed: None,
        }));
        Ok(listed)
    }

    /// Bytes that can still be written for this backup; some are left to the computer.
    pub(crate) fn free(&self) -> io::Result<u64> {
        let margin = MARGIN.min(fs4::total_space(&self.root)? / 32);
        Ok(fs4::available_space(&self.root)?.saturating_sub(margin))
    }

    /// The phone may go on from what is there after the cable was out.
    pub(crate) fn go_on(&mut self) {
        self.resumed = true;
    }

    /// Writes the last note and gives the backup its name. Everything is on the disk before it has one.
    pub(crate) fn finish(self, marker: &Marker) -> Result<PathBuf, Failure> {
        let finishing = || {
            remove(&self.root.join(PART))?;
            remove(&self.root.join(DROPPED))?;
            marker.write(&self.root)?;
            flush(&self.root)?;
            remove(&self.root.join(KEPT))?;
            remove(&self.root.join(UNFINISHED))?;
            sync_folder(&self.root)?;
            self.name_it()
        };
        finishing().map_err(|error| on_disk(&error))
    }

    fn name_it(&self) -> io::Result<PathBuf> {
        fs::rename(&self.root, &self.target)?;
        self.target.parent().map_or(Ok(()), sync_folder)?;
        Ok(self.target.clone())
    }
}

/// A file that is coming in. Dropped early it leaves nothing under its name.
pub(crate) struct Incoming<'a> {
    store: &'a Store,
    file: File,
    path: HostPath,
}

impl Incoming<'_> {
    pub(crate) fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all(bytes)
    }

    /// All of it is there: gives it its name.
    pub(crate) fn done(self) -> io::Result<()> {
        let Self { store, file, path } = self;
        drop(file);
        let (part, to) = (store.root.join(PART), path.below(&store.root));
        match fs::rename(&part, &to) {
            Ok(()) => return Ok(()),
            Err(_) if to.is_dir() => fs::remove_dir_all(&to)?,
            Err(_) => to.parent().map_or(Ok(()), fs::create_dir_all)?,
        }
        fs::rename(part, to)
    }
}

fn create(path: &Path) -> io::Result<File> {
    #[expect(clippy::disallowed_methods, reason = "writing a copy is what this crate is for")]
    File::create(path)
}

/// Removes a file or a folder with all in it; what is not there is removed already.
fn remove(path: &Path) -> io::Result<()> {
    let removed = match fs::symlink_metadata(path) {
        Ok(about) if about.is_dir() => fs::remove_dir_all(path),
        Ok(_) => fs::remove_file(path),
        Err(error) => Err(error),
    };
    removed.or_else(|error| if error.kind() == io::ErrorKind::NotFound { Ok(()) } else { Err(error) })
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    if !from.is_dir() {
        to.parent().map_or(Ok(()), fs::create_dir_all)?;
        return fs::copy(from, to).map(|_| ());
    }
    fs::create_dir_all(to)?;
    #[expect(clippy::disallowed_methods, reason = "the copy that is being made here, not evidence yet")]
    let entries = fs::read_dir(from)?;
    for entry in entries {
        let entry = entry?;
        copy(&entry.path(), &to.join(entry.file_name()))?;
    }
    Ok(())
}

pub(crate) fn read_small(path: &Path) -> Option<String> {
    #[expect(clippy::disallowed_methods, reason = "our own note beside a copy, at most 16 MiB are read")]
    let file = File::open(path).ok()?;
    let mut text = String::new();
    io::Read::read_to_string(&mut io::Read::take(file, 16 << 20), &mut text).ok()?;
    Some(text)
}

pub(crate) fn write_small(path: &Path, text: &str) -> io::Result<()> {
    let mut file = create(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}

/// Brings all that was written below `root` to the disk.
#[cfg(target_os = "linux")]
fn flush(root: &Path) -> io::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "the copy that is being made here, not evidence yet")]
    let folder = File::open(root)?;
    Ok(rustix::fs::syncfs(folder)?)
}

/// Brings all that was written below `root` to the disk, file by file.
#[cfg(not(target_os = "linux"))]
fn flush(root: &Path) -> io::Result<()> {
    #[expect(clippy::disallowed_methods, reason = "the copy that is being made here, not evidence yet")]
    for entry in fs::read_dir(root)? {
        let path = entry?.path();
        if path.is_dir() {
            flush(&path)?;
        } else {
            File::options().write(true).open(&path)?.sync_all()?;
        }
    }
    sync_folder(root)
}

/// Makes names in a folder last. Windows does that by itself.
fn sync_folder(folder: &Path) -> io::Result<()> {
    if cfg!(windows) {
        return Ok(());
    }
    #[expect(clippy::disallowed_methods, reason = "the copy that is being made here, not evidence yet")]
    File::open(folder)?.sync_all()
}
