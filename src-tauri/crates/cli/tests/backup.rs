//! `lucerna backup` against the simulated phone that `lucerna practice serve iphone` starts.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

struct Phone(Child, String);

impl Drop for Phone {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn phone(more: &[&str]) -> Phone {
    let mut child = Command::new(env!("CARGO_BIN_EXE_lucerna"))
        .args(["practice", "serve", "iphone", "--pause", "50", "--hands", "own"])
        .args(more)
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let line =
        lines.find_map(|line| line.unwrap().strip_prefix("USBMUXD_SOCKET_ADDRESS=").map(str::to_owned));
    std::thread::spawn(move || lines.for_each(drop));
    Phone(child, line.unwrap())
}

fn backup(phone: &Phone, out: &Path, more: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_lucerna"))
        .args(["backup", "--quiet", "--out"])
        .arg(out)
        .args(more)
        .env("USBMUXD_SOCKET_ADDRESS", &phone.1)
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

#[test]
fn a_copy_is_made_told_and_put_back() {
    let folder = tempfile::tempdir().unwrap();
    let phone = phone(&[]);
    let done = backup(&phone, &folder.path().join("copy"), &["--only-needed", "--put-back"]);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(0), "{said}");
    assert!(said.contains("Backup: ") && said.contains("trusts this computer: undone"), "{said}");
    assert!(String::from_utf8_lossy(&done.stdout).contains("copy"));
}

#[test]
fn a_phone_that_says_no_is_a_failure_with_a_next_step() {
    let folder = tempfile::tempdir().unwrap();
    let phone = phone(&["--trusted", "--fault", "no-space"]);
    let done = backup(&phone, &folder.path().join("copy"), &["--no-crash-reports"]);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(1), "{said}");
    assert!(said.contains("go on from there") && said.contains("311"), "{said}");
}
