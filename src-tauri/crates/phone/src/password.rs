//! The phone's backup password: on, off, and whether it really is.
//!
//! A conversation of our own over mobilebackup2, because the phone's answer decides: `idevice` throws it
//! away. Whatever the phone answers, `WillEncrypt` (lockdown, domain `com.apple.mobile.backup`) is read
//! afterwards. From iOS 13 on the phone asks for its passcode before it changes anything.
//!
//! Codes in the phone's answer, as published by other clients: 207 a wrong password, 208 the passcode was
//! not typed. A phone under management says so in `RequiresEncryption` of the same domain.

use crate::changes::{Journal, What};
use crate::link::{Phone, odd, speak};
use crate::{ChangeState, Failure, Password};
use idevice::Idevice;
use property_list::Value;
use std::time::Duration;

const DOMAIN: Option<&str> = Some("com.apple.mobile.backup");

/// The owner has to find the phone and type: iOS 26.1 waits half an hour.
const PASSCODE: Duration = Duration::from_secs(32 * 60);

/// An ordinary answer.
const ORDINARY: Duration = Duration::from_secs(60);

/// How often the phone is asked whether it has changed, a second apart.
const LOOKS: u32 = 5;

/// Messages that the phone may send before it answers.
const MESSAGES: u32 = 100;

/// True if backups are locked with a password.
///
/// # Errors
/// As [`Phone::open`].
pub(crate) async fn is_on(phone: &Phone) -> Result<bool, Failure> {
    // A phone that never made a backup may have no such value.
    Ok(phone.value(DOMAIN, "WillEncrypt").await?.and_then(|value| value.as_boolean()).unwrap_or(false))
}

/// Switches the password on and writes it in the journal of changes, before and after. False if there is one
/// already: it stays, and nothing is written.
///
/// # Errors
/// `passcode-not-typed`, `password-not-changed` (code), `password-managed`, `save-failed`, `disk-full`, or
/// those of [`Phone::open`]. The journal then says `Begun`, unless the phone says that nothing changed.
pub(crate) async fn switch_on(phone: &Phone, new: &Password, journal: &mut Journal) -> Result<bool, Failure> {
    if is_on(phone).await? {
        return Ok(false);
    }
    journal.note(What::BackupPassword, phone.udid(), ChangeState::Begun)?;
    let changed = match change(phone, None, Some(new)).await {
        Ok(()) => becomes(phone, true).await,
        failed => failed,
    };
    match changed {
        Ok(()) => journal.note(What::BackupPassword, phone.udid(), ChangeState::Made)?,
        Err(failure) => {
            if matches!(is_on(phone).await, Ok(false)) {
                journal.strike(&What::BackupPassword, phone.udid())?;
            }
            return Err(failure);
        }
    }
    Ok(true)
}

/// Switches the password off.
///
/// # Errors
/// `phone-wrong-password`, `passcode-not-typed`, `password-managed`, `put-back-failed` (code), or those of
/// [`Phone::open`].
pub(crate) async fn switch_off(phone: &Phone, old: &Password) -> Result<(), Failure> {
    let required = phone.value(DOMAIN, "RequiresEncryption").await?;
    if required.and_then(|value| value.as_boolean()) == Some(true) {
        return Err(Failure::new("password-managed"));
    }
    let failed = |failure: Failure| {
        let same = failure.code != "password-not-changed";
        if same { failure } else { Failure { code: "put-back-failed".to_owned(), ..failure } }
    };
    change(phone, Some(old), None).await.map_err(failed)?;
    becomes(phone, false).await.map_err(failed)
}

/// Looks until the phone says so: it may take a moment to hear of its own change.
async fn becomes(phone: &Phone, on: bool) -> Result<(), Failure> {
    for _ in 0..LOOKS {
        if is_on(phone).await? == on {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    Err(Failure::new("password-not-changed").because("the phone agreed and did not do it"))
}

async fn change(phone: &Phone, old: Option<&Password>, new: Option<&Password>) -> Result<(), Failure> {
    let mut stream = phone.service("com.apple.mobilebackup2", true).await?;
    greet(&mut stream).await?;
    let mut request = plist::Dictionary::new();
    request.insert("MessageName".to_owned(), "ChangePassword".into());
    request.insert("TargetIdentifier".to_owned(), phone.udid().into());
    for (key, password) in [("OldPassword", old), ("NewPassword", new)] {
        if let Some(password) = password {
            let text = std::str::from_utf8(&password.bytes()).map_err(odd)?.to_owned();
            request.insert(key.to_owned(), text.into());
        }
    }
    let message = vec!["DLMessageProcessMessage".into(), request.into()];
    speak::send_array(&mut stream, message).await?;
    for _ in 0..MESSAGES {
        let message = speak::read(&speak::receive(&mut stream, PASSCODE).await?)?;
        match name(&message) {
            Some("DLMessageProcessMessage") => return answered(&message),
            Some("DLMessageDisconnect") => return Err(Failure::new("phone-gone")),
            // It asks for something that a change of password has no use for.
            _ => {
                let nothing = plist::Value::Dictionary(plist::Dictionary::new());
                let status = vec![
                    "DLMessageStatusResponse".into(),
                    0.into(),
                    "___EmptyParameterString___".into(),
                    nothing,
                ];
                speak::send_array(&mut stream, status).await?;
            }
        }
    }
    Err(odd("too many messages"))
}

/// What the phone made of the request.
fn answered(message: &Value) -> Result<(), Failure> {
    let answer = message.as_array().and_then(|parts| parts.get(1));
    let code = answer.and_then(|answer| answer.get("ErrorCode")).and_then(Value::as_int);
    match code {
        Some(0) => Ok(()),
        Some(207) => Err(Failure::new("phone-wrong-password")),
        Some(208) => Err(Failure::new("passcode-not-typed")),
        Some(code) => Err(Failure::new("password-not-changed").with("code", code)),
        None => Err(odd("no error code")),
    }
}

fn name(message: &Value) -> Option<&str> {
    message.as_array()?.first()?.as_str()
}

/// Agrees on versions with mobilebackup2.
async fn greet(stream: &mut Idevice) -> Result<(), Failure> {
    let message = speak::read(&speak::receive(stream, ORDINARY).await?)?;
    let version = message.as_array().and_then(|parts| parts.get(1)).and_then(Value::as_int);
    let (Some("DLMessageVersionExchange"), Some(version)) = (name(&message), version) else {
        return Err(odd("no version"));
    };
    let agreed = vec!["DLMessageVersionExchange".into(), "DLVersionsOk".into(), version.into()];
    speak::send_array(stream, agreed).await?;
    let message = speak::read(&speak::receive(stream, ORDINARY).await?)?;
    if name(&message) != Some("DLMessageDeviceReady") {
        return Err(odd("not ready"));
    }
    let mut hello = plist::Dictionary::new();
    hello.insert("MessageName".to_owned(), "Hello".into());
    let versions = [2.0, 2.1].map(plist::Value::from).to_vec();
    hello.insert("SupportedProtocolVersions".to_owned(), plist::Value::Array(versions));
    speak::send_array(stream, vec!["DLMessageProcessMessage".into(), hello.into()]).await?;
    let message = speak::read(&speak::receive(stream, ORDINARY).await?)?;
    answered(&message).map_err(|failure| odd(failure.code))
}
