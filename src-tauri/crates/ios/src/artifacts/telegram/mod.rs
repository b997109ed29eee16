//! Messages of Telegram.
//!
//! Found in: `AppDomainGroup-group.ph.telegra.Telegraph/telegram-data/account-…/postbox/db/db_sqlite`, table
//! `t7`. The app leaves it out of backups and locks it: a copy of a whole file system holds it locked, and
//! only a copy that somebody unlocked can be read. A row has a key (chat, place, time, number) and a message in
//! the app's own format, of which only the links are read.
//!
//! Shows: in such a copy, links in messages, and when they were sent.
//!
//! Cannot show: anything in an ordinary backup. That is said, never taken for silence.
//!
//! Ordinary reasons: somebody passed a link on as a warning. Channels pass on a lot.
//!
//! Sources: Telegram-iOS (`Postbox`, `MessageHistoryTable`), which is public.

#[cfg(test)]
mod tests;

use super::shared::chats;
use super::shared::databases::{needs, table};
use super::shared::links::{Pair, Seen};
use engine::{Artifact, Availability, Case, Cite, Entry, Found, Notes, Record, Unread, UnreadWhy};
use jiff::Timestamp;
use sqlite::Database;

const READS: &[&str] =
    &["AppDomainGroup-group.ph.telegra.Telegraph/telegram-data/account-*/postbox/db/db_sqlite"];
const APP: &str = "ph.telegra.Telegraph";

static LINKS: Pair = Pair::new("ios.telegram.link", "ios.telegram.vendor-site");

const ROWS: [Availability; 2] = chats::availability("Telegram-iOS, Postbox");

/// Messages of Telegram.
pub static ARTIFACT: Artifact =
    chats::artifact("ios.telegram", (READS, &ROWS), &[LINKS.known, LINKS.vendor], examine);

const MESSAGES: &str = "t7";

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    chats::each(case, notes, (APP, READS), &mut |database, entry, notes| {
        if database.has_table(MESSAGES) {
            messages(case, database, entry, notes);
        } else {
            notes.unread(Unread::part(&entry.path, format!("table {MESSAGES}"), UnreadWhy::UnknownLayout));
        }
    })
}

fn messages(case: &Case<'_>, database: &Database, entry: &Entry, notes: &mut Notes<'_>) {
    needs(database, entry, notes, (MESSAGES, &["value"]));
    let mut seen = Seen::new(case.indicators);
    let mut number = 0_u64;
    table(database, entry, notes, (MESSAGES, &["key", "value"]), &mut |row, notes| {
        number += 1;
        let cite =
            || Cite::new(&entry.path, format!("message {}", row.rowid().map_or(number, i64::cast_unsigned)));
        let sent = row.blob(0).and_then(sent);
        if let Some(message) = row.blob(1) {
            seen.text(&words(message));
        }
        for hit in seen.take() {
            notes.finding(LINKS.finding(hit, cite(), sent));
        }
        notes.record(|| Record::new(cite()).time("sent", sent))
    });
}

/// The time in a key: eight bytes of the chat, four of the place, then seconds since 1970.
fn sent(key: &[u8]) -> Option<Timestamp> {
    let seconds = u32::from_be_bytes(*key.get(12..)?.first_chunk()?);
    Timestamp::from_second(seconds.into()).ok().filter(|_| seconds > 0)
}

/// What can be read of the app's format: texts stand in it whole, between numbers.
fn words(message: &[u8]) -> String {
    let text = String::from_utf8_lossy(message);
    text.replace(|c: char| c.is_control() || c == char::REPLACEMENT_CHARACTER, " ")
}
