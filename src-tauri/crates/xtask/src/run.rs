//! Opens the window; where there is no display, the same check in the terminal.

use crate::failure::Failure;
use crate::place;
use crate::program::Program;
use crate::setup::{self, Purpose};
use std::path::Path;
use std::process::ExitCode;

/// How to run.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Stay in the terminal even if there is a display
    #[arg(long)]
    terminal: bool,
}

/// The pretend phone that the terminal shows: a link reached it, and a known process ran.
const SCENARIO: &str = "pegasus-link";

/// Exit codes of `lucerna scan` that mean that a check was made: its four conclusions.
const CONCLUSIONS: [i32; 4] = [0, 10, 20, 30];

/// The command `run`.
pub(crate) fn run(options: &Options) -> Result<ExitCode, Failure> {
    if options.terminal || !has_display() {
        if !options.terminal {
            println!("There is no display here, so there can be no window.");
        }
        println!("The same check runs in the terminal, on the practice phone `{SCENARIO}`.\n");
        return in_terminal();
    }
    let ready = setup::prepare(Purpose::Run)?;
    ready.node.npm(["run", "build"]).run()?;
    Program::cargo().args(["build", "--package", "app"]).run()?;
    Program::new(place::built("lucerna-app")).run()?;
    Ok(ExitCode::SUCCESS)
}

fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(not(target_os = "linux")) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Needs neither web view nor Node, so nothing is installed.
fn in_terminal() -> Result<ExitCode, Failure> {
    Program::cargo().args(["build", "--package", "cli"]).run()?;
    let phone = place::target().join("practice").join(SCENARIO);
    empty(&phone)?;
    let lucerna = || Program::new(place::built("lucerna"));
    lucerna().args(["practice", "make", SCENARIO, "--out"]).arg(&phone).run()?;
    let check = lucerna().arg("scan").arg(&phone);
    let line = check.line();
    println!("  $ {line}\n");
    match check.code()? {
        Some(code) if CONCLUSIONS.contains(&code) => Ok(ExitCode::SUCCESS),
        code => Err(Failure::Program { line, status: format!("exit code {code:?}") }),
    }
}

fn empty(folder: &Path) -> Result<(), Failure> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(Failure::file(folder))?;
    }
    let parent = folder.parent().unwrap_or(folder);
    std::fs::create_dir_all(parent).map_err(Failure::file(parent))
}
