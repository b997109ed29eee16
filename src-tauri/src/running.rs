//! Progress of a check, as the window shows it.

use crate::wire::Progress;
use scan::Observer;
use std::time::{Duration, Instant};
use tauri::ipc::Channel;

/// Sends progress over the call's own channel. `scan` keeps the pace.
pub(crate) struct Listener {
    channel: Channel<Progress>,
    examining_since: Option<Instant>,
}

impl Listener {
    pub(crate) fn new(channel: Channel<Progress>) -> Self {
        Self { channel, examining_since: None }
    }
}

impl Observer for Listener {
    fn progress(&mut self, progress: scan::Progress) {
        let progress = match progress {
            scan::Progress::Opening => Progress::Opening,
            scan::Progress::Listing { done, of } => Progress::Listing { permille: permille(done, of) },
            scan::Progress::Unlocking { done, of } => Progress::Unlocking { done, of },
            scan::Progress::Examining { now, ended, of, records, permille } => {
                let since = *self.examining_since.get_or_insert_with(Instant::now);
                Progress::Examining {
                    now,
                    finished: ended,
                    of: u32::try_from(of).unwrap_or(u32::MAX),
                    records: u32::try_from(records).unwrap_or(u32::MAX),
                    permille,
                    seconds_left: seconds_left(since.elapsed(), permille),
                }
            }
        };
        // A page that is gone hears nothing; the check goes on and its outcome waits.
        let _ = self.channel.send(progress);
    }
}

/// Parts per thousand; of nothing all is done.
fn permille(done: u64, of: u64) -> u32 {
    let parts = u128::from(done.min(of)) * 1000;
    parts.checked_div(u128::from(of)).and_then(|parts| u32::try_from(parts).ok()).unwrap_or(1000)
}

/// Told once there is something to tell from: five seconds and a twentieth of the way.
fn seconds_left(so_far: Duration, permille: u32) -> Option<u32> {
    if so_far < Duration::from_secs(5) || permille < 50 {
        return None;
    }
    let left = so_far.as_secs() * u64::from(1000 - permille.min(1000)) / u64::from(permille);
    u32::try_from(left).ok()
}

#[cfg(test)]
mod tests {
    use super::{permille, seconds_left};
    use std::time::Duration;

    #[test]
    fn parts_never_leave_the_bar() {
        assert_eq!((permille(0, 0), permille(7, 5), permille(1, 3)), (1000, 1000, 333));
        assert_eq!(permille(u64::MAX, u64::MAX), 1000);
    }

    #[test]
    fn time_left_is_told_only_when_it_can_be_known() {
        assert_eq!(seconds_left(Duration::from_secs(2), 500), None);
        assert_eq!(seconds_left(Duration::from_secs(60), 10), None);
        assert_eq!(seconds_left(Duration::from_secs(60), 500), Some(60));
        assert_eq!(seconds_left(Duration::from_secs(60), 1000), Some(0));
    }
}
