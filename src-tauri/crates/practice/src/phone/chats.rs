//! Messages of Viber, LINE and Messenger: one database each, with the columns that public descriptions name.

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

/// An app, where it keeps its messages, their table, and how a row is written (number, time, text).
struct App {
    bundle: &'static str,
    file: (&'static str, &'static str),
    schema: &'static str,
    insert: &'static str,
    table: &'static str,
    clock: fn(Moment) -> f64,
    plant: What,
}

const APPS: [App; 3] = [
    App {
        bundle: "com.viber",
        file: ("AppDomainGroup-group.viber.share.container", "com.viber/database/Contacts.data"),
        schema: "CREATE TABLE ZVIBERMESSAGE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, \
            ZCONVERSATION INTEGER, ZPHONENUMINDEX INTEGER, ZDATE TIMESTAMP, ZSTATEDATE TIMESTAMP, \
            ZMETADATA VARCHAR, ZSTATE VARCHAR, ZSYSTEMTYPE VARCHAR, ZTEXT VARCHAR);",
        insert: "INSERT INTO ZVIBERMESSAGE (Z_PK,Z_ENT,Z_OPT,ZCONVERSATION,ZDATE,ZSTATE,ZTEXT) \
            VALUES (?,12,1,1,?,'received',?)",
        table: "ZVIBERMESSAGE",
        clock: Moment::apple,
        plant: What::ViberLink,
    },
    App {
        bundle: "jp.naver.line",
        file: (
            "AppDomainGroup-group.com.linecorp.line",
            "Library/Application Support/PrivateStore/P_u0123456789abcdef/Messages/Line.sqlite",
        ),
        schema: "CREATE TABLE ZMESSAGE (Z_PK INTEGER PRIMARY KEY, Z_ENT INTEGER, Z_OPT INTEGER, ZCONTENTTYPE INTEGER, \
            ZCHAT INTEGER, ZSENDER INTEGER, ZTIMESTAMP INTEGER, ZID VARCHAR, ZTEXT VARCHAR, ZCONTENTMETADATA BLOB);",
        insert: "INSERT INTO ZMESSAGE (Z_PK,Z_ENT,Z_OPT,ZCONTENTTYPE,ZCHAT,ZSENDER,ZTIMESTAMP,ZTEXT) \
            VALUES (?,7,1,0,1,1,?,?)",
        table: "ZMESSAGE",
        clock: millis,
        plant: What::LineLink,
    },
    App {
        bundle: "com.facebook.Messenger",
        file: ("AppDomainGroup-group.com.facebook.Messenger", "lightspeed-userDatabases/100000000000001.db"),
        schema: "CREATE TABLE client_messages (pk INTEGER PRIMARY KEY, thread_pk INTEGER, sender_contact_pk INTEGER, \
            display_ts_ms INTEGER, message_content_type INTEGER, text TEXT);",
        insert: "INSERT INTO client_messages VALUES (?1,1,2,?2,1,?3)",
        table: "client_messages",
        clock: millis,
        plant: What::MessengerLink,
    },
];

fn millis(when: Moment) -> f64 {
    (when.unix_real() * 1000.0).floor()
}

/// Messages of each app beside the planted ones.
const MESSAGES: u64 = 40;

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    for app in &APPS {
        if phone.has_app(app.bundle) {
            one(phone, backup, app)?;
        }
    }
    Ok(())
}

fn one(phone: &mut Phone<'_>, backup: &mut Backup, app: &App) -> Result<(), PracticeError> {
    let mut random = phone.random(app.bundle);
    let mut messages: Vec<(Moment, String, Option<String>)> = (0..MESSAGES)
        .map(|number| {
            let when = phone.moment(number, MESSAGES, &mut random);
            (when, words::sentence(&phone.scenario.phone.language, &mut random), None)
        })
        .collect();
    for (plant, value) in phone.plants(&[app.plant]) {
        let text = format!("Have a look {}", words::link(&value, &mut random));
        messages.push((Moment::of(plant.when), text, Some(value)));
    }
    messages.sort_by(|one, other| one.0.apple().total_cmp(&other.0.apple()));
    let database = Database::create(backup, app.schema, phone.release)?;
    for (row, (when, text, planted)) in (1_u64..).zip(&messages) {
        database.run(app.insert, params![row, (app.clock)(*when), text])?;
        if let Some(value) = planted {
            phone.planted(app.plant, value, app.file, format!("{} {row}", app.table));
        }
    }
    phone.count(app.bundle, messages.len() as u64);
    database.finish(backup, Entry::new(app.file.0, app.file.1, phone.end))
}
