//! Rules on what reached the phone: accounts, messages and what came with them, invitations.

use super::Level::{Look, Match, Strong};
use super::Mark::{Read, Unsure};
use super::{Rule, backup, full_copy, rule};
use crate::artifacts::sms_attachments::pass::tests::pass;
use crate::artifacts::testing::{Phone, database, plist};
use crate::artifacts::{calendar, id_status_cache, mail, sms, sms_attachments, triangulation};
use engine::{Stamps, Version, Weight};
use jiff::Timestamp;

pub(super) fn rules() -> Vec<Rule> {
    let cache = backup(&id_status_cache::ARTIFACT).version(Version(14, 6, 0));
    let messages = backup(&sms::ARTIFACT);
    let mails = full_copy(&mail::ARTIFACT);
    let old = backup(&sms_attachments::ARTIFACT).version(Version(14, 7, 0));
    let attachments = backup(&sms_attachments::ARTIFACT).version(Version(16, 6, 0));
    let entries = backup(&calendar::ARTIFACT);
    vec![
        rule(
            "B6",
            [backup(&triangulation::ARTIFACT).line(
                "combination",
                Strong,
                Read,
                [folder(Some(0)), folder(None)],
            )],
        ),
        rule(
            "B8",
            [
                cache.line(
                    "email",
                    Match,
                    Read,
                    ["one@plant-mail.example", "someone@plant-mail.example"].map(looked_up),
                ),
                cache.line("null-bytes", Strong, Read, [hidden(b"a\0\0b@c"), hidden(b"a\0bb@c")]),
            ],
        ),
        rule(
            "B14",
            [
                messages.line(
                    "link",
                    Match,
                    Read,
                    ["https://plant.example/a", "https://plant.example.org/a"].map(message),
                ),
                messages.line(
                    "sender",
                    Match,
                    Read,
                    ["one@plant-mail.example", "a@plant-mail.example"].map(sent_by),
                ),
                messages.line(
                    "threat-notification",
                    Strong,
                    Read,
                    [WARNING, "Apple detected an update"].map(message),
                ),
                mails.line(
                    "link",
                    Match,
                    Read,
                    ["https://plant.example/a", "https://plant.example.org/a"]
                        .map(|link| mailed("friend@mail.example", link)),
                ),
                mails.line(
                    "sender",
                    Match,
                    Read,
                    ["one@plant-mail.example", "a@plant-mail.example"].map(|sender| mailed(sender, "hello")),
                ),
                mails.line(
                    "threat-notification",
                    Strong,
                    Read,
                    ["threat-notifications@email.apple.com", "threat-notifications@apple.plant-two.example"]
                        .map(|sender| mailed(sender, "ALERT")),
                ),
            ],
        ),
        rule(
            "B15",
            [old.line(
                "temporary-copy",
                Look,
                Read,
                ["/var/tmp/com.apple.messages/a.gif-1", "/var/tmp/com.apple.messages/a.gif"].map(attached),
            )],
        ),
        rule(
            "B16",
            [
                old.line(
                    "disguised-picture",
                    Strong,
                    Unsure,
                    [&b"8BPS\0\x01 and more"[..], b"GIF89a"].map(picture),
                ),
                old.line(
                    "disguised-picture",
                    Strong,
                    Unsure,
                    [&b"%PDF-1.3 /Filter /JBIG2Decode"[..], b"%PDF-1.7 /FlateDecode"].map(picture),
                ),
            ],
        ),
        rule(
            "B17",
            [
                attachments.line("many-passes", Strong, Read, [passes(20), passes(400)]),
                attachments.line(
                    "odd-pass",
                    Strong,
                    Read,
                    [&b"RIFF\x10\0\0\0WEBPVP8L..bplist00\xd1"[..], b"\x89PNG"].map(logo),
                ),
                attachments.line("odd-pass", Strong, Read, [&[7; 6 << 20][..], &[7; 2 << 20]].map(logo)),
                attachments.line("odd-pass", Strong, Read, [large_png(6 << 20), large_png(2 << 20)]).lighter(
                    Weight::Look,
                    "a sound picture that is only too large: people make such passes too",
                ),
            ],
        ),
        rule(
            "B19",
            [
                entries.line("meeting-notes", Look, Read, [("Notes", -2), ("notes", -2)].map(meeting)),
                entries.line(
                    "backdated-invitation",
                    Strong,
                    Read,
                    [("Notes", 200), ("Agenda", 200)].map(meeting),
                ),
            ],
        ),
    ]
}

const WARNING: &str = "ALERT: Apple detected a targeted mercenary spyware attack against your iPhone.";
const FOLDER: &str = "MediaDomain/Library/SMS/Attachments/ab/11";

/// A changed file of settings, and beside it a folder of attachments whose entry changed then or long before.
fn folder(changed: Option<i64>) -> Phone {
    let at = |second: i64| Timestamp::from_second(1_660_000_000 + second).ok();
    let images = "RootDomain/Library/Preferences/com.apple.ImageIO.plist";
    let changed = at(changed.unwrap_or(-5000));
    Phone::with(images, "")
        .stamped(images, Stamps { modified: at(100), changed: at(100), born: at(100) })
        .folder(FOLDER, Stamps { modified: at(0), changed, born: at(-9_000_000) })
}

fn looked_up(account: &str) -> Phone {
    let list = format!(
        "<dict><key>com.apple.madrid</key><dict><key>mailto:{account}</key><dict><key>LookupDate</key>\
         <real>630441985</real></dict></dict></dict>"
    );
    Phone::with(id_status_cache::ARTIFACT.reads[0], plist(&list))
}

/// An account of six bytes in a binary list, which can hold what XML cannot.
fn hidden(account: &[u8; 6]) -> Phone {
    let mut list = b"bplist00\xd1\x01\x02\x51s\xd1\x03\x04\x5dmailto:".to_vec();
    list.extend(account);
    list.push(0xd0);
    let table = list.len() as u64;
    list.extend([8, 11, 13, 16, 30, 0, 0, 0, 0, 0, 0, 1, 1]);
    for number in [5, 0, table] {
        list.extend(u64::to_be_bytes(number));
    }
    Phone::with(id_status_cache::ARTIFACT.reads[0], list)
}

fn messages(account: &str, text: &str) -> Phone {
    let rows = database(&format!(
        "CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT); CREATE TABLE message (ROWID INTEGER PRIMARY KEY, \
         text TEXT, date INTEGER, handle_id INTEGER, is_from_me INTEGER); INSERT INTO handle VALUES (1, '{account}'); \
         INSERT INTO message VALUES (1, '{text}', 700000000000000000, 1, 0);"
    ));
    Phone::with(sms::ARTIFACT.reads[0], rows)
}

fn message(text: &str) -> Phone {
    messages("+15550100", text)
}

fn sent_by(account: &str) -> Phone {
    messages(account, "hello")
}

fn mailed(sender: &str, text: &str) -> Phone {
    let path = "HomeDomain/Library/Mail/MessageData/1/1.emlx";
    Phone::with(path, format!("9\nFrom: <{sender}>\n\n{text}\n"))
}

fn attachments(rows: &str) -> Phone {
    let bytes = database(&format!(
        "CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY, filename TEXT, transfer_name TEXT, created_date INTEGER, \
         is_outgoing INTEGER); CREATE TABLE message (ROWID INTEGER PRIMARY KEY, handle_id INTEGER, is_from_me INTEGER); \
         CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT); CREATE TABLE message_attachment_join \
         (message_id INTEGER, attachment_id INTEGER); INSERT INTO handle VALUES (1, '+15550100'); \
         INSERT INTO message VALUES (1, 1, 0); {rows}"
    ));
    Phone::with(sms_attachments::ARTIFACT.reads[0], bytes)
}

fn attached(path: &str) -> Phone {
    attachments(&format!("INSERT INTO attachment VALUES (1, '{path}', 'a.gif', 700000000000000000, 0);"))
}

fn picture(bytes: &[u8]) -> Phone {
    attachments("").and(&format!("{FOLDER}/GUID/a.gif"), bytes)
}

/// Eight passes of one name, so many seconds apart.
fn passes(apart: i64) -> Phone {
    let row = |n: i64| {
        let created = (700_000_000 + n * apart) * 1_000_000_000;
        format!(
            "INSERT INTO attachment VALUES ({n}, NULL, 'sample.pkpass', {created}, 0); \
             INSERT INTO message_attachment_join VALUES (1, {n});"
        )
    };
    attachments(&(1..=8).map(row).collect::<String>())
}

fn logo(picture: &[u8]) -> Phone {
    attachments("").and(&format!("{FOLDER}/GUID/sample.pkpass"), pass(&[("logo.png", picture)]))
}

/// A logo of so many bytes that is a picture as its name says.
fn large_png(bytes: usize) -> Phone {
    let mut picture = vec![7; bytes];
    picture[..4].copy_from_slice(b"\x89PNG");
    logo(&picture)
}

/// A meeting at home with somebody else, entered so many days after it ended.
fn meeting((description, late): (&str, i32)) -> Phone {
    let created = 700_003_600 + late * 86_400;
    let rows = database(&format!(
        "CREATE TABLE CalendarItem (ROWID INTEGER PRIMARY KEY, summary TEXT, location_id INTEGER, description TEXT, \
         start_date REAL, end_date REAL, creation_date REAL); CREATE TABLE Participant (ROWID INTEGER PRIMARY KEY, \
         owner_id INTEGER, email TEXT, is_self INTEGER); CREATE TABLE Location (ROWID INTEGER PRIMARY KEY, title TEXT); \
         INSERT INTO CalendarItem VALUES (1, 'Meeting', 3, '{description}', 7e8, 700003600, {created}); \
         INSERT INTO Participant VALUES (1, 1, 'someone@example.org', 0); INSERT INTO Location VALUES (3, 'Home');"
    ));
    Phone::with(calendar::ARTIFACT.reads[0], rows)
}
