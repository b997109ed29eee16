//! A phone as lockdown describes it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A connected phone. Values come from the phone: cleaned before display, never trusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// Its identifier. Personal: not shown unless asked for.
    pub udid: String,
    /// The name that its owner gave it. Personal.
    pub name: Option<String>,
    /// `iPhone14,5`.
    pub model: Option<String>,
    /// `17.6.1`.
    pub os_version: Option<String>,
    /// `21G93`.
    pub os_build: Option<String>,
    /// How far this computer has come with it.
    pub state: DeviceState,
    /// True if its backups are locked with a password (`WillEncrypt`); unknown before it trusts us.
    pub backup_password: Option<bool>,
    /// Bytes in use on the phone: the most that a whole copy can be. Unknown before it trusts us.
    pub used_bytes: Option<u64>,
    /// The phone's own clock, if it was asked.
    pub clock: Option<Timestamp>,
}

/// How far this computer has come with a phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeviceState {
    /// It wants its passcode first.
    Locked,
    /// It has not been asked whether it trusts this computer.
    NotTrusted,
    /// It shows "Trust This Computer?" and waits for a tap.
    Asking,
    /// "Don't Trust" was tapped.
    Refused,
    /// It trusts this computer and can be copied.
    Ready,
    /// Its iOS is too old for the encryption that we speak (before iOS 10).
    TooOld,
}
