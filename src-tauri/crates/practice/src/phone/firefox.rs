//! Firefox's `browser.db`, in the older layout that other tools read.

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

const APP: &str = "org.mozilla.ios.Firefox";
const FILE: (&str, &str) = ("AppDomainGroup-group.org.mozilla.ios.Firefox", "profile.profile/browser.db");

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    if !phone.has_app(APP) {
        return Ok(());
    }
    let mut random = phone.random("firefox");
    let mut visits: Vec<(String, Moment)> = (0..u64::from(phone.scenario.sizes.other_visits))
        .map(|number| (words::page(number, &mut random), phone.any_moment(&mut random)))
        .collect();
    for (plant, value) in phone.plants(&[What::FirefoxVisit]) {
        visits.push((words::link(&value, &mut random), Moment::of(plant.when)));
        phone.planted(What::FirefoxVisit, &value, FILE, format!("visits {}", visits.len()));
    }
    phone.count("firefox_visits", visits.len() as u64);

    let database = Database::create(backup, include_str!("../schema/firefox.sql"), phone.release)?;
    for (number, (url, when)) in (1_u32..).zip(&visits) {
        database.run(
            "INSERT INTO history (id,guid,url,title,local_modified,is_deleted,should_upload) VALUES (?,?,?,?,?,0,1)",
            params![number, random.hex(6), url, words::title(&mut random), when.unix_micros() / 1000],
        )?;
        database.run(
            "INSERT INTO visits (id,siteID,date,type,is_local) VALUES (?,?,?,1,1)",
            params![number, number, when.unix_micros()],
        )?;
        if number <= 10 {
            let icon =
                url.split('/').take(3).collect::<Vec<_>>().join("/") + &format!("/favicon-{number}.ico");
            database.run(
                "INSERT INTO favicons (id,url,width,height,type,date) VALUES (?,?,32,32,0,?)",
                params![number, icon, when.unix_real()],
            )?;
            database.run("INSERT INTO favicon_sites VALUES (?,?,?)", params![number, number, number])?;
        }
    }
    database.finish(backup, Entry::new(FILE.0, FILE.1, phone.end))
}
