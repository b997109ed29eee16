//! Every test there is, in the order in which a failure is found soonest.

use crate::board::{Board, Ended};
use crate::failure::Failure;
use crate::program::Program;
use crate::setup::{self, Node, Purpose};
use crate::{conformance, deny, fuzz, place, window};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to leave out.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Leave out the real window
    #[arg(long)]
    no_window: bool,
}

/// The command `test`.
pub(crate) fn test(options: &Options) -> Result<ExitCode, Failure> {
    let mut board = Board::new();
    let mut ready = None;
    board.step("setup", || {
        ready = Some(setup::prepare(Purpose::Test)?);
        Ok(Ended::Well)
    });
    let Some(ready) = ready else { return Ok(board.finish()) };

    board.step("format", format);
    interface(&mut board, &ready.node);
    let page = board.step("window: build its page", || {
        ready.node.npm(["run", "build"]).run()?;
        Ok(Ended::Well)
    });
    let names = ["lints", "build", "tests", "bindings unchanged", "known answers", "the real window"];
    if page {
        workspace(&mut board, options);
    } else {
        names.iter().for_each(|name| board.not_tried(name, "window: build its page"));
    }
    board.step("fuzz targets compile", fuzz::check);
    board.step("dependencies", deny::check);
    Ok(board.finish())
}

/// Everything that compiles the whole workspace. The same packages are named each time, so that cargo
/// settles on the same features and builds nothing twice.
fn workspace(board: &mut Board, options: &Options) {
    board.step("lints", || {
        let lint = ["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"];
        Program::cargo().args(lint).run()?;
        Ok(Ended::Well)
    });
    let built = board.step("build", || {
        Program::cargo().args(["build", "--workspace", "--bins", "--tests"]).run()?;
        Ok(Ended::Well)
    });
    if !built {
        return ["tests", "bindings unchanged", "known answers", "the real window"]
            .iter()
            .for_each(|name| board.not_tried(name, "build"));
    }
    bindings_unchanged(board, |board| {
        board.step("tests", || {
            Program::cargo().args(["test", "--workspace", "--no-fail-fast"]).run()?;
            Ok(Ended::Well)
        })
    });
    // Their numbers are a part of what Lucerna claims: they are shown.
    board.step("known answers", || {
        let shown = ["test", "--workspace", "--lib", "known_answers", "--", "--nocapture"];
        Program::cargo().args(shown).run()?;
        Ok(Ended::Well)
    });
    if options.no_window {
        board.step("the real window", || Ok(Ended::Skipped("left out, as asked".to_owned())));
    } else {
        board.step("the real window", || window::test(None));
    }
    conformance::steps_if_possible(board);
}

/// `cargo fmt --check`.
pub(crate) fn format() -> Result<Ended, Failure> {
    Program::cargo().args(["fmt", "--all", "--check"]).run()?;
    Ok(Ended::Well)
}

/// Types and tests of the window's own code.
pub(crate) fn interface(board: &mut Board, node: &Node) {
    board.step("window: types and markup", || {
        node.npm(["run", "check"]).run()?;
        Ok(Ended::Well)
    });
    board.step("window: its own tests", || {
        node.npm(["test"]).run()?;
        Ok(Ended::Well)
    });
}

/// The types that cross to the window are written by tests; after `tests` they must be what they were.
pub(crate) fn bindings_unchanged(board: &mut Board, tests: impl FnOnce(&mut Board) -> bool) {
    let folder = place::ui().join("src/generated");
    let before = contents(&folder);
    tests(board);
    board.step("bindings unchanged", || {
        let (before, after) = (before?, contents(&folder)?);
        let changed: Vec<String> = before
            .keys()
            .chain(after.keys())
            .filter(|file| before.get(*file) != after.get(*file))
            .map(|file| file.display().to_string())
            .collect();
        if changed.is_empty() {
            return Ok(Ended::Well);
        }
        Err(Failure::Rule {
            what: format!("These generated files were not up to date: {}", changed.join(" ")),
            next: "they have been written anew; commit them".to_owned(),
        })
    });
}

/// Every file directly in `folder`; nothing if there is no such folder.
fn contents(folder: &Path) -> Result<BTreeMap<PathBuf, Vec<u8>>, Failure> {
    if !folder.is_dir() {
        return Ok(BTreeMap::new());
    }
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(folder).map_err(Failure::file(folder))? {
        let path = entry.map_err(Failure::file(folder))?.path();
        if path.is_file() {
            let bytes = std::fs::read(&path).map_err(Failure::file(&path))?;
            files.insert(path, bytes);
        }
    }
    Ok(files)
}
