//! What the shell remembers of a connected phone, in memory only.

use crate::failure::{Answer, our_fault};
use crate::wire::{Phone, Sysdiagnose};
use phone::{Device, Password, Plan, SysdiagnoseFile};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Phones, files on them, the copy that is planned. Indices are the opaque ids of the window.
#[derive(Default)]
pub(crate) struct AtPhone {
    /// Every phone that was seen, as it was seen last.
    pub phones: Vec<Device>,
    /// Every sysdiagnose that was seen.
    pub diagnoses: Vec<SysdiagnoseFile>,
    /// Set while something talks to a phone; the flag stops it.
    pub talking: Option<Arc<AtomicBool>>,
    /// Where copies go, if the person chose it.
    pub place: Option<PathBuf>,
    pub plan: Option<Plan>,
    /// Locks the copy that was made: needed for the check, and to put the phone back.
    pub password: Option<Password>,
    /// Folders of copies; each holds the journal of its changes.
    pub copies: Vec<PathBuf>,
    pub kept: Vec<PathBuf>,
    pub pretend: Option<Pretending>,
}

/// A pretend phone at the end of a pretend cable; it is gone with this value.
pub(crate) struct Pretending {
    pub serving: practice::iphone::Serving,
    /// False once it is gone.
    pub alive: Arc<AtomicBool>,
}

impl Drop for Pretending {
    fn drop(&mut self) {
        self.alive.store(false, Ordering::Relaxed);
        phone::look_at(None);
    }
}

impl AtPhone {
    /// Id of a phone that is seen; the same phone keeps its id.
    pub(crate) fn note(&mut self, device: &Device) -> Phone {
        let place = self.phones.iter().position(|known| known.udid == device.udid);
        let place = place.unwrap_or(self.phones.len());
        self.phones.splice(place..self.phones.len().min(place + 1), [device.clone()]);
        Phone::new(place, device)
    }

    /// What the window may know of a file.
    pub(crate) fn note_file(&mut self, file: &SysdiagnoseFile) -> Sysdiagnose {
        let place = self.diagnoses.iter().position(|known| known.name == file.name);
        let place = place.unwrap_or(self.diagnoses.len());
        self.diagnoses.splice(place..self.diagnoses.len().min(place + 1), [file.clone()]);
        Sysdiagnose::new(place, file)
    }

    /// Names of the files with these ids.
    pub(crate) fn file_names(&self, ids: &[String]) -> Answer<Vec<String>> {
        let file = |id: &String| id.parse::<usize>().ok().and_then(|place| self.diagnoses.get(place));
        ids.iter().map(|id| file(id).map(|file| file.name.clone()).ok_or_else(our_fault)).collect()
    }

    /// The phone with this id.
    pub(crate) fn udid(&self, id: &str) -> Answer<String> {
        let known = id.parse::<usize>().ok().and_then(|place| self.phones.get(place));
        known.map(|device| device.udid.clone()).ok_or_else(our_fault)
    }

    /// Remembers that changes are written down in this folder.
    pub(crate) fn note_copy(&mut self, folder: &PathBuf) {
        if !self.copies.contains(folder) {
            self.copies.push(folder.clone());
        }
    }
}
