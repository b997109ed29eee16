//! A table with a computer, a simulated phone that trusts it, and a folder for its copy.

use libtest_mimic::{Failed, Trial};
use phone::{Copied, Failure, Keep, Patience, Plan, Progress, Stage};
use practice::Scenario;
use practice::iphone::{Fault, Options, Serving, serve};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

pub(crate) type Done = Result<(), Failed>;

pub(crate) fn trial(name: &str, test: fn() -> Done) -> Trial {
    Trial::test(name, test)
}

pub(crate) fn scenario() -> Scenario {
    practice::scenario("ordinary").expect("the scenario is built in")
}

/// A phone that trusts this computer and whose owner is quick.
pub(crate) fn options() -> Options {
    let mut options = Options::new(scenario());
    options.trusted = true;
    options.pause = Duration::from_millis(50);
    options
}

pub(crate) fn with_fault(fault: Fault) -> Options {
    let mut options = options();
    options.faults = vec![fault];
    options
}

pub(crate) struct Table {
    pub serving: Serving,
    pub folder: tempfile::TempDir,
}

/// A folder on a disk in memory where there is one: these tests write much, and wait for the disk to have it.
pub(crate) fn folder_in_memory() -> std::io::Result<tempfile::TempDir> {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() }
}

/// What a copy came to and what was told on the way.
pub(crate) struct Went {
    pub ended: Result<Copied, Failure>,
    pub told: Vec<Progress>,
}

impl Went {
    pub(crate) fn whole(self) -> Result<(Copied, Vec<Progress>), Failed> {
        let Self { ended, told } = self;
        Ok((ended.map_err(|failure| failure.to_string())?, told))
    }

    pub(crate) fn code(&self) -> String {
        match &self.ended {
            Ok(_) => "whole".to_owned(),
            Err(failure) => failure.code.clone(),
        }
    }

    pub(crate) fn passed(&self, stage: Stage) -> bool {
        self.told.iter().any(|progress| progress.stage == stage)
    }
}

impl Table {
    /// Puts a phone on the table and looks for phones there from now on.
    pub(crate) fn with(options: Options) -> Result<Self, Failed> {
        let serving = serve(options).map_err(|error| error.to_string())?;
        phone::look_at(Some(serving.address().to_string()));
        Ok(Self { serving, folder: folder_in_memory()? })
    }

    pub(crate) fn udid(&self) -> String {
        self.serving.control().udid().to_owned()
    }

    pub(crate) fn plan(&self) -> Plan {
        plan(&self.udid(), self.folder.path())
    }

    pub(crate) fn unfinished(&self) -> PathBuf {
        self.folder.path().join("backup").join(format!("{}.unfinished", self.udid()))
    }

    pub(crate) fn copy(&self, plan: &Plan) -> Went {
        self.copy_until(plan, |_| false)
    }

    /// Copies; stops when `stop` says so.
    pub(crate) fn copy_until(&self, plan: &Plan, mut stop: impl FnMut(&Progress) -> bool) -> Went {
        let patience = Patience { gone: Duration::from_secs(60), silence: Duration::from_secs(60) };
        self.copy_with(plan, patience, &mut stop)
    }

    pub(crate) fn copy_with(
        &self,
        plan: &Plan,
        patience: Patience,
        stop: &mut dyn FnMut(&Progress) -> bool,
    ) -> Went {
        let stopped = AtomicBool::new(false);
        let mut told = Vec::new();
        let ended = phone::copy_with_patience(plan, patience, &stopped, &mut |progress| {
            if stop(&progress) {
                stopped.store(true, Ordering::Relaxed);
            }
            told.push(progress);
        });
        Went { ended, told }
    }
}

/// Only the backup, all of it, in the clear.
pub(crate) fn plan(udid: &str, folder: &Path) -> Plan {
    Plan {
        udid: udid.to_owned(),
        folder: folder.to_path_buf(),
        keep: Keep::All,
        new_password: None,
        crash_reports: false,
        sysdiagnoses: Vec::new(),
        backup: true,
    }
}

/// Stored files of a backup by name.
pub(crate) fn stored(backup: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for part in folder(backup).into_iter().filter(|name| name.len() == 2) {
        for name in folder(&backup.join(&part)) {
            let content = std::fs::read(backup.join(&part).join(&name)).unwrap();
            files.insert(name, content);
        }
    }
    files
}

/// Names in a folder.
pub(crate) fn folder(path: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(path) else { return Vec::new() };
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// The same phone's backup, made without any phone.
pub(crate) fn made(folder: &Path) -> Result<PathBuf, Failed> {
    let out = folder.join("made");
    practice::write_backup(&scenario(), &out, None).map_err(|error| error.to_string())?;
    Ok(out)
}

/// What a check finds: artifact and detection of each finding, and what it said of each artifact.
pub(crate) fn findings(path: &Path, password: Option<&str>) -> Result<(Vec<String>, Vec<String>), Failed> {
    let told = |failure: Failure| failure.to_string();
    let candidate = scan::identify(path).map_err(told)?.remove(0);
    let mut request = scan::Request::new(candidate);
    request.password = password.map(phone::Password::new);
    let never = AtomicBool::new(false);
    let outcome = scan::run(&request, scan::Library::shipped(), &never, &mut scan::Silent).map_err(told)?;
    let finding =
        |finding: &engine::Finding| format!("{} {} {:?}", finding.detection, finding.cite.path, finding.when);
    let row = |row: &engine::Coverage| format!("{} {:?}", row.artifact, row.state);
    let rows = outcome.coverage.iter().filter(|row| row.artifact != "ios.backup-info");
    Ok((outcome.findings.iter().map(finding).collect(), rows.map(row).collect()))
}

pub(crate) fn same<T: PartialEq + std::fmt::Debug>(found: T, expected: T) -> Done {
    if found == expected { Ok(()) } else { Err(format!("{found:?} is not {expected:?}").into()) }
}

/// As [`same`], for what is too long to be shown.
pub(crate) fn same_files(found: &BTreeMap<String, Vec<u8>>, expected: &BTreeMap<String, Vec<u8>>) -> Done {
    let lacks: Vec<_> = expected.keys().filter(|name| !found.contains_key(*name)).collect();
    let more: Vec<_> = found.keys().filter(|name| !expected.contains_key(*name)).collect();
    let other: Vec<_> = expected
        .iter()
        .filter(|(name, all)| found.get(*name).is_some_and(|it| it != *all))
        .map(|(name, _)| name)
        .collect();
    same((lacks, more, other), (Vec::new(), Vec::new(), Vec::new()))
}

pub(crate) fn hold(what: bool, why: &str) -> Done {
    if what { Ok(()) } else { Err(why.into()) }
}
