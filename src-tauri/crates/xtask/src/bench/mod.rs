//! Time and memory beside other tools, in the same run, on the same pretend phone.

mod copies;

use crate::conformance::{MVT, PASSWORD, make};
use crate::failure::Failure;
use crate::place;
use crate::program::Program;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// A small pretend phone, and a large one with about 200,000 messages and 150,000 visits: memory must not grow from
/// one to the other.
const SCENARIOS: [&str; 2] = ["ordinary", "large"];

/// Runs of ours for one of the peer's, which takes minutes.
const RUNS: usize = 5;

/// What one command took.
#[derive(Clone, Copy)]
struct Took {
    seconds: f64,
    megabytes: f64,
}

/// What to leave out.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Copies of the simulated iPhone beside idevicebackup2, and nothing else
    #[arg(long)]
    only_copies: bool,
}

/// The command `bench`.
pub(crate) fn bench(options: &Options) -> Result<ExitCode, Failure> {
    if !options.only_copies {
        MVT.install()?;
    }
    Program::cargo().args(["build", "--release", "--package", "cli"]).run()?;
    let folder = place::target().join("bench");
    copies::rows(&folder)?;
    if options.only_copies {
        return Ok(ExitCode::SUCCESS);
    }
    Program::cargo().args(["build", "--package", "cli"]).run()?;
    let mut checks = Vec::new();
    for scenario in SCENARIOS {
        checks.push(phone(scenario, &folder)?);
    }
    for (small, large) in checks[0].iter().zip(&checks[1]) {
        let (before, after) = (small.1.megabytes, large.1.megabytes);
        println!("memory of lucerna, {}: {before:.0} MB small, {after:.0} MB large", small.0);
    }
    Ok(ExitCode::SUCCESS)
}

/// Every artifact there is, ours and the peer's, on one phone; what ours took of each kind of check.
fn phone(scenario: &str, folder: &Path) -> Result<Vec<(&'static str, Took)>, Failure> {
    let (plain, encrypted) = (folder.join("plain"), folder.join("encrypted"));
    make(scenario, &plain, None)?;
    make(scenario, &encrypted, Some(PASSWORD))?;

    let ours = median(|| measured(&lucerna(&plain)))?;
    row(scenario, PLAIN, ours, measured(&mvt_check(&plain, None))?);

    let theirs = measured(&mvt_check(&plain, Some(&fresh(folder, "mvt-plain")?)))?;
    let written = median(|| measured(&writing(&plain, &fresh(folder, "written")?)))?;
    row(scenario, WRITTEN, written, theirs);
    let exported = median(|| measured(&exporting(&plain, &fresh(folder, "exported")?)))?;
    row(scenario, EXPORTED, exported, theirs);

    let locked = median(|| measured(&lucerna(&encrypted)))?;
    let decrypted = fresh(folder, "decrypted")?;
    let decrypting = measured(&mvt_decrypt(&encrypted, &decrypted))?;
    let checking = measured(&mvt_check(&decrypted, None))?;
    let theirs = Took {
        seconds: decrypting.seconds + checking.seconds,
        megabytes: decrypting.megabytes.max(checking.megabytes),
    };
    row(scenario, ENCRYPTED, locked, theirs);
    Ok(vec![(PLAIN, ours), (WRITTEN, written), (EXPORTED, exported), (ENCRYPTED, locked)])
}

const PLAIN: &str = "plain backup";
const WRITTEN: &str = "plain backup, records and timeline written";
const EXPORTED: &str = "plain backup, files of mvt written";
const ENCRYPTED: &str = "encrypted backup";

fn row(scenario: &str, what: &str, ours: Took, theirs: Took) {
    println!(
        "{scenario}, {what}: lucerna {:.2} s, {:.0} MB; mvt {:.1} s, {:.0} MB; {:.0} times faster, {:.0} times less memory",
        ours.seconds,
        ours.megabytes,
        theirs.seconds,
        theirs.megabytes,
        theirs.seconds / ours.seconds,
        theirs.megabytes / ours.megabytes
    );
}

fn lucerna(backup: &Path) -> Vec<String> {
    let (program, backup) = (release().display().to_string(), backup.display().to_string());
    [program, "scan".into(), backup, "--quiet".into(), "--password-stdin".into()].into()
}

/// The same, with everything that it read as files in `out`.
fn writing(backup: &Path, out: &Path) -> Vec<String> {
    let mut words = lucerna(backup);
    let at = |name: &str| out.join(name).display().to_string();
    words.extend(["--records".into(), at("records"), "--timeline".into(), at("timeline.csv")]);
    words
}

/// The same, with the files that the peer writes.
fn exporting(backup: &Path, out: &Path) -> Vec<String> {
    let mut words = lucerna(backup);
    words.extend(["--mvt".into(), out.display().to_string()]);
    words
}

/// `lucerna` as it is shipped.
fn release() -> PathBuf {
    place::target().join("release").join(format!("lucerna{}", std::env::consts::EXE_SUFFIX))
}

/// The peer's check; only with a folder to write to does it write its records and its timeline.
fn mvt_check(backup: &Path, out: Option<&Path>) -> Vec<String> {
    let mut words = mvt(["check-backup"]);
    words.extend(out.map(|out| format!("--output={}", out.display())));
    words.push(backup.display().to_string());
    words
}

fn mvt_decrypt(backup: &Path, out: &Path) -> Vec<String> {
    let (backup, out) = (backup.display().to_string(), out.display().to_string());
    let mut words = mvt(["decrypt-backup", "--password", PASSWORD, "--destination"]);
    words.extend([out, backup]);
    words
}

fn mvt<const N: usize>(words: [&str; N]) -> Vec<String> {
    let program = MVT.path("mvt-ios").display().to_string();
    let quiet = ["--disable-update-check".to_owned(), "--disable-indicator-update-check".to_owned()];
    std::iter::once(program).chain(quiet).chain(words.map(str::to_owned)).collect()
}

fn fresh(folder: &Path, name: &str) -> Result<PathBuf, Failure> {
    let path = folder.join(name);
    if path.exists() {
        std::fs::remove_dir_all(&path).map_err(Failure::file(&path))?;
    }
    std::fs::create_dir_all(&path).map_err(Failure::file(&path))?;
    Ok(path)
}

fn median(mut once: impl FnMut() -> Result<Took, Failure>) -> Result<Took, Failure> {
    Ok(middle((0..RUNS).map(|_| once()).collect::<Result<Vec<_>, _>>()?))
}

fn middle(mut all: Vec<Took>) -> Took {
    all.sort_by(|a, b| a.seconds.total_cmp(&b.seconds));
    all[all.len() / 2]
}

/// Wall time, and the most memory that the program or any of its own processes filled, as the kernel counts
/// it for a shell that waits for nothing else.
fn measured(words: &[String]) -> Result<Took, Failure> {
    let script = "import resource, subprocess, sys\n\
                  code = subprocess.run(sys.argv[1:], input=sys.stdin.buffer.read(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode\n\
                  print(code, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)";
    let start = Instant::now();
    let program = Program::new("python3").args(["-c", script]).args(words).input(PASSWORD);
    let line = words.join(" ");
    let answer = program.read()?;
    let seconds = start.elapsed().as_secs_f64();
    let mut numbers = answer.split_whitespace().filter_map(|word| word.parse::<f64>().ok());
    match (numbers.next(), numbers.next()) {
        (Some(0.0), Some(kilobytes)) => Ok(Took { seconds, megabytes: kilobytes / 1024.0 }),
        _ => Err(Failure::Answer { line, answer }),
    }
}
