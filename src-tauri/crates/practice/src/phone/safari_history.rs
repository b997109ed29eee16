//! Safari's `History.db`, and from iOS 17 on a second one for a profile.

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

const FILE: &str = "Library/Safari/History.db";
const SCHEMA: &str = include_str!("../schema/safari_history.sql");

/// The tables while they are being filled.
struct Writer {
    database: Database,
    random: Random,
    items: u64,
    visits: u64,
}

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    if !phone.release.has_safari_history() || !phone.has(FILE) {
        return Ok(());
    }
    let visits = u64::from(phone.scenario.sizes.visits);
    let in_profile = if phone.release.has_safari_profiles() { visits / 12 } else { 0 };
    let late = u64::from(phone.scenario.sizes.late_rows);
    history(phone, backup, FILE, visits - in_profile, late, &[What::SafariVisit, What::SafariRedirect])?;
    if phone.release.has_safari_profiles() {
        let path = format!("Library/Safari/Profiles/{}/History.db", phone.random("safari profile").uuid());
        history(phone, backup, &path, in_profile, 0, &[What::SafariProfileVisit])?;
    }
    Ok(())
}

fn history(
    phone: &mut Phone<'_>,
    backup: &mut Backup,
    path: &str,
    visits: u64,
    late: u64,
    kinds: &[What],
) -> Result<(), PracticeError> {
    let random = phone.random(path);
    let mut writer =
        Writer { database: Database::create(backup, SCHEMA, phone.release)?, random, items: 0, visits: 0 };
    for (key, value) in [("schema_version", 16.0), ("last_vacuum", phone.end.apple().floor())] {
        writer.database.run("INSERT INTO metadata VALUES (?,?)", params![key, value])?;
    }
    let mut times = phone.random("visit times");
    let mut plants = phone.plants(kinds).into_iter().peekable();
    while writer.visits < visits {
        let when = phone.moment(writer.visits, visits, &mut times);
        while let Some((plant, value)) = plants.next_if(|(plant, _)| Moment::of(plant.when) <= when) {
            let row = writer.plant(plant.from.as_deref(), plant.what, &value, Moment::of(plant.when))?;
            phone.planted(plant.what, &value, ("HomeDomain", path), format!("history_visits {row}"));
        }
        if late > 0 && writer.visits + late == visits {
            writer.database.late()?;
        }
        writer.ordinary(when, visits)?;
    }
    for (plant, value) in plants {
        let row = writer.plant(plant.from.as_deref(), plant.what, &value, Moment::of(plant.when))?;
        phone.planted(plant.what, &value, ("HomeDomain", path), format!("history_visits {row}"));
    }
    phone.count("history_visits", writer.visits);
    writer.database.finish(backup, Entry::new("HomeDomain", path, phone.end))
}

impl Writer {
    fn ordinary(&mut self, when: Moment, visits: u64) -> Result<(), PracticeError> {
        let item = if self.items < 8 || self.random.chance(1, 3) {
            let url = words::page(self.items, &mut self.random);
            // A site that answers without TLS and sends its visitors to its own TLS address is ordinary.
            if self.random.chance(1, 50) && self.visits + 2 <= visits {
                let plain = url.replace("https://", "http://");
                let first = self.item(&plain)?;
                let second = self.item(&url)?;
                return self.redirect(first, second, when, 0.2).map(drop);
            }
            self.item(&url)?
        } else {
            1 + self.random.below(self.items)
        };
        let title = words::title(&mut self.random);
        self.visit(item, when, Some(&title), None, None).map(drop)
    }

    fn plant(
        &mut self,
        from: Option<&str>,
        what: What,
        value: &str,
        when: Moment,
    ) -> Result<u64, PracticeError> {
        let url = words::link(value, &mut self.random);
        if what != What::SafariRedirect {
            let item = self.item(&url)?;
            return self.visit(item, when, None, None, None);
        }
        let plain = format!("http://{}/", from.unwrap_or("www.gardening-notes.example"));
        let first = self.item(&plain)?;
        let second = self.item(&url)?;
        self.redirect(first, second, when, 0.4)
    }

    fn item(&mut self, url: &str) -> Result<u64, PracticeError> {
        let host = url.split('/').nth(2).unwrap_or_default();
        let expansion = host.trim_start_matches("www.").split('.').next();
        self.items += 1;
        self.database.run(
            "INSERT INTO history_items (id,url,domain_expansion,visit_count,daily_visit_counts,\
             should_recompute_derived_visit_counts,visit_count_score) VALUES (?,?,?,1,?,1,100) \
             ON CONFLICT (url) DO NOTHING",
            params![self.items, url, expansion, [1_u8, 0, 0, 0, 0, 0, 0, 0]],
        )?;
        Ok(self.items)
    }

    fn redirect(
        &mut self,
        first: u64,
        second: u64,
        when: Moment,
        seconds: f64,
    ) -> Result<u64, PracticeError> {
        let source = self.visits + 1;
        self.visit(first, when, None, None, Some(source + 1))?;
        self.visit(second, when.plus(seconds), None, Some(source), None)
    }

    fn visit(
        &mut self,
        item: u64,
        when: Moment,
        title: Option<&str>,
        source: Option<u64>,
        destination: Option<u64>,
    ) -> Result<u64, PracticeError> {
        self.visits += 1;
        self.database.run(
            "INSERT INTO history_visits (id,history_item,visit_time,title,redirect_source,redirect_destination) \
             VALUES (?,?,?,?,?,?)",
            params![self.visits, item, when.apple(), title, source, destination],
        )?;
        Ok(self.visits)
    }
}
