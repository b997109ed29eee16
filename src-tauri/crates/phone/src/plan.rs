//! What is to be copied, how far it is, and what came of it.

use crate::{Failure, Password};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

/// Which of the files that the phone sends are kept.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keep {
    /// All: a backup that a phone could be restored from.
    #[default]
    All,
    /// Only those that a check reads. The copy says that it was so made.
    Needed,
}

/// A copy to be made. The order is that of volatility: crash reports and sysdiagnose before the backup.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Plan {
    /// Which phone.
    pub udid: String,
    /// The folder that will hold `backup/<UDID>`, `crash-reports`, `sysdiagnose` and the journal of changes.
    /// Made if it is not there; a copy that did not come to its end in it is gone on with.
    pub folder: PathBuf,
    /// What is kept.
    pub keep: Keep,
    /// Switches backup encryption on with this password first, if it is off; switched off again by
    /// [`crate::put_back`]. If it is on already the phone's own password stays and this is ignored.
    pub new_password: Option<Password>,
    /// Copy crash reports.
    pub crash_reports: bool,
    /// Names of sysdiagnoses to fetch from the phone.
    pub sysdiagnoses: Vec<String>,
    /// Make the backup.
    pub backup: bool,
}

/// What is happening now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Stage {
    /// Asking the phone who it is, looking at the space on this computer.
    Preparing,
    /// Crash reports come over.
    CrashReports,
    /// A sysdiagnose comes over.
    Sysdiagnose,
    /// The backup password is being set; the phone asks for its passcode.
    SettingPassword,
    /// The phone asks for its passcode.
    WaitingForPasscode,
    /// The phone prepares the backup; nothing comes over yet.
    PhonePrepares,
    /// Files come over.
    Copying,
    /// The cable is out, or the phone is gone: waiting for it to come back.
    WaitingForPhone,
    /// Counting what came against the phone's own list.
    Verifying,
}

/// How far a copy is; at most ten times a second.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// What is happening now.
    pub stage: Stage,
    /// Bytes received in all.
    pub bytes: u64,
    /// Bytes expected in all, once the phone said so or it can be guessed; never below `bytes`.
    pub of_bytes: Option<u64>,
    /// Files received in all.
    pub files: u64,
    /// Seconds left, once that can be told.
    pub seconds_left: Option<u64>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Copied {
    /// The folder of the plan.
    pub folder: PathBuf,
    /// The backup in it (`backup/<UDID>`), whole and verified, if one was asked for.
    pub backup: Option<PathBuf>,
    /// True if the backup is locked with a password.
    pub encrypted: bool,
    /// Files that the phone said it could not send, by domain and path as far as known.
    pub not_sent: Vec<String>,
    /// Crash reports copied.
    pub crash_reports: u64,
    /// Sysdiagnoses fetched.
    pub sysdiagnoses: Vec<PathBuf>,
    /// Bytes on disk.
    pub bytes: u64,
    /// When it ended.
    pub ended: Timestamp,
    /// Parts that failed while the rest went well (no crash reports, a sysdiagnose lost).
    pub left_out: Vec<Failure>,
    /// True if this computer was kept from going to sleep all the while.
    pub kept_awake: bool,
}

impl Copied {
    /// Of a copy that has only begun.
    pub(crate) fn nothing(folder: &Path, ended: Timestamp) -> Self {
        Self {
            folder: folder.to_path_buf(),
            backup: None,
            encrypted: false,
            not_sent: Vec::new(),
            crash_reports: 0,
            sysdiagnoses: Vec::new(),
            bytes: 0,
            ended,
            left_out: Vec::new(),
            kept_awake: false,
        }
    }
}
