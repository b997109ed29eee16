//! `lucerna recheck`.

use crate::arguments::Recheck;
use crate::exit;
use crate::scan_command::{lists, tell};
use scan::{Failure, Library};
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;

pub(crate) fn run(options: Recheck, lang: &str) -> Result<ExitCode, Failure> {
    let lists = (!options.no_builtin_indicators, lists(&options.indicators)?);
    let outcome = scan::recheck(&options.folder, lists, Library::shipped(), &AtomicBool::new(false))?;
    let files = (options.json.as_deref(), options.report.as_deref());
    tell(&outcome, files, (options.personal, options.quiet), lang)?;
    Ok(ExitCode::from(exit::of(outcome.conclusion)))
}
