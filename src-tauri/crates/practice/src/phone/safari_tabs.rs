//! Safari's open tabs: `BrowserState.db`, and from iOS 15 on `SafariTabs.db`.

use super::Phone;
use crate::{
    archive::{binary, dictionary},
    backup::{Backup, Entry},
    clock::Moment,
    database::Database,
    error::PracticeError,
    random::Random,
    scenario::What,
    words,
};
use plist::Value;
use rusqlite::params;

const FILE: (&str, &str) = ("HomeDomain", "Library/Safari/BrowserState.db");
const SCHEMA: &str = include_str!("../schema/browser_state.sql");
const TABS: &str = "Library/Safari/SafariTabs.db";
const TABS_SCHEMA: &str = include_str!("../schema/safari_tabs.sql");

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let mut random = phone.random("tabs");
    let mut tabs: Vec<(String, Moment)> = (0..u64::from(phone.scenario.sizes.tabs))
        .map(|number| (words::page(number, &mut random), phone.any_moment(&mut random)))
        .collect();
    for (plant, value) in phone.plants(&[What::SafariTab]) {
        tabs.push((words::link(&value, &mut random), Moment::of(plant.when)));
        phone.planted(What::SafariTab, &value, FILE, format!("tabs {}", tabs.len()));
    }
    if phone.has(FILE.1) {
        phone.count("tabs", tabs.len() as u64);
        browser_state(phone, backup, &tabs, &mut random)?;
    }
    if phone.release.0 >= 15 && phone.has(TABS) {
        safari_tabs(phone, backup, &tabs, &mut random)?;
    }
    Ok(())
}

fn browser_state(
    phone: &Phone<'_>,
    backup: &mut Backup,
    tabs: &[(String, Moment)],
    random: &mut Random,
) -> Result<(), PracticeError> {
    let database = Database::create(backup, SCHEMA, phone.release)?;
    let window = random.uuid();
    database.run("INSERT INTO browser_windows (id,uuid) VALUES (1,?)", params![window])?;
    for (number, (url, viewed)) in (1_u32..).zip(tabs) {
        let (uuid, title) = (random.uuid(), words::title(random));
        database.run(
            "INSERT INTO tabs (id,uuid,title,url,user_visible_url,order_index,last_viewed_time,browser_window_uuid,\
             browser_window_id) VALUES (?,?,?,?,?,?,?,?,1)",
            params![number, uuid, title, url, url, number, viewed.apple(), window],
        )?;
        let session = session(url, &title, random)?;
        database.run(
            "INSERT INTO tab_sessions (id,tab_uuid,session_data,uncompressed_session_data_size) VALUES (?,?,?,?)",
            params![number, uuid, session, session.len() as u64],
        )?;
    }
    database.finish(backup, Entry::new(FILE.0, FILE.1, phone.end))
}

/// The pages of one tab, the open one last: a four-byte header, then a property list.
fn session(url: &str, title: &str, random: &mut Random) -> Result<Vec<u8>, PracticeError> {
    let before = (0..random.below(4))
        .map(|number| (words::page(number, random), words::title(random)))
        .collect::<Vec<_>>();
    let pages = before.iter().map(|(url, title)| (url.as_str(), title.as_str())).chain([(url, title)]);
    let entries: Vec<Value> = pages
        .map(|(url, title)| {
            dictionary([
                ("SessionHistoryEntryData", Value::Data(random.bytes::<48>().to_vec())),
                ("SessionHistoryEntryOriginalURL", url.into()),
                ("SessionHistoryEntryTitle", title.into()),
                ("SessionHistoryEntryURL", url.into()),
            ])
        })
        .collect();
    let history = dictionary([
        ("SessionHistoryCurrentIndex", (before.len() as u64).into()),
        ("SessionHistoryVersion", 1.into()),
        ("SessionHistoryEntries", Value::Array(entries)),
    ]);
    let mut out = vec![0, 0, 0, 2];
    out.extend_from_slice(&binary(&dictionary([
        ("SessionHistory", history),
        ("RenderTreeSize", 100.into()),
    ]))?);
    Ok(out)
}

fn safari_tabs(
    phone: &Phone<'_>,
    backup: &mut Backup,
    tabs: &[(String, Moment)],
    random: &mut Random,
) -> Result<(), PracticeError> {
    let database = Database::create(backup, TABS_SCHEMA, phone.release)?;
    let insert = "INSERT INTO bookmarks (id,parent,type,title,url,order_index,external_uuid,last_modified) \
                  VALUES (?,?,?,?,?,?,?,?)";
    let none: Option<&str> = None;
    database.run(insert, params![0, none, 1, "Root", none, 0, "Root", none])?;
    database.run(insert, params![1, 0, 1, "Local", none, 0, random.uuid(), phone.end.apple()])?;
    for (number, (url, viewed)) in (2_u32..).zip(tabs) {
        let title = words::title(random);
        database.run(insert, params![number, 1, 0, title, url, number, random.uuid(), viewed.apple()])?;
    }
    database.finish(backup, Entry::new("HomeDomain", TABS, phone.end))
}
