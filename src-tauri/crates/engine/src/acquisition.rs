//! What the person brought, identified by its content.

use crate::{Names, Version};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// Kinds of acquisition that are understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// A backup made by Finder, iTunes, libimobiledevice or Lucerna.
    IosBackup,
    /// A copy of the whole file system.
    IosFilesystem,
    /// The archive that an iPhone makes for Apple's engineers.
    IosSysdiagnose,
    /// A folder of crash reports.
    IosCrashReports,
    /// What a connected phone told Lucerna of its apps and profiles.
    IosAnswers,
}

/// The system of the phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Platform {
    /// iPhone, iPad, iPod touch.
    Ios,
    /// Phones with Android.
    Android,
}

/// What is known of an acquisition before anything in it is examined.
///
/// Values come from the evidence: cleaned before display, never trusted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acquisition {
    /// What it is.
    pub kind: Kind,
    /// True if it asks for a password.
    pub encrypted: bool,
    /// System of the phone.
    pub platform: Platform,
    /// Version of the system, if it says so.
    pub os_version: Option<Version>,
    /// Build of the system (`21G93`).
    pub os_build: Option<String>,
    /// Model id (`iPhone14,5`).
    pub model: Option<String>,
    /// The name that its owner gave to the device. Personal.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub device_name: Option<String>,
    /// When the acquisition was made, by its own account.
    pub made_at: Option<Timestamp>,
    /// True if whatever made it says that it came to its end (a backup's `Status.plist`); unknown if none.
    pub finished: Option<bool>,
    /// What was left out on purpose when Lucerna copied the phone itself; none means nothing.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub kept: Option<Kept>,
    /// Names of what lies beside it, seems to belong to it and could not be opened. Not examined, so nothing can be concluded
    /// from silence.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub beside: Vec<String>,
    /// Ids of apps that the acquisition says are installed; lower the guess of what it should hold.
    #[serde(skip)]
    pub apps: Vec<String>,
    /// What else of the same phone is checked with it. An outcome tells them beside this one.
    #[serde(skip)]
    pub with: Vec<Acquisition>,
}

/// How much of a phone a copy was meant to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kept {
    /// Everything that the phone offered.
    All,
    /// Only the files that a check reads.
    Needed,
}

impl Acquisition {
    /// An acquisition of which nothing but its kind is known.
    pub fn of(kind: Kind) -> Self {
        Self {
            kind,
            encrypted: false,
            platform: Platform::Ios,
            os_version: None,
            os_build: None,
            model: None,
            device_name: None,
            made_at: None,
            finished: None,
            kept: None,
            beside: Vec::new(),
            apps: Vec::new(),
            with: Vec::new(),
        }
    }

    /// This one, and what is checked with it.
    pub fn all(&self) -> impl Iterator<Item = &Self> {
        std::iter::once(self).chain(&self.with)
    }

    /// The one of them that a path lies in; this one, if none has such names. One phone's acquisitions may have been
    /// made under different systems.
    pub fn of_path(&self, path: &str) -> &Self {
        let names = Names::asked(path);
        self.all().find(|one| Some(Names::of(one.kind)) == names).unwrap_or(self)
    }

    /// True if there is nothing but reports of crashes and the phone's own word. They can show an attack;
    /// without one they show little.
    pub fn is_only_hearsay(&self) -> bool {
        self.all().all(|one| matches!(one.kind, Kind::IosCrashReports | Kind::IosAnswers))
    }

    /// False if any of them says that it did not come to its end.
    pub fn all_finished(&self) -> Option<bool> {
        if self.all().any(|one| one.finished == Some(false)) { Some(false) } else { self.finished }
    }
}

#[cfg(test)]
mod tests {
    use super::{Acquisition, Kind};

    #[test]
    fn a_path_lies_in_the_acquisition_that_has_such_names() {
        let mut all = Acquisition::of(Kind::IosBackup);
        all.with = vec![Acquisition::of(Kind::IosSysdiagnose), Acquisition::of(Kind::IosCrashReports)];
        for (path, kind) in [
            ("HomeDomain/Library/SMS/sms.db", Kind::IosBackup),
            ("Sysdiagnose/ps.txt", Kind::IosSysdiagnose),
            ("CrashReports/a.ips", Kind::IosCrashReports),
            ("PhoneSays/apps.plist", Kind::IosBackup),
        ] {
            assert_eq!(all.of_path(path).kind, kind, "{path}");
        }
    }
}
