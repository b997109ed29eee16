//! Where an artifact exists: kinds of acquisition and versions of the system, so that "absent" is told
//! from "not kept by this system".

use crate::{Acquisition, Kind, NotExamined, Version};

/// How surely an acquisition of that kind holds the artifact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// Every one does; its absence is a gap in the check.
    Always,
    /// It does if the app with this id is installed.
    WithApp(&'static str),
    /// Phones without it are ordinary.
    Sometimes,
}

/// One row: in this kind of acquisition, of these versions.
#[derive(Debug, Clone, Copy)]
pub struct Availability {
    /// Kind of acquisition.
    pub kind: Kind,
    /// True if only an encrypted one holds it.
    pub encrypted_only: bool,
    /// First version that keeps it.
    pub from: Version,
    /// First version that keeps it no more.
    pub until: Option<Version>,
    /// How surely it is there.
    pub presence: Presence,
}

impl Availability {
    /// In every backup of every version.
    pub const fn backup(presence: Presence) -> Self {
        Self { kind: Kind::IosBackup, encrypted_only: false, from: Version(0, 0, 0), until: None, presence }
    }

    /// Only in encrypted ones.
    #[must_use]
    pub const fn encrypted(mut self) -> Self {
        self.encrypted_only = true;
        self
    }

    /// From this version on.
    #[must_use]
    pub const fn from(mut self, version: Version) -> Self {
        self.from = version;
        self
    }

    /// Up to, and without, this version.
    #[must_use]
    pub const fn until(mut self, version: Version) -> Self {
        self.until = Some(version);
        self
    }

    fn covers(&self, version: Option<Version>) -> bool {
        version.is_none_or(|version| version >= self.from && self.until.is_none_or(|until| version < until))
    }

    fn holds(&self, acquisition: &Acquisition) -> bool {
        match self.presence {
            Presence::Always => true,
            Presence::WithApp(app) => acquisition.apps.iter().any(|installed| installed == app),
            Presence::Sometimes => false,
        }
    }
}

/// Whether this acquisition should hold an artifact with these rows.
pub(crate) fn expected(rows: &[Availability], acquisition: &Acquisition) -> bool {
    rows.iter().any(|row| {
        row.kind == acquisition.kind
            && (!row.encrypted_only || acquisition.encrypted)
            && row.covers(acquisition.os_version)
            && row.holds(acquisition)
    })
}

/// Why an artifact that was not found is not there.
pub(crate) fn why_absent(rows: &[Availability], acquisition: &Acquisition) -> NotExamined {
    let here: Vec<_> = rows.iter().filter(|row| row.kind == acquisition.kind).collect();
    if here.is_empty() {
        return match rows.first().map(|row| row.kind) {
            Some(Kind::IosSysdiagnose | Kind::IosCrashReports) => NotExamined::NeedsSysdiagnose,
            Some(Kind::IosFilesystem) => NotExamined::NeedsFilesystem,
            _ => NotExamined::Absent,
        };
    }
    let here: Vec<_> = here.into_iter().filter(|row| row.covers(acquisition.os_version)).collect();
    if here.is_empty() {
        return NotExamined::NotOnThisOs;
    }
    if expected(rows, acquisition) {
        return NotExamined::Missing;
    }
    if here.iter().all(|row| row.encrypted_only) && !acquisition.encrypted {
        return NotExamined::NeedsEncryptedBackup;
    }
    NotExamined::Absent
}
