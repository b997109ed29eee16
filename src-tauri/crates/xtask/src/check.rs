//! The fast part of the tests: nothing is installed, no window is built or opened.

use crate::board::{Board, Ended};
use crate::failure::Failure;
use crate::program::Program;
use crate::setup;
use crate::test::{bindings_unchanged, format, interface};
use std::process::ExitCode;

/// The command `check`.
#[expect(clippy::unnecessary_wraps, reason = "every command has this shape")]
pub(crate) fn check() -> Result<ExitCode, Failure> {
    let mut board = Board::new();
    board.step("format", format);
    board.step("lints, without the window", || {
        Program::cargo().args(["clippy", "--all-targets", "--", "--deny", "warnings"]).run()?;
        Ok(Ended::Well)
    });
    bindings_unchanged(&mut board, |board| {
        board.step("tests, without the window", || {
            Program::cargo().args(["test", "--no-fail-fast"]).run()?;
            Ok(Ended::Well)
        })
    });
    match setup::as_it_is() {
        Ok(ready) => interface(&mut board, &ready.node),
        Err(failure) => {
            board.step("the window's own code", || Ok(Ended::Skipped(failure.to_string())));
        }
    }
    Ok(board.finish())
}
