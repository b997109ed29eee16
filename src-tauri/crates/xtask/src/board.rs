//! Runs steps one after the other, goes on after a failure, and shows at the end how each went.

use crate::failure::Failure;
use std::process::ExitCode;
use std::time::{Duration, Instant};

/// How a step ended when it did not fail.
pub(crate) enum Ended {
    /// It ran, and all was well.
    Well,
    /// It could not be done here; the reason is shown as loudly as a failure.
    Skipped(String),
}

enum State {
    Well,
    Skipped(String),
    Failed,
}

/// The steps so far.
pub(crate) struct Board {
    rows: Vec<(&'static str, State, Duration)>,
    started: Instant,
}

impl Board {
    pub(crate) fn new() -> Self {
        Self { rows: Vec::new(), started: Instant::now() }
    }

    /// Runs one step. Returns whether later steps may build on it.
    pub(crate) fn step(&mut self, name: &'static str, work: impl FnOnce() -> Result<Ended, Failure>) -> bool {
        println!("\n== {name}");
        let started = Instant::now();
        let state = match work() {
            Ok(Ended::Well) => State::Well,
            Ok(Ended::Skipped(why)) => {
                println!("  SKIPPED: {why}");
                State::Skipped(why)
            }
            Err(failure) => {
                failure.tell();
                State::Failed
            }
        };
        let well = matches!(state, State::Well);
        self.rows.push((name, state, started.elapsed()));
        well
    }

    /// Notes a step that was not tried because an earlier one, `because`, failed.
    pub(crate) fn not_tried(&mut self, name: &'static str, because: &str) {
        self.rows.push((name, State::Skipped(format!("needs: {because}")), Duration::ZERO));
    }

    /// Prints the table; failure if any step failed.
    pub(crate) fn finish(self) -> ExitCode {
        println!("\n== Summary");
        let mut failed = 0;
        let mut skipped = 0;
        for (name, state, took) in &self.rows {
            let word = match state {
                State::Well => "well".to_owned(),
                State::Skipped(why) => {
                    skipped += 1;
                    format!("SKIPPED: {why}")
                }
                State::Failed => {
                    failed += 1;
                    "FAILED".to_owned()
                }
            };
            println!("  {name:<44} {:>7.1} s  {word}", took.as_secs_f64());
        }
        let all = self.started.elapsed().as_secs_f64();
        println!(
            "  {} steps, {failed} failed, {skipped} skipped, {:.1} minutes",
            self.rows.len(),
            all / 60.0
        );
        if failed > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }
}
