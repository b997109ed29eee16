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
    /// Who says so, in a few words, for people: shown by `lucerna artifacts --describe`.
    pub source: &'static str,
}

impl Availability {
    /// In acquisitions of this kind, of every version.
    pub const fn of(kind: Kind, presence: Presence) -> Self {
        Self { kind, encrypted_only: false, from: Version(0, 0, 0), until: None, presence, source: "" }
    }

    /// In every backup of every version.
    pub const fn backup(presence: Presence) -> Self {
        Self::of(Kind::IosBackup, presence)
    }

    /// In every copy of a whole file system.
    pub const fn filesystem(presence: Presence) -> Self {
        Self::of(Kind::IosFilesystem, presence)
    }

    /// In every sysdiagnose.
    pub const fn sysdiagnose(presence: Presence) -> Self {
        Self::of(Kind::IosSysdiagnose, presence)
    }

    /// In every folder of crash reports.
    pub const fn crash_reports(presence: Presence) -> Self {
        Self::of(Kind::IosCrashReports, presence)
    }

    /// Who says so (`reference tool, seen in practice backups`, `Apple's notes of iOS 26.2`).
    #[must_use]
    pub const fn source(mut self, source: &'static str) -> Self {
        self.source = source;
        self
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

    /// True if an acquisition like this one may hold it.
    fn reaches(&self, acquisition: &Acquisition) -> bool {
        self.kind == acquisition.kind
            && (!self.encrypted_only || acquisition.encrypted)
            && self.covers(acquisition.os_version)
    }

    /// What it takes to get there, and how hard that is for a person.
    fn needs(&self) -> (u8, NotExamined) {
        match self.kind {
            Kind::IosBackup if self.encrypted_only => (1, NotExamined::NeedsEncryptedBackup),
            Kind::IosBackup => (0, NotExamined::NeedsBackup),
            Kind::IosSysdiagnose | Kind::IosCrashReports => (2, NotExamined::NeedsSysdiagnose),
            Kind::IosFilesystem => (3, NotExamined::NeedsFilesystem),
            // Nobody who brings a copy could have asked the phone.
            Kind::IosAnswers => (4, NotExamined::Absent),
        }
    }

    fn holds(&self, acquisition: &Acquisition) -> bool {
        match self.presence {
            Presence::Always => true,
            Presence::WithApp(app) => acquisition.apps.iter().any(|installed| installed == app),
            Presence::Sometimes => false,
        }
    }
}

/// Whether this acquisition, or one that is checked with it, should hold an artifact with these rows.
pub(crate) fn expected(rows: &[Availability], acquisition: &Acquisition) -> bool {
    rows.iter().any(|row| acquisition.all().any(|one| row.reaches(one) && row.holds(one)))
}

/// Why an artifact that was not found is not there: the reason that tells most.
pub(crate) fn why_absent(rows: &[Availability], acquisition: &Acquisition) -> NotExamined {
    if expected(rows, acquisition) {
        return NotExamined::Missing;
    }
    if rows.iter().any(|row| acquisition.all().any(|one| row.reaches(one))) {
        return NotExamined::Absent;
    }
    let on_this_os = |row: &&Availability| row.covers(acquisition.os_version);
    let needs = rows.iter().filter(on_this_os).map(Availability::needs).min_by_key(|(effort, _)| *effort);
    match needs {
        Some((_, why)) => why,
        None if rows.is_empty() => NotExamined::Absent,
        None => NotExamined::NotOnThisOs,
    }
}

#[cfg(test)]
mod tests {
    use super::{Availability, Presence, expected, why_absent};
    use crate::{Acquisition, Kind, NotExamined, Version};

    const ROWS: &[Availability] = &[
        Availability::backup(Presence::Always).until(Version(13, 0, 0)),
        Availability::backup(Presence::Always).encrypted().from(Version(13, 0, 0)).until(Version(27, 0, 0)),
        Availability::filesystem(Presence::Sometimes),
    ];

    fn on(kind: Kind, version: u16, encrypted: bool) -> Acquisition {
        Acquisition { encrypted, os_version: Some(Version(version, 0, 0)), ..Acquisition::of(kind) }
    }

    #[test]
    fn the_reason_is_the_one_that_tells_most() {
        for (acquisition, why) in [
            (on(Kind::IosBackup, 12, false), NotExamined::Missing),
            (on(Kind::IosBackup, 17, true), NotExamined::Missing),
            (on(Kind::IosBackup, 17, false), NotExamined::NeedsEncryptedBackup),
            // Backups of that system hold it no more; a full copy still may.
            (on(Kind::IosBackup, 27, true), NotExamined::NeedsFilesystem),
            (on(Kind::IosFilesystem, 17, false), NotExamined::Absent),
            (on(Kind::IosSysdiagnose, 12, false), NotExamined::NeedsBackup),
            (on(Kind::IosSysdiagnose, 17, false), NotExamined::NeedsEncryptedBackup),
            (on(Kind::IosSysdiagnose, 27, false), NotExamined::NeedsFilesystem),
        ] {
            assert_eq!(why_absent(ROWS, &acquisition), why, "{acquisition:?}");
            assert_eq!(expected(ROWS, &acquisition), why == NotExamined::Missing, "{acquisition:?}");
        }
    }

    #[test]
    fn what_no_system_of_this_version_keeps_is_not_asked_for() {
        let rows = [Availability::backup(Presence::Sometimes).until(Version(14, 7, 0))];
        assert_eq!(why_absent(&rows, &on(Kind::IosBackup, 17, true)), NotExamined::NotOnThisOs);
        assert_eq!(why_absent(&rows, &on(Kind::IosSysdiagnose, 17, true)), NotExamined::NotOnThisOs);
        assert_eq!(why_absent(&rows, &Acquisition::of(Kind::IosBackup)), NotExamined::Absent);
    }

    #[test]
    fn what_any_part_should_hold_is_expected() {
        let mut both = on(Kind::IosBackup, 17, false);
        let rows = [Availability::sysdiagnose(Presence::Always)];
        assert_eq!(why_absent(&rows, &both), NotExamined::NeedsSysdiagnose);
        both.with.push(on(Kind::IosSysdiagnose, 17, false));
        assert!(expected(&rows, &both));
        assert_eq!(why_absent(&rows, &both), NotExamined::Missing);
        assert_eq!(why_absent(ROWS, &both), NotExamined::NeedsEncryptedBackup);
    }

    #[test]
    fn of_several_ways_the_easiest_is_named() {
        let rows = [
            Availability::filesystem(Presence::Always),
            Availability::crash_reports(Presence::Sometimes),
            Availability::sysdiagnose(Presence::Always),
        ];
        assert_eq!(why_absent(&rows, &on(Kind::IosBackup, 17, true)), NotExamined::NeedsSysdiagnose);
        assert_eq!(why_absent(&rows[..1], &on(Kind::IosBackup, 17, true)), NotExamined::NeedsFilesystem);
    }
}
