//! Making a copy of a phone.

use crate::agent::{self, Order, Reply, Task};
use crate::awake::Awake;
use crate::backup::{CopyOrder, Patience, start_of_computer};
use crate::{Copied, Failure, Plan, Progress, changes};
use std::fs::{self, File, TryLockError};
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

/// Held while a copy is made in a folder.
const LOCK: &str = "lucerna-lock";

/// Copies what the plan asks for. Waits for a phone that is unplugged and goes on when it is back; keeps
/// the computer awake. Whatever ends it (stop, kill, power), the folder holds a whole backup or one that is
/// marked unfinished and gone on with by the next call for the same folder. A folder that holds the whole
/// backup of this phone already is left as it is, and that backup is what is given.
///
/// # Errors
/// `no-space` (needs, free), `space-ran-out`, `copy-interrupted` (gone for too long), `passcode-not-typed`,
/// `phone-refused-copy` (code), `phone-needs-restart`, `copy-incomplete`, `copy-in-use`,
/// `phone-wrong-password`, `password-not-changed`, `password-managed`, `phone-locked`, `odd-answer`,
/// `phone-silent`, `stopped`, `save-failed`, `phone-worker-broke`.
pub fn copy(plan: &Plan, stop: &AtomicBool, told: &mut dyn FnMut(Progress)) -> Result<Copied, Failure> {
    copy_with_patience(plan, Patience::default(), stop, told)
}

/// As [`copy`], with waiting times of the caller's.
///
/// # Errors
/// As [`copy`].
pub fn copy_with_patience(
    plan: &Plan,
    patience: Patience,
    stop: &AtomicBool,
    told: &mut dyn FnMut(Progress),
) -> Result<Copied, Failure> {
    let failed = |error: std::io::Error| Failure::new("save-failed").because(error);
    fs::create_dir_all(&plan.folder).map_err(failed)?;
    let folder = fs::canonicalize(&plan.folder).map_err(failed)?;
    let lock = Lock::take(&folder)?;
    changes::begin_copy(&folder, &plan.udid)?;
    let mut awake = Awake::keep();
    let plan = Plan { folder: folder.clone(), ..plan.clone() };
    let order = CopyOrder { plan, patience, start: start_of_computer() };
    let task = Task::new(Order::Copy(Box::new(order))).writing(&folder);
    let mut copied = None;
    agent::run_holding(lock.shared()?, &task, stop, &mut |reply| {
        match reply {
            Reply::Progress(progress) => told(progress),
            Reply::Copied(all) => copied = Some(*all),
            _ => {}
        }
        copied.is_some()
    })?;
    let mut copied = copied.ok_or_else(|| Failure::new("phone-worker-broke"))?;
    copied.kept_awake = awake.holds();
    drop(lock);
    Ok(copied)
}

/// True while a copy is made in this folder, by whatever process.
pub(crate) fn in_use(folder: &Path) -> bool {
    let file = File::options().write(true).open(folder.join(LOCK));
    file.is_ok_and(|file| matches!(file.try_lock(), Err(TryLockError::WouldBlock)))
}

/// A process that was left alone ends within so long.
const LAST_MOMENTS: Duration = Duration::from_secs(6);

/// One copy in a folder at a time. The system lets go of it when this process and the one that writes for it
/// have ended, however they end.
struct Lock(File);

impl Lock {
    fn take(folder: &Path) -> Result<Self, Failure> {
        let failed = |error: std::io::Error| Failure::new("save-failed").because(error);
        let file = File::options().write(true).create(true).truncate(false).open(folder.join(LOCK));
        let file = file.map_err(failed)?;
        // Whoever was killed a moment ago leaves a process that still has to notice.
        let until = Instant::now() + LAST_MOMENTS;
        loop {
            match file.try_lock() {
                Ok(()) => return Ok(Self(file)),
                Err(TryLockError::WouldBlock) if Instant::now() < until => {
                    std::thread::sleep(Duration::from_millis(100));
                }
                Err(TryLockError::WouldBlock) => return Err(Failure::new("copy-in-use")),
                Err(TryLockError::Error(error)) => return Err(failed(error)),
            }
        }
    }

    /// The same lock, for the process that writes.
    fn shared(&self) -> Result<Stdio, Failure> {
        let file = self.0.try_clone().map_err(|error| Failure::new("save-failed").because(error))?;
        Ok(file.into())
    }
}
