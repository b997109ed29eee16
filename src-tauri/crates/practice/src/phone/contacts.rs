//! `AddressBook.sqlitedb`.

use super::Phone;
use crate::{
    backup::{Backup, Entry},
    database::Database,
    error::PracticeError,
};
use rusqlite::params;

const FILE: (&str, &str) = ("HomeDomain", "Library/AddressBook/AddressBook.sqlitedb");

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let database = Database::create(backup, include_str!("../schema/contacts.sql"), phone.release)?;
    let mut random = phone.random("contacts");
    database.run("INSERT INTO ABStore (Name,Type,guid) VALUES ('Card',1,?)", params![random.uuid()])?;
    for label in ["_$!<Mobile>!$_", "_$!<Home>!$_"] {
        database.run("INSERT INTO ABMultiValueLabel VALUES (?)", params![label])?;
    }
    for (number, person) in (1_u64..).zip(&phone.people) {
        let since = phone.any_moment(&mut random).apple().floor();
        database.run(
            "INSERT INTO ABPerson (ROWID,First,Last,Kind,CreationDate,ModificationDate,StoreID,guid) \
             VALUES (?,?,?,0,?,?,1,?)",
            params![number, person.first, person.last, since, since, format!("{}:ABPerson", random.uuid())],
        )?;
        // 3 is a phone number, 4 an e-mail address.
        for (property, value) in [(3, &person.number), (4, &person.email)] {
            database.run(
                "INSERT INTO ABMultiValue (record_id,property,identifier,label,value,guid) VALUES (?,?,0,?,?,?)",
                params![number, property, property - 2, value, random.uuid()],
            )?;
        }
    }
    phone.count("contact_values", 2 * phone.people.len() as u64);
    database.finish(backup, Entry::new(FILE.0, FILE.1, phone.end))
}
