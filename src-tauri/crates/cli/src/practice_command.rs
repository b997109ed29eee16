//! `lucerna practice`: pretend phones.

use crate::arguments::Practice as Command;
use crate::{password, say};
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
    let Some(scenario) = practice::scenarios().iter().find(|scenario| scenario.name == name) else {
        clap::Error::raw(clap::error::ErrorKind::ValueValidation, "there is no such pretend phone; see `lucerna practice list`\n").exit();
    };
    let _ = (scenario, out, encrypted, password::from_stdin as fn() -> _);
    Ok(())
}
