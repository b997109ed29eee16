//! The log of shutting down, in the layout of each version: clients one by one before iOS 15, in groups with
//! the number of their build later; iOS 26.0 and 26.1 keep the last reboot only; iOS 27 calls it `shutdown.0.log`.

use super::Folder;
use crate::{clock::Moment, phone::Phone, release::Release, scenario::What};
use std::fmt::Write;

const EXTRA: &str = "system_logs.logarchive/Extra";
const SLOW: [&str; 3] = ["/usr/libexec/nfcd", "/usr/sbin/mDNSResponder", "/usr/libexec/locationd"];

pub(super) fn write(phone: &mut Phone<'_>, folder: &mut Folder) {
    let mut random = phone.random("shutdown");
    let release = phone.release;
    let path = format!("{EXTRA}/{}", if release >= Release(27) { "shutdown.0.log" } else { "shutdown.log" });
    let mut reboots: Vec<Moment> = (0..6).map(|number| phone.moment(number, 6, &mut random)).collect();
    let plants = phone.plants(&[What::ShutdownClient]);
    reboots.extend(plants.iter().map(|(plant, _)| Moment::of(plant.when)));
    reboots.sort_by_key(|reboot| reboot.unix());
    let version = phone.scenario.phone.version.as_str();
    let only_last =
        ["26.0", "26.1"].iter().any(|known| version == *known || version.starts_with(&format!("{known}.")));
    if only_last {
        reboots = reboots.split_off(reboots.len().saturating_sub(1));
    }
    let mut log = String::new();
    for reboot in &reboots {
        let mut clients: Vec<String> = vec![SLOW[random.index(SLOW.len())].to_owned()];
        let own = plants.iter().filter(|(plant, _)| Moment::of(plant.when) == *reboot);
        for (plant, value) in own {
            clients.push(value.clone());
            let line = log.lines().count() + 3;
            super::planted(phone, plant.what, value, &path, format!("line {line}"));
        }
        let build = random.uuid();
        one(&mut log, release, &clients, &build, *reboot);
    }
    phone.count("reboots", reboots.len() as u64);
    folder.add(path, log);
}

/// One reboot. Writing to a string cannot fail.
fn one(log: &mut String, release: Release, clients: &[String], build: &str, at: Moment) {
    if release <= Release(14) {
        for (pid, client) in (200..).zip(clients) {
            let _ = writeln!(log, "After 1.2s, remaining client pid: {pid} ({client})");
        }
    } else {
        log.push_str("After 1.26s, these clients are still here:\n");
        for (pid, client) in (200..).zip(clients) {
            let _ = writeln!(log, "\t\tremaining client pid: {pid} ({client}/{build})");
        }
    }
    let _ = writeln!(log, "SIGTERM: [{}] All buffers flushed", at.unix());
}
