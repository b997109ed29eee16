//! Who was in touch with whom, through which app.
//!
//! Found in: `HomeDomain/Library/CoreDuet/People/interactionC.db`, in backups, encrypted or not. Tables
//! `ZINTERACTIONS`, `ZCONTACTS`, `ZATTACHMENT` and the tables that join them; their columns and the numbers in
//! the names of the joins differ from system to system and are looked up.
//!
//! WhatsApp's own list of people tells who stands behind its ids.
//!
//! Shows: messages, calls and mails of many apps, without their words: when, through which app, in which
//! direction, with whom; links and files that were passed on. It often outlives the message itself.
//!
//! Cannot show: what was said. The system keeps what it needs for suggestions, and forgets the rest.
//!
//! Ordinary reasons: an account can change hands; somebody passed a link on as a warning.
//!
//! Sources: the database itself; MVT on its generations.

mod joins;
#[cfg(test)]
mod tests;
mod whatsapp;

use super::shared::accounts::Met;
use super::shared::databases::{self, optional_table, table};
use super::shared::links::{Pair, Seen};
use super::shared::stored::{self, Beside};
use crate::time;
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Found, Notes, Presence, Record, Stored,
    Weight,
};
use joins::Joined;
use sqlite::{Database, Row};
use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::BTreeMap;
use whatsapp::People;

const READS: &[&str] = &["HomeDomain/Library/CoreDuet/People/interactionC.db"];

static ACCOUNT: Detection =
    Detection { id: "ios.interaction-c.known-account", weight: Weight::KnownSpyware, class: Class::Targeted };
static LINKS: Pair = Pair::new("ios.interaction-c.link", "ios.interaction-c.vendor-site");

/// Who was in touch with whom.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.interaction-c",
    version: 1,
    reads: READS,
    availability: &[
        Availability::backup(Presence::Sometimes).source("reference tool"),
        Availability::filesystem(Presence::Sometimes).source("reference tool"),
    ],
    detections: &[ACCOUNT, LINKS.known, LINKS.vendor],
    compares: &[Kind::Email, Kind::Domain, Kind::Url, Kind::Ip],
    fields: &[
        ("app", "Bundle id of the app"),
        ("target_app", "Bundle id of the app that it went to"),
        ("direction", "incoming or outgoing"),
        ("mechanism", "Number of the kind of contact, as the system counts them"),
        ("account", "Account of the owner"),
        ("conversation", "Id of the conversation"),
        ("group", "Name of the group"),
        ("sender", "Account of the sender"),
        ("sender_number", "Number behind the sender's id in WhatsApp"),
        ("sender_name", "Name of the sender in WhatsApp's list of people"),
        ("conversation_number", "The same of a conversation with one person"),
        ("conversation_name", "The same of a conversation with one person"),
        ("recipients", "Accounts of the recipients, at most twenty"),
        ("recipient_count", "Number of recipients"),
        ("contact", "Account of a person or group that the system keeps"),
        ("name", "Their name, as the system shows it"),
        ("url", "Link that was passed on"),
        ("text", "Words that were passed on"),
        ("type", "Type of the file that was passed on"),
        ("bytes", "Its size"),
    ],
    examine,
};

const CONTACTS: (&str, &[&str]) = (
    "ZCONTACTS",
    &[
        "ZIDENTIFIER",
        "ZDISPLAYNAME",
        "ZCUSTOMIDENTIFIER",
        "ZCREATIONDATE",
        "ZFIRSTINCOMINGSENDERDATE",
        "ZLASTINCOMINGSENDERDATE",
        "ZFIRSTINCOMINGRECIPIENTDATE",
        "ZLASTINCOMINGRECIPIENTDATE",
        "ZFIRSTOUTGOINGRECIPIENTDATE",
        "ZLASTOUTGOINGRECIPIENTDATE",
    ],
);

/// What the times of a contact mean, from the fourth column on.
const CONTACT_TIMES: [&str; 7] = [
    "contact kept",
    "first wrote",
    "last wrote",
    "first written with",
    "last written with",
    "first written to",
    "last written to",
];

const INTERACTIONS: (&str, &[&str]) = (
    "ZINTERACTIONS",
    &[
        "ZSTARTDATE",
        "ZENDDATE",
        "ZCREATIONDATE",
        "ZBUNDLEID",
        "ZTARGETBUNDLEID",
        "ZDIRECTION",
        "ZMECHANISM",
        "ZACCOUNT",
        "ZDOMAINIDENTIFIER",
        "ZGROUPNAME",
        "ZRECIPIENTCOUNT",
        "ZSENDER",
        "ZCONTENTURL",
    ],
);

const ATTACHMENTS: (&str, &[&str]) =
    ("ZATTACHMENT", &["ZCONTENTURL", "ZCONTENTTEXT", "ZUTI", "ZSIZEINBYTES", "ZCREATIONDATE"]);

/// Contacts kept in memory; phones have some thousand.
const MOST_CONTACTS: usize = 200_000;

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    databases::each(case, notes, READS, &mut |database, entry, notes| {
        let mut seen = Seen::new(case.indicators);
        let contacts = contacts(case, database, entry, notes);
        interactions(case, (database, entry), &contacts, &mut seen, notes);
        optional_table(database, entry, notes, ATTACHMENTS, &mut |row, notes| {
            let cite = || Cite::new(&entry.path, format!("attachment {}", row.rowid().unwrap_or_default()));
            let kept = row.real(4).and_then(time::mac);
            let (url, text) = (row.text(0), row.text(1));
            url.iter().for_each(|url| seen.url(url));
            text.iter().for_each(|text| seen.text(text));
            for hit in seen.take() {
                notes.finding(LINKS.finding(hit, cite(), kept));
            }
            notes.record(|| {
                Record::new(cite())
                    .time("attachment kept", kept)
                    .field("url", url.map(Cow::into_owned))
                    .field("text", text.map(Cow::into_owned))
                    .field("type", row.text(2).map(Cow::into_owned))
                    .field("bytes", row.int(3))
            })
        });
    })
}

/// Accounts by number; each is compared and told.
fn contacts(
    case: &Case<'_>,
    database: &Database,
    entry: &Entry,
    notes: &mut Notes<'_>,
) -> BTreeMap<i64, String> {
    let mut contacts = BTreeMap::new();
    let mut met = Met::default();
    databases::needs(database, entry, notes, (CONTACTS.0, &["ZIDENTIFIER"]));
    table(database, entry, notes, CONTACTS, &mut |row, notes| {
        let cite = || Cite::new(&entry.path, format!("contact {}", row.rowid().unwrap_or_default()));
        let when = |column| row.real(column).and_then(time::mac);
        let account = row.text(0).or_else(|| row.text(2));
        if let Some(account) = &account {
            let first = (4..10).filter_map(when).min().or_else(|| when(3));
            met.meet(case.indicators, account, first, cite);
            if let Some(id) = row.rowid().filter(|_| contacts.len() < MOST_CONTACTS) {
                contacts.insert(id, account.to_string());
            }
        }
        notes.record(|| {
            let record = CONTACT_TIMES
                .iter()
                .zip(3..)
                .fold(Record::new(cite()), |record, (what, column)| record.time(what, when(column)));
            record
                .field("contact", account.map(Cow::into_owned))
                .field("name", row.text(1).map(Cow::into_owned))
        })
    });
    met.tell(&ACCOUNT, notes);
    contacts
}

fn interactions(
    case: &Case<'_>,
    (database, entry): (&Database, &Entry),
    contacts: &BTreeMap<i64, String>,
    seen: &mut Seen<'_>,
    notes: &mut Notes<'_>,
) {
    let mut recipients = Joined::recipients(database);
    let people = LazyCell::new(|| People::of(case));
    let mut beside = Rows::of(database, notes);
    table(database, entry, notes, INTERACTIONS, &mut |row, notes| {
        let number = row.rowid().unwrap_or_default();
        let cite = || Cite::new(&entry.path, format!("interaction {number}"));
        let when = |column| row.real(column).and_then(time::mac);
        let url = row.text(12);
        if let Some(url) = &url {
            seen.url(url);
        }
        for hit in seen.take() {
            notes.finding(LINKS.finding(hit, cite(), when(0).or_else(|| when(2))));
        }
        notes.beside(|| beside.of_interaction(number, row.int(11)));
        notes.record(|| {
            let text = |column| row.text(column).map(Cow::into_owned);
            let to: Vec<String> =
                recipients.of_interaction(number).iter().filter_map(|id| contacts.get(id).cloned()).collect();
            let record = Record::new(cite())
                .time("began", when(0))
                .time("ended", when(1).filter(|ended| Some(*ended) != when(0)))
                // Entries are also made later, from older messages: then the two tell different stories.
                .time("noted", when(2).filter(|noted| far_apart(*noted, when(0))))
                .field("app", text(3))
                .field("target_app", text(4))
                .field("direction", direction(row, 5))
                .field("mechanism", row.int(6))
                .field("account", text(7))
                .field("conversation", text(8))
                .field("group", text(9))
                .field("sender", row.int(11).and_then(|sender| contacts.get(&sender)).cloned());
            let record = if row.text(3).as_deref() == Some(whatsapp::APP) {
                let sender = row.int(11).and_then(|sender| contacts.get(&sender));
                let sender = sender.map(|sender| people.find(sender)).unwrap_or_default();
                let conversation = row.text(8).map(|id| people.find(&id)).unwrap_or_default();
                record
                    .field("sender_number", sender.number)
                    .field("sender_name", sender.name)
                    .field("conversation_number", conversation.number)
                    .field("conversation_name", conversation.name)
            } else {
                record
            };
            let record = if to.is_empty() { record } else { record.field("recipients", to) };
            record.field("recipient_count", row.int(10)).field("url", url.map(Cow::into_owned))
        })
    });
}

/// Rows that belong to an interaction, for an export.
struct Rows<'a> {
    contacts: Beside<'a>,
    attachments: Beside<'a>,
    recipients: Joined<'a>,
    attached: Joined<'a>,
}

impl<'a> Rows<'a> {
    fn of(database: &'a Database, notes: &Notes<'_>) -> Self {
        let aside = stored::aside(database, notes);
        Self {
            contacts: Beside::of(database, notes, CONTACTS.0, None),
            attachments: Beside::of(database, notes, ATTACHMENTS.0, None),
            recipients: aside.map(Joined::recipients).unwrap_or_default(),
            attached: aside.map(Joined::attachments).unwrap_or_default(),
        }
    }

    /// The row of the sender, and lists of those of recipients and attachments.
    fn of_interaction(&mut self, number: i64, sender: Option<i64>) -> Stored {
        let mut rows = self.contacts.row(sender);
        let all = |beside: &Beside<'_>, numbers: Vec<i64>| {
            let rows = numbers.into_iter().filter_map(|number| beside.plain(Some(number)));
            let object = |row: Stored| -> serde_json::Value {
                row.into_iter().map(|(name, value)| (name.to_string(), value)).collect()
            };
            rows.map(object).collect()
        };
        let recipients = self.recipients.of_interaction(number);
        rows.set("@recipients", all(&self.contacts, recipients));
        let attached = self.attached.of_interaction(number);
        rows.set("@attachments", all(&self.attachments, attached));
        rows
    }
}

fn far_apart(noted: jiff::Timestamp, began: Option<jiff::Timestamp>) -> bool {
    began.is_none_or(|began| noted.duration_since(began).abs() >= jiff::SignedDuration::from_hours(1))
}

fn direction(row: &Row<'_>, column: usize) -> Option<&'static str> {
    match row.int(column)? {
        0 => Some("incoming"),
        1 => Some("outgoing"),
        _ => None,
    }
}
