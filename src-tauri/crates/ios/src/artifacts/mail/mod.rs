//! # Mail
//!
//! **Found in** copies of a whole file system, below `private/var/mobile/Library/Mail`: the databases `Protected
//! Index` (subjects, addresses, the first lines of each message) and `Envelope Index` (dates, mailboxes, who sent
//! which), and the messages themselves as `.emlx` files, some of them in part only. Up to iOS 12 the first one has a
//! table of messages of its own. A backup does not hold them.
//!
//! **Shows** links that came by mail and addresses that wrote, also where the message itself was not kept on the
//! phone; and Apple's warning of a targeted attack, by its sender.
//!
//! **Cannot show** mail that was read in another app or in a browser, nor whether a link was opened. Files that came
//! with a message are not looked into.
//!
//! **Ordinary reasons.** Newsletters and warnings link to addresses of attackers when they write about them. The sender
//! of a mail can be forged, also Apple's.
//!
//! **Sources.** Ian Whiffin, "iOS Mail", 2020, for both layouts; the project iLEAPP for the tables of iOS 13 to 18;
//! RFC 5322, 2045 to 2047 for messages; Apple (support.apple.com/102174) for who sends its warnings.

mod decoding;
mod index;
mod message;
#[cfg(test)]
mod tests;

use super::shared::accounts::Met;
use super::shared::links::{Pair, Seen};
use super::shared::{databases, lines, notification};
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Unread, UnreadWhy, Weight,
};
use jiff::Timestamp;
use message::Reader;

const PROTECTED: &str = "HomeDomain/Library/Mail/Protected Index";
const ENVELOPES: &str = "HomeDomain/Library/Mail/Envelope Index";
const MESSAGES: &str = "HomeDomain/Library/Mail/**/*.emlx";

static LINKS: Pair = Pair::new("ios.mail.link", "ios.mail.vendor-site");
static SENDER: Detection =
    Detection { id: "ios.mail.sender", weight: Weight::KnownSpyware, class: Class::Targeted };
static NOTIFICATION: Detection =
    Detection { id: "ios.mail.threat-notification", weight: Weight::Strong, class: Class::Targeted };

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.mail",
    version: 1,
    reads: &[PROTECTED, ENVELOPES, MESSAGES],
    availability: &[
        Availability::filesystem(Presence::Sometimes).source("Ian Whiffin, \"iOS Mail\", 2020; iLEAPP")
    ],
    detections: &[LINKS.known, LINKS.vendor, SENDER, NOTIFICATION],
    compares: &[Kind::Domain, Kind::Url, Kind::Ip, Kind::Email],
    fields: &[
        ("subject", "its subject"),
        ("sender", "address of the sender"),
        ("summary", "its first lines"),
        ("mailbox", "where it lies, as an address"),
        ("deleted", "true if it was marked as deleted"),
    ],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut met = Met::default();
    let mut found = index::read(case, &mut met, notes);
    for entry in databases::entries(case, notes, &[MESSAGES]) {
        if file(case, &entry, &mut met, notes) {
            found = Found::Yes;
        }
    }
    met.tell(&SENDER, notes);
    found
}

/// One message as a file. False if it could not be opened.
fn file(case: &Case<'_>, entry: &Entry, met: &mut Met, notes: &mut Notes<'_>) -> bool {
    let mut seen = Seen::new(case.indicators);
    let mut to_page = false;
    let mut look = |text: &str| {
        seen.text(text);
        to_page |= notification::links_to_page(text);
    };
    let mut reader = Reader::new(&mut look);
    let mut long = 0;
    let opened = lines::each(case, notes, entry, &mut |number, line, _| {
        if number == 1 {
            let size: Option<u64> = line.trim().parse().ok();
            long = size.map_or(0, |size| size.saturating_add(line.len() as u64));
        }
        // In front stands how long the message is; behind it come marks of the mail program.
        if number > 1 || line.is_empty() || !line.trim().bytes().all(|byte| byte.is_ascii_digit()) {
            reader.line(line);
        }
        true
    });
    let head = reader.end();
    if !opened {
        return false;
    }
    if !head.any || head.lost {
        notes.gap();
    }
    if entry.size < long {
        notes.unread(Unread::new(&entry.path, UnreadWhy::CutShort));
    }
    let cite = || Cite::new(&entry.path, "message");
    for hit in seen.take() {
        notes.finding(from(LINKS.finding(hit, cite(), head.sent), head.sender.as_deref()));
    }
    if let Some(sender) = &head.sender {
        met.meet(case.indicators, sender, head.sent, cite);
        if warns(sender, to_page) {
            notes.finding(warning(sender, head.sent, cite()));
        }
    }
    // Stopping is noticed with the next file.
    let _ = notes.record(|| {
        Record::new(cite())
            .time("sent", head.sent)
            .field("subject", head.subject.as_deref())
            .field("sender", head.sender.as_deref())
    });
    true
}

/// Whether it is Apple's warning: by the account for it, or by another of Apple's with a link to its page.
fn warns(sender: &str, links_to_page: bool) -> bool {
    notification::is_sender(sender) || notification::is_apple(sender) && links_to_page
}

fn warning(sender: &str, when: Option<Timestamp>, cite: Cite) -> Finding {
    Finding::new(&NOTIFICATION, cite).at(when).personal("sender", sender)
}

fn from(finding: Finding, sender: Option<&str>) -> Finding {
    match sender {
        Some(sender) => finding.personal("sender", sender),
        None => finding,
    }
}
