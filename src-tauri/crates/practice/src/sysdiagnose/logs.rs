//! Logs of services that a sysdiagnose collects, each in the layout that it has on a phone.

use super::Folder;
use crate::{clock::Moment, phone::Phone, release::Release, scenario::What};
use std::fmt::Write;

const INSTALLED: &str = "logs/MobileInstallation/mobile_installation.log.0";
const LOCKDOWN: &str = "logs/MobileLockdown/lockdownd.log";
const STATISTICS: &str = "system_logs.logarchive/Extra/logdata.statistics.0.jsonl";
const STATISTICS_TEXT: &str = "system_logs.logarchive/Extra/logdata.statistics.0.txt";
/// Programs that write to the log on every phone.
const WRITERS: [&str; 4] = ["/kernel", "/usr/libexec/locationd", "/usr/libexec/nfcd", "/usr/sbin/bluetoothd"];

pub(super) fn write(phone: &mut Phone<'_>, folder: &mut Folder) {
    let mut random = phone.random("service logs");
    // As many boots as the log of shutting down has reboots; they are drawn from the same stream.
    let mut same = phone.random("shutdown");
    let mut boots = String::new();
    for number in 0..6 {
        let at = phone.moment(number, 6, &mut same).plus(40.0).spelled();
        // Writing to a string cannot fail.
        let _ = writeln!(
            boots,
            "{at} [70] <notice> (0x16be43000) _containermanagerd_init_block_invoke: containermanagerd first boot cleanup complete"
        );
    }
    folder.add("logs/MobileContainerManager/containermanagerd.log.0", boots);
    let mut installed = String::new();
    for app in &phone.scenario.apps {
        let at = phone.any_moment(&mut random).spelled();
        let _ = writeln!(
            installed,
            "{at} [206] <notice> (0x16f72b000) -[MIClientConnection _doInstall]: Install Successful for (Placeholder:{app})"
        );
    }
    folder.add(INSTALLED, installed);
    folder.add("WiFi/com.apple.wifi.known-networks.txt", "known networks: 1\n");
    computers(phone, folder);
    statistics(phone, folder);
}

/// Computers that asked to be trusted: the owner's, and planted ones.
fn computers(phone: &mut Phone<'_>, folder: &mut Folder) {
    let mut random = phone.random("computers");
    let own = (phone.end.minus_days(3.0), random.uuid());
    let plants = phone.plants(&[What::PairedComputer]);
    let planted = plants.iter().map(|(plant, value)| (Moment::of(plant.when), value.clone()));
    let mut log = String::new();
    for (at, host) in std::iter::once(own).chain(planted) {
        let line = log.lines().count() + 1;
        let _ = writeln!(
            log,
            "{}.000000 pid=76 handle_pair: Pair message: {{\n    PairRecord =     {{\n        HostID = {host};\n\
             \x20       SystemBUID = \"{}\";\n    }};\n    Request = Pair;\n}}",
            at.short(),
            random.uuid()
        );
        if let Some((plant, value)) = plants.iter().find(|(_, value)| *value == host) {
            super::planted(phone, plant.what, value, LOCKDOWN, format!("line {line}"));
        }
    }
    folder.add(LOCKDOWN, log);
}

/// What wrote to the system's log, told whenever a file of it was closed. Older systems tell it as text; since when the
/// lines of JSON are there is not known, here from iOS 16 on, without the text that a real phone keeps beside them.
fn statistics(phone: &mut Phone<'_>, folder: &mut Folder) {
    let plants = phone.plants(&[What::LoggedProgram]);
    let newer = phone.release >= Release(16);
    let path = if newer { STATISTICS } else { STATISTICS_TEXT };
    let tell = if newer { line } else { block };
    let mut list = String::new();
    for days in [2.5, 1.5, 0.5] {
        tell(&mut list, phone.end.minus_days(days), &WRITERS);
    }
    for (plant, value) in plants {
        tell(&mut list, Moment::of(plant.when), &[WRITERS[0], &value]);
        let place = format!("line {}", list.lines().count());
        super::planted(phone, plant.what, &value, path, place);
    }
    folder.add(path, list);
}

fn block(list: &mut String, at: Moment, programs: &[&str]) {
    let at = at.text().replace('T', " ").replace('Z', "+0000");
    let _ = writeln!(
        list,
        "--- !logd statistics record\ntype  : File Rotate\ntime  : {at}\ntotal : 700\nprocs :"
    );
    for path in programs {
        let _ = writeln!(list, "    - [        700,  25.0, {path} ]");
    }
}

fn line(list: &mut String, at: Moment, programs: &[&str]) {
    let programs: Vec<_> =
        programs.iter().map(|path| format!("{{\"process\":\"{path}\",\"count\":7}}")).collect();
    let _ = writeln!(
        list,
        "{{\"unixTime\":{},\"type\":\"File Rotate\",\"file\":\"Persist\",\"processList\":[{}]}}",
        at.unix(),
        programs.join(",")
    );
}
