//! The backup: what the phone sends, kept as it comes, whole or marked unfinished.
//!
//! ```text
//! wire (frames) ─ message (what is asked) ─ conversation (answers) ─ transfer (files in and out)
//!                                                │
//!                      selection (kept?) ─ store (the growing folder, checked host_paths) ─ marker
//! ```
//! Nothing here trusts the phone: no length is believed, no name leaves the backup's folder, no number
//! decides how much memory is taken. Nothing here decrypts: the phone encrypts before it sends, and what
//! it sends in the clear the person chose to have in the clear.

mod aside;
mod conversation;
mod description;
mod dropped;
mod ended;
pub(crate) mod fuzz;
mod host_path;
mod marker;
mod message;
mod notices;
mod progress;
mod run;
mod selection;
mod store;
#[cfg(test)]
mod tests;
mod transfer;
mod turn;
mod unfinished;
mod verify;
mod wire;

pub(crate) use marker::start_of_computer;
pub use run::Patience;
pub use unfinished::{Unfinished, unfinished_copies};

use crate::agent::{Out, Reply};
use crate::changes::Journal;
use crate::link::{Address, Phone};
use crate::{Copied, Failure, Plan, Stage, clock, password};
use notices::Notices;
use progress::Pace;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64};
use wire::Watch;

/// What the confined process is told.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct CopyOrder {
    /// What to copy; its folder exists.
    pub(crate) plan: Plan,
    /// How long to wait.
    pub(crate) patience: Patience,
    /// Names the computer's last start.
    pub(crate) start: String,
}

/// Makes the copy, in the order of volatility. Parts that fail while the rest goes well are named.
pub(crate) async fn copy(order: CopyOrder, address: &Address, out: &Out) -> Result<Reply, Failure> {
    let CopyOrder { plan, patience, start } = order;
    let (bytes, passcode) = (Arc::new(AtomicU64::new(0)), Arc::new(AtomicBool::new(false)));
    let ear = out.clone();
    let told = Box::new(move |progress| {
        // Nobody listening ends the process by another way.
        let _ = ear.tell(&Reply::Progress(progress));
    });
    let mut pace = Pace::new(told, bytes.clone(), passcode.clone());
    pace.enter(Stage::Preparing);
    let mut copied = Copied::nothing(&plan.folder, clock::now());
    aside::gather(&plan, address, patience, &bytes, &mut pace, &mut copied).await?;
    if plan.backup {
        let phone = Phone::open(address, &plan.udid).await?;
        let used = used_bytes(&phone).await?;
        pace.expect(used);
        if let (Some(new), false) = (&plan.new_password, run::is_whole(&plan)) {
            pace.enter(Stage::SettingPassword);
            set_password(&phone, new, &plan, &mut pace, &passcode).await?;
        }
        drop(phone);
        let watch = Watch { silence: patience.silence, bytes };
        let run = run::Run { plan: &plan, patience, start: &start, address, used, watch, passcode };
        let whole = run.back_up(&mut pace).await?;
        copied.encrypted = whole.marker.encrypted;
        copied.not_sent = whole.marker.not_sent;
        copied.backup = Some(whole.folder);
    }
    copied.bytes = run::size(&plan.folder);
    copied.ended = clock::now();
    Ok(Reply::Copied(Box::new(copied)))
}

/// Switches the password on; the phone asks for its passcode meanwhile.
async fn set_password(
    phone: &Phone,
    new: &crate::Password,
    plan: &Plan,
    pace: &mut Pace,
    passcode: &Arc<AtomicBool>,
) -> Result<(), Failure> {
    let mut journal = Journal::open(&plan.folder)?;
    let mut notices = Notices::open(phone).await.ok();
    let look = async {
        match &mut notices {
            Some(notices) => notices.listen(passcode).await,
            None => std::future::pending().await,
        }
        std::future::pending::<()>().await;
    };
    let tick = async {
        loop {
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
            pace.tick();
        }
    };
    let switched = tokio::select! {
        switched = password::switch_on(phone, new, &mut journal) => switched.map(|_| ()),
        () = look => Ok(()),
        () = tick => Ok(()),
    };
    passcode.store(false, std::sync::atomic::Ordering::Relaxed);
    switched
}

/// Bytes in use on the phone: the most that can come.
async fn used_bytes(phone: &Phone) -> Result<Option<u64>, Failure> {
    let domain = Some("com.apple.disk_usage");
    let number = async |key| {
        let value = phone.value(domain, key).await?;
        Ok::<_, Failure>(value.and_then(|value| value.as_unsigned_integer()))
    };
    let (all, free) = (number("TotalDataCapacity").await?, number("TotalDataAvailable").await?);
    Ok(all.zip(free).and_then(|(all, free)| all.checked_sub(free)))
}
