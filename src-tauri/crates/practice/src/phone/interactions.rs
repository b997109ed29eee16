//! `interactionC.db`: who was in touch with whom, through which app.

use super::Phone;
use crate::{
    backup::{Backup, Entry},
    clock::Moment,
    database::Database,
    error::PracticeError,
    scenario::What,
};
use rusqlite::params;

const FILE: (&str, &str) = ("HomeDomain", "Library/CoreDuet/People/interactionC.db");
const APPS: &[&str] = &["com.apple.MobileSMS", "com.apple.mobilephone", "com.apple.mobilemail"];

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let database = Database::create(backup, include_str!("../schema/interactions.sql"), phone.release)?;
    let mut random = phone.random("interactions");
    let people = phone.people.len() as u64;
    for (row, person) in (1_u64..).zip(&phone.people) {
        let since = phone.begin.plus(random.unit() * 86_400.0).apple();
        let until = phone.end.apple();
        database.run(
            "INSERT INTO ZCONTACTS (Z_PK,Z_ENT,Z_OPT,ZINCOMINGRECIPIENTCOUNT,ZINCOMINGSENDERCOUNT,ZOUTGOINGRECIPIENTCOUNT,\
             ZCREATIONDATE,ZFIRSTINCOMINGSENDERDATE,ZFIRSTOUTGOINGRECIPIENTDATE,ZLASTINCOMINGSENDERDATE,\
             ZLASTOUTGOINGRECIPIENTDATE,ZDISPLAYNAME,ZIDENTIFIER,ZPERSONID) VALUES (?,2,1,0,?,?,?,?,?,?,?,?,?,?)",
            params![
                row,
                random.below(500),
                random.below(500),
                since,
                since,
                since,
                until,
                until,
                person.name(),
                person.number,
                format!("{}:ABPerson", random.uuid())
            ],
        )?;
    }
    let mut strangers = people;
    for (plant, value) in phone.plants(&[What::InteractionAccount]) {
        strangers += 1;
        let when = Moment::of(plant.when).apple();
        database.run(
            "INSERT INTO ZCONTACTS (Z_PK,Z_ENT,Z_OPT,ZINCOMINGSENDERCOUNT,ZCREATIONDATE,ZFIRSTINCOMINGSENDERDATE,\
             ZLASTINCOMINGSENDERDATE,ZIDENTIFIER) VALUES (?,2,1,1,?,?,?,?)",
            params![strangers, when, when, when, value],
        )?;
        phone.planted(plant.what, &value, FILE, format!("ZCONTACTS {strangers}"));
    }
    let total = u64::from(phone.scenario.sizes.interactions);
    for row in 1..=total {
        let when = phone.moment(row - 1, total, &mut random).apple();
        let contact = 1 + random.below(people);
        let person = &phone.people[usize::try_from(contact - 1).unwrap_or(0)];
        let outgoing = random.chance(1, 2);
        database.run(
            "INSERT INTO ZINTERACTIONS (Z_PK,Z_ENT,Z_OPT,ZDIRECTION,ZISRESPONSE,ZMECHANISM,ZRECIPIENTCOUNT,ZSENDER,\
             ZCREATIONDATE,ZENDDATE,ZSTARTDATE,ZUPDATEDATE,ZBUNDLEID,ZDOMAINIDENTIFIER,ZUUID) \
             VALUES (?,3,1,?,0,?,1,?,?,?,?,?,?,?,?)",
            params![
                row,
                outgoing,
                4 + random.below(16),
                (!outgoing).then_some(contact),
                when,
                when,
                when,
                when,
                random.pick(APPS),
                person.number,
                random.uuid()
            ],
        )?;
        database.run("INSERT INTO Z_2INTERACTIONRECIPIENT VALUES (?,?)", params![contact, row])?;
        if row % 12 == 0 {
            let attachment = row / 12;
            database.run(
                "INSERT INTO ZATTACHMENT (Z_PK,Z_ENT,Z_OPT,ZSIZEINBYTES,ZUTI,ZIDENTIFIER) VALUES (?,1,1,?,'public.jpeg',?)",
                params![attachment, random.below(900_000), random.bytes::<16>()],
            )?;
            database.run("INSERT INTO Z_1INTERACTIONS VALUES (?,?)", params![attachment, row])?;
        }
    }
    phone.count("interactions", total);
    database.core_data(
        &[("Attachment", total / 12), ("Contacts", people), ("Interactions", total)],
        &mut random,
    )?;
    database.finish(backup, Entry::new(FILE.0, FILE.1, phone.end).class(2).stale_size())
}
