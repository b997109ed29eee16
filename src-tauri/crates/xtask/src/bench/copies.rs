//! Copying the simulated iPhone: ours beside `idevicebackup2`, in turns, from the same phone in the same run.

use super::{Took, fresh, measured, middle};
use crate::conformance::Simulated;
use crate::failure::Failure;
use crate::program::exists;
use std::path::Path;

/// A small and a large content; memory must not grow from one to the other.
const SCENARIOS: [&str; 2] = ["ordinary", "large"];

/// Copies by each client; the first of each only warms up.
const RUNS: usize = 6;

const PEER: &str = "idevicebackup2";

/// Prints a row for each content.
pub(super) fn rows(folder: &Path) -> Result<(), Failure> {
    if !exists(PEER) {
        println!("SKIPPED: copying beside {PEER}, which is not here: apt-get install libimobiledevice-utils");
        return Ok(());
    }
    for scenario in SCENARIOS {
        let phone = Simulated::start_program(&super::release(), scenario, &["--trusted"], folder)?;
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..RUNS {
            let (our_place, their_place) = (fresh(folder, "copy-ours")?, fresh(folder, "copy-theirs")?);
            ours.push(copied(&phone, &ours_words(&our_place))?);
            theirs
                .push(copied(&phone, &[PEER.into(), "backup".into(), "--full".into(), shown(&their_place)])?);
        }
        let (ours, theirs) = (middle(ours.split_off(1)), middle(theirs.split_off(1)));
        println!(
            "copying {scenario}: lucerna {:.2} s, {:.0} MB; {PEER} {:.2} s, {:.0} MB; {:.2} times its speed",
            ours.seconds,
            ours.megabytes,
            theirs.seconds,
            theirs.megabytes,
            theirs.seconds / ours.seconds
        );
    }
    Ok(())
}

fn ours_words(place: &Path) -> [String; 6] {
    let program = super::release().display().to_string();
    [program, "backup".into(), "--quiet".into(), "--no-crash-reports".into(), "--out".into(), shown(place)]
}

fn copied(phone: &Simulated, words: &[String]) -> Result<Took, Failure> {
    let address = format!("USBMUXD_SOCKET_ADDRESS={}", phone.address());
    let words: Vec<String> = ["env".to_owned(), address].into_iter().chain(words.iter().cloned()).collect();
    measured(&words)
}

fn shown(path: &Path) -> String {
    path.display().to_string()
}
