//! The pretend phone that is meant, and why there is none.

use clap::error::ErrorKind;
use practice::{PracticeError, Scenario};
use scan::Failure;
use std::ffi::OsStr;
use std::path::Path;

/// The pretend phone that is called `name` or described in the file `name`, with the layout of `ios` if one is given.
pub(crate) fn described(name: &str, ios: Option<u32>) -> Result<Scenario, Failure> {
    let scenario = if Path::new(name).extension() == Some(OsStr::new("toml")) {
        #[expect(clippy::disallowed_methods, reason = "the person named this file; it is not evidence")]
        let text =
            std::fs::read_to_string(name).map_err(|error| Failure::new("not-readable").because(error))?;
        Scenario::parse(&text).unwrap_or_else(|error| unfit(&error))
    } else {
        scenario(name)?
    };
    Ok(match ios {
        Some(major) => scenario.of_release(major).unwrap_or_else(|error| unfit(&error)),
        None => scenario,
    })
}

fn unfit(error: &PracticeError) -> ! {
    refused(ErrorKind::ValueValidation, &format!("{error}\n"))
}

pub(crate) fn refused(kind: ErrorKind, message: &str) -> ! {
    clap::Error::raw(kind, message).exit()
}

/// A built-in pretend phone; ends the program where there is none of that name.
pub(crate) fn scenario(name: &str) -> Result<Scenario, Failure> {
    match practice::scenario(name) {
        Ok(scenario) => Ok(scenario),
        Err(PracticeError::UnknownScenario(_)) => refused(
            ErrorKind::ValueValidation,
            "there is no such pretend phone; see `lucerna practice list`\n",
        ),
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
