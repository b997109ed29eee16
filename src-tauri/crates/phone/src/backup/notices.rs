//! What the phone shows on its screen while it backs up, as far as it tells: that it asks for its passcode.
//!
//! Names of notices: reference/crates.md 1.4.

use crate::Failure;
use crate::link::{Phone, speak};
use idevice::Idevice;
use plist::Dictionary;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

const SERVICE: &str = "com.apple.mobile.notification_proxy";
const PRESENTED: &str = "com.apple.LocalAuthentication.ui.presented";
const DISMISSED: &str = "com.apple.LocalAuthentication.ui.dismissed";
/// The owner cancelled on the phone.
const CANCELLED: &str = "com.apple.itunes-client.syncCancelRequest";

/// Quiet is ordinary; a day of it ends the listening.
const QUIET: Duration = Duration::from_secs(24 * 3600);

/// An open ear.
pub(crate) struct Notices(Idevice);

impl Notices {
    /// Asks the phone to tell.
    ///
    /// # Errors
    /// As [`Phone::service`].
    pub(crate) async fn open(phone: &Phone) -> Result<Self, Failure> {
        let mut stream = phone.service(SERVICE, false).await?;
        for name in [PRESENTED, DISMISSED, CANCELLED] {
            speak::send(&mut stream, command("ObserveNotification", Some(name))).await?;
        }
        Ok(Self(stream))
    }

    /// Tells other programs on the phone that the computer begins or ends.
    pub(crate) async fn post(&mut self, name: &str) -> Result<(), Failure> {
        speak::send(&mut self.0, command("PostNotification", Some(name))).await
    }

    /// Listens. Comes to an end only if the owner cancels on the phone.
    pub(crate) async fn listen(&mut self, passcode: &Arc<AtomicBool>) {
        loop {
            let heard = speak::receive(&mut self.0, QUIET).await;
            let Some(notice) = heard.ok().and_then(|bytes| speak::read(&bytes).ok()) else {
                // The backup itself says what is wrong.
                return std::future::pending().await;
            };
            match notice.get("Name").and_then(|name| name.as_str()) {
                Some(PRESENTED) => passcode.store(true, Ordering::Relaxed),
                Some(DISMISSED) => passcode.store(false, Ordering::Relaxed),
                Some(CANCELLED) => return,
                _ => {}
            }
        }
    }
}

fn command(command: &str, name: Option<&str>) -> Dictionary {
    let mut request = Dictionary::new();
    request.insert("Command".to_owned(), command.into());
    if let Some(name) = name {
        request.insert("Name".to_owned(), name.into());
    }
    request
}
