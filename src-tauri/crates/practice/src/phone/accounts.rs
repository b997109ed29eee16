//! `Accounts3.sqlite`: the accounts that the phone signs in with.

use super::Phone;
use crate::{
    backup::{Backup, Entry},
    clock::Moment,
    database::Database,
    error::PracticeError,
    scenario::What,
};
use rusqlite::params;

const FILE: (&str, &str) = ("HomeDomain", "Library/Accounts/Accounts3.sqlite");
const TYPES: [(&str, &str); 4] = [
    ("com.apple.account.AppleAccount", "iCloud"),
    ("com.apple.account.AppleIDAuthentication", "Apple ID"),
    ("com.apple.account.iTunesStore", "iTunes Store"),
    ("com.apple.account.IMAP", "IMAP"),
];

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    if !phone.has(FILE.1) {
        return Ok(());
    }
    let mut random = phone.random("accounts");
    let database = Database::create(
        backup,
        "CREATE TABLE ZACCOUNT (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZACTIVE INTEGER, \
         ZAUTHENTICATED INTEGER, ZACCOUNTTYPE INTEGER, ZPARENTACCOUNT INTEGER, ZDATE TIMESTAMP, \
         ZACCOUNTDESCRIPTION VARCHAR, ZIDENTIFIER VARCHAR, ZOWNINGBUNDLEID VARCHAR, ZUSERNAME VARCHAR);\n\
         CREATE TABLE ZACCOUNTTYPE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, \
         ZACCOUNTTYPEDESCRIPTION VARCHAR, ZIDENTIFIER VARCHAR);",
        phone.release,
    )?;
    for (number, (identifier, description)) in (1_u64..).zip(TYPES) {
        let values = params![number, description, identifier];
        database.run("INSERT INTO ZACCOUNTTYPE VALUES (?,4,1,?,?)", values)?;
    }
    let owner = phone.scenario.phone.owner.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), ".");
    let owner = format!("{owner}@mail.example");
    let mut accounts: Vec<(u64, String, Moment)> =
        (1..=4).map(|kind| (kind, owner.clone(), phone.begin)).collect();
    for (plant, value) in phone.plants(&[What::Account]) {
        let row = accounts.len() as u64 + 1;
        accounts.push((4, value.clone(), Moment::of(plant.when)));
        phone.planted(What::Account, &value, FILE, format!("ZACCOUNT {row}"));
    }
    for (row, (kind, user, added)) in (1_u64..).zip(&accounts) {
        database.run(
            "INSERT INTO ZACCOUNT (Z_PK,Z_ENT,Z_OPT,ZACTIVE,ZAUTHENTICATED,ZACCOUNTTYPE,ZDATE,ZIDENTIFIER,ZUSERNAME) \
             VALUES (?,2,1,1,1,?,?,?,?)",
            params![row, kind, added.apple(), random.uuid(), user],
        )?;
    }
    phone.count("accounts", accounts.len() as u64);
    database.core_data(&[("Account", accounts.len() as u64), ("AccountType", 4)], &mut random)?;
    database.finish(backup, Entry::new(FILE.0, FILE.1, phone.end))
}
