//! Phones with reports of crashes.

use crate::artifacts::testing::Phone;

/// A crash on 22 November 2025 at this minute after ten.
pub(super) fn crash(name: &str, minute: u32, body: &str) -> String {
    let (hour, minute) = (10 + minute / 60, minute % 60);
    format!(
        "{{\"app_name\":\"{name}\",\"timestamp\":\"2025-11-22 {hour}:{minute:02}:00.00 +0000\",\"bug_type\":\"309\"}}\n\
         {{\"procName\":\"{name}\",\"procPath\":\"/usr/libexec/{name}\"{body}}}"
    )
}

pub(super) fn phone(reports: &[String]) -> Phone {
    reports.iter().zip(0..).fold(Phone::default(), |phone, (report, number): (&String, u32)| {
        phone.and(&format!("Sysdiagnose/crashes_and_spins/a-{number:03}.ips"), report.as_str())
    })
}

pub(super) fn crashed(name: &str) -> Phone {
    phone(&[crash(name, 0, "")])
}

/// So many crashes of the home service, and five of the door of messages an hour later, far apart enough to be no burst.
pub(super) fn home(times: u32) -> Phone {
    let homes = (0..times).map(|n| crash("homed", n, ""));
    let doors = (0..5).map(|n| crash("MessagesBlastDoorService", 45 + n * 31, ""));
    phone(&homes.chain(doors).collect::<Vec<_>>())
}
