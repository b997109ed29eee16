//! Whole reports as snapshots: each pretend phone is written, checked and reported, and the report is
//! compared with `tests/scenarios/<name>/report.en.txt`.
//!
//! `LUCERNA_BLESS=1 cargo test -p acceptance` writes them anew; read the difference before you commit it.

#![expect(clippy::disallowed_methods, reason = "reads and writes the snapshots of the project itself")]

use libtest_mimic::{Arguments, Failed, Trial};
use report::Options;
use scan::{Library, Password, Request, Silent};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

/// Scenarios for measuring, too large to be read.
const NOT_SNAPSHOT: &[&str] = &["large"];

fn main() {
    scan::enter_if_worker(Library::shipped());
    let arguments = Arguments::from_args();
    let read = practice::scenarios().iter().filter(|file| !NOT_SNAPSHOT.contains(&file.name));
    let mut trials: Vec<_> = read
        .clone()
        .map(|file| Trial::test(format!("report_of_{}", file.name), || report_stays(file.name)))
        .collect();
    trials.extend(read.map(|file| {
        Trial::test(format!("no_raw_key_in_any_language_for_{}", file.name), || {
            every_word_is_there(file.name)
        })
    }));
    trials.push(Trial::test("an_encrypted_phone_gives_what_its_plain_twin_gives", twins));
    libtest_mimic::run(&arguments, trials).exit();
}

fn outcome(name: &str, locked: bool) -> Result<engine::Outcome, Failed> {
    let folder = tempfile::tempdir()?;
    let backup = folder.path().join("backup");
    let scenario = practice::scenario(name)?;
    let password = scenario.password.clone().or_else(|| locked.then(|| "lantern".to_owned()));
    let encryption = password.as_deref().map(practice::Encryption::quick);
    practice::write_backup(&scenario, &backup, encryption.as_ref())?;
    let candidate = scan::identify(&backup)?.remove(0);
    let mut request = Request::new(candidate);
    request.password = password.map(Password::new);
    Ok(scan::run(&request, Library::shipped(), &AtomicBool::new(false), &mut Silent)?)
}

fn snapshot(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name).join("report.en.txt")
}

fn report_stays(name: &str) -> Result<(), Failed> {
    let mut outcome = outcome(name, false)?;
    // Systems differ in what they can hold a worker with; the confinement has its own tests.
    outcome.tool.confinement.clear();
    let text = report::text(&report::view(&outcome, "en", Options::default()), true);
    let path = snapshot(name);
    if std::env::var_os("LUCERNA_BLESS").is_some() {
        return Ok(fs::write(&path, text)?);
    }
    let before = fs::read_to_string(&path)?;
    let changed = before.lines().zip(text.lines()).find(|(before, now)| before != now);
    match changed {
        None if before == text => Ok(()),
        None => Err("the report is longer or shorter than it was".into()),
        Some((before, now)) => Err(format!("{}:\n  was: {before}\n  is:  {now}", path.display()).into()),
    }
}

/// Every sentence of every finding, note and row was found and filled, in every language.
fn every_word_is_there(name: &str) -> Result<(), Failed> {
    let outcome = outcome(name, false)?;
    for lang in report::languages() {
        for options in [Options { personal: false }, Options { personal: true }] {
            let view = report::view(&outcome, lang, options);
            let page = report::html(&view, true);
            let text = report::text(&view, true);
            for raw in ["{$", "{ $", "conclusion-", "why-needs", "-what", ".saw", ".meaning", ".holds"] {
                if let Some(line) = text.lines().find(|line| line.contains(raw)) {
                    return Err(format!("{lang}: {line}").into());
                }
            }
            if page.contains("<script") || page.contains("http://") && page.contains("href=") {
                return Err("the page holds a script or a link".into());
            }
        }
    }
    Ok(())
}

fn twins() -> Result<(), Failed> {
    let (plain, locked) = (outcome("pegasus-link", false)?, outcome("pegasus-link", true)?);
    if plain.findings != locked.findings {
        return Err("the encrypted twin gave other findings".into());
    }
    if plain.coverage.iter().zip(&locked.coverage).any(|(plain, locked)| plain.state != locked.state) {
        return Err("the encrypted twin was not examined alike".into());
    }
    Ok(())
}
