//! Chrome's `History` and `Favicons`; both keep a rollback journal.

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

const APP: &str = "com.google.chrome.ios";
const DOMAIN: &str = "AppDomain-com.google.chrome.ios";
const HISTORY: &str = "Library/Application Support/Google/Chrome/Default/History";
const FAVICONS: &str = "Library/Application Support/Google/Chrome/Default/Favicons";
/// A followed link, at the start and end of a chain.
const TRANSITION: u32 = 0x3000_0000;

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    if !phone.has_app(APP) {
        return Ok(());
    }
    let mut random = phone.random("chrome");
    let mut visits: Vec<(String, Moment)> = (0..u64::from(phone.scenario.sizes.other_visits))
        .map(|number| (words::page(number, &mut random), phone.any_moment(&mut random)))
        .collect();
    for (plant, value) in phone.plants(&[What::ChromeVisit]) {
        visits.push((words::link(&value, &mut random), Moment::of(plant.when)));
        phone.planted(What::ChromeVisit, &value, (DOMAIN, HISTORY), format!("visits {}", visits.len()));
    }
    phone.count("chrome_visits", visits.len() as u64);

    let history = Database::create(backup, include_str!("../schema/chrome_history.sql"), phone.release)?;
    for (key, value) in [("version", "68"), ("last_compatible_version", "16")] {
        history.run("INSERT INTO meta VALUES (?,?)", params![key, value])?;
    }
    let icons = Database::create(backup, include_str!("../schema/chrome_favicons.sql"), phone.release)?;
    for (number, (url, when)) in (1_u32..).zip(&visits) {
        let title = words::title(&mut random);
        history.run(
            "INSERT INTO urls (id,url,title,visit_count,last_visit_time) VALUES (?,?,?,1,?)",
            params![number, url, title, when.chrome()],
        )?;
        history.run(
            "INSERT INTO visits (id,url,visit_time,from_visit,transition,visit_duration) VALUES (?,?,?,0,?,?)",
            params![number, number, when.chrome(), TRANSITION, random.below(90_000_000)],
        )?;
        if number > 10 {
            continue;
        }
        let icon = url.split('/').take(3).collect::<Vec<_>>().join("/") + "/favicon.ico";
        icons.run(
            "INSERT INTO icon_mapping (id,page_url,icon_id) VALUES (?,?,?)",
            params![number, url, number],
        )?;
        icons.run("INSERT INTO favicons (id,url) VALUES (?,?)", params![number, icon])?;
        icons.run(
            "INSERT INTO favicon_bitmaps (id,icon_id,last_updated,image_data,width,height) VALUES (?,?,?,?,16,16)",
            params![number, number, when.chrome(), random.bytes::<64>()],
        )?;
    }
    history.finish_with_journal(backup, Entry::new(DOMAIN, HISTORY, phone.end))?;
    icons.finish_with_journal(backup, Entry::new(DOMAIN, FAVICONS, phone.end))
}
