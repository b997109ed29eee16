//! `DataUsage.sqlite`: which process used the network.

use super::Phone;
use crate::{
    backup::{Backup, Entry},
    clock::Moment,
    database::Database,
    error::PracticeError,
    random::Random,
    scenario::What,
};
use rusqlite::params;

const FILE: (&str, &str) = ("WirelessDomain", "Library/Databases/DataUsage.sqlite");
/// Processes that every iPhone has.
pub(super) const SYSTEM: &[&str] = &[
    "mDNSResponder",
    "apsd",
    "identityservicesd",
    "imagent",
    "cloudd",
    "nsurlsessiond",
    "locationd",
    "assistantd",
    "geod",
    "itunesstored",
    "accountsd",
    "com.apple.WebKit.Networking",
    "CommCenter",
    "rapportd",
    "symptomsd",
    "softwareupdated",
    "parsecd",
    "trustd",
    "timed",
    "appstored",
    "dataaccessd",
    "mobileassetd",
    "weatherd",
    "nehelper",
];

/// The tables while they are being filled.
struct Writer {
    database: Database,
    random: Random,
    counts_wifi: bool,
    process: u64,
    live: u64,
}

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    if !phone.has(FILE.1) {
        return Ok(());
    }
    let schema = include_str!("../schema/data_usage.sql");
    let mut writer = Writer {
        database: Database::create(backup, schema, phone.release)?,
        random: phone.random("data usage"),
        counts_wifi: phone.release.counts_wifi(),
        process: 0,
        live: 0,
    };
    let mut processes = 0;
    let mut names: Vec<(&str, Option<&str>)> = SYSTEM.iter().map(|&name| (name, None)).collect();
    names.extend(
        phone.scenario.apps.iter().map(|app| (app.rsplit('.').next().unwrap_or(app), Some(app.as_str()))),
    );
    let late = names.split_off(names.len().saturating_sub(3));
    for (number, (name, bundle)) in names.into_iter().enumerate() {
        let last = phone.any_moment(&mut writer.random);
        writer.process(name, bundle, last)?;
        processes += 1;
        if number == 9 {
            // An app that was removed leaves a hole in the numbers; that is ordinary.
            writer.process += 2;
        }
    }
    for (plant, value) in phone.plants(&[What::DataUsageProcess, What::DataUsageDeleted]) {
        let when = Moment::of(plant.when);
        if plant.what == What::DataUsageProcess {
            writer.process(&value, None, when)?;
            processes += 1;
            phone.planted(plant.what, &value, FILE, format!("ZPROCESS {}", writer.process));
        } else {
            let gone = writer.process + 500;
            writer.usage(gone, when)?;
            phone.planted(plant.what, &value, FILE, format!("ZLIVEUSAGE {}", writer.live));
        }
    }
    let more = late.len() as u64;
    let entities = [("LiveUsage", writer.live + more), ("Process", writer.process + more)];
    writer.database.core_data(&entities, &mut writer.random)?;
    if phone.scenario.sizes.late_rows > 0 {
        writer.database.late()?;
    }
    for (name, bundle) in late {
        writer.process(name, bundle, phone.end.plus(-90.0))?;
        processes += 1;
    }
    phone.count("data_usage_processes", processes);
    phone.count("data_usage_live", writer.live);
    writer.database.finish(backup, Entry::new(FILE.0, FILE.1, phone.end).stale_size())
}

impl Writer {
    fn process(&mut self, name: &str, bundle: Option<&str>, last: Moment) -> Result<(), PracticeError> {
        self.process += 1;
        let first = last.minus_days(self.random.unit() * 200.0);
        self.database.run(
            "INSERT INTO ZPROCESS (Z_PK,Z_ENT,Z_OPT,ZFIRSTTIMESTAMP,ZTIMESTAMP,ZBUNDLENAME,ZPROCNAME) \
             VALUES (?,2,1,?,?,?,?)",
            params![self.process, first.apple(), last.apple(), bundle, name],
        )?;
        self.usage(self.process, last)
    }

    fn usage(&mut self, process: u64, when: Moment) -> Result<(), PracticeError> {
        self.live += 1;
        let mut bytes = || self.random.below(9_000_000);
        let (wwan_in, wwan_out, wifi_in, wifi_out) = (bytes(), bytes() / 9, bytes(), bytes() / 9);
        self.database.run(
            "INSERT INTO ZLIVEUSAGE (Z_PK,Z_ENT,Z_OPT,ZKIND,ZTAG,ZHASPROCESS,ZTIMESTAMP,ZWWANIN,ZWWANOUT) \
             VALUES (?,1,1,0,0,?,?,?,?)",
            params![self.live, process, when.apple(), wwan_in, wwan_out],
        )?;
        if self.counts_wifi {
            self.database.run(
                "UPDATE ZLIVEUSAGE SET ZWIFIIN=?, ZWIFIOUT=? WHERE Z_PK=?",
                params![wifi_in, wifi_out, self.live],
            )?;
        }
        Ok(())
    }
}
