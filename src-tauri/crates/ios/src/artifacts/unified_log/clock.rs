//! From the phone's running clock to UTC, by the records in `timesync`.

use super::chunks::walled;
use crate::artifacts::shared::databases::entries;
use engine::{Case, Notes, Unread, UnreadWhy};
use jiff::Timestamp;
use macos_unifiedlogs::timesync::TimesyncBoot;
use std::collections::HashMap;

/// Where the records lie.
pub(super) const TIMES: [&str; 2] = [
    "Sysdiagnose/system_logs.logarchive/timesync/*.timesync",
    "Filesystem/private/var/db/diagnostics/timesync/*.timesync",
];
/// Bytes of one file; honest ones have some hundred kilobytes.
const MOST: usize = 16 << 20;

/// Boots by number.
#[derive(Default)]
pub(super) struct Clock {
    boots: HashMap<String, TimesyncBoot>,
}

impl Clock {
    /// Reads all records.
    pub(super) fn read(case: &Case<'_>, notes: &mut Notes<'_>) -> Self {
        let mut clock = Self::default();
        for entry in entries(case, notes, &TIMES) {
            let bytes = match case.evidence.read(&entry, MOST) {
                Ok(bytes) => bytes,
                Err(unread) => {
                    notes.unread(unread);
                    continue;
                }
            };
            let read = walled(|| TimesyncBoot::parse_timesync_data(&bytes).ok().map(|(_, boots)| boots));
            let Some(boots) = read.flatten() else {
                notes.unread(Unread::new(&entry.path, UnreadWhy::Damaged));
                continue;
            };
            #[expect(
                clippy::iter_over_hash_type,
                reason = "boots are put into a map; their order does not matter"
            )]
            for (number, mut boot) in boots {
                match clock.boots.get_mut(&number) {
                    Some(known) => known.timesync.append(&mut boot.timesync),
                    None => drop(clock.boots.insert(number, boot)),
                }
            }
        }
        clock
    }

    /// When the running clock of a boot showed `since`; none for boots without records.
    pub(super) fn when(&self, boot: &str, since: u64) -> Option<Timestamp> {
        if self.boots.get(boot).is_none_or(|boot| boot.timesync.is_empty()) {
            return None;
        }
        let nanoseconds = walled(|| TimesyncBoot::get_timestamp(&self.boots, boot, since, since))?;
        crate::time::unix(nanoseconds / 1e9)
    }
}
