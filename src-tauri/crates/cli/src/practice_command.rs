//! `lucerna practice`: pretend phones.

use crate::arguments::Practice as Command;
use crate::{password, say};
use practice::{Encryption, PracticeError};
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
        Command::Make { scenario, out, encrypted, .. } => make(&scenario, &out, encrypted)?,
    }
    Ok(ExitCode::SUCCESS)
}

fn make(name: &str, out: &Path, encrypted: bool) -> Result<(), Failure> {
    let scenario = match practice::scenario(name) {
        Ok(scenario) => scenario,
        Err(PracticeError::UnknownScenario(_)) => {
            let message = "there is no such pretend phone; see `lucerna practice list`\n";
            clap::Error::raw(clap::error::ErrorKind::ValueValidation, message).exit();
        }
        Err(error) => return Err(Failure::new("our-fault").because(error)),
    };
    let encryption = encrypted.then(password::from_stdin).transpose()?;
    let encryption =
        encryption.map(|password| Encryption::quick(&String::from_utf8_lossy(&password.bytes())));
    practice::write_backup(&scenario, out, encryption.as_ref()).map_err(failed)?;
    say::out(&format!("{}\n", out.display()));
    Ok(())
}

fn failed(error: PracticeError) -> Failure {
    let code = match error {
        PracticeError::DiskFull => "disk-full",
        PracticeError::NotEmpty(_) | PracticeError::Io { .. } => "save-failed",
        _ => "our-fault",
    };
    Failure::new(code).because(error)
}
