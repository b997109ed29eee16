//! The shell and a connected phone: what it sees of it, and one conversation at a time.

use crate::failure::{Answer, our_fault};
use crate::state::Shell;
use crate::wire::{Phone, PhoneSeen};
use phone::{Device, Failure, Password, Seen};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use tauri::async_runtime::spawn_blocking;

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
