//! `lucerna practice serve iphone`: one line, then a phone until its lines or a signal end it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod common;

use common::lucerna;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};

/// A simulator at work, and where it listens.
fn started(stdin: Stdio, options: &[&str]) -> (Child, SocketAddr) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_lucerna"))
        .args(["practice", "serve", "iphone"])
        .args(options)
        .stdin(stdin)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.strip_prefix("USBMUXD_SOCKET_ADDRESS=").unwrap().trim_end().parse().unwrap();
    (child, address)
}

fn listens(address: SocketAddr) -> bool {
    TcpStream::connect(address).is_ok()
}

#[test]
fn lines_move_the_hands_and_end_it() {
    let (mut child, address) = started(Stdio::piped(), &["--locked"]);
    assert!(listens(address) && address.ip().is_loopback());
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(b"unlock\nunlock\nwave\nunplug\nquit\n").unwrap();
    assert!(child.wait().unwrap().success());
    let mut said = String::new();
    child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
    let expected = ["Home", "nothing to do: Home", "unknown: wave; see --help", "Unplugged"];
    assert_eq!(said.lines().collect::<Vec<_>>(), expected);
    assert!(!listens(address));
}

#[test]
fn the_end_of_a_pipe_ends_it() {
    let (mut child, address) = started(Stdio::piped(), &["--trusted"]);
    assert!(listens(address));
    drop(child.stdin.take());
    assert!(child.wait().unwrap().success());
}

#[cfg(unix)]
#[test]
fn without_input_it_serves_until_a_signal() {
    let (mut child, address) = started(Stdio::null(), &["--fault", "locked,cut-at-percent=70"]);
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert!(listens(address));
    assert!(child.try_wait().unwrap().is_none());
    let killed = Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap();
    assert!(killed.success());
    assert!(child.wait().unwrap().success(), "it tidied up");
}

#[test]
fn the_password_comes_before_the_hands() {
    // With its password and the lines after it, all at once, as from a file.
    let run = lucerna(&["practice", "serve", "iphone", "--password-stdin"], "lantern\nlock\nquit\n");
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.starts_with("USBMUXD_SOCKET_ADDRESS=127.0.0.1:") && run.out.lines().count() == 1);
    assert_eq!(run.err.trim(), "Locked");
}

#[test]
fn what_it_does_not_know_is_refused() {
    for wrong in [["--fault", "no-such-fault"], ["--scenario", "no-such-phone"], ["--port", "70000"]] {
        let run = lucerna(&[&["practice", "serve", "iphone"][..], &wrong[..]].concat(), "");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{}", run.err);
    }
    let help = lucerna(&["practice", "serve", "iphone", "--help"], "").out;
    for word in ["trust-refused", "cut-at-percent=40", "dont-trust", "USBMUXD_SOCKET_ADDRESS"] {
        assert!(help.contains(word), "{word} is not told of");
    }
}
