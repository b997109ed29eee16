//! `cargo xtask …`: everything that is done to this project, as commands.
//!
//! One file per command; `setup` and `window` are the rooms they share. The rules that the tree itself
//! must keep are ordinary tests, in `tests/tidy`.

#![expect(clippy::print_stdout, reason = "a command line tool talks on its output")]
#![expect(clippy::print_stderr, reason = "a command line tool talks on its output")]
#![expect(
    clippy::disallowed_methods,
    reason = "works on the project's own files and clock, never on evidence"
)]

mod bench;
mod board;
mod check;
mod conformance;
mod deny;
mod failure;
mod fuzz;
mod new_artifact;
mod place;
mod program;
mod run;
mod screenshots;
mod setup;
mod test;
mod window;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Builds, runs and tests Lucerna.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask", disable_help_subcommand = true)]
struct CommandLine {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Installs what is missing, builds everything and opens the window
    ///
    /// Without a display it runs the same check in the terminal, on the practice phone.
    Run(run::Options),
    /// Installs what is missing, then runs every test there is: the whole of the CI
    ///
    /// Format, lints, unit, property and acceptance tests, the checks of the window's own code, the rules
    /// of the tree, dependencies, and the real window driven through every screen.
    Test(test::Options),
    /// The fast part of `test`: no window, nothing is installed
    Check,
    /// Installs what is missing and nothing else
    ///
    /// On Debian 12 and 13 and Ubuntu 24.04 through apt-get; elsewhere it says exactly what to install.
    Setup(setup::Options),
    /// Pictures every screen of the real window, in English and Arabic, into target/screenshots
    Screenshots(screenshots::Options),
    /// Writes the folder, the words and the place in the list of a new artifact: `new-artifact ios wifi-networks`
    NewArtifact(new_artifact::Options),
    /// Measures `lucerna scan` and `lucerna backup` beside other tools on the same pretend phones, and prints the ratios
    Bench(bench::Options),
    /// Lets other people's tools open and read what `practice` writes, and compares with what we read; lets
    /// other people's clients talk with the simulated iPhone
    Conformance(conformance::Options),
    /// Feeds the readers of hostile bytes with made-up ones, ten minutes each: `fuzz typed_stream --seconds 60`
    Fuzz(fuzz::Options),
}

fn main() -> ExitCode {
    let done = match CommandLine::parse().task {
        Task::Run(options) => run::run(&options),
        Task::Test(options) => test::test(&options),
        Task::Check => check::check(),
        Task::Setup(options) => setup::setup(&options),
        Task::Screenshots(options) => screenshots::screenshots(&options),
        Task::NewArtifact(options) => new_artifact::new_artifact(&options),
        Task::Bench(options) => bench::bench(&options),
        Task::Conformance(options) => conformance::conformance(&options),
        Task::Fuzz(options) => fuzz::fuzz(&options),
    };
    match done {
        Ok(code) => code,
        Err(failure) => {
            failure.tell();
            ExitCode::FAILURE
        }
    }
}
