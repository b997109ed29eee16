//! Sysdiagnoses: the archive that the phone makes of itself when three buttons are pressed.
//!
//! While it is being made its name begins with `IN_PROGRESS_`; when that is gone the file is whole.

use super::{afc::Files, phone::Phone};
use crate::{
    clock::Moment,
    error::{At, PracticeError},
    scenario::Scenario,
};
use flate2::{Compression, write::GzEncoder};
use std::{path::Path, sync::Arc};

/// Where they lie.
const FOLDER: &str = "/DiagnosticLogs/sysdiagnose";

/// Those that lie on the phone now.
pub(super) fn files(phone: &Phone) -> Result<Files, PracticeError> {
    let options = &phone.options;
    let pressed: Vec<bool> = {
        let state = phone.state();
        state.pressed.iter().map(|at| at.elapsed() >= options.sysdiagnose_after).collect()
    };
    let old = (1..=options.old_sysdiagnoses).rev().map(|number| (-20.0 * f64::from(number), true));
    let new = (0_u32..).zip(pressed).map(|(number, done)| (f64::from(number + 1) / 24.0, done));
    let mut files = Files::new();
    for (days, done) in old.chain(new) {
        let name = name(&options.scenario, days);
        let content = archive(&options.scenario, &name)?;
        let path = |name: &str| format!("{FOLDER}/{name}.tar.gz");
        match done {
            true => files.insert(path(&name), Arc::from(content)),
            false => {
                files.insert(path(&format!("IN_PROGRESS_{name}")), Arc::from(&content[..content.len() / 3]))
            }
        };
    }
    Ok(files)
}

/// `sysdiagnose_2026.10.18_19-42-00+0000_iPhone-OS_iPhone_23B85`, so many days after the scenario's end.
fn name(scenario: &Scenario, days: f64) -> String {
    let when = Moment::of(scenario.made_at).minus_days(-days).text();
    let (day, time) = when.trim_end_matches('Z').split_once('T').unwrap_or_default();
    let (day, time) = (day.replace('-', "."), time.replace(':', "-"));
    format!("sysdiagnose_{day}_{time}+0000_iPhone-OS_iPhone_{}", scenario.phone.build)
}

/// A little of what a real one holds.
fn archive(scenario: &Scenario, name: &str) -> Result<Vec<u8>, PracticeError> {
    let about = format!(
        "{name}\niPhone OS {} ({})\n{}\n",
        scenario.phone.version, scenario.phone.build, scenario.phone.model
    );
    let files: [(&str, &str); 4] = [
        ("sysdiagnose.log", &about),
        ("ps.txt", PROCESSES),
        ("summaries/README.txt", "An invented archive of a practice phone.\n"),
        ("errors/README.txt", ""),
    ];
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
    let at = Path::new(name);
    for (path, text) in files {
        let mut header = tar::Header::new_ustar();
        header.set_size(text.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(u64::try_from(scenario.made_at.as_second()).unwrap_or(0));
        tar.append_data(&mut header, at.join(path), text.as_bytes()).at(at)?;
    }
    tar.into_inner().and_then(GzEncoder::finish).at(at)
}

const PROCESSES: &str = "\
USER             UID PRSNA   PID  PPID        F  %CPU %MEM PRI NI      VSZ    RSS WCHAN    TT  STAT STARTED      TIME COMMAND
root               0     -     1     0     4004   0.3  0.6  37  0  4362512  12480 -        ??  Ss    9:12AM   1:02.31 /sbin/launchd
mobile           501     -    61     1     4004   1.1  4.2  47  0  4927536  91200 -        ??  Ss    9:12AM   2:40.07 /System/Library/CoreServices/SpringBoard.app/SpringBoard
_wireless         25     -    77     1     4004   0.0  0.5  31  0  4369184   9744 -        ??  Ss    9:12AM   0:11.90 /System/Library/Frameworks/CoreTelephony.framework/Support/CommCenter
";
