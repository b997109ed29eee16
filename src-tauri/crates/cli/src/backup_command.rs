//! `lucerna backup`: a copy of the connected phone, with a progress bar.

use crate::arguments::Backup;
use crate::{exit, password, say};
use indicatif::{ProgressBar, ProgressStyle};
use phone::{Change, ChangeState, Copied, DeviceState, Keep, Plan, Progress, Seen, Stage, What};
use scan::{Failure, Password};
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

pub(crate) fn run(options: &Backup) -> Result<ExitCode, Failure> {
    let new_password = password::new(options)?;
    let stop = Arc::new(AtomicBool::new(false));
    // Without a handler Ctrl-C still leaves a copy that is gone on with; only less is said.
    let _ = ctrlc::set_handler({
        let stop = stop.clone();
        move || stop.store(true, Ordering::Relaxed)
    });
    let bar = bar(options.quiet);
    let device = phone::connect(options.udid.as_deref(), &stop, &mut |seen| say_seen(&bar, &seen))?;
    let plan = Plan {
        udid: device.udid,
        folder: options.out.clone(),
        keep: if options.only_needed { Keep::Needed } else { Keep::All },
        new_password: new_password.clone(),
        crash_reports: !options.no_crash_reports,
        sysdiagnoses: Vec::new(),
        backup: true,
    };
    let ended = phone::copy(&plan, &stop, &mut |progress| show(&bar, &progress));
    bar.finish_and_clear();
    let copied = match ended {
        Ok(copied) => copied,
        Err(failure) => {
            say::err(&format!(
                "What came so far lies in {}. Run the same command again to go on from there.",
                plan.folder.display()
            ));
            say_changes(&phone::changes(&plan.folder).unwrap_or_default());
            return Err(failure);
        }
    };
    say_copied(&copied);
    let mut changes = phone::changes(&plan.folder)?;
    let mut code = ExitCode::SUCCESS;
    if options.put_back {
        match put_back(&plan, new_password.as_ref(), &stop) {
            Ok(after) => changes = after,
            Err(failure) => {
                say::err(&format!("Not everything could be put back: {failure}"));
                changes = phone::changes(&plan.folder)?;
                code = ExitCode::from(exit::FAILURE);
            }
        }
    }
    say_changes(&changes);
    Ok(code)
}

fn put_back(plan: &Plan, password: Option<&Password>, stop: &AtomicBool) -> Result<Vec<Change>, Failure> {
    phone::put_back(&plan.folder, password, &[], stop)
}

fn bar(quiet: bool) -> ProgressBar {
    if quiet {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(0);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {bytes} of {total_bytes}  {msg}") {
        bar.set_style(style);
    }
    bar
}

fn say_seen(bar: &ProgressBar, seen: &Seen) {
    let text = match seen {
        Seen::NoService { .. } => "Waiting for the system's service for phones.",
        Seen::Nothing => "Plug the phone in.",
        Seen::Several(_) => "Several phones are connected; choose one with --udid.",
        Seen::One(device) => match device.state {
            DeviceState::Locked => "Unlock the phone.",
            DeviceState::NotTrusted | DeviceState::Asking => "Tap \"Trust\" on the phone.",
            DeviceState::Refused => "The phone was told not to trust this computer.",
            DeviceState::Ready => "The phone is ready.",
            DeviceState::TooOld => "This phone's iOS is too old.",
        },
    };
    bar.set_message(text);
}

fn show(bar: &ProgressBar, progress: &Progress) {
    bar.set_length(progress.of_bytes.unwrap_or(progress.bytes));
    bar.set_position(progress.bytes);
    let what = match progress.stage {
        Stage::Preparing => "Preparing",
        Stage::CrashReports => "Crash reports",
        Stage::Sysdiagnose => "Sysdiagnose",
        Stage::SettingPassword => "Setting the backup password",
        Stage::WaitingForPasscode => "Type the passcode on the phone",
        Stage::PhonePrepares => "The phone prepares the backup",
        Stage::Copying => "Copying",
        Stage::WaitingForPhone => "The phone is gone; plug it in again",
        Stage::Verifying => "Counting what came",
    };
    let left = progress.seconds_left.map(|seconds| format!(", about {} min left", seconds.div_ceil(60)));
    bar.set_message(format!("{what}, {} files{}", progress.files, left.unwrap_or_default()));
}

fn say_copied(copied: &Copied) {
    say::out(&format!("{}\n", copied.folder.display()));
    if let Some(backup) = &copied.backup {
        let locked = if copied.encrypted { "locked with the backup password" } else { "not locked" };
        say::err(&format!("Backup: {} ({locked}), ended {}", backup.display(), copied.ended));
    }
    say::err(&format!("Crash reports: {}. Bytes on disk: {}.", copied.crash_reports, copied.bytes));
    if !copied.not_sent.is_empty() {
        say::err(&format!("Files that the phone could not send: {}", copied.not_sent.len()));
        copied.not_sent.iter().take(20).for_each(|name| say::err(&format!("  {}", report::clean(name))));
    }
    copied.left_out.iter().for_each(|failure| say::err(&format!("Left out: {failure}")));
    if !copied.kept_awake {
        say::err("This computer could not be kept from going to sleep.");
    }
}

/// Every change, and how it is undone.
fn say_changes(changes: &[Change]) {
    for change in changes {
        let (what, undo) = match &change.what {
            What::Pairing => (
                "The phone trusts this computer",
                "lucerna backup --put-back, or Settings > General > Transfer or Reset > Reset Location & Privacy",
            ),
            What::BackupPassword => (
                "Backups of the phone are locked with the password",
                "lucerna backup --put-back with the same password",
            ),
            What::Copy { .. } => ("A copy lies on this computer", "delete the folder"),
        };
        let line = match change.state {
            ChangeState::Undone => format!("{what}: undone"),
            ChangeState::Kept => format!("{what}: stays, as asked"),
            ChangeState::Begun => format!("{what}: begun, perhaps not made. To undo: {undo}"),
            ChangeState::Made => format!("{what}. To undo: {undo}"),
            ChangeState::Stuck => format!("{what}: could not be undone. To undo: {undo}"),
        };
        say::err(&line);
    }
}
