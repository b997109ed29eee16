//! WhatsApp: `ChatStorage.sqlite`, `LID.sqlite`, `ContactsV2.sqlite`.

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

const APP: &str = "net.whatsapp.WhatsApp";
const DOMAIN: &str = "AppDomainGroup-group.net.whatsapp.WhatsApp.shared";
const FILE: (&str, &str) = (DOMAIN, "ChatStorage.sqlite");

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    if !phone.has_app(APP) {
        return Ok(());
    }
    let mut random = phone.random("whatsapp");
    chats(phone, backup, &mut random)?;
    address_book(phone, backup, &mut random)
}

fn chats(phone: &mut Phone<'_>, backup: &mut Backup, random: &mut Random) -> Result<(), PracticeError> {
    let database = Database::create(backup, include_str!("../schema/whatsapp_chats.sql"), phone.release)?;
    let people = phone.people.len() as u64;
    let total = u64::from(phone.scenario.sizes.whatsapp_messages);
    let mut plants = phone.plants(&[What::WhatsappLink]).into_iter().peekable();
    let (mut rows, mut media, mut items) = (0_u64, 0_u64, 0_u64);
    let mut last = vec![(0_u64, 0_u64, phone.begin); phone.people.len()];
    for number in 0..total {
        let when = phone.moment(number, total, random);
        while let Some((plant, value)) = plants.next_if(|(plant, _)| Moment::of(plant.when) <= when) {
            rows += 1;
            let text = format!("Have a look {}", words::link(&value, random));
            message(
                &database,
                rows,
                1,
                Moment::of(plant.when),
                (false, &phone.people[0].jid()),
                &text,
                None,
            )?;
            phone.planted(plant.what, &value, FILE, format!("ZWAMESSAGE {rows}"));
        }
        rows += 1;
        let person = random.index(phone.people.len());
        let session = person as u64 + 1;
        let jid = phone.people[person].jid();
        let mut text = words::sentence(&phone.scenario.phone.language, random);
        if random.chance(1, 30) {
            text = words::page(number, random);
            items += 1;
            database.run(
                "INSERT INTO ZWAMESSAGEDATAITEM (Z_PK,Z_ENT,Z_OPT,ZINDEX,ZTYPE,ZMESSAGE,ZDATE,ZCONTENT1,ZMATCHEDTEXT,\
                 ZSUMMARY,ZTITLE) VALUES (?,10,1,0,1,?,?,?,?,?,?)",
                params![items, rows, when.apple(), text, text, words::title(random), words::title(random)],
            )?;
        }
        let picture = random.chance(1, 20).then(|| {
            media += 1;
            media
        });
        if let Some(picture) = picture {
            media_item(&database, picture, rows, when, &jid, random)?;
        }
        message(&database, rows, session, when, (random.chance(1, 2), &jid), &text, picture)?;
        let (count, row, time) = &mut last[person];
        (*count, *row, *time) = (*count + 1, rows, when);
    }
    for (plant, value) in plants {
        rows += 1;
        let text = format!("Have a look {}", words::link(&value, random));
        message(&database, rows, 1, Moment::of(plant.when), (false, &phone.people[0].jid()), &text, None)?;
        phone.planted(plant.what, &value, FILE, format!("ZWAMESSAGE {rows}"));
    }
    for ((number, person), (count, row, time)) in (1_u64..).zip(&phone.people).zip(&last) {
        database.run(
            "INSERT INTO ZWACHATSESSION (Z_PK,Z_ENT,Z_OPT,ZARCHIVED,ZHIDDEN,ZMESSAGECOUNTER,ZREMOVED,ZSESSIONTYPE,\
             ZUNREADCOUNT,ZLASTMESSAGE,ZLASTMESSAGEDATE,ZCONTACTJID,ZPARTNERNAME) VALUES (?,3,1,0,0,?,0,0,0,?,?,?,?)",
            params![number, count, row, time.apple(), person.jid(), person.name()],
        )?;
        database.run(
            "INSERT INTO ZWAPROFILEPUSHNAME VALUES (?,11,1,?,?)",
            params![number, person.jid(), person.name()],
        )?;
    }
    phone.count("whatsapp_messages", rows);
    phone.count("whatsapp_sessions", people);
    database.core_data(&[("WAChatSession", people), ("WAMessage", rows)], random)?;
    database.finish(backup, Entry::new(FILE.0, FILE.1, phone.end))
}

fn message(
    database: &Database,
    row: u64,
    session: u64,
    when: Moment,
    (from_me, jid): (bool, &str),
    text: &str,
    media: Option<u64>,
) -> Result<(), PracticeError> {
    let other = Some(jid);
    database.run(
        "INSERT INTO ZWAMESSAGE (Z_PK,Z_ENT,Z_OPT,ZFLAGS,ZISFROMME,ZMESSAGESTATUS,ZMESSAGETYPE,ZSORT,ZCHATSESSION,\
         ZMEDIAITEM,ZMESSAGEDATE,ZSENTDATE,ZFROMJID,ZTOJID,ZSTANZAID,ZTEXT) VALUES (?,9,3,16777216,?,6,?,?,?,?,?,?,?,?,?,?)",
        params![
            row,
            from_me,
            if media.is_some() { 1 } else { 0 },
            row * 10,
            session,
            media,
            when.apple(),
            when.apple(),
            other.filter(|_| !from_me),
            other.filter(|_| from_me),
            format!("3EB0{row:016X}"),
            text
        ],
    )
}

fn media_item(
    database: &Database,
    row: u64,
    message: u64,
    when: Moment,
    jid: &str,
    random: &mut Random,
) -> Result<(), PracticeError> {
    database.run(
        "INSERT INTO ZWAMEDIAITEM (Z_PK,Z_ENT,Z_OPT,ZCLOUDSTATUS,ZFILESIZE,ZMESSAGE,ZMEDIAURLDATE,ZMEDIALOCALPATH,\
         ZMEDIAURL,ZMEDIAKEY) VALUES (?,8,2,1,?,?,?,?,?,?)",
        params![
            row,
            random.below(900_000),
            message,
            when.apple(),
            format!("Media/{jid}/{}/{}.jpg", random.hex(1), random.hex(8)),
            format!("https://mmg.whatsapp.net/o1/v/t62.7118-24/f1/m{}", random.below(1 << 50)),
            random.bytes::<32>()
        ],
    )
}

fn address_book(
    phone: &mut Phone<'_>,
    backup: &mut Backup,
    random: &mut Random,
) -> Result<(), PracticeError> {
    let lids = Database::create(backup, include_str!("../schema/whatsapp_lids.sql"), phone.release)?;
    let contacts = Database::create(backup, include_str!("../schema/whatsapp_contacts.sql"), phone.release)?;
    let people = phone.people.len() as u64;
    for (number, person) in (1_u64..).zip(&phone.people) {
        let lid = format!("{:015}@lid", random.below(1_000_000_000_000_000));
        let when = phone.any_moment(random).apple();
        lids.run(
            "INSERT INTO ZWAPHONENUMBERLIDPAIR VALUES (?,1,1,?,?,?)",
            params![number, when, lid, person.jid()],
        )?;
        let duration = if random.chance(1, 5) { 604_800.0 } else { 0.0 };
        contacts.run(
            "INSERT INTO ZWAADDRESSBOOKCONTACT (Z_PK,Z_ENT,Z_OPT,ZPHONESTATUS,ZSYNCPOLICY,ZDISAPPEARINGMODEDURATION,\
             ZABOUTTIMESTAMP,ZLASTUPDATED,ZABOUTTEXT,ZFULLNAME,ZGIVENNAME,ZLASTNAME,ZLID,ZPHONENUMBER,ZWHATSAPPID) \
             VALUES (?,1,3,0,1,?,?,?,?,?,?,?,?,?,?)",
            params![
                number,
                duration,
                when,
                phone.end.apple(),
                words::title(random),
                person.name(),
                person.first,
                person.last,
                lid,
                person.number,
                person.jid()
            ],
        )?;
    }
    phone.count("whatsapp_contacts", people);
    lids.core_data(&[("WAPhoneNumberLIDPair", people)], random)?;
    contacts.core_data(&[("WAAddressBookContact", people)], random)?;
    lids.finish(backup, Entry::new(DOMAIN, "LID.sqlite", phone.end))?;
    contacts.finish(backup, Entry::new(DOMAIN, "ContactsV2.sqlite", phone.end))
}
