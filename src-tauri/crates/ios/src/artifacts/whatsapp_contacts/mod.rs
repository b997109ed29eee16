//! People and groups in WhatsApp, and the numbers behind its newer ids.
//!
//! Found in: `AppDomainGroup-group.net.whatsapp.WhatsApp.shared`, and `WhatsAppSMB` of WhatsApp Business:
//! `ContactsV2.sqlite` (table
//! `ZWAADDRESSBOOKCONTACT`) and `LID.sqlite` (table `ZWAPHONENUMBERLIDPAIR`; older versions keep that table in
//! `ChatStorage.sqlite`). Backups sometimes store `LID.sqlite` without listing it.
//!
//! Shows: who is known to WhatsApp, when they were last changed, who set messages to disappear, and which
//! number belongs to an id of the form `…@lid`.
//!
//! Cannot show: who wrote, which is among the messages; people that were removed.
//!
//! Ordinary reasons: messages that disappear are a setting of many.
//!
//! Sources: the databases themselves; MVT on their columns.

#[cfg(test)]
mod tests;

use super::shared::databases::{self, needs, optional_table};
use super::shared::links::{Pair, Seen};
use crate::time;
use engine::indicators::Kind;
use engine::{Artifact, Availability, Case, Cite, Entry, Found, Notes, Presence, Record, Unread, UnreadWhy};
use sqlite::{Database, Row};
use std::borrow::Cow;

/// People, pairs and messages, of WhatsApp and of WhatsApp Business.
const FILES: [[&str; 3]; 2] = [
    [
        "AppDomainGroup-group.net.whatsapp.WhatsApp.shared/ContactsV2.sqlite",
        "AppDomainGroup-group.net.whatsapp.WhatsApp.shared/LID.sqlite",
        "AppDomainGroup-group.net.whatsapp.WhatsApp.shared/ChatStorage.sqlite",
    ],
    [
        "AppDomainGroup-group.net.whatsapp.WhatsAppSMB.shared/ContactsV2.sqlite",
        "AppDomainGroup-group.net.whatsapp.WhatsAppSMB.shared/LID.sqlite",
        "AppDomainGroup-group.net.whatsapp.WhatsAppSMB.shared/ChatStorage.sqlite",
    ],
];

static LINKS: Pair = Pair::new("ios.whatsapp-contacts.link", "ios.whatsapp-contacts.vendor-site");

/// People and groups in WhatsApp.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.whatsapp-contacts",
    version: 1,
    reads: FILES.as_flattened(),
    availability: &[
        Availability::backup(Presence::Sometimes).source("reference tool"),
        Availability::filesystem(Presence::Sometimes).source("reference tool"),
    ],
    detections: &[LINKS.known, LINKS.vendor],
    compares: &[Kind::Domain, Kind::Url, Kind::Ip],
    fields: &[
        ("id", "Id in WhatsApp"),
        ("lid", "Newer id, which hides the number"),
        ("number", "Telephone number"),
        ("name", "Name in the address book"),
        ("username", "Name that the person chose"),
        ("business", "Name of the business"),
        ("about", "Words that the person shows"),
        ("disappearing", "How long messages to them last: off, 24 hours, 7, 14, 30 or 90 days, or seconds"),
    ],
    examine,
};

const CONTACTS: &str = "ZWAADDRESSBOOKCONTACT";
const CONTACT: &[&str] = &[
    "ZWHATSAPPID",
    "ZLID",
    "ZPHONENUMBER",
    "ZFULLNAME",
    "ZUSERNAME",
    "ZBUSINESSNAME",
    "ZABOUTTEXT",
    "ZNOTES",
    "ZDISAPPEARINGMODEDURATION",
    "ZDISAPPEARINGMODETIMESTAMP",
    "ZABOUTTIMESTAMP",
    "ZABOUTEXPIRATIONTIMESTAMP",
    "ZLASTUPDATED",
    "ZGIVENNAME",
    "ZLOCALIZEDPHONENUMBER",
];
const PAIRS: &str = "ZWAPHONENUMBERLIDPAIR";
const PAIR: &[&str] = &["ZLID", "ZPHONENUMBER", "ZTIMESTAMP"];

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let found = FILES.map(|files| one(case, files, notes));
    if found.contains(&Found::Yes) { Found::Yes } else { Found::Absent }
}

/// One of the two apps.
fn one(case: &Case<'_>, [contacts, pairs, chats]: [&str; 3], notes: &mut Notes<'_>) -> Found {
    let mut pairs_of_their_own = false;
    let mut seen = Seen::new(case.indicators);
    let before = notes.records();
    let found = databases::each(case, notes, &[contacts, pairs], &mut |database, entry, notes| {
        if entry.path == pairs {
            pairs_of_their_own |= tell_pairs(database, entry, notes);
        } else {
            tell_contacts(database, entry, &mut seen, notes);
        }
    });
    if pairs_of_their_own {
        return found;
    }
    // What cannot be read of the messages is said by the artifact that reads them.
    let older = databases::quietly(case, chats, &mut |database, entry| {
        tell_pairs(database, entry, notes);
    });
    if older && found == Found::Absent && notes.records() > before { Found::Yes } else { found }
}

fn tell_contacts(database: &Database, entry: &Entry, seen: &mut Seen<'_>, notes: &mut Notes<'_>) {
    if !database.has_table(CONTACTS) {
        return notes.unread(Unread::part(
            &entry.path,
            format!("table {CONTACTS}"),
            UnreadWhy::UnknownLayout,
        ));
    }
    let has_duration = database.columns(CONTACTS).has("ZDISAPPEARINGMODEDURATION");
    needs(database, entry, notes, (CONTACTS, &["ZABOUTTEXT"]));
    optional_table(database, entry, notes, (CONTACTS, CONTACT), &mut |row, notes| {
        let cite = || Cite::new(&entry.path, format!("contact {}", row.rowid().unwrap_or_default()));
        let when = |column| row.real(column).and_then(time::mac);
        for text in [6, 7].into_iter().filter_map(|column| row.text(column)) {
            seen.text(&text);
        }
        for hit in seen.take() {
            notes.finding(LINKS.finding(hit, cite(), when(10).or_else(|| when(12))));
        }
        notes.record(|| {
            let text = |column| row.text(column).map(Cow::into_owned).filter(|text| !text.is_empty());
            Record::new(cite())
                .time("disappearing set", when(9))
                .time("about changed", when(10))
                .time("about ends", when(11))
                .time("updated", when(12))
                .field("id", text(0))
                .field("lid", text(1))
                .field("number", text(2).or_else(|| text(14)))
                .field("name", text(3).or_else(|| text(13)))
                .field("username", text(4))
                .field("business", text(5))
                .field("about", text(6))
                .field("disappearing", disappearing(row, has_duration))
        })
    });
}

/// A missing column says nothing; an empty one says off.
fn disappearing(row: &Row<'_>, has_duration: bool) -> Option<String> {
    let seconds = row.int(8).or_else(|| has_duration.then_some(0))?;
    Some(match seconds {
        ..=0 => "off".to_owned(),
        86_400 => "24 hours".to_owned(),
        604_800 => "7 days".to_owned(),
        1_209_600 => "14 days".to_owned(),
        2_592_000 => "30 days".to_owned(),
        7_776_000 => "90 days".to_owned(),
        seconds => format!("{seconds} seconds"),
    })
}

/// False if there is no such table.
fn tell_pairs(database: &Database, entry: &Entry, notes: &mut Notes<'_>) -> bool {
    let read = optional_table(database, entry, notes, (PAIRS, PAIR), &mut |row, notes| {
        notes.record(|| {
            Record::new(Cite::new(&entry.path, format!("pair {}", row.rowid().unwrap_or_default())))
                .time("paired", row.real(2).and_then(time::mac))
                .field("lid", row.text(0).map(Cow::into_owned))
                .field("number", row.text(1).map(Cow::into_owned))
        })
    });
    read.is_some()
}
