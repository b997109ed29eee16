//! `lucerna practice`: pretend phones.

use crate::arguments::{CopyKind, Practice as Command, Serve};
use crate::{password, say, serve_command};
use practice::{Encryption, PracticeError, Scenario};
use scan::Failure;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::List => {
            for scenario in practice::scenarios() {
                say::out(&format!("{}\n", scenario.name));
            }
        }
        Command::Make { scenario, out, kind, encrypted, .. } => make(&scenario, &out, kind, encrypted)?,
        Command::Serve(Serve::Iphone(options)) => serve_command::iphone(&options)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn make(name: &str, out: &Path, kind: CopyKind, encrypted: bool) -> Result<(), Failure> {
    let scenario = scenario(name)?;
    let made = match kind {
        CopyKind::Backup => return make_backup(&scenario, out, encrypted),
        _ if encrypted => {
            let message = "--encrypted: only a backup can be locked\n";
            clap::Error::raw(clap::error::ErrorKind::ArgumentConflict, message).exit();
        }
        CopyKind::Sysdiagnose => practice::write_sysdiagnose(&scenario, out).map(|(path, _)| path),
        CopyKind::CrashReports => practice::write_crash_reports(&scenario, out).map(|_| out.to_path_buf()),
        CopyKind::Filesystem => practice::write_filesystem(&scenario, out).map(|_| out.to_path_buf()),
    };
    say::out(&format!("{}\n", made.map_err(failed)?.display()));
    Ok(())
}

fn make_backup(scenario: &Scenario, out: &Path, encrypted: bool) -> Result<(), Failure> {
    let encryption = encrypted.then(password::from_stdin).transpose()?;
    let encryption =
        encryption.map(|password| Encryption::quick(&String::from_utf8_lossy(&password.bytes())));
    practice::write_backup(scenario, out, encryption.as_ref()).map_err(failed)?;
    say::out(&format!("{}\n", out.display()));
    Ok(())
}

/// A built-in pretend phone; ends the program where there is none of that name.
pub(crate) fn scenario(name: &str) -> Result<Scenario, Failure> {
    match practice::scenario(name) {
        Ok(scenario) => Ok(scenario),
        Err(PracticeError::UnknownScenario(_)) => {
            let message = "there is no such pretend phone; see `lucerna practice list`\n";
            clap::Error::raw(clap::error::ErrorKind::ValueValidation, message).exit();
        }
        Err(error) => Err(Failure::new("our-fault").because(error)),
    }
}

pub(crate) fn failed(error: PracticeError) -> Failure {
    let code = match error {
        PracticeError::DiskFull => "disk-full",
        PracticeError::NotEmpty(_) | PracticeError::Io { .. } => "save-failed",
        _ => "our-fault",
    };
    Failure::new(code).because(error)
}
