//! The address book.
//!
//! Found in: `HomeDomain/Library/AddressBook/AddressBook.sqlitedb`, in every backup. Tables `ABPerson` and
//! `ABMultiValue`: one row for each number, address or link of a person.
//!
//! Shows: how many people and numbers there are; whether an account of attackers is among them.
//!
//! Cannot show: people that were removed, and who entered whom. From iOS 15 on some phones keep no table of numbers here;
//! that is said then.
//!
//! Ordinary reasons: an account can change hands. Phones add accounts to people by themselves when a message
//! came.
//!
//! Sources: the database itself.

#[cfg(test)]
mod tests;

use super::shared::accounts::Met;
use super::shared::databases::{self, needs, optional_table};
use crate::time;
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Found, Notes, Presence, Record, Unread,
    UnreadWhy, Weight,
};
use jiff::Timestamp;
use sqlite::Database;
use std::borrow::Cow;
use std::collections::BTreeMap;

const READS: &[&str] = &["HomeDomain/Library/AddressBook/AddressBook.sqlitedb"];

static ACCOUNT: Detection =
    Detection { id: "ios.contacts.known-account", weight: Weight::Look, class: Class::Targeted };

/// The address book.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.contacts",
    version: 1,
    reads: READS,
    availability: &[
        Availability::backup(Presence::Sometimes).source("reference tool"),
        Availability::filesystem(Presence::Sometimes).source("reference tool"),
    ],
    detections: &[ACCOUNT],
    compares: &[Kind::Email, Kind::Domain],
    fields: &[
        ("first", "First name of the person"),
        ("middle", "Middle name"),
        ("last", "Last name"),
        ("organization", "Where they belong to"),
        ("value", "Number, address or link"),
    ],
    examine,
};

/// People kept in memory; the largest address books have some ten thousand.
const MOST_PEOPLE: usize = 200_000;

struct Person {
    names: [Option<String>; 4],
    created: Option<Timestamp>,
    changed: Option<Timestamp>,
}

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    databases::each(case, notes, READS, &mut |database, entry, notes| {
        let people = people(database, entry, notes);
        let mut met = Met::default();
        // From iOS 15 on some phones keep no such table here: their numbers were not compared.
        if database.has_table("ABPerson") && !database.has_table("ABMultiValue") {
            notes.unread(Unread::part(&entry.path, "table ABMultiValue", UnreadWhy::UnknownLayout));
        }
        let values = ("ABMultiValue", &["record_id", "value"][..]);
        needs(database, entry, notes, (values.0, &["value"]));
        optional_table(database, entry, notes, values, &mut |row, notes| {
            let Some(value) = row.text(1) else { return true };
            let cite = || Cite::new(&entry.path, format!("value {}", row.rowid().unwrap_or_default()));
            let person = row.int(0).and_then(|person| people.get(&person));
            met.meet(case.indicators, &value, person.and_then(|person| person.created), cite);
            notes.record(|| {
                let name = |at: usize| person.and_then(|person| person.names[at].as_deref());
                Record::new(cite())
                    .time("created", person.and_then(|person| person.created))
                    .time("changed", person.and_then(|person| person.changed))
                    .field("first", name(0))
                    .field("middle", name(1))
                    .field("last", name(2))
                    .field("organization", name(3))
                    .field("value", Cow::into_owned(value))
            })
        });
        met.tell(&ACCOUNT, notes);
    })
}

fn people(database: &Database, entry: &Entry, notes: &mut Notes<'_>) -> BTreeMap<i64, Person> {
    let mut people = BTreeMap::new();
    let columns = &["First", "Middle", "Last", "Organization", "CreationDate", "ModificationDate"][..];
    optional_table(database, entry, notes, ("ABPerson", columns), &mut |row, _| {
        if let Some(id) = row.rowid() {
            let names = [0, 1, 2, 3].map(|column| row.text(column).map(Cow::into_owned));
            let when = |column| row.real(column).and_then(time::mac);
            people.insert(id, Person { names, created: when(4), changed: when(5) });
        }
        people.len() < MOST_PEOPLE
    });
    people
}
