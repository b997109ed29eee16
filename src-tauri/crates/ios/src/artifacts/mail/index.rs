//! The two databases: texts and addresses stand in one, dates and who sent what in the other.
//!
//! The texts are looked at first. What was found is kept by number until its message passes by; numbers whose
//! message does not are told without a date.

use super::super::shared::accounts::{self, Met};
use super::super::shared::databases::{self, needs, optional_table, table};
use super::super::shared::links::Seen;
use super::super::shared::notification;
use super::{ENVELOPES, LINKS, PROTECTED, from, warning, warns};
use crate::time;
use engine::indicators::Hit;
use engine::{Case, Cite, Entry, Found, Notes, Record, Unread, UnreadWhy};
use jiff::Timestamp;
use sqlite::rusqlite::Statement;
use sqlite::{Database, Row};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Most numbers kept of one kind: more than [`Notes`] keeps findings, so that the notes say that there were more.
const MOST: usize = 10_001;

/// Texts since iOS 13: table, column, what a row is called.
const TEXTS: [(&str, &str, &str); 2] =
    [("subjects", "subject", "subject"), ("summaries", "summary", "summary")];
/// Texts of iOS 12, and some that stayed: those have no number that another table knows for certain.
const LOOSE: [(&str, &[&str]); 3] = [
    ("messages", &["subject", "sender"]),
    ("message_data", &["data"]),
    ("protected_message_data", &["data"]),
];

const MESSAGE: (&str, &[&str]) =
    ("messages", &["sender", "subject", "summary", "date_sent", "date_received", "mailbox", "deleted"]);

/// What was found in texts and addresses, by their numbers.
#[derive(Default)]
struct Kept {
    /// Of subjects, of summaries.
    hits: [BTreeMap<i64, Vec<(Hit, String)>>; 2],
    /// Summaries that link to the page on Apple's warnings.
    to_page: BTreeSet<i64>,
    /// Accounts of Apple, and those that were published.
    senders: BTreeMap<i64, String>,
}

/// Reads both, as far as they are there.
pub(super) fn read(case: &Case<'_>, met: &mut Met, notes: &mut Notes<'_>) -> Found {
    let mut kept = Kept::default();
    let mut texts = None;
    for entry in databases::entries(case, notes, &[PROTECTED]) {
        if let Some(database) = databases::open(case, notes, &entry) {
            kept.texts(case, (&database, &entry), met, notes);
            texts = Some((database, entry));
        }
    }
    let read = databases::each(case, notes, &[ENVELOPES], &mut |database, entry, notes| {
        kept.messages(case, (database, entry), texts.as_ref().map(|(texts, _)| texts), (met, notes));
    });
    let Some((_, entry)) = &texts else { return read };
    kept.orphans(case, entry, met, notes);
    Found::Yes
}

impl Kept {
    fn texts(
        &mut self,
        case: &Case<'_>,
        (database, entry): (&Database, &Entry),
        met: &mut Met,
        notes: &mut Notes<'_>,
    ) {
        let known = TEXTS.iter().map(|(name, ..)| *name).chain(LOOSE.iter().map(|(name, _)| *name));
        if !known.into_iter().any(|name| database.has_table(name)) {
            notes.unread(Unread::part(&entry.path, "tables of messages", UnreadWhy::UnknownLayout));
        }
        let mut seen = Seen::new(case.indicators);
        for (at, (name, column, _)) in TEXTS.into_iter().enumerate() {
            let hits = &mut self.hits[at];
            needs(database, entry, notes, (name, &[column]));
            optional_table(database, entry, notes, (name, &[column]), &mut |row, _| {
                let (Some(number), Some(text)) = (row.rowid(), row.text(0)) else { return true };
                seen.text(&text);
                let found = seen.take();
                if !found.is_empty() {
                    hits.insert(number, found);
                }
                if at == 1 && self.to_page.len() < MOST && notification::links_to_page(&text) {
                    self.to_page.insert(number);
                }
                hits.len() < MOST
            });
        }
        needs(database, entry, notes, ("addresses", &["address"]));
        optional_table(database, entry, notes, ("addresses", &["address"]), &mut |row, _| {
            let (Some(number), Some(address)) = (row.rowid(), row.text(0)) else { return true };
            let is_known = accounts::known(case.indicators, &address).is_some();
            if is_known || notification::is_apple(&address) {
                self.senders.insert(number, address.into_owned());
            }
            self.senders.len() < MOST
        });
        for (name, columns) in LOOSE {
            optional_table(database, entry, notes, (name, columns), &mut |row, notes| {
                let cite = || Cite::new(&entry.path, format!("{name} {}", row.rowid().unwrap_or_default()));
                (0..columns.len()).filter_map(|column| row.text(column)).for_each(|text| seen.text(&text));
                for hit in seen.take() {
                    notes.finding(LINKS.finding(hit, cite(), None));
                }
                if let Some(sender) = row.text(1).as_deref().and_then(super::message::address) {
                    met.meet(case.indicators, sender, None, cite);
                    if notification::is_sender(sender) {
                        notes.finding(warning(sender, None, cite()));
                    }
                }
                true
            });
        }
    }

    /// Every message with what was found in its parts.
    fn messages(
        &mut self,
        case: &Case<'_>,
        (database, entry): (&Database, &Entry),
        texts: Option<&Database>,
        (met, notes): (&mut Met, &mut Notes<'_>),
    ) {
        let mut look_up = LookUp::new(database, texts);
        let mut told: [BTreeSet<i64>; 2] = Default::default();
        table(database, entry, notes, MESSAGE, &mut |row, notes| {
            let cite = || Cite::new(&entry.path, format!("message {}", row.rowid().unwrap_or_default()));
            let when = |column| row.int(column).and_then(since_1970);
            let (sent, received) = (when(3), when(4));
            let sender = row.int(0).and_then(|number| self.senders.get(&number));
            for (at, number) in [row.int(1), row.int(2)].into_iter().enumerate() {
                let Some(number) = number else { continue };
                let Some(hits) = self.hits[at].get(&number) else { continue };
                told[at].insert(number);
                for hit in hits {
                    let finding = LINKS.finding(hit.clone(), cite(), received.or(sent));
                    notes.finding(from(finding, look_up.address(row.int(0)).as_deref()));
                }
            }
            if let Some(sender) = sender {
                met.meet(case.indicators, sender, received.or(sent), cite);
                let to_page = row.int(2).is_some_and(|number| self.to_page.contains(&number));
                if warns(sender, to_page) {
                    notes.finding(warning(sender, received.or(sent), cite()));
                }
            }
            notes.record(|| look_up.record(row, (sent, received), cite()))
        });
        for (hits, told) in self.hits.iter_mut().zip(told) {
            hits.retain(|number, _| !told.contains(number));
        }
        // Whoever wrote was met at a message; the rest of the list are people who were written to as well.
        self.senders.clear();
    }

    /// Texts whose message is gone, and accounts if the messages could not be read.
    fn orphans(self, case: &Case<'_>, entry: &Entry, met: &mut Met, notes: &mut Notes<'_>) {
        for ((_, _, what), hits) in TEXTS.into_iter().zip(self.hits) {
            for (number, hit) in
                hits.into_iter().flat_map(|(number, all)| all.into_iter().map(move |hit| (number, hit)))
            {
                let cite = Cite::new(&entry.path, format!("{what} {number}"));
                notes.finding(LINKS.finding(hit, cite, None));
            }
        }
        for (number, account) in self.senders {
            let cite = || Cite::new(&entry.path, format!("address {number}"));
            met.meet(case.indicators, &account, None, cite);
            if notification::is_sender(&account) {
                notes.finding(warning(&account, None, cite()));
            }
        }
    }
}

/// Looks up what a message names by number, for its record.
struct LookUp<'d> {
    subject: Option<Statement<'d>>,
    summary: Option<Statement<'d>>,
    address: Option<Statement<'d>>,
    mailbox: Option<Statement<'d>>,
}

impl<'d> LookUp<'d> {
    fn new(envelopes: &'d Database, texts: Option<&'d Database>) -> Self {
        let of = |database: Option<&'d Database>, sql| database?.connection().prepare(sql).ok();
        Self {
            subject: of(texts, "SELECT subject FROM subjects WHERE ROWID = ?1"),
            summary: of(texts, "SELECT summary FROM summaries WHERE ROWID = ?1"),
            address: of(texts, "SELECT address FROM addresses WHERE ROWID = ?1"),
            mailbox: of(Some(envelopes), "SELECT url FROM mailboxes WHERE ROWID = ?1"),
        }
    }

    fn address(&mut self, number: Option<i64>) -> Option<String> {
        first(&mut self.address, number)
    }

    fn record(
        &mut self,
        row: &Row<'_>,
        (sent, received): (Option<Timestamp>, Option<Timestamp>),
        cite: Cite,
    ) -> Record {
        Record::new(cite)
            .time("sent", sent)
            .time("received", received)
            .field("subject", first(&mut self.subject, row.int(1)))
            .field("sender", first(&mut self.address, row.int(0)))
            .field("summary", first(&mut self.summary, row.int(2)))
            .field("mailbox", first(&mut self.mailbox, row.int(5)))
            .field("deleted", row.int(6).map(|deleted| deleted != 0))
    }
}

fn first(statement: &mut Option<Statement<'_>>, number: Option<i64>) -> Option<String> {
    let mut rows = statement.as_mut()?.query([number?]).ok()?;
    Row::of(rows.next().ok()??).text(0).map(Cow::into_owned)
}

/// Mail counts whole seconds since 1970, unlike most of an iPhone.
fn since_1970(seconds: i64) -> Option<Timestamp> {
    time::unix_micros(seconds.checked_mul(1_000_000)?)
}
