//! Pictures, passes and other files that came with messages.
//!
//! Found in: `HomeDomain/Library/SMS/sms.db` (tables `attachment`, `message_attachment_join`) and the files
//! below `MediaDomain/Library/SMS/Attachments`. A file may be listed and gone, or there and not listed.
//!
//! Shows: files with published names; files that were taken in from a temporary folder, where nothing should
//! lie; pictures that are something else inside; passes of the Wallet that carry what no pass needs.
//!
//! Cannot show: files that an attack removed behind itself, as most do.
//!
//! Ordinary reasons: a file of the same name. A share sheet that hands over a temporary copy. A tinkerer's
//! pass with a picture that is far too large. Tickets for a whole group, all with one name.
//!
//! Sources: Citizen Lab, "FORCEDENTRY" (2021: files named `.gif` that are Photoshop or PDF inside; not
//! confirmed elsewhere, so worth a look at most) and "BLASTPASS" (2023); iVerify, Black Hat Asia 2024, for
//! what those passes hold. Apple closed them in iOS 14.8 and 16.6.1: on later systems a find is an attempt from
//! before, or a sample, and worth a look. How many passes, and how large a picture, are our own measure.

pub(super) mod pass;
mod passes;
mod picture;
#[cfg(test)]
mod tests;

use super::across::facts;
use super::shared::databases::{self, table};
use super::shared::stored;
use crate::time;
use engine::indicators::Kind;
use engine::{
    Acquisition, Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes,
    Presence, Record, Stored, Version, Weight,
};
use jiff::Timestamp;
use passes::Passes;
use sqlite::{Database, Flow, Row};
use std::borrow::Cow;

const DATABASE: &str = "HomeDomain/Library/SMS/sms.db";
const PICTURES: &[&str] =
    &["MediaDomain/Library/SMS/Attachments/**/*.gif", "MediaDomain/Library/SMS/Attachments/**/*.GIF"];
const PASSES: &[&str] =
    &["MediaDomain/Library/SMS/Attachments/**/*.pkpass", "MediaDomain/Library/SMS/Attachments/**/*.PKPASS"];

static NAME: Detection =
    Detection { id: "ios.sms-attachments.known-file", weight: Weight::KnownSpyware, class: Class::Attempt };
static TEMPORARY: Detection =
    Detection { id: "ios.sms-attachments.temporary-copy", weight: Weight::Look, class: Class::Attempt };
static DISGUISED: Detection =
    Detection { id: "ios.sms-attachments.disguised-picture", weight: Weight::Look, class: Class::Attempt };
static PASS_CONTENT: Detection =
    Detection { id: "ios.sms-attachments.odd-pass", weight: Weight::Strong, class: Class::Attempt };
static MANY_PASSES: Detection =
    Detection { id: "ios.sms-attachments.many-passes", weight: Weight::Strong, class: Class::Attempt };

/// Files that came with messages.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.sms-attachments",
    version: 1,
    reads: &[DATABASE, PICTURES[0], PICTURES[1], PASSES[0], PASSES[1]],
    availability: &[
        Availability::backup(Presence::Always).source("reference tool; seen in practice backups"),
        Availability::filesystem(Presence::Sometimes).source("reference tool: the same file in a full copy"),
    ],
    detections: &[NAME, TEMPORARY, DISGUISED, PASS_CONTENT, MANY_PASSES],
    compares: &[Kind::FileName, Kind::FilePath],
    fields: &[
        ("filename", "Where the phone keeps it"),
        ("name", "The name that it was sent under"),
        ("type", "Its type, as the message says"),
        ("bytes", "Its size, as the message says"),
        ("sent_by_owner", "True if it was sent from this phone's account"),
    ],
    examine,
};

const ATTACHMENTS: (&str, &[&str]) =
    ("attachment", &["filename", "transfer_name", "created_date", "is_outgoing", "mime_type", "total_bytes"]);

/// First system that is closed to attacks through passes.
const PASSES_CLOSED: Version = Version(16, 6, 1);

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let found = databases::each(case, notes, &[DATABASE], &mut |database, entry, notes| {
        databases::needs(database, entry, notes, (ATTACHMENTS.0, &ATTACHMENTS.1[..2]));
        let mut passes = Passes::default();
        table(database, entry, notes, ATTACHMENTS, &mut |row, notes| {
            let attachment = Attachment::read(row);
            attachment.compare(case, database, entry, notes);
            if attachment.is_pass() && !attachment.by_owner {
                passes.add(attachment.name(), attachment.created, attachment.id, notes);
            }
            notes.beside(|| message_of(database, attachment.id));
            attachment.record(row, entry, notes)
        });
        passes.tell(case, database, entry, notes);
    });
    picture::look(case, notes);
    pass::look(case, notes);
    found
}

/// One row of `attachment`.
struct Attachment<'r> {
    id: i64,
    filename: Option<Cow<'r, str>>,
    transfer_name: Option<Cow<'r, str>>,
    created: Option<Timestamp>,
    by_owner: bool,
}

impl<'r> Attachment<'r> {
    fn read(row: &Row<'r>) -> Self {
        Self {
            id: row.rowid().unwrap_or_default(),
            filename: row.text(0),
            transfer_name: row.text(1),
            created: row.int(2).and_then(time::mac_whole),
            by_owner: row.int(3) == Some(1),
        }
    }

    fn name(&self) -> &str {
        self.transfer_name.as_deref().or(self.filename.as_deref()).unwrap_or_default()
    }

    fn is_pass(&self) -> bool {
        [&self.transfer_name, &self.filename].into_iter().flatten().any(|name| {
            name.len()
                .checked_sub(7)
                .and_then(|at| name.get(at..))
                .is_some_and(|end| end.eq_ignore_ascii_case(".pkpass"))
        })
    }

    /// Taken in from a folder for temporary files, as one of several copies.
    fn is_temporary(&self) -> bool {
        self.filename.as_deref().is_some_and(|path| {
            let path = path.strip_prefix("/private").unwrap_or(path);
            path.starts_with("/var/tmp/") && path.ends_with("-1")
        })
    }

    fn compare(&self, case: &Case<'_>, database: &Database, entry: &Entry, notes: &mut Notes<'_>) {
        let by_path = self.filename.as_deref().and_then(|path| case.indicators.file_path(path));
        let hit = by_path.or_else(|| case.indicators.file_name(self.transfer_name.as_deref()?));
        let known = hit.map(|hit| self.finding(&NAME, entry).matched(hit));
        let temporary = (self.is_temporary() && !self.by_owner).then(|| self.finding(&TEMPORARY, entry));
        let with_sender = |finding: Finding| match sender(database, self.id) {
            Some((_, name)) => finding.personal("sender", name),
            None => finding,
        };
        known.into_iter().chain(temporary).map(with_sender).for_each(|finding| notes.finding(finding));
    }

    fn finding(&self, detection: &Detection, entry: &Entry) -> Finding {
        Finding::new(detection, Cite::new(&entry.path, format!("attachment {}", self.id)))
            .at(self.created)
            .quote("name", self.name())
            .quote("path", self.filename.as_deref().unwrap_or_default())
            .quote("direction", if self.by_owner { "sent" } else { "received" })
    }

    fn record(&self, row: &Row<'_>, entry: &Entry, notes: &mut Notes<'_>) -> bool {
        notes.record(|| {
            Record::new(Cite::new(&entry.path, format!("attachment {}", self.id)))
                .time("created", self.created)
                .field("filename", self.filename.as_deref())
                .field("name", self.transfer_name.as_deref())
                .field("type", row.text(4).map(Cow::into_owned))
                .field("bytes", row.int(5))
                .field("sent_by_owner", self.by_owner)
        })
    }
}

/// The account that sent an attachment, by number and name.
fn sender(database: &Database, attachment: i64) -> Option<(i64, String)> {
    let join = "SELECT handle.ROWID, handle.id FROM message_attachment_join AS joined \
        JOIN message ON message.ROWID = joined.message_id JOIN handle ON handle.ROWID = message.handle_id \
        WHERE joined.attachment_id = ?1 LIMIT 1";
    let mut found = None;
    let read = database.select(join, [attachment], &mut |row| {
        found = row.int(0).zip(row.text(1).map(Cow::into_owned));
        Flow::Stop
    });
    // Without the join the finding stands, only without a name.
    read.ok().and(found)
}

/// The service and the other side of the message that it came with.
fn message_of(database: &Database, attachment: i64) -> Stored {
    let join = "SELECT message.service, handle.id FROM message_attachment_join AS joined \
        JOIN message ON message.ROWID = joined.message_id LEFT JOIN handle ON handle.ROWID = message.handle_id \
        WHERE joined.attachment_id = ?1 LIMIT 1";
    let mut found = Stored::default();
    if let Some(aside) = database.aside() {
        let _ = aside.select(join, [attachment], &mut |row| {
            found = stored::row(row, &["@message.service".into(), "@handle.id".into()]);
            Flow::Stop
        });
    }
    found
}

/// Keeps a finding that is one half of an attempt, with the fact that lets the other half be found.
fn odd(notes: &mut Notes<'_>, finding: Finding) {
    if let Some(when) = finding.when {
        let name = finding.quotes.get("name").map_or("", |quote| quote.value.as_str());
        notes.fact(facts::ODD_ATTACHMENT, when, name, finding.cite.clone());
    }
    notes.finding(finding);
}

/// Strong on systems that the attack worked on, worth a look on later ones.
fn weighed(finding: Finding, acquisition: &Acquisition) -> Finding {
    let closed = acquisition.os_version.is_some_and(|version| version >= PASSES_CLOSED);
    if closed { finding.at_most(Weight::Look) } else { finding }
}
