//! Sysdiagnoses: the archive that the phone makes of itself when three buttons are pressed.
//!
//! While it is being made its name begins with `IN_PROGRESS_`; when that is gone the file is whole.

use super::{afc::Files, phone::Phone};
use crate::{error::PracticeError, scenario::Scenario, sysdiagnose};
use jiff::SignedDuration;
use std::sync::Arc;

/// Where they lie.
const FOLDER: &str = "/DiagnosticLogs/sysdiagnose";

/// Hours before the scenario's end of each old one.
const OLD: i64 = -480;

/// Those that lie on the phone now.
pub(super) fn files(phone: &Phone) -> Result<Files, PracticeError> {
    let options = &phone.options;
    let pressed: Vec<bool> = {
        let state = phone.state();
        state.pressed.iter().map(|at| at.elapsed() >= options.sysdiagnose_after).collect()
    };
    let old = (1..=i64::from(options.old_sysdiagnoses)).map(|number| (OLD * number, true));
    let new = (1..).zip(pressed);
    let mut files = Files::new();
    for (hours, done) in old.chain(new) {
        let scenario = moved(&options.scenario, hours);
        let (name, content) = sysdiagnose::archived(&scenario)?;
        let (name, content) = match done {
            true => (name, &content[..]),
            false => (format!("IN_PROGRESS_{name}"), &content[..content.len() / 3]),
        };
        files.insert(format!("{FOLDER}/{name}"), Arc::from(content));
    }
    Ok(files)
}

/// The same phone so many hours later.
fn moved(scenario: &Scenario, hours: i64) -> Scenario {
    let mut scenario = scenario.clone();
    let moved = scenario.made_at.checked_add(SignedDuration::from_hours(hours));
    scenario.made_at = moved.unwrap_or(scenario.made_at);
    scenario
}
