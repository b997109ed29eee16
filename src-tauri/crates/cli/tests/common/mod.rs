//! What the tests of the command line share: the program itself and backups to give it.

#![allow(dead_code, reason = "each test file uses a part of this")]

use serde_json::Value;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Password of the locked backups made here.
pub(crate) const PASSWORD: &str = "lantern";

/// What a run gave.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// Runs `lucerna` with these arguments and this standard input.
pub(crate) fn lucerna<A: AsRef<OsStr>>(arguments: &[A], stdin: &str) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_lucerna"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(stdin.as_bytes()).unwrap();
    finished(&child.wait_with_output().unwrap())
}

pub(crate) fn finished(output: &Output) -> Run {
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// Runs a check and gives its exit code and outcome.
pub(crate) fn scan(backup: &Path, more: &[&str], stdin: &str) -> (Run, Value) {
    let arguments = [&["scan", backup.to_str().unwrap(), "--json", "-"], more].concat();
    let run = lucerna(&arguments, stdin);
    let outcome = serde_json::from_str(&run.out).unwrap_or(Value::Null);
    (run, outcome)
}

/// A pretend phone's backup, with the folder that must outlive it.
pub(crate) fn made(scenario: &str, locked: bool) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("backup");
    let encryption = locked.then(|| practice::Encryption::quick(PASSWORD));
    practice::write_backup(&practice::scenario(scenario).unwrap(), &backup, encryption.as_ref()).unwrap();
    (folder, backup)
}

/// A folder of ../shared, or none with a loud line: the product never depends on it.
#[expect(clippy::print_stderr, reason = "a skipped test must be seen")]
pub(crate) fn shared(what: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared").join(what);
    if !path.exists() {
        eprintln!("\n*** SKIPPED: ../shared/{what} is not here ***\n");
        return None;
    }
    path.canonicalize().ok()
}

/// `(detection, weight, path, place)`.
pub(crate) type Finding = (String, String, String, String);

/// The findings of an outcome.
pub(crate) fn findings(outcome: &Value) -> Vec<Finding> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let row = |finding: &Value| {
        let cite = &finding["cite"];
        (text(&finding["detection"]), text(&finding["weight"]), text(&cite["path"]), text(&cite["place"]))
    };
    outcome["findings"].as_array().map(|all| all.iter().map(row).collect()).unwrap_or_default()
}
