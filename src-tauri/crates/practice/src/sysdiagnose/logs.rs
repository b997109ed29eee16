//! Logs of services that a sysdiagnose collects.

use super::Folder;
use crate::phone::Phone;
use std::fmt::Write;

pub(super) fn write(phone: &mut Phone<'_>, folder: &mut Folder) {
    let mut random = phone.random("service logs");
    // As many boots as the log of shutting down has reboots; they are drawn from the same stream.
    let mut same = phone.random("shutdown");
    let mut boots = String::new();
    for number in 0..6 {
        let at = phone.moment(number, 6, &mut same).plus(40.0);
        let line = at.text().trim_end_matches('Z').replace('T', " ");
        let _ =
            writeln!(boots, "{line} containermanagerd[70]: containermanagerd first boot cleanup complete");
    }
    folder.add("logs/MobileContainerManager/containermanagerd.log.0", boots);
    let mut installed = String::new();
    for app in &phone.scenario.apps {
        let at = phone.any_moment(&mut random).text();
        let _ = writeln!(installed, "{at} installd: Install Successful for (Placeholder:{app})");
    }
    folder.add("logs/MobileInstallation/mobile_installation.log.0", installed);
    folder.add("WiFi/com.apple.wifi.known-networks.txt", "known networks: 1\n");
}
