//! What was looked at, what was not and why, what broke.

use crate::Unread;
use serde::{Deserialize, Serialize};

/// For one artifact, exactly one state. There is one for every known artifact of the platform, always.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// Artifact id.
    pub artifact: String,
    /// Version of its code.
    pub version: u32,
    /// True if this acquisition should hold it.
    pub expected: bool,
    /// What became of it.
    pub state: State,
}

/// What became of an artifact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// It was read.
    Examined {
        /// Records read.
        records: u64,
        /// Records whose content was not understood.
        gaps: u64,
        /// Parts that could not be read. Not empty means: not fully looked at.
        unread: Vec<Unread>,
    },
    /// It was not read.
    NotExamined(NotExamined),
    /// Our own fault: a panic, a crash, a hang or too much memory, caught. What it found before counts.
    Broke {
        /// `panicked`, `crashed`, `hung` or `too-much-memory`.
        how: String,
    },
}

impl State {
    /// True if the artifact was read from end to end.
    pub fn is_complete(&self) -> bool {
        matches!(self, Self::Examined { .. }) && !self.is_hurt()
    }

    /// True if something is there that we failed to read: silence about it would be a false promise.
    pub fn is_hurt(&self) -> bool {
        match self {
            // Where nothing at all was understood, the layout is one that we do not know.
            Self::Examined { records, gaps, unread } => !unread.is_empty() || (*gaps > 0 && *records == 0),
            Self::NotExamined(why) => *why == NotExamined::Unreadable,
            Self::Broke { .. } => true,
        }
    }
}

/// Why an artifact was not examined.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NotExamined {
    /// It should be here and is not.
    Missing,
    /// It is not here, and need not be (the app is not installed, nothing was ever recorded).
    Absent,
    /// This version of the system does not keep it, or not here.
    NotOnThisOs,
    /// Only a backup holds it.
    NeedsBackup,
    /// Only an encrypted backup holds it.
    NeedsEncryptedBackup,
    /// Only a sysdiagnose holds it.
    NeedsSysdiagnose,
    /// Only a copy of the whole file system holds it.
    NeedsFilesystem,
    /// It was left out on purpose when the phone was copied.
    NotKept,
    /// Its app locks it with a key that stays in the phone, or leaves it out of copies.
    KeptByApp,
    /// It is there, and none of it could be read.
    Unreadable,
    /// The person asked for other artifacts only.
    NotAsked,
}
