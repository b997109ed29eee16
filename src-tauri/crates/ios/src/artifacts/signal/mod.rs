//! Messages of Signal.
//!
//! Found in: `AppDomainGroup-group.org.whispersystems.signal.group/grdb/signal.sqlite`, tables
//! `model_TSInteraction` and others. The app leaves it out of backups and locks it with a key that stays in the
//! phone: a copy of a whole file system holds it locked, and only a copy that somebody unlocked can be read.
//!
//! Shows: in such a copy, links in messages.
//!
//! Cannot show: anything in an ordinary backup. That is said, never taken for silence.
//!
//! Ordinary reasons: somebody passed a link on as a warning.
//!
//! Sources: Signal-iOS (`SignalServiceKit`, `GRDBSchemaMigrator`), which is public.

#[cfg(test)]
mod tests;

use super::shared::chats::{self, Chats, millis};
use super::shared::links::Pair;
use engine::{Artifact, Availability, Case, Found, Notes};

const READS: &[&str] = &["AppDomainGroup-group.org.whispersystems.signal.group/**/signal.sqlite"];
const APP: &str = "org.whispersystems.signal";

static LINKS: Pair = Pair::new("ios.signal.link", "ios.signal.vendor-site");

const ROWS: [Availability; 2] = chats::availability("Signal-iOS, GRDBSchemaMigrator");

/// Messages of Signal.
pub static ARTIFACT: Artifact =
    chats::artifact("ios.signal", (READS, &ROWS), &[LINKS.known, LINKS.vendor], examine);

const MESSAGES: Chats<'static> = Chats {
    row: "message",
    table: "model_TSInteraction",
    sent: ("timestamp", millis),
    sender: "authorPhoneNumber",
    texts: &["body", "linkPreview"],
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    chats::of_one_table(case, notes, (APP, READS), (&MESSAGES, &LINKS))
}
