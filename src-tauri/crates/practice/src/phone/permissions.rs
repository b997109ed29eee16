//! `TCC.db`: which app may use what.

use super::Phone;
use crate::{
    backup::{Backup, Entry},
    clock::Moment,
    database::Database,
    error::PracticeError,
    scenario::What,
};
use rusqlite::params;

const FILE: (&str, &str) = ("HomeDomain", "Library/TCC/TCC.db");
const SERVICES: &[&str] = &[
    "kTCCServicePhotos",
    "kTCCServiceAddressBook",
    "kTCCServiceMicrophone",
    "kTCCServiceCamera",
    "kTCCServiceUserTracking",
];

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    if !phone.has(FILE.1) {
        return Ok(());
    }
    let database = Database::create(backup, include_str!("../schema/tcc.sql"), phone.release)?;
    let mut random = phone.random("permissions");
    database.run("INSERT INTO admin VALUES ('version',30)", [])?;
    let mut rows: Vec<(String, String, bool, Moment)> = Vec::new();
    for app in &phone.scenario.apps {
        for service in SERVICES {
            if random.chance(2, 3) {
                let allowed = *service != "kTCCServiceUserTracking" && random.chance(4, 5);
                rows.push(((*service).to_owned(), app.clone(), allowed, phone.any_moment(&mut random)));
            }
        }
    }
    for (plant, value) in phone.plants(&[What::TccClient]) {
        let service = plant.from.unwrap_or_else(|| "kTCCServiceMicrophone".to_owned());
        phone.planted(What::TccClient, &value, FILE, format!("access {service} {value}"));
        rows.push((service, value, true, Moment::of(plant.when)));
    }
    for (service, client, allowed, when) in &rows {
        let client_type = i32::from(client.starts_with('/'));
        match phone.release.0 {
            ..13 => database.run(
                "INSERT INTO access (service,client,client_type,allowed,prompt_count) VALUES (?,?,?,?,1)",
                params![service, client, client_type, allowed],
            )?,
            13 => database.run(
                "INSERT INTO access (service,client,client_type,allowed,prompt_count,last_modified) VALUES (?,?,?,?,1,?)",
                params![service, client, client_type, allowed, when.unix()],
            )?,
            _ => database.run(
                "INSERT INTO access (service,client,client_type,auth_value,auth_reason,auth_version,last_modified) \
                 VALUES (?,?,?,?,2,1,?)",
                params![service, client, client_type, if *allowed { 2 } else { 0 }, when.unix()],
            )?,
        }
    }
    phone.count("permissions", rows.len() as u64);
    database.finish(backup, Entry::new(FILE.0, FILE.1, phone.end).class(4))
}
