//! Making a copy of a phone.

use crate::{Copied, Failure, Plan, Progress};
use std::sync::atomic::AtomicBool;

/// Copies what the plan asks for. Waits for a phone that is unplugged and goes on when it is back; keeps
/// the computer awake. Whatever ends it (stop, kill, power), the folder holds a whole backup or one that is
/// marked unfinished and gone on with by the next call for the same folder.
///
/// # Errors
/// `no-space` (needs, free), `space-ran-out`, `copy-interrupted` (gone for too long), `passcode-not-typed`,
/// `phone-refused-copy` (code), `phone-needs-restart`, `copy-incomplete`, `copy-in-use`,
/// `phone-wrong-password`, `password-not-changed`, `password-managed`, `phone-locked`, `odd-answer`,
/// `phone-silent`, `stopped`, `save-failed`, `phone-worker-broke`.
pub fn copy(plan: &Plan, stop: &AtomicBool, told: &mut dyn FnMut(Progress)) -> Result<Copied, Failure> {
    let _ = (plan, stop, told);
    Err(Failure::new("our-fault"))
}
