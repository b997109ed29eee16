//! A disk that is too small, a real one.

use super::table::{Done, Table, hold, made, options, same, stored, trial};
use libtest_mimic::Trial;
use phone::{Keep, Plan};
use std::path::Path;
use std::process::Command;

pub(crate) fn trials() -> Vec<Trial> {
    vec![trial("a_disk_that_fills_up_keeps_what_came_and_goes_on_with_more_room", fills_up)]
}

struct Mounted<'a>(&'a Path);

impl Drop for Mounted<'_> {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(self.0).status();
    }
}

fn mount(options: &str, at: &Path) -> bool {
    let mount = Command::new("mount").args(["-t", "tmpfs", "-o", options, "tmpfs"]).arg(at).output();
    mount.is_ok_and(|done| done.status.success())
}

fn fills_up() -> Done {
    let small = tempfile::tempdir()?;
    if !cfg!(target_os = "linux") || !mount("size=1m", small.path()) {
        eprintln!("SKIPPED: a small disk cannot be mounted here, so a disk that fills up was not tried");
        return Ok(());
    }
    let mounted = Mounted(small.path());
    // A phone that is told of room enough, because most is not kept: what is needed is more than a megabyte.
    let table = Table::with(options())?;
    let plan = Plan { folder: small.path().to_path_buf(), keep: Keep::Needed, ..table.plan() };
    let went = table.copy(&plan);
    same(went.code().as_str(), "space-ran-out")?;
    hold(
        went.ended.is_err_and(|failure| failure.values.contains_key("free")),
        "how much was free is not said",
    )?;
    let unfinished = small.path().join("backup").join(format!("{}.unfinished", table.udid()));
    hold(unfinished.join("lucerna-unfinished").is_file(), "not marked as unfinished")?;
    hold(mount("remount,size=200m", small.path()), "no more room")?;
    let (copied, _) = table.copy(&plan).whole()?;
    let all = stored(&made(table.folder.path())?);
    let kept = stored(&copied.backup.ok_or("no backup")?);
    hold(
        !kept.is_empty() && kept.iter().all(|(name, content)| all.get(name) == Some(content)),
        "other content",
    )?;
    // The same with everything: the phone itself is told how little there is.
    drop(mounted);
    hold(mount("size=1m", small.path()), "not mounted again")?;
    let _mounted = Mounted(small.path());
    same(table.copy(&Plan { keep: Keep::All, ..plan }).code().as_str(), "no-space")
}
