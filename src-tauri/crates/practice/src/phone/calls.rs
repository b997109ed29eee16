//! `CallHistory.storedata`.

use super::Phone;
use crate::{
    backup::{Backup, Entry},
    clock::Moment,
    database::Database,
    error::PracticeError,
    scenario::What,
};
use rusqlite::params;

const FILE: (&str, &str) = ("HomeDomain", "Library/CallHistoryDB/CallHistory.storedata");

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    if !phone.has(FILE.1) {
        return Ok(());
    }
    let database = Database::create(backup, include_str!("../schema/calls.sql"), phone.release)?;
    let mut random = phone.random("calls");
    let total = u64::from(phone.scenario.sizes.calls);
    for row in 1..=total {
        let when = phone.moment(row - 1, total, &mut random);
        let person = phone.anyone(&mut random);
        let answered = random.chance(3, 4);
        let duration = if answered { 5.0 + random.unit() * 900.0 } else { 0.0 };
        database.run(
            "INSERT INTO ZCALLRECORD (Z_PK,Z_ENT,Z_OPT,ZANSWERED,ZCALL_CATEGORY,ZCALLTYPE,ZDISCONNECTED_CAUSE,\
             ZHANDLE_TYPE,ZORIGINATED,ZREAD,ZDATE,ZDURATION,ZADDRESS,ZISO_COUNTRY_CODE,ZLOCATION,ZNAME,\
             ZSERVICE_PROVIDER,ZUNIQUE_ID) VALUES (?,2,1,?,1,1,0,2,?,1,?,?,?,'us',\
             '<<RecentsNumberLocationNotFound>>',?,'com.apple.Telephony',?)",
            params![
                row,
                answered,
                random.chance(1, 2),
                when.apple(),
                duration,
                person.number,
                person.name(),
                random.uuid()
            ],
        )?;
        database
            .run("INSERT INTO ZHANDLE VALUES (?,4,1,2,?,?)", params![row, person.number, person.number])?;
        database.run("INSERT INTO Z_2REMOTEPARTICIPANTHANDLES VALUES (?,?)", params![row, row])?;
    }
    let mut row = total;
    for (plant, value) in phone.plants(&[What::CallAccount]) {
        row += 1;
        database.run(
            "INSERT INTO ZCALLRECORD (Z_PK,Z_ENT,Z_OPT,ZANSWERED,ZCALL_CATEGORY,ZCALLTYPE,ZHANDLE_TYPE,ZORIGINATED,ZREAD,\
             ZDATE,ZDURATION,ZADDRESS,ZSERVICE_PROVIDER,ZUNIQUE_ID) VALUES (?,2,1,0,1,8,3,0,0,?,0,?,'com.apple.FaceTime',?)",
            params![row, Moment::of(plant.when).apple(), value, random.uuid()],
        )?;
        phone.planted(plant.what, &value, FILE, format!("ZCALLRECORD {row}"));
    }
    phone.count("calls", row);
    database.core_data(
        &[("CallDBProperties", 1), ("CallRecord", total), ("EmergencyMediaItem", 0), ("Handle", total)],
        &mut random,
    )?;
    database.finish(backup, Entry::new(FILE.0, FILE.1, phone.end))
}
