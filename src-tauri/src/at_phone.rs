//! What the shell remembers of a connected phone, in memory only.

use crate::failure::{Answer, our_fault};
use crate::state::Shell;
use crate::wire::{Phone, PhoneSeen, Sysdiagnose};
use phone::{Device, Failure, Password, Plan, Seen, SysdiagnoseFile};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::async_runtime::spawn_blocking;

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
    fn note(&mut self, device: &Device) -> Phone {
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

impl Shell {
    /// Remembers what is seen and gives what the window may know of it.
    pub(crate) fn see(&self, seen: Seen) -> PhoneSeen {
        let at_phone = &mut self.inside().at_phone;
        let (what, system, devices) = match seen {
            Seen::NoService { system } => ("no-service", Some(system), Vec::new()),
            Seen::Nothing => ("nothing", None, Vec::new()),
            Seen::Several(devices) => ("several", None, devices),
            Seen::One(device) => ("one", None, vec![device]),
        };
        let phones = devices.iter().map(|device| at_phone.note(device)).collect();
        PhoneSeen { what: what.to_owned(), system, phones }
    }

    /// As [`Shell::see`], for the phone that is ready.
    pub(crate) fn see_ready(&self, device: &Device) -> Phone {
        self.inside().at_phone.note(device)
    }

    /// The right to talk to a phone: one conversation at a time.
    pub(crate) fn talk(&self) -> Answer<Talk<'_>> {
        let talking = &mut self.inside().at_phone.talking;
        if talking.is_some() {
            return Err(our_fault());
        }
        let stop = Arc::clone(talking.insert(Arc::default()));
        Ok(Talk { shell: self, stop })
    }

    /// The password of a copy that was made just now.
    pub(crate) fn held_password(&self, id: &str) -> Option<Password> {
        let inside = self.inside();
        let known = id.parse::<usize>().ok().and_then(|place| inside.known.get(place));
        known.filter(|known| known.source == "phone").and(inside.at_phone.password.clone())
    }
}

/// A conversation with a phone; over when this value is gone.
pub(crate) struct Talk<'a> {
    shell: &'a Shell,
    stop: Arc<AtomicBool>,
}

impl Talk<'_> {
    /// Does `work` beside the window.
    pub(crate) async fn run<T, F>(&self, work: F) -> Answer<T>
    where
        T: Send + 'static,
        F: FnOnce(&AtomicBool) -> Result<T, Failure> + Send + 'static,
    {
        let stop = Arc::clone(&self.stop);
        Ok(spawn_blocking(move || work(&stop)).await.map_err(|_| our_fault())??)
    }
}

impl Drop for Talk<'_> {
    fn drop(&mut self) {
        self.shell.inside().at_phone.talking = None;
    }
}
