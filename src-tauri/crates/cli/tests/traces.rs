//! What a check leaves behind: nothing in the evidence, nothing decrypted anywhere, no socket.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::disallowed_methods,
    reason = "makes and looks at files, to see what the program does with them"
)]

mod common;

use common::{PASSWORD, lucerna, made, scan};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

/// Every file below a folder with its bytes and the time of its last change.
fn everything(folder: &Path) -> BTreeMap<PathBuf, (Vec<u8>, SystemTime)> {
    let mut all = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let facts = fs::symlink_metadata(&path).unwrap();
            let bytes = if facts.is_file() { fs::read(&path).unwrap() } else { Vec::new() };
            all.insert(path.clone(), (bytes, facts.modified().unwrap()));
            if facts.is_dir() {
                folders.push(path);
            }
        }
    }
    all
}

#[test]
fn the_evidence_is_byte_identical_after_a_check() {
    for locked in [false, true] {
        let (_folder, backup) = made("pegasus-link", locked);
        let before = everything(&backup);
        let (run, _) = scan(&backup, &["--password-stdin"], PASSWORD);
        assert_eq!(run.code, 20, "{}", run.err);
        assert!(before == everything(&backup), "something in the backup changed");
    }
}

/// Calls that a check made, by process: the first process is the supervisor, later ones are workers.
#[cfg(target_os = "linux")]
fn calls(backup: &Path) -> Option<String> {
    let log = backup.with_file_name("calls");
    let traced = Command::new("strace")
        .args([
            "-f",
            "-qq",
            "-e",
            "trace=%network,%file,execve,openat,creat,memfd_create",
            "-o",
            log.to_str()?,
        ])
        .arg(env!("CARGO_BIN_EXE_lucerna"))
        .args(["scan", backup.to_str()?, "-q", "--password-stdin"])
        .stdin(std::process::Stdio::piped())
        .spawn();
    let mut child = match traced {
        Ok(child) => child,
        #[expect(clippy::print_stderr, reason = "a skipped test must be seen")]
        Err(error) => {
            eprintln!("\n*** SKIPPED: strace cannot be started ({error}) ***\n");
            return None;
        }
    };
    std::io::Write::write_all(&mut child.stdin.take()?, PASSWORD.as_bytes()).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(20), "the check under strace must end as without it");
    Some(fs::read_to_string(log).unwrap())
}

#[cfg(target_os = "linux")]
#[test]
fn no_process_of_a_check_opens_a_socket_and_nothing_is_written() {
    for locked in [false, true] {
        let (_folder, backup) = made("pegasus-link", locked);
        let Some(calls) = calls(&backup) else { return };
        assert!(calls.lines().count() > 100, "strace saw too little to prove anything");
        let backup_read = calls.lines().any(|line| line.contains("Manifest.db") && line.contains("openat"));
        assert!(backup_read, "strace did not see the worker at work");
        for line in calls.lines() {
            let call = line.split_once(' ').map_or(line, |(_, call)| call.trim_start());
            let network = ["socket(", "connect(", "bind(", "sendto(", "sendmsg(", "listen("];
            // The supervisor's pipes are made by socketpair in the standard library on some systems.
            assert!(!network.iter().any(|name| call.starts_with(name)), "{line}");
            let opened =
                call.starts_with("openat(") || call.starts_with("open(") || call.starts_with("creat(");
            let writes = ["O_WRONLY", "O_RDWR", "O_CREAT"].iter().any(|flag| line.contains(flag));
            assert!(!(opened && writes) || line.contains("/dev/null") || line.contains("/dev/tty"), "{line}");
            assert!(!call.starts_with("memfd_create"), "{line}");
        }
    }
}

#[test]
fn nothing_stays_in_the_folder_for_temporary_files() {
    let (folder, backup) = made("pegasus-link", true);
    let temporary = folder.path().join("tmp");
    fs::create_dir(&temporary).unwrap();
    let home = folder.path().join("home");
    fs::create_dir(&home).unwrap();
    let run = Command::new(env!("CARGO_BIN_EXE_lucerna"))
        .args(["scan", backup.to_str().unwrap(), "-q", "--password-file"])
        .arg({
            let file = folder.path().join("password");
            fs::write(&file, PASSWORD).unwrap();
            file
        })
        .env("TMPDIR", &temporary)
        .env("HOME", &home)
        .current_dir(&home)
        .output()
        .unwrap();
    assert_eq!(run.status.code(), Some(20));
    assert!(everything(&temporary).is_empty() && everything(&home).is_empty());
}

#[test]
fn records_and_timeline_are_written_where_asked_and_nowhere_else() {
    let (folder, backup) = made("pegasus-link", false);
    let out = folder.path().join("out");
    fs::create_dir(&out).unwrap();
    let at = |name: &str| out.join(name).to_str().unwrap().to_owned();
    let (records, timeline, json) = (at("records"), at("timeline.jsonl"), at("outcome.json"));
    let run = lucerna(
        &[
            "scan",
            backup.to_str().unwrap(),
            "-q",
            "--records",
            &records,
            "--timeline",
            &timeline,
            "--json",
            &json,
        ],
        "",
    );
    assert_eq!(run.code, 20, "{}", run.err);
    let files: Vec<_> = everything(&out).into_keys().collect();
    assert!(files.iter().any(|path| path.ends_with("records/ios.sms.jsonl")), "{files:?}");
    assert!(files.iter().all(|path| path.extension().is_none_or(|end| end != "part")), "{files:?}");
    let rows = fs::read_to_string(out.join("timeline.jsonl")).unwrap();
    assert!(rows.lines().count() > 100);
    for line in rows.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let when = row["datetime"].as_str().unwrap();
        assert!(when.ends_with('Z') && when.contains('T'), "{line}");
        assert!(
            ["timestamp_desc", "message", "artifact", "cite"].iter().all(|key| row[key].is_string()),
            "{line}"
        );
    }
}
