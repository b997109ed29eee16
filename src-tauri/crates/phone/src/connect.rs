//! From "no phone seen yet" to "the phone is ready".

pub(crate) mod inside;

use crate::agent::{self, Order, Reply, Task};
use crate::{Device, DeviceState, Failure, changes, link};
use serde::{Deserialize, Serialize};
use std::sync::atomic::AtomicBool;

/// What is to be seen on the cable right now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Seen {
    /// The system's service for phones does not answer: `linux`, `windows` or `macos` says what to get.
    NoService {
        /// Key of the words on how to get it.
        system: String,
    },
    /// No phone.
    Nothing,
    /// More than one, and none was chosen.
    Several(Vec<Device>),
    /// One phone, in this state.
    One(Device),
}

/// The phones that are connected now, each with its state. Asks nothing of them that they would show.
///
/// # Errors
/// `no-usb-service` (system), `phone-worker-broke`.
pub fn devices() -> Result<Vec<Device>, Failure> {
    let mut found = Vec::new();
    let never = AtomicBool::new(false);
    let ended = agent::run(&Task::new(Order::Devices), &never, &mut |reply| {
        if let Reply::Devices(devices) = reply {
            found = devices;
            return true;
        }
        false
    });
    match ended {
        Err(failure) if failure.code == "no-usb-service" && starts_by_itself() => Ok(Vec::new()),
        Err(failure) if failure.code == "no-usb-service" => Err(failure.with("system", SYSTEM)),
        ended => ended.map(|()| found),
    }
}

/// Follows the cable until a phone is ready: waits for one, for its passcode, asks it to trust this
/// computer, waits for the tap. Every change is told through `seen`. Losing the phone starts over.
///
/// `wanted` picks one of several by its UDID. Pairing is remembered in memory and written to the journal of
/// changes once a copy begins; until then [`crate::put_back`] with an empty path removes it. The record
/// bears our mark, so that a later start knows it again if the program was killed in between.
///
/// # Errors
/// `trust-refused` (call again to ask again), `phone-too-old`, `pairing-failed`, `odd-answer` (it answers,
/// but not as a phone does), `stopped`, `phone-worker-broke`. Not: no service, no phone, locked, several;
/// these are waited out.
pub fn connect(
    wanted: Option<&str>,
    stop: &AtomicBool,
    seen: &mut dyn FnMut(Seen),
) -> Result<Device, Failure> {
    let mut ready = None;
    let mut last = None;
    let mut tell = |now: Seen| {
        if last.as_ref() != Some(&now) {
            last = Some(now.clone());
            seen(now);
        }
    };
    let order = Order::Connect { wanted: wanted.map(str::to_owned) };
    agent::run(&Task::new(order), stop, &mut |reply| {
        match reply {
            Reply::NoService if starts_by_itself() => tell(Seen::Nothing),
            Reply::NoService => tell(Seen::NoService { system: SYSTEM.to_owned() }),
            Reply::Seen(now) => tell(now),
            Reply::Trust { udid, step } => changes::note_trust(&udid, step),
            Reply::Ready(device) => {
                tell(Seen::One((*device).clone()));
                ready = Some(*device);
                return true;
            }
            _ => {}
        }
        false
    })?;
    let is_ready = |device: &Device| device.state == DeviceState::Ready;
    ready.filter(is_ready).ok_or_else(|| Failure::new("phone-worker-broke").because("not ready"))
}

/// Key of the words on how to get the service for phones.
const SYSTEM: &str = if cfg!(windows) {
    "windows"
} else if cfg!(target_os = "macos") {
    "macos"
} else {
    "linux"
};

/// On Linux the service is started when a phone is plugged in: if it is installed, its silence only means
/// that there is no phone. macOS starts it likewise, and always has it.
fn starts_by_itself() -> bool {
    if link::chosen_address().is_some() {
        return false;
    }
    let installed = ["/usr/sbin/usbmuxd", "/usr/bin/usbmuxd", "/usr/local/sbin/usbmuxd", "/sbin/usbmuxd"];
    match SYSTEM {
        "linux" => installed.iter().any(|path| std::path::Path::new(path).exists()),
        system => system == "macos",
    }
}
