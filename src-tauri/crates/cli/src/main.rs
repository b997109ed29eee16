//! `lucerna`: the same doors as the window, for experts, help desks and tests.

mod arguments;
mod artifacts;
mod backup_command;
mod devices_command;
mod exit;
mod files;
mod hands;
mod indicators_command;
mod mvt;
mod packed;
mod password;
mod practice_command;
mod pretend;
mod recheck_command;
mod records;
mod say;
mod scan_command;
mod serve_command;
mod sorted;

use arguments::{Arguments, Command};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    scan::enter_if_worker(scan::Library::shipped());
    phone::enter_if_worker();
    let arguments = Arguments::parse();
    let lang = arguments.lang.as_str();
    let done = match arguments.command {
        Command::Scan(options) => scan_command::run(*options, lang),
        Command::Recheck(options) => recheck_command::run(options, lang),
        Command::Artifacts { describe } => artifacts::run(describe.as_deref(), lang),
        Command::Backup(options) => backup_command::run(&options),
        Command::Devices { json } => devices_command::run(json, lang),
        Command::Indicators(command) => indicators_command::run(command),
        Command::Practice(command) => practice_command::run(command),
    };
    done.unwrap_or_else(|failure| {
        say::failure(&failure, lang);
        ExitCode::from(exit::FAILURE)
    })
}
