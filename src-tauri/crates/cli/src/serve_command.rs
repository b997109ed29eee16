//! `lucerna practice serve`: a simulated phone, whose owner's hands may be lines on standard input.

use crate::arguments::{Hands, ServeIphone};
use crate::hands::{asked_by_lines, until_over};
use crate::pretend::{failed, scenario};
use crate::say;
use practice::iphone::{self, DeviceNames, Options, Resume};
use scan::Failure;
use std::io::Write;
use std::time::Duration;

/// Serves a simulated iPhone until standard input or a signal ends it.
pub(crate) fn iphone(asked: &ServeIphone) -> Result<(), Failure> {
    let mut options = Options::new(scenario(&asked.scenario)?);
    if asked.password_stdin {
        let mut line = String::new();
        // From the one reader of standard input that all of the program shares: the hands read on after it.
        let read = std::io::stdin().read_line(&mut line);
        read.map_err(|error| Failure::new("not-readable").because(error))?;
        options.password = Some(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let listens = asked_by_lines();
    let by_lines = asked.hands.map_or(listens, |hands| matches!(hands, Hands::Lines));
    options.hands = if by_lines { iphone::Hands::Waiting } else { iphone::Hands::Own };
    options.trusted = asked.trusted;
    options.locked = asked.locked;
    options.passcode = asked.passcode;
    options.faults.clone_from(&asked.fault);
    options.port = asked.port;
    options.pause = Duration::from_millis(asked.pause);
    options.passcode_wait = Duration::from_secs(asked.passcode_wait);
    options.sysdiagnose_after = Duration::from_secs(asked.sysdiagnose_after);
    options.old_sysdiagnoses = asked.old_sysdiagnoses;
    options.device_names = if asked.opaque_names { DeviceNames::Opaque } else { DeviceNames::Domains };
    options.resume = if asked.start_over { Resume::Anew } else { Resume::Missing };

    let serving = iphone::serve(options).map_err(failed)?;
    say::out(&format!("USBMUXD_SOCKET_ADDRESS={}\n", serving.address()));
    // A reader that went away is no failure; the phone may be used all the same.
    let _ = std::io::stdout().flush();
    until_over(serving.control(), listens);
    // Only now its files go.
    drop(serving);
    Ok(())
}
