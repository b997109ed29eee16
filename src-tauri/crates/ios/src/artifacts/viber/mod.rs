//! Messages of Viber.
//!
//! Found in: `AppDomainGroup-group.viber.share.container/com.viber/database/Contacts.data`, table
//! `ZVIBERMESSAGE`, in backups of phones with Viber.
//!
//! Shows: links in messages, and when they were sent or received.
//!
//! Cannot show: whether a link was opened; messages that were deleted or disappeared.
//!
//! Ordinary reasons: somebody passed a link on as a warning.
//!
//! Sources: the database itself, as described by several forensic projects (iLEAPP, an open change to MVT); its
//! times count seconds since 2001.

#[cfg(test)]
mod tests;

use super::shared::chats::{self, Chats};
use super::shared::links::Pair;
use crate::time;
use engine::{Artifact, Availability, Case, Found, Notes};

const READS: &[&str] = &[
    "AppDomainGroup-group.viber.share.container/com.viber/database/Contacts.data",
    "AppDomain-com.viber/Documents/Contacts.data",
];
const APP: &str = "com.viber";

static LINKS: Pair = Pair::new("ios.viber.link", "ios.viber.vendor-site");

const ROWS: [Availability; 2] = chats::availability("iLEAPP; an open change to MVT");

/// Messages of Viber.
pub static ARTIFACT: Artifact =
    chats::artifact("ios.viber", (READS, &ROWS), &[LINKS.known, LINKS.vendor], examine);

const MESSAGES: Chats<'static> = Chats {
    row: "message",
    table: "ZVIBERMESSAGE",
    sent: ("ZDATE", |row, column| row.real(column).and_then(time::mac)),
    sender: "ZPHONENUMINDEX",
    texts: &["ZTEXT", "ZMETADATA", "ZINFO"],
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    chats::of_one_table(case, notes, (APP, READS), (&MESSAGES, &LINKS))
}
