//! Other people's tools judge ours: they open what `practice` encrypts, read in it what we read, and talk with
//! the simulated iPhone.

mod iphone;
mod judge;
mod layouts;
mod simulated;

pub(crate) use judge::MVT;
pub(crate) use simulated::Simulated;

use crate::board::{Board, Ended};
use crate::failure::Failure;
use crate::place;
use crate::program::Program;
use judge::OPENERS;
use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

/// The pretend phone that the judges see, once plain and once encrypted.
const SCENARIO: &str = "pegasus-link";

/// Password of the encrypted one.
pub(crate) const PASSWORD: &str = "practice password";

/// Hash of each file, by domain and path.
type Hashes = BTreeMap<String, String>;

/// What to leave out.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only the clients of the simulated iPhone
    #[arg(long)]
    only_iphone: bool,
    /// Only the layouts of several iOS releases, beside the reference tool
    #[arg(long)]
    only_layouts: bool,
}

/// The command `conformance`.
pub(crate) fn conformance(options: &Options) -> Result<ExitCode, Failure> {
    if !options.only_iphone {
        MVT.install()?;
    }
    if !options.only_iphone && !options.only_layouts {
        OPENERS.install()?;
    }
    Program::cargo().args(["build", "--package", "cli"]).run()?;
    let mut board = Board::new();
    match (options.only_iphone, options.only_layouts) {
        (false, true) => layouts::steps(&mut board),
        (only_iphone, _) => {
            if !only_iphone {
                steps(&mut board);
            }
            iphone::steps(&mut board);
        }
    }
    Ok(board.finish())
}

/// The same as a part of all tests: `lucerna` is built, and without the judges it is skipped.
pub(crate) fn steps_if_possible(board: &mut Board) {
    iphone::steps(board);
    if let Err(failure) = MVT.install().and_then(|()| OPENERS.install()) {
        board.step("other people's tools", || {
            Ok(Ended::Skipped(format!("they could not be installed: {failure}")))
        });
        return;
    }
    steps(board);
}

fn steps(board: &mut Board) {
    let folder = place::target().join("conformance");
    let (plain, encrypted) = (folder.join("plain"), folder.join("encrypted"));
    let made = board.step("judges: a phone, plain and encrypted", || {
        make(SCENARIO, &plain, None)?;
        make(SCENARIO, &encrypted, Some(PASSWORD))?;
        Ok(Ended::Well)
    });
    if !made {
        return board.not_tried("judges: all of them", "a phone, plain and encrypted");
    }
    for library in ["iphone_backup_decrypt", "pyiosbackup"] {
        let name = if library == "pyiosbackup" {
            "judges: pyiosbackup opens it"
        } else {
            "judges: iphone_backup_decrypt opens it"
        };
        board.step(name, || same(library, &hashes("plain", &plain)?, &hashes(library, &encrypted)?));
    }
    board.step("judges: mvt decrypts it", || {
        let decrypted = folder.join("decrypted");
        MVT.program("mvt-ios")
            .args(["--disable-update-check", "--disable-indicator-update-check", "decrypt-backup"])
            .args(["--password", PASSWORD, "--destination"])
            .args([&decrypted, &encrypted])
            .quiet()
            .run()?;
        same("mvt", &hashes("plain", &plain)?, &hashes("plain", &decrypted)?)
    });
    layouts::steps(board);
}

/// Writes the pretend phone `scenario` into `folder`, whatever stood there before.
pub(crate) fn make(scenario: &str, folder: &Path, password: Option<&str>) -> Result<(), Failure> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(Failure::file(folder))?;
    }
    let parent = folder.parent().unwrap_or(folder);
    std::fs::create_dir_all(parent).map_err(Failure::file(parent))?;
    let make =
        Program::new(place::built("lucerna")).args(["practice", "make", scenario, "--out"]).arg(folder);
    match password {
        None => make.run(),
        Some(password) => make.args(["--encrypted", "--password-stdin"]).input(password).run(),
    }
}

fn hashes(library: &str, folder: &Path) -> Result<Hashes, Failure> {
    let script = place::root().join("src-tauri/crates/xtask/src/conformance/open_with.py");
    let program = OPENERS.program("python").arg(script).arg(library).arg(folder).input(PASSWORD);
    let line = program.line();
    let answer = program.read()?;
    serde_json::from_str(&answer).map_err(|error| Failure::Answer { line, answer: error.to_string() })
}

fn same(judge: &str, ours: &Hashes, theirs: &Hashes) -> Result<Ended, Failure> {
    let differ: Vec<&str> = ours
        .keys()
        .chain(theirs.keys())
        .filter(|path| ours.get(*path) != theirs.get(*path))
        .map(String::as_str)
        .collect();
    println!("  {} files in the plain backup, {} that {judge} opened", ours.len(), theirs.len());
    if differ.is_empty() && !ours.is_empty() {
        return Ok(Ended::Well);
    }
    Err(Failure::Rule {
        what: format!("{judge} reads other bytes in {} files: {}", differ.len(), differ.join(", ")),
        next: "compare the two backups in target/conformance".to_owned(),
    })
}
