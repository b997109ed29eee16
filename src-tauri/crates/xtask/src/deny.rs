//! cargo-deny: licences, sources and known faults of every dependency. Its rules: `deny.toml`.

use crate::board::Ended;
use crate::failure::Failure;
use crate::place;
use crate::program::Program;

/// The version whose rules file we write.
const VERSION: &str = "0.20.2";

/// Checks the dependencies. Known faults need the advisory database; without it that part is skipped.
pub(crate) fn check() -> Result<Ended, Failure> {
    install()?;
    cargo_deny(&["check", "bans", "licenses", "sources"]).run()?;
    if !cargo_deny(&["fetch", "db"]).succeeds() {
        let why = "known faults: the advisory database cannot be fetched; bans, licences and sources hold";
        return Ok(Ended::Skipped(why.to_owned()));
    }
    cargo_deny(&["check", "advisories"]).run()?;
    Ok(Ended::Well)
}

fn cargo_deny(args: &[&str]) -> Program {
    Program::new(place::tools().join("bin/cargo-deny"))
        .args(["--all-features", "--log-level", "error"])
        .args(args)
}

fn install() -> Result<(), Failure> {
    let program = place::tools().join("bin/cargo-deny");
    let version = Program::new(&program).arg("--version").read_whatever().unwrap_or_default();
    if version.trim().ends_with(VERSION) {
        return Ok(());
    }
    // Not optimised: it builds four times as fast and runs for seconds.
    Program::cargo()
        .args(["install", "cargo-deny", "--locked", "--debug", "--version", VERSION, "--root"])
        .arg(place::tools())
        .run()
}
