//! Days that the person remembers and enters: they lend meaning to what the evidence dates.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What happened on a day that the person entered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Occasion {
    /// The phone was taken away, or was out of sight in other people's hands.
    Seizure,
    /// A border or a checkpoint was crossed.
    Border,
    /// An odd link, file or message came.
    OddLink,
    /// Apple, Google, WhatsApp or somebody else warned of an attack.
    Notification,
}

impl Occasion {
    /// Every one, in order.
    pub const ALL: [Self; 4] = [Self::Seizure, Self::Border, Self::OddLink, Self::Notification];

    /// The word used on the command line, in the outcome and as a text key.
    pub fn name(self) -> &'static str {
        match self {
            Self::Seizure => "seizure",
            Self::Border => "border",
            Self::OddLink => "odd-link",
            Self::Notification => "notification",
        }
    }

    /// The one with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|occasion| occasion.name() == name)
    }
}

/// One such day. The person's own calendar: it may differ from UTC by half a day on both sides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Day {
    /// What happened.
    pub what: Occasion,
    /// When.
    pub day: Date,
}
