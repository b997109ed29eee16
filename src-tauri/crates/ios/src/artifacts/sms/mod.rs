//! Texts and iMessages.
//!
//! Found in: `HomeDomain/Library/SMS/sms.db`, in every backup. Tables `message` and `handle`; from iOS 16 on
//! also `chat_recoverable_message_join` and `recoverable_message_part`, where deleted messages wait for thirty
//! days.
//!
//! Shows: links that reached the phone or were sent from it, in the text, in its attributes (a link may hide
//! behind other words), in the subject, in the preview card, and in what a message said before it was edited or
//! taken back; accounts that wrote; Apple's own warnings of attacks.
//!
//! Cannot show: whether a link was opened; messages that were deleted for good; messages that never touched the
//! table, as attacks without a tap often do not.
//!
//! Ordinary reasons: somebody passed a link on as a warning, a training, a news story.
//!
//! Sources: the database itself; Apple, "About Apple threat notifications" (support.apple.com/102174); the
//! lists of Amnesty International, Citizen Lab and others for what to compare with.

pub(super) mod archived;
#[cfg(test)]
mod tests;
pub(super) mod typed_stream;

use super::shared::accounts;
use super::shared::databases::{self, needs, optional_table, table};
use super::shared::links::{Pair, Seen};
use super::shared::notification::{self, Threat};
use crate::time;
use archived::strings_of_list;
use engine::indicators::{Hit, Kind};
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Unread, UnreadWhy, Weight,
};
use jiff::Timestamp;
use sqlite::{Database, Row};
use std::borrow::Cow;
use std::collections::BTreeMap;

const READS: &[&str] = &["HomeDomain/Library/SMS/sms.db"];

static LINKS: Pair = Pair::new("ios.sms.link", "ios.sms.vendor-site");
static SENDER: Detection =
    Detection { id: "ios.sms.sender", weight: Weight::KnownSpyware, class: Class::Targeted };
static NOTIFICATION: Detection =
    Detection { id: "ios.sms.threat-notification", weight: Weight::Strong, class: Class::Targeted };

/// Texts and iMessages.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.sms",
    version: 1,
    reads: READS,
    availability: &[
        Availability::backup(Presence::Always).source("reference tool; seen in practice backups"),
        Availability::filesystem(Presence::Always).source("reference tool: the same file in a full copy"),
    ],
    detections: &[LINKS.known, LINKS.vendor, SENDER, NOTIFICATION],
    compares: &[Kind::Domain, Kind::Url, Kind::Ip, Kind::Email],
    fields: &[
        ("text", "The message"),
        ("subject", "Its subject line"),
        ("sender", "Account or number of the other side; of a group, of who wrote"),
        ("sent_by_owner", "True if it was sent from this phone's account"),
        ("service", "iMessage, SMS or RCS"),
        ("deleted", "When it was moved to the recently deleted ones, if it was"),
    ],
    examine,
};

/// Accounts, and recently deleted messages, kept in memory; a phone has thousands.
const MOST_KEPT: usize = 200_000;

const MESSAGE: (&str, &[&str]) = (
    "message",
    &[
        "text",
        "attributedBody",
        "payload_data",
        "message_summary_info",
        "subject",
        "date",
        "date_read",
        "handle_id",
        "is_from_me",
        "service",
    ],
);

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    databases::each(case, notes, READS, &mut |database, entry, notes| {
        Reading::new(case, database, entry, notes).run(database, notes);
    })
}

/// One reading of one database.
struct Reading<'a> {
    entry: &'a Entry,
    /// The other side of each conversation, by rowid.
    accounts: BTreeMap<i64, Account>,
    /// When messages were moved to the recently deleted ones, by message.
    deleted: BTreeMap<i64, Option<Timestamp>>,
    seen: Seen<'a>,
}

struct Account {
    name: String,
    hit: Option<Hit>,
    /// The first message that it sent, or else the first that was sent to it.
    first: Option<First>,
    messages: u64,
}

struct First {
    id: i64,
    sent: Option<Timestamp>,
    by_owner: bool,
}

impl<'a> Reading<'a> {
    fn new(case: &'a Case<'a>, database: &Database, entry: &'a Entry, notes: &mut Notes<'_>) -> Self {
        let mut reading = Self {
            entry,
            accounts: BTreeMap::new(),
            deleted: BTreeMap::new(),
            seen: Seen::new(case.indicators),
        };
        table(database, entry, notes, ("handle", &["ROWID", "id"]), &mut |row, notes| {
            if reading.accounts.len() == MOST_KEPT {
                notes.unread(Unread::part(&entry.path, "further accounts", UnreadWhy::TooLarge));
                return false;
            }
            if let (Some(id), Some(name)) = (row.int(0), row.text(1)) {
                let hit = accounts::known(case.indicators, &name);
                let name = name.into_owned();
                reading.accounts.insert(id, Account { name, hit, first: None, messages: 0 });
            }
            true
        });
        let joined = ("chat_recoverable_message_join", &["message_id", "delete_date"][..]);
        optional_table(database, entry, notes, joined, &mut |row, _| {
            if let Some(message) = row.int(0) {
                reading.deleted.insert(message, row.int(1).and_then(time::mac_whole));
            }
            reading.deleted.len() < MOST_KEPT
        });
        reading
    }

    fn run(mut self, database: &Database, notes: &mut Notes<'_>) {
        needs(database, self.entry, notes, ("handle", &["id"]));
        needs(database, self.entry, notes, ("message", &["text", "handle_id"]));
        table(database, self.entry, notes, MESSAGE, &mut |row, notes| self.message(row, notes));
        let parts = ("recoverable_message_part", &["message_id", "part_text"][..]);
        optional_table(database, self.entry, notes, parts, &mut |row, notes| self.deleted_part(row, notes));
        self.known_senders(notes);
    }

    fn message(&mut self, row: &Row<'_>, notes: &mut Notes<'_>) -> bool {
        let message = Message::read(row);
        let cite = || Cite::new(&self.entry.path, format!("message {}", message.id));
        let archived = message.compare(&mut self.seen, notes);
        for hit in self.seen.take() {
            let finding = LINKS.finding(hit, cite(), message.sent);
            let finding = finding.quote("direction", if message.by_owner { "sent" } else { "received" });
            notes.finding(match self.accounts.get(&message.account) {
                Some(account) => finding.personal("sender", account.name.as_str()),
                None => finding,
            });
        }
        let text = message.text.as_deref().or(archived);
        let account = self.accounts.get_mut(&message.account);
        let sender = account.as_ref().map(|account| account.name.as_str());
        if let Some(threat) = notification::of(sender, text.unwrap_or_default()) {
            notes.finding(threat_finding(threat, &message, sender, cite()));
        }
        let go_on = notes.record(|| {
            Record::new(cite())
                .time("sent", message.sent)
                .time("read", row.int(6).and_then(time::mac_whole))
                .time("deleted", self.deleted.get(&message.id).copied().flatten())
                .field("text", text)
                .field("subject", message.subject.as_deref())
                .field("sender", sender)
                .field("sent_by_owner", message.by_owner)
                .field("service", row.text(9).map(Cow::into_owned))
                .field("deleted", self.deleted.get(&message.id).map(|_| true))
        });
        if let Some(account) = account {
            account.messages += 1;
            if account.first.as_ref().is_none_or(|first| first.by_owner && !message.by_owner) {
                account.first =
                    Some(First { id: message.id, sent: message.sent, by_owner: message.by_owner });
            }
        }
        go_on
    }

    /// A part of a message that was deleted from it and can still be brought back.
    fn deleted_part(&mut self, row: &Row<'_>, notes: &mut Notes<'_>) -> bool {
        let Some(bytes) = row.blob(1) else { return true };
        let read = typed_stream::strings(bytes);
        read.texts.iter().for_each(|text| self.seen.text(text));
        if !read.complete && !strings_of_list(bytes, &mut |text| self.seen.text(text)) {
            self.seen.text(&String::from_utf8_lossy(bytes));
            notes.gap();
        }
        let message = row.int(0).unwrap_or_default();
        for hit in self.seen.take() {
            let cite = Cite::new(&self.entry.path, format!("deleted part of message {message}"));
            let deleted = self.deleted.get(&message).copied().flatten();
            notes.finding(LINKS.finding(hit, cite, deleted));
        }
        true
    }

    /// One finding per account: an attacker's account may have written a hundred times.
    fn known_senders(self, notes: &mut Notes<'_>) {
        for (id, account) in self.accounts {
            let Some(hit) = account.hit else { continue };
            let first = account.first.as_ref();
            let place = first.map_or_else(|| format!("handle {id}"), |first| format!("message {}", first.id));
            let finding = Finding::new(&SENDER, Cite::new(&self.entry.path, place))
                .at(first.and_then(|first| first.sent))
                .personal("sender", account.name)
                .quote("count", account.messages.to_string())
                .matched(hit);
            notes.finding(finding);
        }
    }
}

fn threat_finding(threat: Threat, message: &Message<'_>, sender: Option<&str>, cite: Cite) -> Finding {
    let finding = Finding::new(&NOTIFICATION, cite).at(message.sent).quote("sign", threat.name());
    let finding = match sender {
        Some(sender) => finding.personal("sender", sender),
        None => finding,
    };
    // Passed on from this phone: whoever owns it may have asked others about it.
    if message.by_owner { finding.at_most(Weight::Look) } else { finding }
}

/// One row of `message`.
struct Message<'r> {
    id: i64,
    account: i64,
    by_owner: bool,
    sent: Option<Timestamp>,
    text: Option<Cow<'r, str>>,
    subject: Option<Cow<'r, str>>,
    body: Option<&'r [u8]>,
    payload: Option<&'r [u8]>,
    summary: Option<&'r [u8]>,
}

impl<'r> Message<'r> {
    fn read(row: &Row<'r>) -> Self {
        Self {
            id: row.rowid().unwrap_or_default(),
            account: row.int(7).unwrap_or_default(),
            by_owner: row.int(8) == Some(1),
            sent: row.int(5).and_then(time::mac_whole),
            text: row.text(0).filter(|text| !text.is_empty()),
            subject: row.text(4),
            body: row.blob(1),
            payload: row.blob(2),
            summary: row.blob(3),
        }
    }

    /// Compares every link that the message holds, wherever it stands. Returns the text of the body, which
    /// is where newer systems keep it alone.
    fn compare(&self, seen: &mut Seen<'_>, notes: &mut Notes<'_>) -> Option<&'r str> {
        for text in [&self.text, &self.subject].into_iter().flatten() {
            seen.text(text);
        }
        let mut understood = true;
        let mut archived = None;
        // Every link has a dot; a body without one says nothing that the text does not.
        let says_more = |body: &&[u8]| self.text.is_none() || body.contains(&b'.');
        if let Some(body) = self.body.filter(says_more) {
            let read = typed_stream::strings(body);
            archived = read.texts.first().copied();
            let others = read.texts.iter().filter(|text| self.text.as_deref() != Some(text));
            others.for_each(|text| seen.text(text));
            if !read.complete {
                seen.text(&String::from_utf8_lossy(body));
                understood = false;
            }
        }
        for list in [self.payload, self.summary].into_iter().flatten() {
            understood &= strings_of_list(list, &mut |text| seen.text(text));
        }
        if !understood {
            notes.gap();
        }
        archived
    }
}
