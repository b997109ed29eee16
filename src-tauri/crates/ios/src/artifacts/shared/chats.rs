//! Messages of apps that keep them in a database of their own, which the app may have locked with a key that
//! never leaves the phone, or may have left out of copies.

use super::databases::{self, needs, table};
use super::links::{Pair, Seen};
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Detection, Entry, Found, NotExamined, Notes, Presence, Record,
    Unread, UnreadWhy,
};
use jiff::Timestamp;
use sqlite::{Database, Row};
use std::borrow::Cow;

/// How a column of a row tells a time.
pub(crate) type Clock = fn(&Row<'_>, usize) -> Option<Timestamp>;

/// One table with messages, or with what comes with them.
pub(crate) struct Chats<'a> {
    /// What one row is, in citations (`message`).
    pub(crate) row: &'a str,
    /// The table.
    pub(crate) table: &'a str,
    /// When it was sent, and how to read that. Absent columns are no time.
    pub(crate) sent: (&'a str, Clock),
    /// Who wrote it: a name, an account or a number; empty if no column says.
    pub(crate) sender: &'a str,
    /// Columns with words and addresses, the message itself first.
    pub(crate) texts: &'a [&'a str],
}

/// Where the database of such an app may be, and who says how it is laid out.
pub(crate) const fn availability(source: &'static str) -> [Availability; 2] {
    [
        Availability::backup(Presence::Sometimes).source(source),
        Availability::filesystem(Presence::Sometimes).source(source),
    ]
}

/// The artifact of such an app.
pub(crate) const fn artifact(
    id: &'static str,
    (reads, availability): (&'static [&'static str], &'static [Availability]),
    detections: &'static [Detection],
    examine: fn(&Case<'_>, &mut Notes<'_>) -> Found,
) -> Artifact {
    Artifact {
        id,
        version: 1,
        reads,
        availability,
        detections,
        compares: &[Kind::Domain, Kind::Url, Kind::Ip],
        fields: FIELDS,
        examine,
    }
}

/// Examines an app that keeps its messages in one table.
pub(crate) fn of_one_table(
    case: &Case<'_>,
    notes: &mut Notes<'_>,
    places: (&str, &[&str]),
    (messages, links): (&Chats<'_>, &Pair),
) -> Found {
    each(case, notes, places, &mut |database, entry, notes| {
        if !read(case, (database, entry), notes, (messages, links)) {
            let part = format!("table {}", messages.table);
            notes.unread(Unread::part(&entry.path, part, UnreadWhy::UnknownLayout));
        }
    })
}

/// Fields of the records that [`read`] makes.
const FIELDS: &[(&str, &str)] =
    &[("text", "The message"), ("sender", "Who wrote it, as the app names or numbers them")];

/// Compares the links of every row and tells it; false if there is no such table.
pub(crate) fn read(
    case: &Case<'_>,
    (database, entry): (&Database, &Entry),
    notes: &mut Notes<'_>,
    (chats, pair): (&Chats<'_>, &Pair),
) -> bool {
    if !database.has_table(chats.table) {
        return false;
    }
    needs(database, entry, notes, (chats.table, chats.texts.get(..1).unwrap_or_default()));
    let mut seen = Seen::new(case.indicators);
    let columns = [&[chats.sent.0, chats.sender], chats.texts].concat();
    table(database, entry, notes, (chats.table, &columns), &mut |row, notes| {
        let cite = || Cite::new(&entry.path, format!("{} {}", chats.row, row.rowid().unwrap_or_default()));
        let sent = (chats.sent.1)(row, 0);
        let sender = row.text(1);
        for text in (2..columns.len()).filter_map(|column| row.text(column)) {
            // JSON may write slashes with a backslash before them.
            if text.contains("\\/") { seen.text(&text.replace("\\/", "/")) } else { seen.text(&text) }
        }
        for hit in seen.take() {
            let finding = pair.finding(hit, cite(), sent);
            notes.finding(match &sender {
                Some(sender) => finding.personal("sender", &**sender),
                None => finding,
            });
        }
        notes.record(|| {
            Record::new(cite())
                .time("sent", sent)
                .field("text", row.text(2).map(Cow::into_owned))
                .field("sender", sender.map(Cow::into_owned))
        })
    });
    true
}

/// Milliseconds since 1970; what no clock could have shown stands for "no time".
pub(crate) fn millis(row: &Row<'_>, column: usize) -> Option<Timestamp> {
    let millis = row.int(column).filter(|millis| *millis > 0)?;
    Timestamp::from_millisecond(millis).ok()
}

/// Opens each database of `app` that is not locked, and says why there was none.
pub(crate) fn each(
    case: &Case<'_>,
    notes: &mut Notes<'_>,
    (app, patterns): (&str, &[&str]),
    read: &mut dyn FnMut(&Database, &Entry, &mut Notes<'_>),
) -> Found {
    let mut found = Found::Absent;
    let mut locked = false;
    for entry in databases::entries(case, notes, patterns) {
        if is_locked(case, &entry) {
            locked = true;
        } else if let Some(database) = databases::open(case, notes, &entry) {
            found = Found::Yes;
            read(&database, &entry, notes);
        }
    }
    let installed = case.acquisition.apps.iter().any(|installed| installed == app);
    match found {
        Found::Absent if locked => Found::Not(NotExamined::KeptByApp),
        Found::Absent if installed && notes.unread_parts().is_empty() => Found::Not(NotExamined::KeptByApp),
        Found::Yes if locked => {
            notes.gap();
            Found::Yes
        }
        found => found,
    }
}

/// Bytes of the beginning that are looked at, and how many different ones there are at least in them if they are
/// the output of a cipher: of 1,024 such bytes 251 are different on average, and next to never less than 230.
const HEAD: usize = 1024;
const LEAST_DIFFERENT: usize = 230;

/// No header of a database, and bytes as a cipher gives them. Damage mostly leaves text or zeros.
fn is_locked(case: &Case<'_>, entry: &Entry) -> bool {
    let Ok(file) = case.evidence.open(entry) else { return false };
    let mut head = [0; HEAD];
    if file.len() < HEAD as u64
        || file.read_at(0, &mut head).is_err()
        || head.starts_with(b"SQLite format 3\0")
    {
        return false;
    }
    let mut met = [false; 256];
    head.iter().for_each(|byte| met[usize::from(*byte)] = true);
    met.iter().filter(|met| **met).count() >= LEAST_DIFFERENT
}

#[cfg(test)]
pub(crate) mod tests {
    use sha2::{Digest, Sha256};

    /// A file as a cipher writes it.
    pub(crate) fn locked() -> Vec<u8> {
        (0_u32..256).flat_map(|n| Sha256::digest(n.to_be_bytes())).collect()
    }
}
