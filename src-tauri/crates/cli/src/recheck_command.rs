//! `lucerna recheck`.

use crate::arguments::Recheck;
use crate::exit;
use crate::scan_command::{compared, tell};
use scan::{Failure, Library};
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

pub(crate) fn run(options: Recheck, lang: &str) -> Result<ExitCode, Failure> {
    let lists = compared(&options.lists)?;
    let outcome = scan::recheck(&options.folder, lists, Library::shipped(), &AtomicBool::new(false))?;
    tell(&outcome, &options.told, lang)?;
    Ok(ExitCode::from(exit::of(outcome.conclusion)))
}
