//! What the Mail app keeps, in a copy of the whole file system: two databases and some messages as files.

use super::Phone;
use crate::{
    backup::{Backup, Entry},
    clock::Moment,
    database::Database,
    error::PracticeError,
    scenario::What,
    words,
};
use rusqlite::params;

const DOMAIN: &str = "HomeDomain";
const TEXTS: &str = "Library/Mail/Protected Index";
const ENVELOPES: &str = "Library/Mail/Envelope Index";
/// Messages of ordinary people.
const ROWS: u64 = 12;

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let mut random = phone.random("mail");
    let texts = Database::create(
        backup,
        "CREATE TABLE addresses (ROWID INTEGER PRIMARY KEY, address TEXT, comment TEXT);\n\
         CREATE TABLE subjects (ROWID INTEGER PRIMARY KEY, subject TEXT);\n\
         CREATE TABLE summaries (ROWID INTEGER PRIMARY KEY, summary TEXT);\n\
         CREATE TABLE protected_message_data (ROWID INTEGER PRIMARY KEY, message_id INTEGER, data BLOB);",
        phone.release,
    )?;
    let envelopes = Database::create(
        backup,
        "CREATE TABLE mailboxes (ROWID INTEGER PRIMARY KEY, url TEXT);\n\
         CREATE TABLE messages (ROWID INTEGER PRIMARY KEY, sender INTEGER, subject INTEGER, summary INTEGER, \
         date_sent INTEGER, date_received INTEGER, mailbox INTEGER, read INTEGER, flagged INTEGER, deleted INTEGER);",
        phone.release,
    )?;
    envelopes.run("INSERT INTO mailboxes VALUES (1, 'imap://owner%40mail.example/INBOX')", params![])?;
    let mut messages: Vec<(Moment, String, Option<String>)> = (0..ROWS)
        .map(|row| (phone.moment(row, ROWS, &mut random), words::sentence("en", &mut random), None))
        .collect();
    for (plant, value) in phone.plants(&[What::MailLink]) {
        messages.push((Moment::of(plant.when), words::link(&value, &mut random), Some(value)));
    }
    for (row, (when, body, planted)) in (1_u64..).zip(&messages) {
        let sender = format!("{}@mail.example", phone.anyone(&mut random).name().replace(' ', "."));
        let subject = words::title(&mut random);
        texts.run("INSERT INTO addresses VALUES (?,?,NULL)", params![row, sender])?;
        texts.run("INSERT INTO subjects VALUES (?,?)", params![row, subject])?;
        // Of a planted one the first lines say nothing: its link stands in the message alone.
        let summary = if planted.is_some() { &subject } else { body };
        texts.run("INSERT INTO summaries VALUES (?,?)", params![row, summary])?;
        let seconds = when.unix();
        envelopes.run(
            "INSERT INTO messages VALUES (?1,?1,?1,?1,?2,?3,1,1,0,0)",
            params![row, seconds, seconds + 40],
        )?;
        let path = format!("Library/Mail/MessageData/{row}/{row}.emlx");
        let content = file(&sender, &subject, body, seconds);
        backup.store(Entry::new(DOMAIN, &path, *when), content.as_bytes())?;
        if let Some(value) = planted {
            phone.planted(What::MailLink, value, (DOMAIN, &path), "message".to_owned());
        }
    }
    phone.count("mails", messages.len() as u64);
    texts.finish(backup, Entry::new(DOMAIN, TEXTS, phone.end))?;
    envelopes.finish(backup, Entry::new(DOMAIN, ENVELOPES, phone.end))
}

/// A message as a file: its length, itself, and marks of the mail program. Its text is written in codes, as most are.
fn file(sender: &str, subject: &str, body: &str, unix: i64) -> String {
    let coded: String = body.bytes().map(coded).collect();
    let message = format!(
        "From: Somebody <{sender}>\r\nSubject: {subject}\r\nDate: {}\r\nMIME-Version: 1.0\r\n\
         Content-Type: multipart/alternative; boundary=\"part\"\r\n\r\n--part\r\n\
         Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n\
         <p>{coded}=\r\n</p>\r\n--part--\r\n",
        spelled(unix)
    );
    format!(
        "{}\n{message}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plist version=\"1.0\"><dict><key>flags</key>\
         <integer>8590195713</integer></dict></plist>\n",
        message.len()
    )
}

/// A dot is written in code as well, as mail programs do at the start of a line: no search for an address finds it.
fn coded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b" :/-?".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("={byte:02X}")
    }
}

/// As mail writes a date.
fn spelled(unix: i64) -> String {
    let when = jiff::Timestamp::from_second(unix).unwrap_or_default();
    jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_string(&when).unwrap_or_default()
}
