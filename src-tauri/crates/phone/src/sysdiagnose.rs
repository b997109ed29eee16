//! Sysdiagnoses that lie on the phone, and waiting for one that was asked for with the buttons.

use crate::Failure;
use crate::agent::{self, Order, Reply, Task};
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
/// `phone-gone`, `phone-locked`, `pairing-failed` (it does not trust this computer), `odd-answer`,
/// `phone-silent`, `phone-worker-broke`.
pub fn sysdiagnoses(udid: &str) -> Result<Vec<SysdiagnoseFile>, Failure> {
    let mut found = None;
    let order = Order::Sysdiagnoses { udid: udid.to_owned() };
    agent::run(&Task::new(order), &AtomicBool::new(false), &mut |reply| {
        if let Reply::Sysdiagnoses(files) = reply {
            found = Some(files);
        }
        found.is_some()
    })?;
    found.ok_or_else(|| Failure::new("phone-worker-broke"))
}

/// Waits until a sysdiagnose is on the phone that is none of `known`, and whole. `seen` is told when the
/// phone begins to write one. The cable may be out for a minute.
///
/// # Errors
/// As [`sysdiagnoses`], and `stopped`.
pub fn wait_for_sysdiagnose(
    udid: &str,
    known: &[String],
    stop: &AtomicBool,
    seen: &mut dyn FnMut(&SysdiagnoseFile),
) -> Result<SysdiagnoseFile, Failure> {
    let mut found = None;
    let order = Order::WaitForSysdiagnose { udid: udid.to_owned(), known: known.to_vec() };
    agent::run(&Task::new(order), stop, &mut |reply| {
        match reply {
            Reply::Sysdiagnose(file) if file.in_progress => seen(&file),
            Reply::Sysdiagnose(file) => found = Some(file),
            _ => {}
        }
        found.is_some()
    })?;
    found.ok_or_else(|| Failure::new("phone-worker-broke"))
}
