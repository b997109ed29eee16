//! What a scenario file may say. Unknown keys are refused, so that a typing error never makes a quieter phone.

use crate::{
    clock::Moment,
    error::PracticeError,
    release::{self, Release},
};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// A pretend phone, as a scenario file describes it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Scenario {
    /// Everything that looks random comes from here: the same seed gives the same bytes.
    pub seed: u64,
    /// When the backup was made.
    #[serde(deserialize_with = "timestamp")]
    pub made_at: Timestamp,
    /// How many days before `made_at` the content begins.
    #[serde(default = "default_days")]
    pub days: u32,
    /// The backup password of a phone that is meant to be locked. Invented, and shown to whoever practises.
    #[serde(default)]
    pub password: Option<String>,
    /// The phone and its owner.
    pub phone: PhoneFacts,
    /// How much there is of everything.
    #[serde(default)]
    pub sizes: Sizes,
    /// Bundle ids of the installed apps.
    #[serde(default)]
    pub apps: Vec<String>,
    /// Relative paths that this phone does not have, such as `Library/Safari/History.db`.
    #[serde(default)]
    pub without: Vec<String>,
    /// Traces to be found.
    #[serde(default)]
    pub plants: Vec<Plant>,
    /// What is wrong with the backup itself.
    #[serde(default)]
    pub damage: Vec<Damage>,
}

/// The phone and its owner; every name is invented.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PhoneFacts {
    /// Such as `iPhone17,3`.
    pub model: String,
    /// iOS version, 12 to 27.
    pub version: String,
    /// iOS build, such as `23B85`.
    pub build: String,
    /// As the owner named it.
    pub name: String,
    /// The owner.
    pub owner: String,
    /// The owner's number, from a range that is reserved for fiction.
    pub number: String,
    /// Language tag, such as `en-GB`.
    pub language: String,
    /// Whether Lockdown Mode is on; unset where the owner never saw its switch (and before iOS 16).
    #[serde(default)]
    pub lockdown_mode: Option<bool>,
}

/// How much there is of everything.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Sizes {
    /// People in the address book.
    pub people: u32,
    /// Rows of `message`.
    pub messages: u32,
    /// Rows of `history_visits`, all profiles together.
    pub visits: u32,
    /// Open Safari tabs.
    pub tabs: u32,
    /// Rows of `ZWAMESSAGE`.
    pub whatsapp_messages: u32,
    /// Rows of `ZCALLRECORD`.
    pub calls: u32,
    /// Rows of `CalendarItem`.
    pub events: u32,
    /// Rows of `ZINTERACTIONS`.
    pub interactions: u32,
    /// Visits in each other browser.
    pub other_visits: u32,
    /// Photos and other files that no artifact reads.
    pub files: u32,
    /// Newest rows of a database that are only in its write-ahead log.
    pub late_rows: u32,
}

impl Default for Sizes {
    fn default() -> Self {
        Self {
            people: 40,
            messages: 600,
            visits: 400,
            tabs: 9,
            whatsapp_messages: 240,
            calls: 70,
            events: 36,
            interactions: 120,
            other_visits: 60,
            files: 60,
            late_rows: 5,
        }
    }
}

/// One trace to be found.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Plant {
    /// What it is and where it goes.
    pub what: What,
    /// When it happened on the phone.
    #[serde(deserialize_with = "timestamp")]
    pub when: Timestamp,
    /// The value itself: a host, a process name, an address, a path, a bundle id; by `what`.
    #[serde(default)]
    pub value: Option<String>,
    /// Where the value is taken from when it must not stand in the file.
    #[serde(default)]
    pub indicator: Option<IndicatorWanted>,
    /// The words around it; `{}` stands for the link.
    #[serde(default)]
    pub text: Option<String>,
    /// Who sent it (messages), which page led to it (redirects), which service was used (TCC), or
    /// where it came from (apps).
    #[serde(default)]
    pub from: Option<String>,
    /// Payload types and settings of a profile.
    #[serde(default)]
    pub profile: Option<ProfileFacts>,
}

/// What a plant is.
#[derive(Clone, Copy, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum What {
    /// A received message whose `text` holds a link to `value`.
    SmsLink,
    /// As [`What::SmsLink`], in `attributedBody` alone.
    SmsAttributedLink,
    /// As [`What::SmsLink`], in the link preview alone.
    SmsRichLink,
    /// As [`What::SmsLink`], in a row without a handle.
    SmsHandlelessLink,
    /// As [`What::SmsLink`], among the recently deleted (iOS 16 and later).
    SmsDeletedLink,
    /// A received message with `value` as its words.
    SmsText,
    /// A received message from the address `value`.
    SmsSender,
    /// A received attachment with `value` as its file name.
    SmsAttachment,
    /// A visit of `https://{value}/…`.
    SafariVisit,
    /// A visit of `https://{value}/…` in a second Safari profile (iOS 17 and later).
    SafariProfileVisit,
    /// `from`, a page without TLS, led to `https://{value}/…` within a second.
    SafariRedirect,
    /// An open tab.
    SafariTab,
    /// A visit in Chrome.
    ChromeVisit,
    /// A visit in Firefox.
    FirefoxVisit,
    /// WebKit saw `value` as a site.
    WebkitSite,
    /// A link in a WhatsApp message.
    WhatsappLink,
    /// A process with network usage.
    DataUsageProcess,
    /// Network usage whose process row is gone; `value` is not needed.
    DataUsageDeleted,
    /// A process in the daily usage of the analytics.
    AnalyticsProcess,
    /// An app or process with the permission `from`, such as `kTCCServiceMicrophone`.
    TccClient,
    /// A looked-up e-mail address in the identity status cache.
    IdentityLookup,
    /// An executable that asked for the location; `value` is its path.
    LocationClient,
    /// An invitation from the e-mail address `value`.
    CalendarInvitation,
    /// An event called `value` with `text` as its notes.
    CalendarEvent,
    /// A configuration profile with the UUID `value`.
    Profile,
    /// An event in the profile log about the profile `value`.
    ProfileEvent,
    /// An app with the bundle id `value` from the source `from`.
    App,
    /// A file with the path `value`, in the domain `from` (default HomeDomain).
    File,
    /// A shortcut that opens `https://{value}/…`.
    ShortcutLink,
    /// A link in a Viber message.
    ViberLink,
    /// A link in a LINE message.
    LineLink,
    /// A link in a Messenger message.
    MessengerLink,
    /// In a copy of the whole file system: a link in a mail.
    MailLink,
    /// A missed FaceTime call from the account `value`.
    CallAccount,
    /// Contact with the account `value`, noted by the system.
    InteractionAccount,
    /// An account called `value` that the phone signs in with.
    Account,
    /// A page of `https://{value}/…` on the home screen.
    WebClip,
    /// A site that kept something, in the domain `from` (default Safari's).
    StoredSite,
    /// A site that the app `from` spoke to, in a privacy report that was saved.
    ReportedSite,
    /// In a sysdiagnose: a program that runs, by path or name.
    RunningProgram,
    /// In a sysdiagnose: the path of a program that was still running when the phone was shut down.
    ShutdownClient,
    /// In a sysdiagnose or among crash reports: a program that crashed, by path.
    CrashedProgram,
    /// In a sysdiagnose or among crash reports: `homed` and then `value`, the program that opens messages,
    /// crash six times each within two hours.
    CrashCluster,
    /// In a sysdiagnose or among crash reports: a program that ran when memory was short, by name.
    JetsamProgram,
    /// In a sysdiagnose: a computer that names itself `value` asked to be trusted.
    PairedComputer,
    /// In a sysdiagnose: the path of a program that wrote to the system's log.
    LoggedProgram,
    /// In a sysdiagnose: the path of a program that the system's log itself names.
    SpeakingProgram,
    /// In a sysdiagnose: the name of a program in the log of power use.
    PoweredProgram,
    /// In a sysdiagnose: the id of an app that filters traffic.
    NetworkFilter,
}

/// A value of the built-in packs, named by its place: no malicious value stands in a scenario file.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(deny_unknown_fields)]
pub struct IndicatorWanted {
    /// `domain`, `process`, `email`, …
    pub kind: String,
    /// Campaign or family, compared without case.
    pub campaign: String,
    /// Position among those of that kind and campaign, in the order of their values, wrapping around.
    pub index: usize,
}

/// What a planted configuration profile holds.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProfileFacts {
    /// `PayloadDisplayName`.
    pub name: String,
    /// `PayloadOrganization`.
    pub organization: String,
    /// `PayloadIdentifier`.
    pub identifier: String,
    /// `PayloadType` of each payload.
    pub payloads: Vec<String>,
    /// `PayloadRemovalDisallowed`.
    pub removal_disallowed: bool,
    /// Listed among the hidden profiles.
    pub hidden: bool,
}

/// What is wrong with the backup.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, tag = "what", rename_all = "kebab-case")]
pub enum Damage {
    /// Listed in Manifest.db, not in the folder.
    Missing {
        /// Domain of the file.
        domain: String,
        /// Path in the domain.
        path: String,
    },
    /// Only the first `keep_percent` of the stored file are left.
    Cut {
        /// Domain of the file.
        domain: String,
        /// Path in the domain.
        path: String,
        /// 0 to 99.
        keep_percent: u8,
    },
    /// Status.plist says that the backup was not finished.
    Unfinished,
}

impl Scenario {
    /// Reads a scenario file.
    pub fn parse(text: &str) -> Result<Self, PracticeError> {
        let scenario: Self = toml::from_str(text).map_err(Box::new)?;
        scenario.check()?;
        Ok(scenario)
    }

    /// The same phone with the layout of another iOS, `major` from 12 to 27.
    pub fn of_release(mut self, major: u32) -> Result<Self, PracticeError> {
        let unfit = || PracticeError::Unfit(format!("no phone of iOS {major} is known"));
        let (version, build, model) = release::phone(major).ok_or_else(unfit)?;
        self.phone.version = version.to_owned();
        self.phone.build = build.to_owned();
        self.phone.model = model.to_owned();
        Ok(self)
    }

    /// Puts values in the place of the indicators that plants ask for.
    ///
    /// `known` gives the value at a place, or `None` when there is none, which is an error.
    pub fn fill(
        &mut self,
        mut known: impl FnMut(&IndicatorWanted) -> Option<String>,
    ) -> Result<(), PracticeError> {
        for plant in &mut self.plants {
            let Some(wanted) = &plant.indicator else { continue };
            if plant.value.is_none() {
                plant.value = Some(known(wanted).ok_or_else(|| PracticeError::NoIndicator {
                    kind: wanted.kind.clone(),
                    campaign: wanted.campaign.clone(),
                    index: wanted.index,
                })?);
            }
        }
        Ok(())
    }

    fn check(&self) -> Result<(), PracticeError> {
        let unfit = |reason: &str| Err(PracticeError::Unfit(reason.to_owned()));
        if Release::of(&self.phone.version).is_none() {
            return unfit("the iOS version must be 12 to 27");
        }
        if self.sizes.people < 2 {
            return unfit("a phone knows at least two people");
        }
        let begin = self.begin();
        for plant in &self.plants {
            let when = Moment::of(plant.when);
            if when < begin || plant.when > self.made_at {
                return unfit("a plant lies outside the time that the backup covers");
            }
            if plant.value.is_none() && plant.indicator.is_none() && plant.what != What::DataUsageDeleted {
                return unfit("a plant needs a value or an indicator");
            }
        }
        for damage in &self.damage {
            if matches!(damage, Damage::Cut { keep_percent: 100.., .. }) {
                return unfit("a cut file keeps less than all of it");
            }
        }
        Ok(())
    }

    pub(crate) fn begin(&self) -> Moment {
        Moment::of(self.made_at).minus_days(f64::from(self.days))
    }

    pub(crate) fn release(&self) -> Release {
        // `check` has refused every other version.
        Release::of(&self.phone.version).unwrap_or(Release(26))
    }
}

fn default_days() -> u32 {
    420
}

/// TOML has its own date type; a time without an offset would leave the moment open and is refused.
fn timestamp<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    let written = toml::value::Datetime::deserialize(deserializer)?;
    written.to_string().parse().map_err(serde::de::Error::custom)
}
