//! Messages of Facebook Messenger.
//!
//! Found in: databases `lightspeed-userDatabases/….db` of the group `group.com.facebook.Messenger`, and
//! `fb-msys-….db` of the group `group.com.facebook.Facebook`, which keeps a copy. Whether backups hold them
//! differs with the version. Tables differ too, so every table with a column `text` and one of its times is
//! read as messages, and the columns of `attachments` and `attachment_items` that hold words and addresses.
//!
//! Shows: links in messages and in what comes with them. Conversations that are protected from end to end lie
//! open here as well; the older "secret" ones are locked.
//!
//! Cannot show: whether a link was opened; messages that stay on the company's computers.
//!
//! Ordinary reasons: somebody passed a link on as a warning.
//!
//! Sources: iLEAPP on names of tables and columns; times count milliseconds since 1970.

#[cfg(test)]
mod tests;

use super::shared::chats::{self, Chats, millis};
use super::shared::links::Pair;
use engine::{Artifact, Availability, Case, Entry, Found, Notes, Unread, UnreadWhy};
use sqlite::Database;

const READS: &[&str] = &[
    "AppDomainGroup-group.com.facebook.Messenger/**/lightspeed-userDatabases/*.db",
    "AppDomainGroup-group.com.facebook.Facebook/**/fb-msys-*.db",
];
const APP: &str = "com.facebook.Messenger";

static LINKS: Pair = Pair::new("ios.messenger.link", "ios.messenger.vendor-site");

const ROWS: [Availability; 2] = chats::availability("iLEAPP: names of tables and columns");

/// Messages of Facebook Messenger.
pub static ARTIFACT: Artifact =
    chats::artifact("ios.messenger", (READS, &ROWS), &[LINKS.known, LINKS.vendor], examine);

/// Times of messages, by generation.
const TIMES: [&str; 2] = ["timestamp_ms", "display_ts_ms"];
/// Tables with what comes with messages.
const BESIDE: [&str; 2] = ["attachments", "attachment_items"];
/// Locked by the app: their text is no text.
const LOCKED: &str = "secure_messages";

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut opened = Vec::new();
    let mut known = false;
    let found = chats::each(case, notes, (APP, READS), &mut |database, entry, notes| {
        opened.push(entry.path.clone());
        known |= one(case, database, entry, notes);
    });
    // Databases without conversations lie beside the one that has them.
    if !known {
        opened.iter().for_each(|path| notes.unread(Unread::new(path, UnreadWhy::UnknownLayout)));
    }
    found
}

fn one(case: &Case<'_>, database: &Database, entry: &Entry, notes: &mut Notes<'_>) -> bool {
    let tables: Vec<String> = database.tables().map(str::to_owned).collect();
    let mut known = false;
    for table in tables.iter().filter(|table| *table != LOCKED) {
        let columns = database.columns(table);
        if let Some(time) = TIMES.into_iter().find(|time| columns.has(time) && columns.has("text")) {
            let sender = if columns.has("sender_id") { "sender_id" } else { "sender_contact_pk" };
            let chats = Chats { row: table, table, sent: (time, millis), sender, texts: &["text"] };
            known |= chats::read(case, (database, entry), notes, (&chats, &LINKS));
        } else if BESIDE.contains(&table.as_str()) {
            let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
            let texts: Vec<&str> =
                names.into_iter().filter(|name| name.ends_with("_text") || name.ends_with("url")).collect();
            let chats =
                Chats { row: table, table, sent: ("timestamp_ms", millis), sender: "", texts: &texts };
            chats::read(case, (database, entry), notes, (&chats, &LINKS));
        }
    }
    known
}
