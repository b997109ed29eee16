//! `lucerna practice`: pretend phones.

use crate::arguments::{CopyKind, Practice as Command, Serve};
use crate::files::{create, written};
use crate::pretend::{described, failed, refused};
use crate::{password, say, serve_command};
use clap::error::ErrorKind;
use practice::{Encryption, Planted, Scenario};
use scan::Failure;
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
