//! Sysdiagnoses that lie on the phone, and waiting for one that was asked for with the buttons.

use crate::Failure;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::sync::atomic::AtomicBool;

/// A sysdiagnose on the phone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SysdiagnoseFile {
    /// File name, for [`crate::Plan::sysdiagnoses`].
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// When it was made, by its name or its time.
    pub made_at: Option<Timestamp>,
    /// True while the phone still writes it.
    pub in_progress: bool,
}

/// Those on the phone now, newest first.
///
/// # Errors
/// `phone-gone`, `phone-locked`, `odd-answer`, `phone-silent`, `phone-worker-broke`.
pub fn sysdiagnoses(udid: &str) -> Result<Vec<SysdiagnoseFile>, Failure> {
    let _ = udid;
    Err(Failure::new("our-fault"))
}

/// Waits until a sysdiagnose is on the phone that is none of `known`, and whole. `seen` is told when the
/// phone begins to write one.
///
/// # Errors
/// As [`sysdiagnoses`], and `stopped`.
pub fn wait_for_sysdiagnose(
    udid: &str,
    known: &[String],
    stop: &AtomicBool,
    seen: &mut dyn FnMut(&SysdiagnoseFile),
) -> Result<SysdiagnoseFile, Failure> {
    let _ = (udid, known, stop, seen);
    Err(Failure::new("our-fault"))
}
