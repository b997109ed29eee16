//! Accounts that are set up on the phone.
//!
//! Found in: `HomeDomain/Library/Accounts/Accounts3.sqlite`, tables `ZACCOUNT` and `ZACCOUNTTYPE`; phones whose
//! backup lacks it are ordinary.
//!
//! Shows: which accounts the phone and its apps sign in with: Apple, mail, calendars, shops; since when.
//!
//! Cannot show: passwords, and who else knows them; accounts that an app keeps to itself.
//!
//! Ordinary reasons: people have several Apple accounts: one for each country or for work, or one that the
//! family shares for its purchases.
//!
//! Sources: the database itself; iLEAPP and mac_apt on its tables. That a second Apple account is worth a
//! question comes from work with people who are watched by someone close (Cornell, Clinic to End Tech Abuse).

#[cfg(test)]
mod tests;

use super::shared::accounts::Met;
use super::shared::databases::{self, optional_table, table};
use crate::time;
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Weight,
};
use sqlite::Database;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

const READS: &[&str] = &["HomeDomain/Library/Accounts/Accounts3.sqlite"];

static ACCOUNT: Detection =
    Detection { id: "ios.accounts.known-account", weight: Weight::KnownSpyware, class: Class::Execution };
static SEVERAL: Detection =
    Detection { id: "ios.accounts.several-apple-accounts", weight: Weight::Note, class: Class::Posture };

/// Accounts that are set up on the phone.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.accounts",
    version: 1,
    reads: READS,
    availability: &[
        Availability::backup(Presence::Sometimes).source("the database itself; iLEAPP, mac_apt"),
        Availability::filesystem(Presence::Sometimes).source("iLEAPP, mac_apt: its tables"),
    ],
    detections: &[ACCOUNT, SEVERAL],
    compares: &[Kind::Email, Kind::Domain],
    fields: &[
        ("type", "Kind of account, as the system calls it"),
        ("user", "Its user name, mostly an e-mail address"),
        ("description", "Its name, as the owner or the system gave it"),
        ("app", "Bundle id of the app that it belongs to"),
        ("active", "True if it is in use"),
    ],
    examine,
};

const ACCOUNTS: (&str, &[&str]) = (
    "ZACCOUNT",
    &["ZACCOUNTTYPE", "ZUSERNAME", "ZACCOUNTDESCRIPTION", "ZOWNINGBUNDLEID", "ZACTIVE", "ZDATE"],
);

/// The type of the account that iCloud is signed in with.
const APPLE: &str = "com.apple.account.AppleAccount";

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    databases::each(case, notes, READS, &mut |database, entry, notes| {
        let types = types(database, entry, notes);
        let mut met = Met::default();
        let mut apple = BTreeSet::new();
        databases::needs(database, entry, notes, (ACCOUNTS.0, &["ZUSERNAME"]));
        table(database, entry, notes, ACCOUNTS, &mut |row, notes| {
            let cite = || Cite::new(&entry.path, format!("account {}", row.rowid().unwrap_or_default()));
            let added = row.real(5).and_then(time::mac);
            let kind = row.int(0).and_then(|kind| types.get(&kind)).map(String::as_str);
            let user = row.text(1).filter(|user| !user.is_empty());
            if let Some(user) = &user {
                met.meet(case.indicators, user, added, cite);
                if kind == Some(APPLE) && apple.len() < 100 {
                    apple.insert(user.to_lowercase());
                }
            }
            notes.record(|| {
                Record::new(cite())
                    .time("added", added)
                    .field("type", kind)
                    .field("user", user.map(Cow::into_owned))
                    .field("description", row.text(2).map(Cow::into_owned))
                    .field("app", row.text(3).map(Cow::into_owned))
                    .field("active", row.int(4).map(|active| active != 0))
            })
        });
        met.tell(&ACCOUNT, notes);
        if apple.len() > 1 {
            let cite = Cite::new(&entry.path, "table ZACCOUNT");
            notes.finding(Finding::new(&SEVERAL, cite).quote("count", apple.len().to_string()));
        }
    })
}

/// Kinds of accounts by number: their identifiers, or else what the system calls them.
fn types(database: &Database, entry: &Entry, notes: &mut Notes<'_>) -> BTreeMap<i64, String> {
    let mut types = BTreeMap::new();
    let columns = ("ZACCOUNTTYPE", &["ZIDENTIFIER", "ZACCOUNTTYPEDESCRIPTION"][..]);
    optional_table(database, entry, notes, columns, &mut |row, _| {
        if let (Some(id), Some(name)) = (row.rowid(), row.text(0).or_else(|| row.text(1))) {
            types.insert(id, name.into_owned());
        }
        types.len() < 10_000
    });
    types
}
