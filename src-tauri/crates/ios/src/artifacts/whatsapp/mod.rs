//! WhatsApp messages.
//!
//! Found in: `AppDomainGroup-group.net.whatsapp.WhatsApp.shared/ChatStorage.sqlite`, in every backup of a phone
//! with WhatsApp, and likewise `WhatsAppSMB` of WhatsApp Business. Tables `ZWAMESSAGE`, `ZWAMEDIAITEM`, `ZWAMESSAGEDATAITEM`; chats in `ZWACHATSESSION` and
//! `ZWAGROUPINFO`.
//!
//! Shows: links that reached the phone or were sent from it, in messages, captions and previews; runs of
//! message numbers that are no longer there; chats and groups, also those whose newest messages are gone.
//!
//! Cannot show: whether a link was opened; messages that were deleted; attacks through calls or files that left
//! no message.
//!
//! Ordinary reasons: somebody passed a link on as a warning. Message numbers are given to all chats together:
//! whoever deletes a chat, or uses disappearing messages, leaves gaps.
//!
//! Sources: the database itself; MVT on chats. One attack of 2024 added its targets to a group and sent a file there:
//! no rule for that is public, so it is not looked for.

mod chats;
mod gaps;
#[cfg(test)]
mod tests;

use super::shared::databases::{self, needs, optional_table, table};
use super::shared::links::{Pair, Seen};
use super::shared::stored::Beside;
use crate::time;
use chats::Chats;
use engine::indicators::{Hit, Kind};
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Weight,
};
use gaps::Gaps;
use sqlite::{Database, Row};
use std::borrow::Cow;
use std::collections::BTreeMap;

const READS: &[&str] = &[
    "AppDomainGroup-group.net.whatsapp.WhatsApp.shared/ChatStorage.sqlite",
    "AppDomainGroup-group.net.whatsapp.WhatsAppSMB.shared/ChatStorage.sqlite",
];

static LINKS: Pair = Pair::new("ios.whatsapp.link", "ios.whatsapp.vendor-site");
static GAP: Detection =
    Detection { id: "ios.whatsapp.missing-messages", weight: Weight::Note, class: Class::Cleanup };

/// WhatsApp messages.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.whatsapp",
    version: 1,
    reads: READS,
    availability: &[
        Availability::backup(Presence::WithApp("net.whatsapp.WhatsApp")).source("reference tool"),
        Availability::filesystem(Presence::WithApp("net.whatsapp.WhatsApp"))
            .source("reference tool: the same file in a full copy"),
    ],
    detections: &[LINKS.known, LINKS.vendor, GAP],
    compares: &[Kind::Domain, Kind::Url, Kind::Ip],
    fields: &[
        ("text", "The message"),
        ("sender", "Account of the other side"),
        ("sent_by_owner", "True if it was sent from this phone's account"),
        ("chat", "Of a chat: account of the other side, or the group"),
        ("name", "Its name"),
        ("session_type", "WhatsApp's number for its kind: 0 for one person, 1 for a group"),
        ("archived", "True if it was put aside"),
        ("removed", "True if it was deleted"),
        ("messages", "How many messages WhatsApp counts in it"),
        ("stored", "How many are stored"),
        ("newest_gone", "True if it had a later message than those that are stored"),
    ],
    examine,
};

const MESSAGES: (&str, &[&str]) =
    ("ZWAMESSAGE", &["ZTEXT", "ZMESSAGEDATE", "ZISFROMME", "ZFROMJID", "ZTOJID", "ZCHATSESSION"]);

/// Messages with matching links beside them, kept until they pass by. More than [`Notes`] keeps findings, so
/// that the notes say that there were more.
const MOST_BESIDE: usize = 10_001;

/// What lies beside a message, with the column that names it first.
const BESIDE: [(&str, &[&str]); 2] = [
    ("ZWAMEDIAITEM", &["ZMESSAGE", "ZMEDIAURL", "ZTITLE", "ZAUTHORNAME", "ZVCARDSTRING"]),
    ("ZWAMESSAGEDATAITEM", &["ZMESSAGE", "ZCONTENT1", "ZCONTENT2", "ZMATCHEDTEXT", "ZSUMMARY", "ZTITLE"]),
];

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    databases::each(case, notes, READS, &mut |database, entry, notes| {
        let mut reading = Reading { entry, seen: Seen::new(case.indicators), beside: BTreeMap::new() };
        needs(database, entry, notes, ("ZWAMESSAGE", &["ZTEXT"]));
        reading.beside(database, notes);
        reading.messages(database, notes);
        reading.orphans(notes);
    })
}

struct Reading<'a> {
    entry: &'a Entry,
    seen: Seen<'a>,
    /// Links that match, beside the message of this number.
    beside: BTreeMap<i64, Vec<(Hit, String)>>,
}

impl Reading<'_> {
    fn beside(&mut self, database: &Database, notes: &mut Notes<'_>) {
        for (name, columns) in BESIDE {
            optional_table(database, self.entry, notes, (name, columns), &mut |row, _| {
                (1..columns.len())
                    .filter_map(|column| row.text(column))
                    .for_each(|text| self.seen.text(&text));
                let hits = self.seen.take();
                if !hits.is_empty() {
                    self.beside.entry(row.int(0).unwrap_or_default()).or_default().extend(hits);
                }
                self.beside.len() < MOST_BESIDE
            });
        }
    }

    fn messages(&mut self, database: &Database, notes: &mut Notes<'_>) {
        let (mut gaps, mut chats) = (Gaps::default(), Chats::default());
        let beside =
            BESIDE.map(|(name, columns)| Beside::of(database, notes, name, columns.first().copied()));
        let read = table(database, self.entry, notes, MESSAGES, &mut |row, notes| {
            let number = row.rowid().unwrap_or_default();
            gaps.pass(number, row.real(1));
            chats.pass(row.int(5), row.real(1));
            beside.iter().for_each(|beside| notes.beside(|| beside.row(Some(number))));
            self.message(row, number, notes)
        });
        let Some(read) = read.filter(|read| !read.stopped) else { return };
        for gap in gaps.found(&read.gaps) {
            let place = format!("messages {} to {}", gap.first, gap.last);
            notes.finding(
                Finding::new(&GAP, Cite::new(&self.entry.path, place))
                    .at(gap.after.and_then(time::mac))
                    .quote("count", gap.count().to_string()),
            );
        }
        chats.tell(database, self.entry, notes);
    }

    fn message(&mut self, row: &Row<'_>, number: i64, notes: &mut Notes<'_>) -> bool {
        let text = row.text(0);
        let sent = row.real(1).and_then(time::mac);
        let by_owner = row.int(2) == Some(1);
        let other = row.text(if by_owner { 4 } else { 3 });
        let cite = || Cite::new(&self.entry.path, format!("message {number}"));
        if let Some(text) = &text {
            self.seen.text(text);
        }
        for (hit, link) in self.beside.remove(&number).into_iter().flatten() {
            self.seen.keep(hit, &link);
        }
        for hit in self.seen.take() {
            let finding = LINKS.finding(hit, cite(), sent);
            let finding = finding.quote("direction", if by_owner { "sent" } else { "received" });
            notes.finding(match &other {
                Some(other) => finding.personal("sender", &**other),
                None => finding,
            });
        }
        notes.record(|| {
            Record::new(cite())
                .time("sent", sent)
                .field("text", text.map(Cow::into_owned))
                .field("sender", other.map(Cow::into_owned))
                .field("sent_by_owner", by_owner)
        })
    }

    /// Links whose message is gone.
    fn orphans(self, notes: &mut Notes<'_>) {
        for (number, hits) in self.beside {
            for hit in hits {
                let cite = Cite::new(&self.entry.path, format!("link of lost message {number}"));
                notes.finding(LINKS.finding(hit, cite, None));
            }
        }
    }
}
