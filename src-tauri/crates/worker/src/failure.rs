//! What can go wrong with a whole check or copy: a code, a number for the telephone, and values.
//!
//! Words for each code live in `report` and in the window's locales; there are none here.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt;

/// A failure that ends a check or a copy. What only touches one artifact is coverage, not failure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// Stable word, one of [`Failure::NUMBERS`].
    pub code: String,
    /// Values for the words.
    pub values: BTreeMap<String, String>,
    /// For developers; never shown as the message, never holds evidence.
    pub cause: Option<String>,
}

impl Failure {
    /// Every code with its three digits. A number never changes its meaning and is never used again.
    pub const NUMBERS: &'static [(&'static str, u16)] = &[
        ("no-usb-service", 211),
        ("no-phone", 212),
        ("phone-locked", 213),
        ("trust-refused", 214),
        ("phone-gone", 215),
        ("phone-too-old", 216),
        ("pairing-failed", 217),
        ("several-phones", 218),
        ("odd-answer", 219),
        ("phone-silent", 221),
        ("no-space", 311),
        ("space-ran-out", 312),
        ("copy-interrupted", 313),
        ("passcode-not-typed", 314),
        ("phone-refused-copy", 315),
        ("copy-incomplete", 316),
        ("copy-in-use", 317),
        ("phone-needs-restart", 318),
        ("no-sysdiagnose", 319),
        ("no-crash-reports", 321),
        ("wrong-password", 411),
        ("key-bag-damaged", 412),
        ("password-needed", 413),
        ("phone-wrong-password", 414),
        ("password-not-changed", 415),
        ("password-managed", 416),
        ("no-acquisition-here", 511),
        ("empty-folder", 512),
        ("backup-incomplete", 513),
        ("backup-damaged", 514),
        ("archive-damaged", 515),
        ("archive-unsafe", 516),
        ("several-backups", 517),
        ("not-readable", 518),
        ("unsupported-layout", 519),
        ("stopped", 521),
        ("indicators-unreadable", 522),
        ("different-phones", 523),
        ("records-missing", 524),
        ("records-damaged", 525),
        ("records-unknown", 526),
        ("too-little-memory", 611),
        ("worker-broke", 612),
        ("our-fault", 613),
        ("phone-worker-broke", 614),
        ("save-failed", 711),
        ("disk-full", 712),
        ("erase-failed", 811),
        ("put-back-failed", 812),
    ];

    /// A failure without values.
    pub fn new(code: &str) -> Self {
        Self { code: code.to_owned(), values: BTreeMap::new(), cause: None }
    }

    /// Adds a value for the words.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl fmt::Display) -> Self {
        self.values.insert(name.to_owned(), value.to_string());
        self
    }

    /// Keeps what caused it.
    #[must_use]
    pub fn because(mut self, cause: impl fmt::Display) -> Self {
        self.cause = Some(cause.to_string());
        self
    }

    /// The three digits; 613 for a code that has none, which a test refuses.
    pub fn number(&self) -> u16 {
        Self::NUMBERS.iter().find(|(code, _)| *code == self.code).map_or(613, |(_, number)| *number)
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.code, self.number())?;
        self.cause.iter().try_for_each(|cause| write!(f, ": {cause}"))
    }
}

impl std::error::Error for Failure {}
