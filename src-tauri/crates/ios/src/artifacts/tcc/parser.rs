//! A row of the permissions table in any of its three shapes: with `allowed` (to iOS 13), with `auth_value`
//! (from iOS 14), with or without a date (from iOS 13).

use crate::time;
use jiff::Timestamp;
use sqlite::Row;

/// Tables with permissions: those that hold, and those that ran out (from iOS 14).
pub(super) const TABLES: [&str; 2] = ["access", "expired"];
/// The columns that are read, of all shapes.
pub(super) const COLUMNS: &[&str] = &[
    "service",
    "client",
    "client_type",
    "auth_value",
    "allowed",
    "auth_reason",
    "prompt_count",
    "last_modified",
];

/// One permission.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Grant {
    /// What it is about (`kTCCServiceMicrophone`).
    pub(super) service: String,
    /// Who asked: a bundle id, or a path.
    pub(super) client: String,
    /// True if `client` is a path.
    pub(super) by_path: bool,
    /// The answer, in the system's words.
    pub(super) answer: Option<&'static str>,
    /// Who answered.
    pub(super) reason: Option<&'static str>,
    /// How often the person was asked.
    pub(super) prompts: Option<i64>,
    /// When the answer last changed.
    pub(super) modified: Option<Timestamp>,
}

impl Grant {
    /// None without service or client.
    pub(super) fn of(row: &Row<'_>) -> Option<Self> {
        let answer = match (row.int(3), row.int(4)) {
            (Some(value), _) => named(ANSWERS, value),
            (None, Some(allowed)) => Some(if allowed == 0 { "denied" } else { "allowed" }),
            (None, None) => None,
        };
        Some(Self {
            service: row.text(0)?.into_owned(),
            client: row.text(1)?.into_owned(),
            by_path: row.int(2).is_some_and(|kind| kind != 0),
            answer,
            reason: row.int(5).and_then(|reason| named(REASONS, reason)),
            prompts: row.int(6),
            modified: row.real(7).and_then(time::unix),
        })
    }
}

const ANSWERS: &[&str] = &["denied", "unknown", "allowed", "limited"];

/// From 1 on.
const REASONS: &[&str] = &[
    "",
    "error",
    "user consent",
    "user set",
    "system set",
    "service policy",
    "MDM policy",
    "override policy",
    "missing usage string",
    "prompt timeout",
    "preflight unknown",
    "entitled",
    "app type policy",
];

fn named(names: &[&'static str], number: i64) -> Option<&'static str> {
    let name = names.get(usize::try_from(number).ok()?)?;
    (!name.is_empty()).then_some(name)
}
