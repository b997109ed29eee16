//! Makes the phones and lets both tools read them, two at a time: the reference tool uses one core.

use super::super::judge::MVT;
use super::list;
use crate::failure::Failure;
use crate::place;
use crate::program::Program;
use serde_json::Value;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// Describes the phone.
const SCENARIO: &str = "src-tauri/crates/xtask/src/conformance/layouts/every-trace.toml";

/// A phone that both have read.
pub(super) struct Phone {
    /// Major release of its layout.
    pub(super) release: u32,
    pub(super) kind: Kind,
    /// Holds everything below.
    pub(super) folder: PathBuf,
    /// What is planted, as `practice make --planted` writes it.
    pub(super) planted: Vec<Value>,
}

impl Phone {
    /// The phone itself.
    pub(super) fn phone(&self) -> PathBuf {
        self.folder.join("phone")
    }

    /// The planted values as a list.
    fn indicators(&self) -> PathBuf {
        self.folder.join("planted.stix2")
    }

    /// What the reference tool wrote.
    pub(super) fn theirs(&self) -> PathBuf {
        self.folder.join("mvt")
    }

    /// Our records of `artifact`, each a line of JSON; none if it was not examined.
    pub(super) fn ours(&self, artifact: &str) -> Result<Vec<Value>, Failure> {
        let path = self.folder.join("records").join(format!("{artifact}.jsonl"));
        if !path.exists() {
            return Ok(Vec::new());
        }
        let text = std::fs::read_to_string(&path).map_err(Failure::file(&path))?;
        text.lines().map(|line| parsed(&path, line)).collect()
    }

    /// Our outcome.
    pub(super) fn outcome(&self) -> Result<Value, Failure> {
        json(&self.folder.join("outcome.json"))
    }
}

/// How a phone is made and read.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Backup,
    Filesystem,
}

/// Backups of all `releases`.
pub(super) fn all(releases: &[u32], folder: &Path) -> Result<Vec<Phone>, Failure> {
    let mut phones = Vec::new();
    for pair in releases.chunks(2) {
        let both: Vec<Result<Phone, Failure>> = std::thread::scope(|scope| {
            let one = |release: u32| {
                let place = folder.join(format!("ios-{release}"));
                scope.spawn(move || one(release, Kind::Backup, place))
            };
            let started: Vec<_> = pair.iter().map(|release| one(*release)).collect();
            started.into_iter().map(|thread| thread.join().unwrap_or_else(|_| Err(fell()))).collect()
        });
        for phone in both {
            phones.push(phone?);
        }
    }
    Ok(phones)
}

/// Makes one phone and lets both read it.
pub(super) fn one(release: u32, kind: Kind, folder: PathBuf) -> Result<Phone, Failure> {
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(Failure::file(&folder))?;
    }
    std::fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    let mut phone = Phone { release, kind, folder, planted: Vec::new() };
    let planted = phone.folder.join("planted.json");
    let (form, check) = match kind {
        Kind::Backup => ("backup", "check-backup"),
        Kind::Filesystem => ("filesystem", "check-fs"),
    };
    let make = Program::new(place::built("lucerna")).args(["practice", "make"]);
    let make = make.arg(place::root().join(SCENARIO)).args(["--as", form, "--ios", &release.to_string()]);
    make.arg("--out").arg(phone.phone()).arg("--planted").arg(&planted).quiet().run()?;
    phone.planted = json(&planted)?.as_array().cloned().unwrap_or_default();
    let indicators = phone.indicators();
    let bundle = list::bundle(&phone.planted).to_string();
    std::fs::write(&indicators, bundle).map_err(Failure::file(&indicators))?;

    MVT.program("mvt-ios")
        // Lists that somebody downloaded once would be read too.
        .env("XDG_DATA_HOME", phone.folder.join("nothing"))
        .args(["--disable-update-check", "--disable-indicator-update-check", check, "--iocs"])
        .arg(&indicators)
        .arg("--output")
        .args([phone.theirs(), phone.phone()])
        .quiet()
        .run()?;
    let [records, timeline, outcome] =
        ["records", "timeline.csv", "outcome.json"].map(|name| phone.folder.join(name));
    let (records, timeline, outcome) = (records.as_os_str(), timeline.as_os_str(), outcome.as_os_str());
    let more = ["--records".as_ref(), records, "--timeline".as_ref(), timeline, "--json".as_ref(), outcome];
    scan(&phone, &more)?;
    Ok(phone)
}

/// Makes the archive of a sysdiagnose.
pub(super) fn sysdiagnose(release: u32, folder: &Path) -> Result<PathBuf, Failure> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).map_err(Failure::file(folder))?;
    }
    let archive = folder.join("phone");
    let make = Program::new(place::built("lucerna")).args(["practice", "make"]);
    let make = make.arg(place::root().join(SCENARIO)).args(["--as", "sysdiagnose", "--ios"]);
    make.arg(release.to_string()).arg("--out").arg(&archive).quiet().run()?;
    let entries = std::fs::read_dir(&archive).map_err(Failure::file(&archive))?;
    let made = entries.flatten().map(|entry| entry.path()).next();
    made.ok_or_else(|| Failure::Rule {
        what: "no sysdiagnose was made".to_owned(),
        next: "see above".to_owned(),
    })
}

/// Lets ours read the phone with the planted values alone, and write what `more` says.
pub(super) fn scan(phone: &Phone, more: &[&OsStr]) -> Result<(), Failure> {
    let scan = Program::new(place::built("lucerna")).arg("scan").arg(phone.phone());
    let scan = scan.args(["--quiet", "--personal", "--no-builtin-indicators", "--indicators"]);
    let scan = scan.arg(phone.indicators()).args(more);
    let line = scan.line();
    // 20: the phone holds planted traces.
    match scan.code()? {
        Some(20) => Ok(()),
        other => Err(Failure::Program { line, status: format!("{other:?}") }),
    }
}

/// A file of JSON.
pub(in super::super) fn json(path: &Path) -> Result<Value, Failure> {
    let text = std::fs::read_to_string(path).map_err(Failure::file(path))?;
    parsed(path, &text)
}

fn parsed(path: &Path, text: &str) -> Result<Value, Failure> {
    serde_json::from_str(text)
        .map_err(|error| Failure::Answer { line: path.display().to_string(), answer: error.to_string() })
}

fn fell() -> Failure {
    Failure::Rule { what: "a thread fell".to_owned(), next: "see above".to_owned() }
}
