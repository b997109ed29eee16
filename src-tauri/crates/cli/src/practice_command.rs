//! `lucerna practice`: pretend phones.

use crate::arguments::{CopyKind, Practice as Command, Serve};
use crate::files::{create, written};
use crate::{password, say, serve_command};
use clap::error::ErrorKind;
use practice::{Encryption, Planted, PracticeError, Scenario};
use scan::Failure;
use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

pub(crate) fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::List => {
            for scenario in practice::scenarios() {
                say::out(&format!("{}\n", scenario.name));
            }
        }
        Command::Make { scenario, out, kind, ios, planted, encrypted, .. } => {
            let scenario = described(&scenario, ios)?;
            let made = make(&scenario, &out, kind, encrypted)?;
            if let Some(path) = planted {
                let mut file = create(&path)?;
                written(writeln!(file, "{:#}", serde_json::json!(made)))?;
                written(file.flush())?;
            }
        }
        Command::Serve(Serve::Iphone(options)) => serve_command::iphone(&options)?,
    }
    Ok(ExitCode::SUCCESS)
}

/// Makes it, names where it lies, and returns what is planted in it.
fn make(scenario: &Scenario, out: &Path, kind: CopyKind, encrypted: bool) -> Result<Vec<Planted>, Failure> {
    let (path, planted) = match kind {
        CopyKind::Backup => {
            let encryption = encrypted.then(password::from_stdin).transpose()?;
            let encryption =
                encryption.map(|password| Encryption::quick(&String::from_utf8_lossy(&password.bytes())));
            let made = practice::write_backup(scenario, out, encryption.as_ref()).map_err(failed)?;
            (out.to_path_buf(), made.planted)
        }
        _ if encrypted => refused(ErrorKind::ArgumentConflict, "--encrypted: only a backup can be locked\n"),
        CopyKind::Sysdiagnose => {
            let (path, made) = practice::write_sysdiagnose(scenario, out).map_err(failed)?;
            (path, made.planted)
        }
        CopyKind::CrashReports => {
            let made = practice::write_crash_reports(scenario, out).map_err(failed)?;
            (out.to_path_buf(), made.planted)
        }
        CopyKind::Filesystem => {
            let made = practice::write_filesystem(scenario, out).map_err(failed)?;
            (out.to_path_buf(), made.planted)
        }
    };
    say::out(&format!("{}\n", path.display()));
    Ok(planted)
}

/// The pretend phone that is called `name` or described in the file `name`, with the layout of `ios` if one is given.
fn described(name: &str, ios: Option<u32>) -> Result<Scenario, Failure> {
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

fn refused(kind: ErrorKind, message: &str) -> ! {
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
