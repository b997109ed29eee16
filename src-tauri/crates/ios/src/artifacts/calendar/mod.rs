//! # Calendar
//!
//! **Found in** `HomeDomain/Library/Calendar/Calendar.sqlitedb` of backups, encrypted or not. Phones without it
//! are ordinary: the app can be removed.
//!
//! **Shows** entries and invitations, with the accounts that take part, and links in them.
//!
//! **Cannot show** invitations that were removed. The spyware of this attack removed its own and packed the
//! database anew, so that nothing stays behind: silence says little.
//!
//! **Ordinary reasons.** “Meeting” and “Notes” are everyday words; alone they are worth a look. They weigh more
//! with one more mark: made half a year after their own end, by someone else, at “Home”; or overlapping another
//! such invitation by someone else; or foreign markup inside the invitation as it came.
//!
//! **Sources.** Citizen Lab and Microsoft on QuaDream, April 2023; Marczak and Fossaceca, Black Hat Europe 2023
//! (the marks); accounts and links come from the indicators.

mod invitation;
mod parser;
#[cfg(test)]
mod tests;

use super::shared::links::{Pair, Seen};
use super::shared::stored::Beside;
use super::shared::{accounts, databases};
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Weight,
};
use invitation::Candidates;
use parser::{ITEM, ITEMS, Item, LOCATION, LOCATIONS, PARTICIPANT, PARTICIPANTS, Participant};
use sqlite::Database;

static EMAIL: Detection =
    Detection { id: "ios.calendar.email", weight: Weight::KnownSpyware, class: Class::Targeted };
static LINKS: Pair = Pair::new("ios.calendar.link", "ios.calendar.vendor-site");
static WORDS: Detection =
    Detection { id: "ios.calendar.meeting-notes", weight: Weight::Look, class: Class::Attempt };
static INVITATION: Detection =
    Detection { id: "ios.calendar.backdated-invitation", weight: Weight::Strong, class: Class::Attempt };

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.calendar",
    version: 1,
    reads: &["HomeDomain/Library/Calendar/Calendar.sqlitedb"],
    availability: &[
        Availability::backup(Presence::Sometimes).source("reference tool"),
        Availability::filesystem(Presence::Sometimes).source("reference tool: the same file in a full copy"),
    ],
    detections: &[EMAIL, LINKS.known, LINKS.vendor, WORDS, INVITATION],
    compares: &[Kind::Email, Kind::Domain, Kind::Url, Kind::Ip],
    fields: &[
        ("title", "title of the entry"),
        ("note", "note of the entry"),
        ("url", "link of the entry"),
        ("item", "number of the entry that a participant belongs to"),
        ("email", "address of a participant"),
        ("is_self", "true if the participant is the owner of the phone"),
    ],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    databases::each(case, notes, ARTIFACT.reads, &mut |database, entry, notes| {
        let mut candidates = Candidates::default();
        items(case, database, entry, &mut candidates, notes);
        participants(case, database, entry, &mut candidates, notes);
        databases::optional_table(database, entry, notes, (LOCATIONS, LOCATION), &mut |row, _| {
            if let (Some(number), Some(title)) = (row.int(0), row.text(1)) {
                candidates.location(number, &title);
            }
            true
        });
        for one in candidates.judged() {
            let cite = Cite::new(&entry.path, format!("{ITEMS} {}", one.number));
            let finding = match one.mark() {
                Some(mark) => Finding::new(&INVITATION, cite).quote("mark", mark),
                None => Finding::new(&WORDS, cite),
            };
            notes.finding(finding.at(one.created.or(one.start)));
        }
    })
}

fn items(
    case: &Case<'_>,
    database: &Database,
    entry: &Entry,
    candidates: &mut Candidates,
    notes: &mut Notes<'_>,
) {
    let organizers = Beside::of(database, notes, PARTICIPANTS, None);
    databases::needs(database, entry, notes, (ITEMS, &["summary", "description"]));
    databases::table(database, entry, notes, (ITEMS, ITEM), &mut |row, notes| {
        let Some(item) = Item::of(row) else {
            notes.gap();
            return true;
        };
        let cite = Cite::new(&entry.path, format!("{ITEMS} {}", item.number));
        let mut seen = Seen::new(case.indicators);
        for text in [&item.summary, &item.description, &item.url, &item.conference].into_iter().flatten() {
            seen.text(text);
        }
        for hit in seen.take() {
            notes.finding(LINKS.finding(hit, cite.clone(), item.created.or(item.start)));
        }
        candidates.item(&item);
        notes.beside(|| organizers.row(item.organizer));
        notes.record(|| {
            Record::new(cite)
                .time("start", item.start)
                .time("end", item.end)
                .time("created", item.created)
                .time("changed", item.modified)
                .field("title", item.summary)
                .field("note", item.description)
                .field("url", item.url)
        })
    });
}

fn participants(
    case: &Case<'_>,
    database: &Database,
    entry: &Entry,
    candidates: &mut Candidates,
    notes: &mut Notes<'_>,
) {
    databases::needs(database, entry, notes, (PARTICIPANTS, &["owner_id", "email"]));
    databases::table(database, entry, notes, (PARTICIPANTS, PARTICIPANT), &mut |row, notes| {
        // A participant without an address has a telephone number only.
        let Some(one) = Participant::of(row) else { return true };
        let cite = Cite::new(&entry.path, format!("{PARTICIPANTS} {}", one.number));
        if !one.is_self {
            candidates.remote(one.number, one.item);
        }
        if let Some(hit) = accounts::known(case.indicators, &one.email) {
            let finding = Finding::new(&EMAIL, cite.clone()).matched(hit).at(one.modified);
            notes.finding(finding.personal("email", &one.email));
        }
        notes.record(|| {
            Record::new(cite)
                .time("changed", one.modified)
                .field("item", one.item)
                .field("email", one.email)
                .field("is_self", one.is_self)
        })
    });
}
