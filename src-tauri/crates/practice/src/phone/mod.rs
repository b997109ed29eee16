//! One file per kind of content; each writes what its artifact would read.

mod accounts;
mod apps;
mod calendar;
mod calls;
mod chats;
mod chrome;
mod contacts;
mod data_usage;
mod files;
mod firefox;
mod interactions;
mod kept_sites;
mod location;
mod mail;
mod manifest;
mod messages;
mod permissions;
mod plists;
mod profiles;
mod safari_history;
mod safari_tabs;
mod shortcuts;
mod webkit;
mod whatsapp;
mod whole;

pub(crate) use apps::AppFacts;
pub(crate) use manifest::identity;

use crate::{
    backup::{Backup, Totals},
    clock::Moment,
    damage,
    error::PracticeError,
    keybag::Encryption,
    random::Random,
    release::Release,
    scenario::{Plant, Scenario, What},
    words::{Person, people},
};
use serde::Serialize;
use std::{collections::BTreeMap, path::Path};

/// What was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The phone's identifier; also the usual name of the folder.
    pub udid: String,
    /// Files, folders, links, bytes.
    pub totals: Totals,
    /// Rows or entries by kind, such as `message` or `history_visits`.
    pub counts: BTreeMap<&'static str, u64>,
    /// The traces to be found, in the order of their places.
    pub planted: Vec<Planted>,
}

/// A trace to be found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Planted {
    /// What it is.
    pub what: What,
    /// Its value; empty for a deleted process row.
    pub value: String,
    /// Domain of the file that holds it.
    pub domain: String,
    /// Path of that file inside the domain.
    pub path: String,
    /// Table and row, or key.
    pub place: String,
}

/// What every kind of content works with.
pub(crate) struct Phone<'a> {
    pub(crate) scenario: &'a Scenario,
    pub(crate) release: Release,
    pub(crate) people: Vec<Person>,
    pub(crate) begin: Moment,
    pub(crate) end: Moment,
    pub(crate) counts: BTreeMap<&'static str, u64>,
    pub(crate) planted: Vec<Planted>,
}

impl<'a> Phone<'a> {
    /// A phone of which nothing is written yet.
    pub(crate) fn new(scenario: &'a Scenario) -> Self {
        Self {
            release: scenario.release(),
            people: people(scenario.sizes.people, scenario.seed),
            begin: scenario.begin(),
            end: Moment::of(scenario.made_at),
            counts: BTreeMap::new(),
            planted: Vec::new(),
            scenario,
        }
    }

    pub(crate) fn random(&self, topic: &str) -> Random {
        Random::new(self.scenario.seed, topic)
    }

    /// The moment of row `number` of `of`, in order and spread over the phone's life.
    pub(crate) fn moment(&self, number: u64, of: u64, random: &mut Random) -> Moment {
        #[expect(clippy::cast_precision_loss, reason = "row counts are far below 2^53")]
        let part = (number as f64 + random.unit() * 0.9) / of.max(1) as f64;
        self.begin.plus((self.end.apple() - self.begin.apple()) * part)
    }

    /// Any moment of the phone's life.
    pub(crate) fn any_moment(&self, random: &mut Random) -> Moment {
        self.begin.plus((self.end.apple() - self.begin.apple()) * random.unit())
    }

    /// Somebody from the address book.
    pub(crate) fn anyone(&self, random: &mut Random) -> &Person {
        &self.people[random.index(self.people.len())]
    }

    pub(crate) fn has_app(&self, bundle: &str) -> bool {
        self.scenario.apps.iter().any(|app| app == bundle)
    }

    /// False when the scenario leaves this path out.
    pub(crate) fn has(&self, path: &str) -> bool {
        !self.scenario.without.iter().any(|left_out| left_out == path)
    }

    /// The plants of these kinds, oldest first, with their values.
    pub(crate) fn plants(&self, kinds: &[What]) -> Vec<(Plant, String)> {
        let mut plants: Vec<_> = self
            .scenario
            .plants
            .iter()
            .filter(|plant| kinds.contains(&plant.what))
            .map(|plant| (plant.clone(), plant.value.clone().unwrap_or_default()))
            .collect();
        plants.sort_by_key(|(plant, _)| plant.when);
        plants
    }

    pub(crate) fn count(&mut self, what: &'static str, rows: u64) {
        *self.counts.entry(what).or_default() += rows;
    }

    pub(crate) fn planted(&mut self, what: What, value: &str, (domain, path): (&str, &str), place: String) {
        self.planted.push(Planted {
            what,
            value: value.to_owned(),
            domain: domain.to_owned(),
            path: path.to_owned(),
            place,
        });
    }
}

/// Writes the backup of a pretend phone into the folder `out`, encrypted if asked for.
///
/// `out` must not exist or be empty; it appears complete or not at all. Plants whose indicator has
/// not been put in by [`Scenario::fill`] are looked up in the built-in packs.
pub fn write_backup(
    scenario: &Scenario,
    out: &Path,
    encryption: Option<&Encryption>,
) -> Result<Made, PracticeError> {
    write_and_name(scenario, out, encryption, false).map(|(made, _)| made)
}

/// As [`write_backup`]; tells the domain and path of each stored file, too, as `domain/path` by its id. With `whole`,
/// files are among them that no backup takes.
pub(crate) fn write_and_name(
    scenario: &Scenario,
    out: &Path,
    encryption: Option<&Encryption>,
    whole: bool,
) -> Result<(Made, BTreeMap<String, String>), PracticeError> {
    let mut scenario = scenario.clone();
    scenario.fill(crate::known::value)?;
    let mut phone = Phone::new(&scenario);
    let mut backup = Backup::begin(out, encryption, scenario.seed, phone.end)?;
    for write in [
        messages::write,
        safari_history::write,
        safari_tabs::write,
        webkit::write,
        chrome::write,
        firefox::write,
        whatsapp::write,
        contacts::write,
        accounts::write,
        chats::write,
        kept_sites::write,
        calls::write,
        calendar::write,
        interactions::write,
        permissions::write,
        data_usage::write,
        shortcuts::write,
        location::write,
        plists::write,
        profiles::write,
        files::write,
    ] {
        write(&mut phone, &mut backup)?;
    }
    if whole {
        whole::write(&mut phone, &mut backup)?;
    }
    let udid = manifest::write(&mut phone, &mut backup)?;
    for damage in &scenario.damage {
        damage::apply(damage, backup.folder())?;
    }
    let (totals, names) = (backup.totals(), backup.take_names());
    backup.publish()?;
    Ok((Made { udid, totals, counts: phone.counts, planted: phone.planted }, names))
}

/// What the phone tells of its apps.
pub(crate) fn app_facts(scenario: &Scenario) -> Result<Vec<AppFacts>, PracticeError> {
    let phone = Phone::new(scenario);
    apps::installed(&phone).iter().map(|app| app.facts(scenario.seed)).collect()
}
