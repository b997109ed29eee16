//! The first steps of paths, and the acquisitions that have them: the table in [`crate::Evidence`]'s module.

use crate::Kind;

/// Acquisitions that name their files alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Names {
    /// Domains, `Backup` and `Filesystem`.
    Phone,
    /// `Sysdiagnose`.
    Sysdiagnose,
    /// `CrashReports`.
    CrashReports,
    /// `PhoneSays`.
    Answers,
}

impl Names {
    /// Those of a kind of acquisition.
    pub fn of(kind: Kind) -> Self {
        match kind {
            Kind::IosBackup | Kind::IosFilesystem => Self::Phone,
            Kind::IosSysdiagnose => Self::Sysdiagnose,
            Kind::IosCrashReports => Self::CrashReports,
            Kind::IosAnswers => Self::Answers,
        }
    }

    /// Those of a path or pattern; none if a pattern may be of any.
    pub fn asked(path: &str) -> Option<Self> {
        match path.split('/').next().unwrap_or_default() {
            "Sysdiagnose" => Some(Self::Sysdiagnose),
            "CrashReports" => Some(Self::CrashReports),
            "PhoneSays" => Some(Self::Answers),
            step if step.starts_with('*') => None,
            _ => Some(Self::Phone),
        }
    }
}
