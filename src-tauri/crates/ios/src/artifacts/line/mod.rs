//! Messages of LINE.
//!
//! Found in: `AppDomainGroup-group.com.linecorp.line/Library/Application Support/PrivateStore/…/Messages/`,
//! `Line.sqlite` (table `ZMESSAGE`), in backups of phones with LINE.
//!
//! Shows: links in messages, and when they were sent or received.
//!
//! Cannot show: whether a link was opened; messages that were deleted; what lies only in other stores of the
//! app.
//!
//! Ordinary reasons: somebody passed a link on as a warning.
//!
//! Sources: the database itself, as described by several projects that read backups; times count milliseconds
//! since 1970.

#[cfg(test)]
mod tests;

use super::shared::chats::{self, Chats, millis};
use super::shared::links::Pair;
use engine::{Artifact, Availability, Case, Found, Notes};

const READS: &[&str] = &[
    "AppDomainGroup-group.com.linecorp.line/Library/Application Support/PrivateStore/*/Messages/Line.sqlite",
    "AppDomain-jp.naver.line/Library/Application Support/PrivateStore/*/Messages/Line.sqlite",
];
const APP: &str = "jp.naver.line";

static LINKS: Pair = Pair::new("ios.line.link", "ios.line.vendor-site");

const ROWS: [Availability; 2] = chats::availability("public projects that read backups");

/// Messages of LINE.
pub static ARTIFACT: Artifact =
    chats::artifact("ios.line", (READS, &ROWS), &[LINKS.known, LINKS.vendor], examine);

const MESSAGES: Chats<'static> = Chats {
    row: "message",
    table: "ZMESSAGE",
    sent: ("ZTIMESTAMP", millis),
    sender: "ZSENDER",
    texts: &["ZTEXT", "ZCONTENTMETADATA"],
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    chats::of_one_table(case, notes, (APP, READS), (&MESSAGES, &LINKS))
}
