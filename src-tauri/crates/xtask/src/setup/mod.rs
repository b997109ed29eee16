//! What the project needs from this machine, installed where that is possible, asked for where it is not.

mod debian;
mod elsewhere;
mod node;
mod ui;

pub(crate) use node::Node;

use crate::failure::Failure;
use crate::place;
use std::process::ExitCode;

/// How much to set up.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Also what only the tests need: a virtual display, a driver for the window, fonts
    #[arg(long)]
    tests: bool,
}

/// What a command is going to do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Build and open the window.
    Run,
    /// The tests too.
    Test,
}

/// What is ready to be used after [`prepare`].
pub(crate) struct Ready {
    /// Node and npm; packages of the window are installed.
    pub(crate) node: Node,
}

/// The command `setup`.
pub(crate) fn setup(options: &Options) -> Result<ExitCode, Failure> {
    prepare(if options.tests { Purpose::Test } else { Purpose::Run })?;
    println!("Everything is in place.");
    Ok(ExitCode::SUCCESS)
}

/// Makes this machine ready for `purpose`.
pub(crate) fn prepare(purpose: Purpose) -> Result<Ready, Failure> {
    if std::env::consts::OS == "linux" && debian::is_known() {
        debian::install_missing(purpose)?;
    } else {
        elsewhere::ask_for_missing(purpose)?;
    }
    let node = Node::find_or_install()?;
    ui::install_packages(&node)?;
    Ok(Ready { node })
}

/// What is here already, without installing anything.
pub(crate) fn as_it_is() -> Result<Ready, Failure> {
    let node = Node::find().ok_or_else(|| Failure::Missing {
        what: format!("Node {} or newer is not here.", node::OLDEST),
        next: "run `cargo xtask setup`".to_owned(),
    })?;
    if !ui::packages_are_current() {
        return Err(Failure::Missing {
            what: format!("The packages of {} are not those of its lock file.", place::ui().display()),
            next: "run `cargo xtask setup`".to_owned(),
        });
    }
    Ok(Ready { node })
}
