//! The list of chats, beside what is stored of each.
//!
//! A chat keeps the date of its last message by itself: if that is later than the newest message that is stored, the
//! newest ones are gone. Disappearing messages do that as well.

use super::super::shared::databases::optional_table;
use crate::time;
use engine::{Cite, Entry, Notes, Record};
use jiff::Timestamp;
use sqlite::{Database, Row};
use std::borrow::Cow;
use std::collections::BTreeMap;

const GROUPS: (&str, &[&str]) = ("ZWAGROUPINFO", &["ZCREATIONDATE"]);
const CHATS: (&str, &[&str]) = (
    "ZWACHATSESSION",
    &[
        "ZCONTACTJID",
        "ZPARTNERNAME",
        "ZSESSIONTYPE",
        "ZARCHIVED",
        "ZREMOVED",
        "ZMESSAGECOUNTER",
        "ZLASTMESSAGEDATE",
        "ZGROUPINFO",
    ],
);
/// Chats and groups that are counted; nobody has as many.
const MOST: usize = 100_000;
/// A chat may note its last message a moment after the message itself.
const MOMENT: f64 = 1.0;

/// Dates of messages in seconds since 2001, by chat.
#[derive(Default)]
pub(super) struct Chats(BTreeMap<i64, Stored>);

struct Stored {
    first: f64,
    last: f64,
    count: u64,
}

impl Chats {
    /// A message of this chat is stored.
    pub(super) fn pass(&mut self, chat: Option<i64>, sent: Option<f64>) {
        let (Some(chat), Some(sent)) = (chat, sent) else { return };
        if let Some(stored) = self.0.get_mut(&chat) {
            (stored.first, stored.last) = (stored.first.min(sent), stored.last.max(sent));
            stored.count += 1;
        } else if self.0.len() < MOST {
            self.0.insert(chat, Stored { first: sent, last: sent, count: 1 });
        }
    }

    /// Tells every chat of the list.
    pub(super) fn tell(&self, database: &Database, entry: &Entry, notes: &mut Notes<'_>) {
        let mut groups: BTreeMap<i64, f64> = BTreeMap::new();
        optional_table(database, entry, notes, GROUPS, &mut |row, _| {
            groups.extend(row.rowid().zip(row.real(0)));
            groups.len() < MOST
        });
        optional_table(database, entry, notes, CHATS, &mut |row, notes| {
            notes.record(|| self.record(row, row.int(7).and_then(|group| groups.get(&group).copied()), entry))
        });
    }

    fn record(&self, row: &Row<'_>, group: Option<f64>, entry: &Entry) -> Record {
        let number = row.rowid().unwrap_or_default();
        let stored = self.0.get(&number);
        let (own, when) =
            (row.real(6), |date: Option<f64>| -> Option<Timestamp> { date.and_then(time::mac) });
        let newest_gone = own.zip(stored).map(|(own, stored)| own > stored.last + MOMENT);
        let text = |column| row.text(column).map(Cow::into_owned);
        Record::new(Cite::new(&entry.path, format!("chat {number}")))
            .time("group made", when(group))
            .time("first stored message", when(stored.map(|stored| stored.first)))
            .time("last stored message", when(stored.map(|stored| stored.last)))
            .time("last message", when(own.or_else(|| stored.map(|stored| stored.last))))
            .field("chat", text(0))
            .field("name", text(1))
            .field("session_type", row.int(2))
            .field("archived", row.int(3).map(|archived| archived != 0))
            .field("removed", row.int(4).map(|removed| removed != 0))
            .field("messages", row.int(5))
            .field("stored", stored.map_or(0, |stored| stored.count))
            .field("newest_gone", newest_gone)
    }
}
