//! `Calendar.sqlitedb`.

use super::Phone;
use crate::{
    backup::{Backup, Entry},
    clock::Moment,
    database::Database,
    error::PracticeError,
    random::Random,
    scenario::What,
    words,
};
use rusqlite::params;

const FILE: (&str, &str) = ("HomeDomain", "Library/Calendar/Calendar.sqlitedb");

/// One event before it becomes a row.
struct Event<'a> {
    row: u64,
    summary: &'a str,
    notes: Option<&'a str>,
    start: Moment,
    /// E-mail address of who sent the invitation.
    organizer: Option<&'a str>,
}

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    if !phone.has(FILE.1) {
        return Ok(());
    }
    let database = Database::create(backup, include_str!("../schema/calendar.sql"), phone.release)?;
    let mut random = phone.random("calendar");
    database.run(
        "INSERT INTO Store (ROWID,name,type,persistent_id) VALUES (1,'Default',0,?)",
        params![random.uuid()],
    )?;
    database.run(
        "INSERT INTO Calendar (ROWID,store_id,title,UUID) VALUES (1,1,'Calendar',?)",
        params![random.uuid()],
    )?;
    let total = u64::from(phone.scenario.sizes.events);
    let mut row = 0;
    for number in 0..total {
        row += 1;
        let start = phone.moment(number, total, &mut random).plus(86_400.0);
        let summary = words::title(&mut random);
        let notes = random.chance(1, 3).then(|| words::sentence(&phone.scenario.phone.language, &mut random));
        let organizer = random.chance(1, 4).then(|| phone.anyone(&mut random).email.clone());
        let event =
            Event { row, summary: &summary, notes: notes.as_deref(), start, organizer: organizer.as_deref() };
        event.write(&database, &mut random)?;
    }
    for (plant, value) in phone.plants(&[What::CalendarInvitation, What::CalendarEvent]) {
        row += 1;
        let start = Moment::of(plant.when).plus(86_400.0);
        let invited = plant.what == What::CalendarInvitation;
        let event = Event {
            row,
            summary: if invited { "Invitation" } else { &value },
            notes: plant.text.as_deref(),
            start,
            organizer: invited.then_some(value.as_str()),
        };
        event.write(&database, &mut random)?;
        phone.planted(plant.what, &value, FILE, format!("CalendarItem {row}"));
    }
    phone.count("calendar_items", row);
    database.finish(backup, Entry::new(FILE.0, FILE.1, phone.end))
}

impl Event<'_> {
    fn write(&self, database: &Database, random: &mut Random) -> Result<(), PracticeError> {
        let start = self.start.apple();
        database.run(
            "INSERT INTO CalendarItem (ROWID,summary,description,start_date,start_tz,end_date,end_tz,all_day,calendar_id,\
             organizer_id,last_modified,unique_identifier,hidden,has_attendees,UUID,entity_type,creation_date) \
             VALUES (?,?,?,?,'Europe/Berlin',?,'Europe/Berlin',0,1,?,?,?,0,?,?,2,?)",
            params![
                self.row,
                self.summary,
                self.notes,
                start,
                start + 3600.0,
                self.organizer.map(|_| self.row),
                start - 86_400.0,
                random.uuid(),
                self.organizer.is_some(),
                random.uuid(),
                start - 86_400.0
            ],
        )?;
        let Some(organizer) = self.organizer else { return Ok(()) };
        database.run(
            "INSERT INTO Participant (ROWID,entity_type,type,status,role,owner_id,UUID,email,is_self,last_modified) \
             VALUES (?,8,1,2,3,?,?,?,0,?)",
            params![self.row, self.row, random.uuid(), organizer, start - 86_400.0],
        )
    }
}
