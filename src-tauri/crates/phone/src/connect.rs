//! From "no phone seen yet" to "the phone is ready".

use crate::{Device, Failure};
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
/// `no-usb-service`, `phone-worker-broke`.
pub fn devices() -> Result<Vec<Device>, Failure> {
    Err(Failure::new("our-fault"))
}

/// Follows the cable until a phone is ready: waits for one, for its passcode, asks it to trust this
/// computer, waits for the tap. Every change is told through `seen`. Losing the phone starts over.
///
/// `wanted` picks one of several by its UDID. Pairing is written to the journal of changes in memory of the
/// caller's folder only once a copy begins; until then [`crate::put_back`] with no folder removes it.
///
/// # Errors
/// `trust-refused` (call again to ask again), `phone-too-old`, `pairing-failed`, `stopped`,
/// `phone-worker-broke`. Not: no service, no phone, locked, several; these are waited out.
pub fn connect(
    wanted: Option<&str>,
    stop: &AtomicBool,
    seen: &mut dyn FnMut(Seen),
) -> Result<Device, Failure> {
    let _ = (wanted, stop, seen);
    Err(Failure::new("our-fault"))
}
