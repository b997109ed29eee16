//! Rows of the calendar. Times count seconds since 2001.

use crate::time;
use jiff::Timestamp;
use sqlite::Row;

/// Table of entries.
pub(super) const ITEMS: &str = "CalendarItem";
/// Its columns that are read.
pub(super) const ITEM: &[&str] = &[
    "ROWID",
    "summary",
    "description",
    "start_date",
    "end_date",
    "creation_date",
    "last_modified",
    "location_id",
    "url",
    "conference_url",
    "external_rep",
    "organizer_id",
];

/// An entry, borrowed from its row.
pub(super) struct Item {
    /// Its number.
    pub(super) number: i64,
    /// Title.
    pub(super) summary: Option<String>,
    /// Note.
    pub(super) description: Option<String>,
    /// Begin.
    pub(super) start: Option<Timestamp>,
    /// End.
    pub(super) end: Option<Timestamp>,
    /// When it was made on this phone.
    pub(super) created: Option<Timestamp>,
    /// When it was last changed.
    pub(super) modified: Option<Timestamp>,
    /// Number of its place.
    pub(super) location: Option<i64>,
    /// Its link.
    pub(super) url: Option<String>,
    /// Its video call.
    pub(super) conference: Option<String>,
    /// True if the invitation as it came holds the marks of another language inside (`<![CDATA[`).
    pub(super) markup: bool,
    /// Number of the participant who organises it.
    pub(super) organizer: Option<i64>,
}

impl Item {
    /// None without a number.
    pub(super) fn of(row: &Row<'_>) -> Option<Self> {
        let text = |column| row.text(column).map(std::borrow::Cow::into_owned);
        let when = |column| row.real(column).and_then(time::mac);
        Some(Self {
            number: row.int(0)?,
            summary: text(1),
            description: text(2),
            start: when(3),
            end: when(4),
            created: when(5),
            modified: when(6),
            location: row.int(7),
            url: text(8),
            conference: text(9),
            markup: row.blob(10).is_some_and(holds_markup),
            organizer: row.int(11),
        })
    }
}

fn holds_markup(invitation: &[u8]) -> bool {
    let holds = |mark: &[u8]| invitation.windows(mark.len()).any(|bytes| bytes == mark);
    holds(b"<![CDATA[") || holds(b"]]>")
}

/// Table of people who are invited or invite.
pub(super) const PARTICIPANTS: &str = "Participant";
/// Its columns that are read.
pub(super) const PARTICIPANT: &[&str] = &["ROWID", "owner_id", "email", "is_self", "last_modified"];

/// Someone who is invited or invites.
pub(super) struct Participant {
    /// Their number.
    pub(super) number: i64,
    /// Number of the entry.
    pub(super) item: Option<i64>,
    /// E-mail address.
    pub(super) email: String,
    /// True if it is the owner of the phone.
    pub(super) is_self: bool,
    /// When this was last changed.
    pub(super) modified: Option<Timestamp>,
}

impl Participant {
    /// None without a number or an address: a participant may be a telephone number only.
    pub(super) fn of(row: &Row<'_>) -> Option<Self> {
        Some(Self {
            number: row.int(0)?,
            item: row.int(1),
            email: row.text(2).filter(|email| !email.is_empty())?.into_owned(),
            is_self: row.int(3) == Some(1),
            modified: row.real(4).and_then(time::mac),
        })
    }
}

/// Table of places.
pub(super) const LOCATIONS: &str = "Location";
/// Its columns that are read.
pub(super) const LOCATION: &[&str] = &["ROWID", "title"];
