//! What comes beside the backup: crash reports, sysdiagnoses, what the phone says of itself.

use crate::table::{Done, Table, code, connected, options, same, trial};
use libtest_mimic::{Failed, Trial};
use phone::{Copied, Plan};
use practice::iphone::{Fault, Options};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::time::Duration;

pub(crate) fn trials() -> Vec<Trial> {
    vec![
        trial("crash_reports_come_over_and_stay_on_the_phone", crashes),
        trial("what_the_phone_says_is_kept_as_it_came", says),
        trial("a_list_that_unfolds_beyond_measure_is_left_out_and_said", bomb),
        trial("a_sysdiagnose_is_waited_for_and_fetched", sysdiagnose),
        trial("a_sysdiagnose_that_is_not_there_is_said", no_sysdiagnose),
    ]
}

fn trusted(number: u32) -> Options {
    let mut options = options();
    (options.trusted, options.number) = (true, number);
    options
}

/// Everything but the backup.
pub(crate) fn aside(table: &Table, folder: &Path, names: &[&str]) -> Plan {
    Plan {
        udid: table.owner.udid().to_owned(),
        folder: folder.to_path_buf(),
        keep: phone::Keep::default(),
        new_password: None,
        crash_reports: true,
        sysdiagnoses: names.iter().map(|name| (*name).to_owned()).collect(),
        backup: false,
    }
}

pub(crate) fn copy(plan: &Plan) -> Result<Copied, Failed> {
    phone::copy(plan, &AtomicBool::new(false), &mut |_| {}).map_err(|failure| failure.to_string().into())
}

#[expect(clippy::disallowed_methods, reason = "looks at the copy that the test made")]
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() { all.extend(files(&path)) } else { all.push(path) }
    }
    all.sort();
    all
}

fn crashes() -> Done {
    let table = Table::with(trusted(31))?;
    let folder = tempfile::tempdir()?;
    let before = table.seen();
    let copied = copy(&aside(&table, folder.path(), &[]))?;
    same(copied.left_out.as_slice(), &[])?;
    let reports = files(&folder.path().join("crash-reports"));
    same(reports.len() as u64, copied.crash_reports)?;
    same(reports.len() >= 5 && reports.iter().all(|it| it.extension().is_some_and(|it| it == "ips")), true)?;
    let after = table.seen();
    same(after.asked.iter().any(|asked| asked.contains("remove")), false)?;
    same((after.hosts, after.records, after.encrypted), (before.hosts, before.records, before.encrypted))?;
    // Once more: those that lie there are not asked for again, and none is there twice.
    let again = copy(&aside(&table, folder.path(), &[]))?;
    same(again.crash_reports, copied.crash_reports)?;
    same(files(&folder.path().join("crash-reports")), reports)
}

fn says() -> Done {
    let table = Table::with(trusted(32))?;
    let folder = tempfile::tempdir()?;
    copy(&aside(&table, folder.path(), &[]))?;
    for file in ["lucerna-phone.json", "phone-says/apps.plist", "phone-says/profiles.plist"] {
        same(folder.path().join(file).is_file(), true)?;
    }
    #[expect(clippy::disallowed_methods, reason = "looks at the copy that the test made")]
    let facts = std::fs::read_to_string(folder.path().join("lucerna-phone.json"))?;
    same(facts.contains("os_build") && !facts.contains(table.owner.udid()), true)?;
    // A check of the folder reads them.
    let told = |failure: phone::Failure| failure.to_string();
    let candidate = scan::identify(folder.path()).map_err(told)?.remove(0);
    let never = std::sync::atomic::AtomicBool::new(false);
    let request = scan::Request::new(candidate);
    let outcome = scan::run(&request, scan::Library::shipped(), &never, &mut scan::Silent).map_err(told)?;
    let row = outcome.coverage.iter().find(|row| row.artifact == "ios.phone-answers");
    let read = row.is_some_and(|row| {
        row.expected && matches!(row.state, engine::State::Examined { records, .. } if records > 3)
    });
    same(read, true)
}

fn bomb() -> Done {
    let mut options = trusted(33);
    options.faults = vec![Fault::PlistBomb];
    let table = Table::with(options)?;
    let folder = tempfile::tempdir()?;
    let copied = copy(&aside(&table, folder.path(), &[]))?;
    let left_out: Vec<_> = copied.left_out.iter().map(|failure| failure.code.as_str()).collect();
    same(left_out, vec!["odd-answer", "odd-answer"])?;
    same(folder.path().join("phone-says").exists(), false)?;
    same(copied.crash_reports > 0, true)
}

fn sysdiagnose() -> Done {
    let mut options = trusted(34);
    options.old_sysdiagnoses = 1;
    options.sysdiagnose_after = Duration::from_secs(3);
    let table = Table::with(options)?;
    let udid = table.owner.udid().to_owned();
    let old = phone::sysdiagnoses(&udid).map_err(|failure| failure.to_string())?;
    same((old.len(), old[0].in_progress, old[0].made_at.is_some()), (1, false, true))?;
    let known = [old[0].name.clone()];
    table.owner.press_sysdiagnose();
    let mut begun = 0;
    let found = phone::wait_for_sysdiagnose(&udid, &known, &AtomicBool::new(false), &mut |_| begun += 1);
    let found = found.map_err(|failure| failure.to_string())?;
    same((begun, found.in_progress, known.contains(&found.name)), (1, false, false))?;
    let folder = tempfile::tempdir()?;
    let copied = copy(&aside(&table, folder.path(), &[&found.name, &known[0]]))?;
    same(copied.sysdiagnoses.len(), 2)?;
    same(copied.sysdiagnoses[0].metadata()?.len(), found.size)?;
    same(copied.left_out.as_slice(), &[])
}

fn no_sysdiagnose() -> Done {
    let table = Table::with(trusted(35))?;
    same(phone::sysdiagnoses(table.owner.udid()), Ok(Vec::new()))?;
    let folder = tempfile::tempdir()?;
    for name in ["sysdiagnose_x.tar.gz", "../../x.tar.gz", "x"] {
        let copied = copy(&aside(&table, folder.path(), &[name]))?;
        same(copied.left_out.iter().map(|it| it.code.as_str()).collect(), vec!["no-sysdiagnose"])?;
    }
    table.owner.unplug();
    same(code(phone::sysdiagnoses(table.owner.udid())), "phone-gone".to_owned())?;
    table.owner.plug();
    connected(&table).map(|_| ())
}
