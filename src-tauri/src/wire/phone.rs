//! What crosses between the window and Rust about a connected phone. Its identifier and its name stay in
//! Rust; the name is given only when the person asks for it.

use crate::wire::{Found, Problem};
use phone::{Device, DeviceState, Progress, SysdiagnoseFile};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What is to be seen on the cable.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct PhoneSeen {
    /// `no-service`, `nothing`, `several` or `one`.
    pub what: String,
    /// `linux`, `windows` or `macos`: what to get where the service is missing.
    pub system: Option<String>,
    /// The phones that are seen.
    pub phones: Vec<Phone>,
}

/// A connected phone, without anything that tells whose it is.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct Phone {
    /// Opaque id, valid until the app closes.
    pub id: String,
    /// `iPhone 13`, if known.
    pub model: Option<String>,
    /// `17.6.1`, if known.
    pub os_version: Option<String>,
    /// `locked`, `not-trusted`, `asking`, `refused`, `ready` or `too-old`.
    pub state: String,
    /// True if its backups are locked with a password; null if that is not known.
    pub backup_password: Option<bool>,
    /// Bytes in use on the phone: the most that a copy can be.
    #[ts(type = "number | null")]
    pub used_bytes: Option<u64>,
    /// Where its buttons are: `face`, `home` or `tablet`; null if the model is not known.
    pub shape: Option<String>,
    /// True for a version of iOS that loses a record of value when the phone starts again (26.0 and 26.1).
    pub keep_on: bool,
}

/// The name that its owner gave to a phone.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct PhoneName {
    /// Id of the phone.
    pub id: String,
    /// Its name, cleaned; null if it has none or does not tell.
    pub name: Option<String>,
}

/// A sysdiagnose on the phone.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct Sysdiagnose {
    /// Opaque id.
    pub id: String,
    /// Bytes.
    #[ts(type = "number")]
    pub size: u64,
    /// RFC 3339, UTC, if known.
    pub made_at: Option<String>,
    /// True while the phone still writes it.
    pub in_progress: bool,
}

/// What is to be copied. The password is handed over once, with this, and stays in Rust.
#[derive(Deserialize, TS)]
#[ts(export)]
pub(crate) struct CopyRequest {
    /// Id of the phone.
    pub phone: String,
    /// Make a backup. Without one, only what the phone gives without a password is copied.
    pub backup: bool,
    /// Keep only what a check reads.
    pub needed: bool,
    /// The password that is to lock the copy, or that locks it already; null to go on without.
    pub password: Option<String>,
    /// Ids of the sysdiagnoses to fetch.
    pub sysdiagnoses: Vec<String>,
}

/// What came of the wish.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct CopyPlanned {
    /// A copy that was begun earlier, and did not come to its end, is gone on with.
    pub goes_on: bool,
}

/// How far a copy is; at most ten a second.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct CopyProgress {
    /// `preparing`, `crash-reports`, `sysdiagnose`, `setting-password`, `waiting-for-passcode`,
    /// `phone-prepares`, `copying`, `waiting-for-phone` or `verifying`.
    pub stage: String,
    /// Bytes received.
    #[ts(type = "number")]
    pub bytes: u64,
    /// Bytes expected, if known.
    #[ts(type = "number | null")]
    pub of_bytes: Option<u64>,
    /// Files received.
    #[ts(type = "number")]
    pub files: u64,
    /// Seconds left, if they can be told.
    #[ts(type = "number | null")]
    pub seconds_left: Option<u64>,
}

/// Where copies go.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct CopyPlace {
    /// The folder, to be shown.
    pub path: String,
    /// Bytes free there, if known.
    #[ts(type = "number | null")]
    pub free_bytes: Option<u64>,
}

/// What came of a copy.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct CopyMade {
    /// What can be checked now; null if the phone gave nothing that could be.
    pub found: Option<Found>,
    /// Parts that failed while the rest went well.
    pub left_out: Vec<Problem>,
}

/// What a pretend phone shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub(crate) struct Pretend {
    /// `locked`, `home`, `trust`, `passcode` or `unplugged`.
    pub screen: String,
}

impl Phone {
    pub(crate) fn new(id: usize, device: &Device) -> Self {
        let version = device.os_version.as_deref().map(report::clean);
        Self {
            id: id.to_string(),
            model: device.model.as_deref().map(report::model_name),
            state: state(device.state).to_owned(),
            backup_password: device.backup_password,
            used_bytes: device.used_bytes,
            shape: device.model.as_deref().and_then(shape).map(str::to_owned),
            keep_on: version.as_deref().is_some_and(|version| {
                ["26.0", "26.1"].iter().any(|lossy| {
                    version.strip_prefix(lossy).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
                })
            }),
            os_version: version,
        }
    }
}

fn state(state: DeviceState) -> &'static str {
    match state {
        DeviceState::Locked => "locked",
        DeviceState::NotTrusted => "not-trusted",
        DeviceState::Asking => "asking",
        DeviceState::Refused => "refused",
        DeviceState::Ready => "ready",
        DeviceState::TooOld => "too-old",
    }
}

/// iPhones with a round button below the screen, beside all up to `iPhone9,…`. Source: Apple's lists of devices.
const WITH_HOME_BUTTON: [&str; 6] =
    ["iPhone10,1", "iPhone10,2", "iPhone10,4", "iPhone10,5", "iPhone12,8", "iPhone14,6"];

fn shape(model: &str) -> Option<&'static str> {
    if model.starts_with("iPad") {
        return Some("tablet");
    }
    let generation: u32 = model.strip_prefix("iPhone")?.split(',').next()?.parse().ok()?;
    Some(if generation < 10 || WITH_HOME_BUTTON.contains(&model) { "home" } else { "face" })
}

impl Sysdiagnose {
    pub(crate) fn new(id: usize, file: &SysdiagnoseFile) -> Self {
        Self {
            id: id.to_string(),
            size: file.size,
            made_at: file.made_at.map(|when| when.to_string()),
            in_progress: file.in_progress,
        }
    }
}

impl From<Progress> for CopyProgress {
    fn from(progress: Progress) -> Self {
        let Progress { stage, bytes, of_bytes, files, seconds_left } = progress;
        Self { stage: report::code(&stage), bytes, of_bytes, files, seconds_left }
    }
}

#[cfg(test)]
mod tests {
    use super::{Phone, shape};
    use phone::{Device, DeviceState};

    #[test]
    fn buttons_are_where_the_model_has_them() {
        assert_eq!(shape("iPhone9,3"), Some("home"));
        assert_eq!(shape("iPhone10,3"), Some("face"));
        assert_eq!(shape("iPhone12,8"), Some("home"));
        assert_eq!(shape("iPhone18,1"), Some("face"));
        assert_eq!(shape("iPad13,4"), Some("tablet"));
        assert_eq!(shape("Watch7,1"), None);
        assert_eq!(shape("iPhone,"), None);
    }

    #[test]
    fn only_the_versions_that_lose_a_record_say_so() {
        let keep_on = |version: &str| {
            let device = Device {
                udid: "u".to_owned(),
                name: Some("Mina".to_owned()),
                model: None,
                os_version: Some(version.to_owned()),
                os_build: None,
                state: DeviceState::Ready,
                backup_password: None,
                used_bytes: None,
                clock: None,
            };
            Phone::new(0, &device).keep_on
        };
        assert!(keep_on("26.0") && keep_on("26.0.1") && keep_on("26.1"));
        assert!(!keep_on("26.2") && !keep_on("26.10") && !keep_on("18.6"));
    }
}
