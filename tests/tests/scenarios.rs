//! Whole reports as snapshots: each pretend phone is written, checked and reported, and the report is
//! compared with `tests/scenarios/<name>/report.en.txt`; of other copies than a backup, `report.<copy>.en.txt`.
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

/// What was copied of a phone.
#[derive(Clone, Copy)]
enum Taken {
    Backup {
        locked: bool,
    },
    Sysdiagnose,
    /// Backup, sysdiagnose and crash reports, in one folder as Lucerna writes them.
    Set,
}

/// Further copies whose reports are kept: of which phone, what, and the end of the name.
const OTHERS: [(&str, Taken, &str); 3] = [
    ("ordinary", Taken::Sysdiagnose, "sysdiagnose"),
    ("planted-sysdiagnose", Taken::Sysdiagnose, "sysdiagnose"),
    ("planted-sysdiagnose", Taken::Set, "set"),
];
/// A phone that is not offered for practising: its traces are in no backup.
const PLANTED: &str = include_str!("../scenarios/planted-sysdiagnose/phone.toml");

fn main() {
    scan::enter_if_worker(Library::shipped());
    let arguments = Arguments::from_args();
    let read = practice::scenarios().iter().filter(|file| !NOT_SNAPSHOT.contains(&file.name));
    let mut trials: Vec<_> = read
        .clone()
        .map(|file| {
            let copy = Taken::Backup { locked: false };
            Trial::test(format!("report_of_{}", file.name), move || report_stays(file.name, copy, ""))
        })
        .collect();
    trials.extend(read.map(|file| {
        Trial::test(format!("no_raw_key_in_any_language_for_{}", file.name), || {
            every_word_is_there(file.name, Taken::Backup { locked: false })
        })
    }));
    for (name, copy, kind) in OTHERS {
        let of = format!("{kind}_of_{name}");
        trials.push(Trial::test(format!("report_of_{of}"), move || report_stays(name, copy, kind)));
        let words = move || every_word_is_there(name, copy);
        trials.push(Trial::test(format!("no_raw_key_in_any_language_for_{of}"), words));
    }
    trials.push(Trial::test("an_encrypted_phone_gives_what_its_plain_twin_gives", twins));
    libtest_mimic::run(&arguments, trials).exit();
}

fn outcome(name: &str, copy: Taken) -> Result<engine::Outcome, Failed> {
    let folder = tempfile::tempdir()?;
    let scenario = match name {
        "planted-sysdiagnose" => practice::Scenario::parse(PLANTED)?,
        name => practice::scenario(name)?,
    };
    let backup = folder.path().join("backup");
    let locked = matches!(copy, Taken::Backup { locked: true });
    let password = scenario.password.clone().or_else(|| locked.then(|| "lantern".to_owned()));
    let encryption = password.as_deref().map(practice::Encryption::quick);
    let path = match copy {
        Taken::Backup { .. } => {
            practice::write_backup(&scenario, &backup, encryption.as_ref())?;
            backup
        }
        Taken::Sysdiagnose => practice::write_sysdiagnose(&scenario, &folder.path().join("sysdiagnose"))?.0,
        Taken::Set => {
            practice::write_backup(&scenario, &backup.join("phone"), encryption.as_ref())?;
            practice::write_sysdiagnose(&scenario, &folder.path().join("sysdiagnose"))?;
            practice::write_crash_reports(&scenario, &folder.path().join("crash-reports"))?;
            folder.path().to_owned()
        }
    };
    let mut request = Request::new(scan::identify(&path)?.remove(0));
    request.password = password.map(Password::new);
    Ok(scan::run(&request, Library::shipped(), &AtomicBool::new(false), &mut Silent)?)
}

fn snapshot(name: &str, kind: &str) -> PathBuf {
    let file = if kind.is_empty() { "report.en.txt".to_owned() } else { format!("report.{kind}.en.txt") };
    Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios").join(name).join(file)
}

fn report_stays(name: &str, copy: Taken, kind: &str) -> Result<(), Failed> {
    let mut outcome = outcome(name, copy)?;
    // Systems differ in what they can hold a worker with; the confinement has its own tests.
    outcome.tool.confinement.clear();
    let text = report::text(&report::view(&outcome, "en", Options::default()), true);
    let path = snapshot(name, kind);
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
fn every_word_is_there(name: &str, copy: Taken) -> Result<(), Failed> {
    let outcome = outcome(name, copy)?;
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
    let twin = |locked| outcome("pegasus-link", Taken::Backup { locked });
    let (plain, locked) = (twin(false)?, twin(true)?);
    if plain.findings != locked.findings {
        return Err("the encrypted twin gave other findings".into());
    }
    if plain.coverage.iter().zip(&locked.coverage).any(|(plain, locked)| plain.state != locked.state) {
        return Err("the encrypted twin was not examined alike".into());
    }
    Ok(())
}
