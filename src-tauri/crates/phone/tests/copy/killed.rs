//! The program is killed at many points; what it leaves is whole, or marked unfinished and gone on with.

use super::table::{Done, Table, folder_in_memory, hold, made, options, plan, same_files, stored, trial};
use libtest_mimic::{Failed, Trial};
use practice::iphone::Fault;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;

const MODE: &str = "--copy-until-killed";

pub(crate) fn trials() -> Vec<Trial> {
    vec![trial("killed_at_many_points_it_leaves_a_copy_that_comes_to_its_end", at_many_points)]
}

/// In a process of its own: copies, telling the bytes that came.
pub(crate) fn enter_if_parent_to_be_killed() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.first().is_some_and(|first| first == MODE) {
        phone::look_at(Some(words[1].clone()));
        let plan = plan(&words[2], Path::new(&words[3]));
        let ended = phone::copy(&plan, &AtomicBool::new(false), &mut |progress| {
            println!("{}", progress.bytes);
        });
        println!("{ended:?}");
        std::process::exit(i32::from(ended.is_err()));
    }
}

/// Copies in another process and kills it when so many bytes came; false if it was whole before that.
fn kill_after(table: &Table, bytes: u64) -> Result<bool, Failed> {
    let mut child = Command::new(std::env::current_exe()?)
        .args([
            MODE,
            &table.serving.address().to_string(),
            &table.udid(),
            &table.folder.path().display().to_string(),
        ])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()?;
    let lines = BufReader::new(child.stdout.take().ok_or("no output")?).lines();
    for line in lines {
        if line?.parse::<u64>().is_ok_and(|came| came >= bytes) {
            // SIGKILL: nothing of it runs any more.
            child.kill()?;
            child.wait()?;
            wait_for_the_worker(table)?;
            return Ok(true);
        }
    }
    child.wait()?;
    Ok(false)
}

/// The process that wrote for it notices and ends: then the folder is free again.
fn wait_for_the_worker(table: &Table) -> Done {
    let lock = std::fs::File::options().write(true).open(table.folder.path().join("lucerna-lock"))?;
    let free = (0..100).any(|_| {
        std::thread::sleep(std::time::Duration::from_millis(50));
        lock.try_lock().is_ok()
    });
    hold(free, "the process that writes lives on without its supervisor")
}

fn at_many_points() -> Done {
    let scratch = folder_in_memory()?;
    let expected = stored(&made(scratch.path())?);
    let whole: u64 = expected.values().map(|content| content.len() as u64).sum();
    // Spread without a pattern, and the same in every run.
    let mut point = 7_u64;
    for _ in 0..6 {
        point = point.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut options = options();
        options.faults = vec![Fault::SlowLink(20_000_000)];
        let table = Table::with(options)?;
        let killed = kill_after(&table, (point >> 11) % whole)?;
        left_well(&table, &expected, killed)?;
        // And once more in the second try.
        let killed = kill_after(&table, (point >> 23) % whole)?;
        left_well(&table, &expected, killed)?;
        let (copied, _) = table.copy(&table.plan()).whole()?;
        same_files(&stored(&copied.backup.ok_or("no backup")?), &expected)?;
    }
    Ok(())
}

fn left_well(table: &Table, expected: &std::collections::BTreeMap<String, Vec<u8>>, killed: bool) -> Done {
    let whole: PathBuf = table.folder.path().join("backup").join(table.udid());
    if whole.exists() {
        hold(whole.join("lucerna-copy.json").is_file(), "a whole copy without its note")?;
        return same_files(&stored(&whole), expected);
    }
    hold(killed, "it ended by itself and is not whole")?;
    let growing = table.unfinished();
    if !growing.exists() {
        return Ok(());
    }
    hold(growing.join("lucerna-unfinished").is_file(), "not marked as unfinished")?;
    // Whatever has a name is all there.
    for at in [growing.clone(), growing.join("Snapshot")] {
        for (name, content) in stored(&at) {
            hold(expected.get(&name) == Some(&content), &format!("half of {name}"))?;
        }
    }
    Ok(())
}
