//! Feeds the readers of hostile bytes with made-up ones. What is kept lies in `target/fuzz`: `corpus/<target>`,
//! `findings/<target>`, the programs in `build`. What was measured: `tests/fuzz/README.md`.

use crate::board::Ended;
use crate::failure::Failure;
use crate::place;
use crate::program::{self, Program};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The version whose flags we know.
const VERSION: &str = "0.13.2";

/// Targets that reach C through `unsafe` (SQLite); the others are safe code, and faster without a sanitizer.
const SANITIZED: [&str; 4] = ["sqlite", "sqlite_unused", "deleted_rows", "messages"];

/// Options of `fuzz`.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Targets, as files in tests/fuzz/targets are called; all of them if none is named
    targets: Vec<String>,
    /// Seconds for each
    #[arg(long, default_value_t = 600)]
    seconds: u32,
    /// Only builds the targets and writes what they start from
    #[arg(long)]
    only_build: bool,
}

/// The command `fuzz`. Ends at the first finding, which it names.
pub(crate) fn fuzz(options: &Options) -> Result<ExitCode, Failure> {
    let here = place::root().join("tests/fuzz");
    let all = targets(&here)?;
    if let Some(unknown) = options.targets.iter().find(|target| !all.contains(target)) {
        let what = format!("there is no target {unknown}");
        return Err(Failure::Missing { what, next: format!("one of {}", all.join(", ")) });
    }
    if !program::exists("cargo-fuzz") {
        Program::cargo().args(["install", "--locked", "cargo-fuzz", "--version", VERSION]).run()?;
    }
    let kept = place::target().join("fuzz");
    let chosen = if options.targets.is_empty() { &all } else { &options.targets };
    Program::cargo()
        .args(["run", "--quiet", "--example", "seeds", "--target-dir"])
        .args([&kept.join("seeds-build"), &kept.join("corpus")])
        .within(&here)
        .run()?;
    for target in chosen {
        build(&here, &kept, target)?;
    }
    if options.only_build {
        return Ok(ExitCode::SUCCESS);
    }
    for target in chosen {
        run(&kept, target, options.seconds)?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Compiles every target with the ordinary compiler: what they read from changes under them.
pub(crate) fn check() -> Result<Ended, Failure> {
    Program::cargo()
        .args(["check", "--bins", "--examples", "--target-dir"])
        .arg(place::target().join("fuzz/check"))
        .within(&place::root().join("tests/fuzz"))
        .run()?;
    Ok(Ended::Well)
}

fn targets(here: &Path) -> Result<Vec<String>, Failure> {
    let folder = here.join("targets");
    let files = fs::read_dir(&folder).map_err(Failure::file(&folder))?;
    let mut names: Vec<String> = files
        .flatten()
        .filter_map(|file| Some(file.file_name().to_str()?.strip_suffix(".rs")?.to_owned()))
        .collect();
    names.sort();
    Ok(names)
}

fn sanitizer(target: &str) -> &'static str {
    if SANITIZED.contains(&target) { "address" } else { "none" }
}

fn folder(kept: &Path, target: &str) -> PathBuf {
    kept.join("build").join(sanitizer(target))
}

fn build(here: &Path, kept: &Path, target: &str) -> Result<(), Failure> {
    Program::cargo()
        .args(["fuzz", "build", "--sanitizer", sanitizer(target), "--target-dir"])
        .arg(folder(kept, target))
        .arg(target)
        // Coverage and sanitizers are not stable options of the compiler.
        .env("RUSTC_BOOTSTRAP", "1")
        .within(here)
        .run()
}

fn run(kept: &Path, target: &str, seconds: u32) -> Result<(), Failure> {
    let findings = kept.join("findings").join(target);
    let corpus = kept.join("corpus").join(target);
    for folder in [&findings, &corpus] {
        fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    }
    let rustc = Program::new("rustc").arg("-vV").read()?;
    let host = rustc.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default();
    Program::new(folder(kept, target).join(host).join("release").join(target))
        .args(["-rss_limit_mb=2048", "-timeout=25", "-print_final_stats=1"])
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-max_len={}", longest(target)))
        .arg(format!("-artifact_prefix={}/", findings.display()))
        .arg(corpus)
        .run()
}

/// Bytes of the longest input; what a reader takes apart in pieces needs no long ones.
fn longest(target: &str) -> u32 {
    match target {
        "archive" | "any_artifact" | "deleted_rows" | "messages" | "sqlite" | "sqlite_unused"
        | "unified_log" => 128 << 10,
        "crash_report" | "processes" | "saved_files" => 64 << 10,
        _ => 8 << 10,
    }
}
