//! Whether a log lacks reboots that it should hold. Only systems up to iOS 18 keep every reboot, so only there can
//! their absence say something.

use super::{EMPTIED, FEWER};
use crate::artifacts::shared::databases::entries;
use crate::artifacts::shared::{lines, moments};
use engine::{Case, Cite, Entry, Finding, Notes, Version};
use jiff::Timestamp;

/// Logs of the service that tidies containers after each boot.
pub(super) const BOOTS: [&str; 2] = [
    "Sysdiagnose/logs/MobileContainerManager/containermanagerd*.log*",
    "Filesystem/private/var/root/Library/Logs/MobileContainerManager/containermanagerd*.log*",
];
/// What it says once per boot.
const TIDIED: &str = "containermanagerd first boot cleanup complete";
/// First version that does not keep every reboot.
const NO_LONGER_ADDED: Version = Version(26, 0, 0);
/// Boots from which on a log without any reboot is told: fewer can all have been forced.
const ENOUGH: usize = 3;
/// The service writes local time, whose zone is not known: nearer reboots may belong to its first boot.
const ZONE: i64 = 14 * 3600;

/// Compares the dated reboots of the logs of one acquisition with the boots that the other log in it tells of. `lines`
/// counts what was understood in them.
pub(super) fn compare(
    case: &Case<'_>,
    (log, others): (&Entry, &'static str),
    reboots: &[Timestamp],
    lines: u64,
    notes: &mut Notes<'_>,
) {
    // A backup of the same phone may be from before an update.
    let version = case.acquisition.of_path(&log.path).os_version;
    // One layout has no dates to count.
    if version.is_none_or(|version| version >= NO_LONGER_ADDED) || (reboots.is_empty() && lines > 0) {
        return;
    }
    let boots = boots(case, others, notes);
    let first = boots.first().copied();
    let since = first.map_or(i64::MIN, |first| first.as_second() - ZONE);
    let held = reboots.iter().filter(|when| when.as_second() >= since).count();
    // The first boot in the log may be the one after a reboot before it.
    let missing = boots.len().saturating_sub(1).saturating_sub(held);
    let cite = Cite::new(&log.path, "whole log");
    let quoted = |detection| {
        let finding = Finding::new(detection, cite.clone()).quote("count", held.to_string());
        finding.quote("missing", missing.to_string())
    };
    if lines == 0 || (held == 0 && boots.len() >= ENOUGH) {
        notes.finding(quoted(&EMPTIED).at(log.stamps.modified));
    } else if missing > 0 {
        notes.finding(quoted(&FEWER));
    }
}

/// Times of boots, as if written in UTC.
fn boots(case: &Case<'_>, others: &'static str, notes: &mut Notes<'_>) -> Vec<Timestamp> {
    let mut boots = Vec::new();
    for entry in entries(case, notes, &[others]) {
        lines::each(case, notes, &entry, &mut |_, line, _| {
            boots.extend(line.ends_with(TIDIED).then(|| moment(line)).flatten());
            boots.len() < 10_000
        });
    }
    boots.sort_unstable();
    boots.dedup();
    boots
}

/// `Wed May 24 13:05:30 2023 [72] <notice> …`.
fn moment(line: &str) -> Option<Timestamp> {
    moments::spelled(line).map(|(when, _)| when)
}

#[cfg(test)]
mod tests {
    use super::moment;

    #[test]
    fn the_other_log_has_its_own_way_to_write_a_time() {
        let line = "Wed May 24 13:05:30 2023 [72] <notice> (0x16be43000) containermanagerd first boot cleanup complete";
        assert_eq!(moment(line).map(|when| when.to_string()).as_deref(), Some("2023-05-24T13:05:30Z"));
        assert_eq!(
            moment("Wed May  3 13:05:30 2023 [72]").map(|when| when.to_string()).as_deref(),
            Some("2023-05-03T13:05:30Z")
        );
        assert_eq!(moment("yesterday"), None);
        assert_eq!(moment("Wéd May 24 13:05:30 2023"), None);
    }
}
