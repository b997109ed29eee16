//! What passes between the supervisor and the process that talks to the phone.

use crate::backup::CopyOrder;
use crate::changes::{TrustStep, What};
use crate::{Copied, Device, Failure, Password, Progress, Seen, SysdiagnoseFile};
use serde::{Deserialize, Serialize};
use std::path::PathBuf;

/// To the process; one, at the start.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Task {
    /// What to do.
    pub order: Order,
    /// Folders that it may write in; they exist.
    pub writable: Vec<PathBuf>,
}

impl Task {
    /// An order that writes nothing on this computer.
    pub(crate) fn new(order: Order) -> Self {
        Self { order, writable: Vec::new() }
    }

    /// Lets it write in this folder, which exists.
    #[must_use]
    pub(crate) fn writing(mut self, folder: impl Into<PathBuf>) -> Self {
        self.writable.push(folder.into());
        self
    }
}

/// What is to be done.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Order {
    /// The phones that are connected now.
    Devices,
    /// Until one is ready.
    Connect { wanted: Option<String> },
    /// A copy.
    Copy(Box<CopyOrder>),
    /// Those on the phone now.
    Sysdiagnoses { udid: String },
    /// Until there is a new one.
    WaitForSysdiagnose { udid: String, known: Vec<String> },
    /// Undoes changes, one after another.
    PutBack { udid: String, what: Vec<What>, password: Option<Password> },
}

/// From the process.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Reply {
    /// The limits that really hold.
    Confined(Vec<String>),
    /// It lives; every second.
    Alive,
    /// The service for phones does not answer.
    NoService,
    /// What is on the cable changed.
    Seen(Seen),
    /// How far trust is that we asked for.
    Trust { udid: String, step: TrustStep },
    /// Last reply to [`Order::Devices`].
    Devices(Vec<Device>),
    /// Last reply to [`Order::Connect`].
    Ready(Box<Device>),
    /// A copy goes on.
    Progress(Progress),
    /// Last reply to [`Order::Copy`].
    Copied(Box<Copied>),
    /// Last reply to [`Order::Sysdiagnoses`].
    Sysdiagnoses(Vec<SysdiagnoseFile>),
    /// One is being written; if not, the last reply to [`Order::WaitForSysdiagnose`].
    Sysdiagnose(SysdiagnoseFile),
    /// The next change of [`Order::PutBack`] is undone.
    Undone,
    /// Last reply to [`Order::PutBack`].
    Done,
    /// Last reply to any order: why it could not be done.
    Failed(Failure),
}
