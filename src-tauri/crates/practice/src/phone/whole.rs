//! What no backup takes: caches of addresses, pictures of sites, mail, reports of the system. The domains are made up;
//! [`crate::filesystem`] puts them below `private/var`.

use super::Phone;
use crate::{
    archive::{binary, dictionary},
    backup::{Backup, Entry},
    clock::Moment,
    database::Database,
    error::PracticeError,
    words,
};
use rusqlite::params;

const CACHES: [(&str, &str); 2] = [
    ("HomeDomain", "Library/Caches/com.apple.parsecd/Cache.db"),
    ("AppDomain-org.wikimedia.wikipedia", "Library/Caches/org.wikimedia.wikipedia/Cache.db"),
];
const FAVICONS: (&str, &str) = ("HomeDomain", "Library/Image Cache/Favicons/Favicons.db");
const NETUSAGE: (&str, &str) = ("networkd", "netusage.sqlite");
const ANALYTICS: (&str, &str) = ("Keychains", "Analytics/trust_analytics.db");
/// Of each kind.
const ROWS: u64 = 9;

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    caches(phone, backup)?;
    favicons(phone, backup)?;
    netusage(phone, backup)?;
    analytics(phone, backup)?;
    super::mail::write(phone, backup)?;
    journal(phone, backup)
}

fn caches(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    for (domain, path) in CACHES {
        let mut random = phone.random(path);
        let database = Database::create(
            backup,
            "CREATE TABLE cfurl_cache_response (entry_ID INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER, \
             hash_value INTEGER, storage_policy INTEGER, request_key TEXT UNIQUE, \
             time_stamp NOT NULL DEFAULT CURRENT_TIMESTAMP, partition TEXT);",
            phone.release,
        )?;
        for row in 1..=ROWS {
            let when = phone.moment(row - 1, ROWS, &mut random);
            database.run(
                "INSERT INTO cfurl_cache_response VALUES (?,0,?,0,?,?,NULL)",
                params![row, random.below(1 << 31), words::page(row, &mut random), when.civil()],
            )?;
        }
        database.finish(backup, Entry::new(domain, path, phone.end))?;
    }
    phone.count("cached_answers", ROWS * CACHES.len() as u64);
    Ok(())
}

fn favicons(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let mut random = phone.random("safari favicons");
    let database = Database::create(
        backup,
        "CREATE TABLE page_url (url TEXT PRIMARY KEY, uuid TEXT);\n\
         CREATE TABLE icon_info (uuid TEXT PRIMARY KEY, url TEXT, timestamp REAL, width INTEGER, height INTEGER);\n\
         CREATE TABLE rejected_resources (page_url TEXT, icon_url TEXT, timestamp REAL);",
        phone.release,
    )?;
    for row in 0..ROWS {
        let (url, uuid) = (words::page(row, &mut random), random.uuid());
        let icon = url.split('/').take(3).collect::<Vec<_>>().join("/") + "/favicon.ico";
        let when = phone.any_moment(&mut random).apple();
        database.run("INSERT INTO page_url VALUES (?,?)", params![url, uuid])?;
        database.run("INSERT INTO icon_info VALUES (?,?,?,32,32)", params![uuid, icon, when])?;
        if row % 3 == 0 {
            database.run("INSERT INTO rejected_resources VALUES (?,?,?)", params![url, icon, when])?;
        }
    }
    phone.count("safari_favicons", ROWS);
    database.finish(backup, Entry::new(FAVICONS.0, FAVICONS.1, phone.end))
}

fn netusage(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let mut random = phone.random("netusage");
    let database = Database::create(backup, include_str!("../schema/data_usage.sql"), phone.release)?;
    for row in 1..=ROWS {
        let name = super::data_usage::SYSTEM[random.index(super::data_usage::SYSTEM.len())];
        let last = phone.any_moment(&mut random);
        database.run(
            "INSERT INTO ZPROCESS (Z_PK,Z_ENT,Z_OPT,ZFIRSTTIMESTAMP,ZTIMESTAMP,ZPROCNAME) VALUES (?,2,1,?,?,?)",
            params![row, last.minus_days(30.0).apple(), last.apple(), name],
        )?;
        database.run(
            "INSERT INTO ZLIVEUSAGE (Z_PK,Z_ENT,Z_OPT,ZKIND,ZTAG,ZHASPROCESS,ZTIMESTAMP,ZWWANIN,ZWWANOUT) \
             VALUES (?,1,1,0,0,?,?,?,?)",
            params![row, row, last.apple(), random.below(900_000), random.below(90_000)],
        )?;
    }
    database.core_data(&[("LiveUsage", ROWS), ("Process", ROWS)], &mut random)?;
    database.finish(backup, Entry::new(NETUSAGE.0, NETUSAGE.1, phone.end))
}

fn analytics(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let mut random = phone.random("trust analytics");
    let table =
        |name: &str| format!("CREATE TABLE {name} (id INTEGER PRIMARY KEY, timestamp REAL, data BLOB);\n");
    let tables = ["hard_failures", "soft_failures", "all_events"];
    let database = Database::create(backup, &tables.map(table).concat(), phone.release)?;
    for (number, name) in (0_u64..).zip(tables) {
        for row in 1..=3 {
            let when = phone.moment(number * 3 + row - 1, 9, &mut random);
            let report = binary(&dictionary([
                ("eventType", "TLSAnalytics".into()),
                ("build", phone.scenario.phone.build.as_str().into()),
                ("product", "iPhone OS".into()),
                ("error", random.below(90).into()),
            ]))?;
            let insert = format!("INSERT INTO {name} VALUES (?,?,?)");
            database.run(&insert, params![row, when.unix_real(), report])?;
        }
    }
    database.finish(backup, Entry::new(ANALYTICS.0, ANALYTICS.1, phone.end))
}

/// The first line of a journal tells which system wrote it.
fn journal(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let facts = &phone.scenario.phone;
    let when = Moment::of(phone.scenario.made_at).civil();
    let path = format!("analyticsd/Analytics-Journal-{}.ips", &when[..10]);
    let line = format!(
        "{{\"bug_type\":\"211\",\"os_version\":\"iPhone OS {} ({})\",\"timestamp\":\"{when}.00 +0000\"}}\n{{}}\n",
        facts.version, facts.build
    );
    backup.store(Entry::new("db", &path, phone.end), line.as_bytes())
}
