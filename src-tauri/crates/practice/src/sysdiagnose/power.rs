//! Logs of power use: the current one, and an older one that is packed.

use super::Folder;
use crate::{clock::Moment, phone::Phone, scenario::What};
use flate2::{Compression, write::GzEncoder};
use rusqlite::{Connection, params};
use std::io::Write;

const TABLES: &str = "
    CREATE TABLE PLProcessMonitorAgent_EventForward_ProcessID (ID INTEGER PRIMARY KEY, timestamp REAL, PID INTEGER, ProcessName TEXT);
    CREATE TABLE PLApplicationAgent_EventForward_Application (ID INTEGER PRIMARY KEY, timestamp REAL, State INTEGER, identifier TEXT);
    CREATE TABLE PLBatteryAgent_EventBackward_Battery (ID INTEGER PRIMARY KEY, timestamp REAL, Level REAL);";
const PROGRAMS: [&str; 4] = ["launchd", "locationd", "bluetoothd", "SpringBoard"];

pub(super) fn write(phone: &mut Phone<'_>, folder: &mut Folder) {
    let plants = phone.plants(&[What::PoweredProgram]);
    let day = phone.end.text();
    let day = day.get(..10).unwrap_or("2026-01-01");
    let path = format!("logs/powerlogs/powerlog_{day}_06-00_5C1E42A7.PLSQL");
    let planted: Vec<_> =
        plants.iter().map(|(plant, value)| (Moment::of(plant.when), value.clone())).collect();
    folder.add(&path, database(phone, phone.end, &planted).unwrap_or_default());
    let older = database(phone, phone.end.minus_days(2.0), &[]).unwrap_or_default();
    folder.add(format!("{}.gz", path.replace("06-00", "01-00")), packed(&older).unwrap_or_default());
    for (plant, value) in &plants {
        let table = "PLProcessMonitorAgent_EventForward_ProcessID";
        super::planted(phone, plant.what, value, &path, table.to_owned());
    }
}

fn database(phone: &Phone<'_>, end: Moment, planted: &[(Moment, String)]) -> rusqlite::Result<Vec<u8>> {
    let mut log = Connection::open_in_memory()?;
    log.execute_batch(TABLES)?;
    let own = PROGRAMS.iter().map(|name| (end.minus_days(0.3), (*name).to_owned()));
    for (pid, (when, name)) in (30_u32..).zip(own.chain(planted.iter().cloned())) {
        log.execute(
            "INSERT INTO PLProcessMonitorAgent_EventForward_ProcessID VALUES (NULL, ?, ?, ?)",
            params![when.unix_real(), pid, name],
        )?;
    }
    for app in &phone.scenario.apps {
        let when = end.minus_days(0.2).unix_real();
        log.execute(
            "INSERT INTO PLApplicationAgent_EventForward_Application VALUES (NULL, ?, 1, ?)",
            params![when, app],
        )?;
    }
    log.execute(
        "INSERT INTO PLBatteryAgent_EventBackward_Battery VALUES (NULL, ?, 80)",
        params![end.unix_real()],
    )?;
    Ok(log.serialize("main")?.to_vec())
}

fn packed(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes)?;
    packer.finish()
}
