//! The process that talks to the phone never outlives the one that started it.

use crate::table::{Done, Table, options, same, trial};
use libtest_mimic::Trial;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::sync::atomic::AtomicBool;
use std::time::{Duration, Instant};

/// Makes this program a supervisor that waits for a phone until it is killed.
const MODE: &str = "--parent-to-be-killed";

pub(crate) fn trials() -> Vec<Trial> {
    if !cfg!(target_os = "linux") {
        return Vec::new();
    }
    vec![trial("a_killed_supervisor_leaves_no_process_behind", killed)]
}

#[expect(clippy::print_stdout, reason = "it tells the test that the phone was seen")]
pub(crate) fn enter_if_parent_to_be_killed() {
    let mut arguments = std::env::args().skip(1);
    if arguments.next().as_deref() != Some(MODE) {
        return;
    }
    phone::look_at(arguments.next());
    let never = AtomicBool::new(false);
    let ended = phone::connect(None, &never, &mut |_| println!("seen"));
    println!("{ended:?}");
    std::process::exit(0);
}

fn killed() -> Done {
    let table = Table::with(options())?;
    let mut parent = Command::new(std::env::current_exe()?)
        .args([MODE, &table.serving.address().to_string()])
        .stdout(Stdio::piped())
        .spawn()?;
    let stdout = parent.stdout.take().ok_or("no pipe")?;
    let mut line = String::new();
    BufReader::new(stdout).read_line(&mut line)?;
    same(line.as_str(), "seen\n")?;
    let workers = children(parent.id())?;
    same(workers.len(), 1)?;
    parent.kill()?;
    parent.wait()?;
    let until = Instant::now() + Duration::from_secs(30);
    while is_alive(workers[0]) {
        if Instant::now() > until {
            return Err("the worker outlived its supervisor".into());
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "the kernel's own lists, not evidence")]
fn children(of: u32) -> Result<Vec<u32>, libtest_mimic::Failed> {
    let list = std::fs::read_to_string(format!("/proc/{of}/task/{of}/children"))?;
    Ok(list.split_whitespace().filter_map(|id| id.parse().ok()).collect())
}

/// Not gone, and not only waiting for someone to read how it ended.
#[expect(clippy::disallowed_methods, reason = "the kernel's own lists, not evidence")]
fn is_alive(id: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat"));
    stat.is_ok_and(|stat| !stat.rsplit(')').next().is_some_and(|rest| rest.trim_start().starts_with('Z')))
}
