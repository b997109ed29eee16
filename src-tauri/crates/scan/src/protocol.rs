//! What passes between the supervisor and its worker.

use crate::{Failure, Password};
use engine::{Acquisition, Examined, Pack, Record};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;
use zeroize::Zeroizing;

/// Something that can be checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Candidate {
    /// Folder or archive.
    pub path: PathBuf,
    /// Where it begins inside an archive.
    pub inside: Option<String>,
    /// What is known of it without a password.
    pub acquisition: Acquisition,
    /// What was copied from the same phone with it, and is checked with it.
    #[serde(default)]
    pub with: Vec<Candidate>,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Secret {
    Password(Password),
    Key(Password),
}

/// To the worker; one, at the start.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Order {
    Identify(PathBuf),
    Examine(Box<Task>),
    /// Records that an earlier check wrote; `path` is their folder.
    Recheck(Box<Task>),
}

/// One acquisition among those that are checked together.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Part {
    pub path: PathBuf,
    pub inside: Option<String>,
    pub kind: engine::Kind,
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Task {
    /// The main one first.
    pub parts: Vec<Part>,
    pub secret: Option<Secret>,
    pub builtin_indicators: bool,
    pub indicator_files: Vec<PathBuf>,
    /// Ids, in the order of trying; none means all of the platform.
    pub artifacts: Option<Vec<String>>,
    pub jobs: usize,
    pub records: engine::Wanted,
}

/// What the worker loaded to compare with.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Loaded {
    pub by_kind: BTreeMap<indicators::Kind, u64>,
    pub not_understood: u64,
    pub packs: Vec<Pack>,
}

/// From the worker.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Reply {
    Confined(Vec<String>),
    Identified(Vec<Candidate>),
    /// An archive is listed: bytes done, of all.
    Listing {
        done: u64,
        of: u64,
    },
    Unlocking {
        done: u32,
        of: u32,
    },
    Opened {
        acquisition: Box<Acquisition>,
        apps: Vec<String>,
        /// The others, each with its apps.
        with: Vec<(Acquisition, Vec<String>)>,
        key: Option<Password>,
        loaded: Loaded,
        bytes: u64,
    },
    /// What an earlier check was told and saw in several artifacts together: these records are compared again.
    Earlier {
        dates: Vec<engine::Day>,
        across: Vec<engine::Finding>,
    },
    Started(String),
    Alive {
        artifact: String,
        records: u64,
    },
    Read {
        bytes: u64,
    },
    Records {
        artifact: String,
        records: Vec<Record>,
    },
    Ended(Box<Examined>),
    Done,
    Failed(Failure),
}

impl Secret {
    pub(crate) fn to_backup(&self) -> ios::acquisition::Secret {
        match self {
            Self::Password(password) => ios::acquisition::Secret::Password(password.bytes()),
            Self::Key(key) => {
                let mut derived = Zeroizing::new([0; 32]);
                let bytes = key.bytes();
                let len = bytes.len().min(32);
                derived[..len].copy_from_slice(&bytes[..len]);
                ios::acquisition::Secret::DerivedKey(derived)
            }
        }
    }
}

impl From<ios::acquisition::Candidate> for Candidate {
    fn from(found: ios::acquisition::Candidate) -> Self {
        let with = found.with.into_iter().map(Self::from).collect();
        Self { path: found.path, inside: found.member_prefix, acquisition: found.acquisition, with }
    }
}
