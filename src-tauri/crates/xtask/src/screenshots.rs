//! Pictures of every screen of the real window, in English and Arabic.

use crate::failure::Failure;
use crate::program::Program;
use crate::setup::{self, Purpose};
use crate::{place, window};
use std::path::Path;
use std::process::ExitCode;

/// What to do with the pictures.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Also renew the few pictures that the README shows
    #[arg(long)]
    readme: bool,
}

/// Pictures that the README shows, without their ending.
const README: [&str; 4] =
    ["en-06-bring", "en-12-result-known-traces", "en-13-finding", "ar-12-result-nothing-found"];

/// The command `screenshots`.
pub(crate) fn screenshots(options: &Options) -> Result<ExitCode, Failure> {
    let ready = setup::prepare(Purpose::Test)?;
    ready.node.npm(["run", "build"]).run()?;
    Program::cargo().args(["build", "--workspace", "--bins", "--tests"]).run()?;
    let folder = place::target().join("screenshots");
    // Pictures are taken before a screen is judged, so they are there even if it is found at fault.
    let judged = window::test(Some(&folder));
    println!("The pictures stand in {}", folder.display());
    if options.readme {
        renew_readme(&folder)?;
    }
    judged.map(|_| ExitCode::SUCCESS)
}

fn renew_readme(folder: &Path) -> Result<(), Failure> {
    let shown = place::ui().join("pictures");
    std::fs::create_dir_all(&shown).map_err(Failure::file(&shown))?;
    for name in README {
        let file = format!("{name}.png");
        let to = shown.join(&file);
        std::fs::copy(folder.join(&file), &to).map_err(Failure::file(&to))?;
    }
    Ok(())
}
