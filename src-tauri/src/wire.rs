//! Everything that crosses between the window and Rust, besides [`report::View`].

mod phone;

pub(crate) use phone::*;
use scan::Candidate;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the window finds when it starts or reloads.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct Start {
    /// `idle`, `running` or `done`.
    pub state: String,
    /// Version of the app.
    pub version: String,
    /// BCP 47 tag of the computer's language, if known.
    pub system_lang: Option<String>,
    /// Date of the newest built-in list of published traces, ISO.
    pub lists_date: String,
    /// True if an earlier check was cut short and left changes on a phone.
    pub left_over: bool,
}

/// Something that can be checked. The path stays in Rust; the id is opaque.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct Found {
    /// Opaque id, valid until the app closes.
    pub id: String,
    /// As in the outcome: `ios-backup` …
    pub kind: String,
    /// The name that its owner gave to the device, cleaned.
    pub device_name: Option<String>,
    /// `iPhone 13`, if known.
    pub model: Option<String>,
    /// `17.6.1`, if known.
    pub os_version: Option<String>,
    /// RFC 3339, UTC.
    pub made_at: Option<String>,
    /// True if it asks for a password.
    pub encrypted: bool,
    /// `usual-place`, `chosen`, `dropped`, `practice` or `phone` (copied from one just now).
    pub source: String,
}

/// A pretend phone to practise with.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct PracticePhone {
    /// Scenario name, also the key of its words in the UI's locales (`practice-<name>`).
    pub scenario: String,
    /// Password if it is encrypted (it is a pretend phone: shown to the person).
    pub password: Option<String>,
}

/// Progress of a running check; at most ten a second.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
#[serde(tag = "step", rename_all = "kebab-case")]
pub(crate) enum Progress {
    /// Opening and identifying.
    Opening,
    /// Listing what an archive holds.
    Listing {
        /// Parts per thousand of its bytes.
        permille: u32,
    },
    /// Deriving the key; rounds done of all.
    Unlocking {
        /// Rounds done.
        done: u32,
        /// Rounds in all.
        of: u32,
    },
    /// Examining artifacts.
    Examining {
        /// Ids being examined now.
        now: Vec<String>,
        /// Ids finished, in order of finishing.
        finished: Vec<String>,
        /// Number of all artifacts that will be tried.
        of: u32,
        /// Records read so far.
        records: u32,
        /// Parts per thousand of the whole check, an estimate that never goes back.
        permille: u32,
        /// Seconds left, if they can be told.
        seconds_left: Option<u32>,
    },
}

/// What to check, and how.
#[derive(Deserialize, TS)]
#[ts(export)]
pub(crate) struct CheckRequest {
    /// Id of what was found.
    pub id: String,
    /// Opens it, if it is locked; a copy that was made just now opens without.
    pub password: Option<String>,
    /// Days that the person remembers.
    pub days: Vec<RememberedDay>,
    /// Read every byte of every file too.
    pub deep: bool,
}

/// A day that the person remembers.
#[derive(Deserialize, TS)]
#[ts(export)]
pub(crate) struct RememberedDay {
    /// `seizure`, `border`, `odd-link` or `notification`.
    pub what: String,
    /// ISO date in the person's own calendar.
    pub day: String,
}

impl RememberedDay {
    /// None for what the window does not offer.
    pub(crate) fn read(&self) -> Option<engine::Day> {
        Some(engine::Day { what: engine::Occasion::named(&self.what)?, day: self.day.parse().ok()? })
    }
}

/// An artifact's name for the checking screen, known before the outcome.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct ArtifactName {
    /// Artifact id.
    pub id: String,
    /// In words.
    pub name: String,
}

/// An organisation that helps.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct Helper {
    /// Stable id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it does and for whom, in words.
    pub what: String,
    /// BCP 47 tags that it answers in.
    pub languages: Vec<String>,
    /// ISO 3166 codes or `world`.
    pub regions: Vec<String>,
    /// `spyware`, `partner-violence` or both.
    pub threats: Vec<String>,
    /// Web address, shown, never opened by itself.
    pub web: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Where this entry was taken from.
    pub source: String,
    /// When it was last looked at, ISO date.
    pub checked: String,
}

/// What to save.
#[derive(Debug, Clone, Deserialize, TS)]
#[ts(export)]
pub(crate) struct SaveRequest {
    /// `html`, `txt` or `json`.
    pub format: String,
    /// BCP 47 tag.
    pub lang: String,
    /// Include personal content (senders, addresses of people).
    pub personal: bool,
    /// Include the details for experts.
    pub expert: bool,
}

/// One change made on this computer, and what became of it.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct Change {
    /// Key of its words in the UI's locales (`change-<key>`): `practice-folder`, `report-saved`, `memory`,
    /// `phone-copy`; on the phone `phone-trust`, `phone-password`.
    pub key: String,
    /// A path to show, where there is one.
    pub path: Option<String>,
    /// `there`, `unsure` (it may have been made), `erased`, `undone`, `kept` or `stuck` (by hand).
    pub state: String,
}

/// A failure that the person can do something about: a code and values, never a sentence.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct Problem {
    /// Stable word, `wrong-password`: key of its words (`problem-<code>-what`, `-next`).
    pub code: String,
    /// The three digits for the telephone.
    pub number: u16,
    /// Values for the words.
    pub values: std::collections::BTreeMap<String, String>,
}

/// Something was dragged over the window or dropped on it.
#[derive(Debug, Clone, Serialize, TS)]
#[ts(export)]
pub(crate) struct DropEvent {
    /// True while something is held over the window.
    pub over: bool,
    /// What was dropped, if it was recognised.
    pub found: Option<Found>,
    /// Why it was not.
    pub problem: Option<Problem>,
}

impl Start {
    pub(crate) fn new(state: &str, lists: &indicators::Totals, left_over: bool) -> Self {
        let newest =
            lists.packs.iter().filter_map(|pack| pack.published.as_deref()).max().unwrap_or_default();
        Self {
            state: state.to_owned(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            system_lang: system_lang(),
            lists_date: newest.to_owned(),
            left_over,
        }
    }
}

/// From the environment, where systems put it: `ar_EG.UTF-8` is `ar-EG`.
fn system_lang() -> Option<String> {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()))?;
    let tag = set.split(['.', '@']).next()?.replace('_', "-");
    (!matches!(tag.as_str(), "C" | "POSIX")).then_some(tag)
}

impl Found {
    pub(crate) fn new(id: usize, candidate: &Candidate, source: &str) -> Self {
        let acquisition = &candidate.acquisition;
        Self {
            id: id.to_string(),
            kind: report::code(&acquisition.kind),
            device_name: acquisition.device_name.as_deref().map(report::clean),
            model: acquisition.model.as_deref().map(report::model_name),
            os_version: acquisition.os_version.map(|version| version.to_string()),
            made_at: acquisition.made_at.map(|when| when.to_string()),
            encrypted: acquisition.encrypted,
            source: source.to_owned(),
        }
    }
}

impl DropEvent {
    pub(crate) fn over(over: bool) -> Self {
        Self { over, found: None, problem: None }
    }
}

impl From<report::HelpPlace> for Helper {
    fn from(place: report::HelpPlace) -> Self {
        let report::HelpPlace { id, name, what, languages, regions, threats, web, email, source, checked } =
            place;
        Self { id, name, what, languages, regions, threats, web, email, source, checked }
    }
}
