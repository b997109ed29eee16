//! `lucerna devices` against the simulated iPhone, as an expert in a terminal sees it.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use practice::iphone::{Hands, Options, serve};
use std::process::{Command, Output};

fn devices(address: &str, more: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_lucerna"));
    command.arg("devices").args(more).env("USBMUXD_SOCKET_ADDRESS", address);
    command.output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn a_phone_is_listed_without_its_name_and_asked_nothing() {
    let mut options = Options::new(practice::scenario("ordinary").unwrap());
    (options.trusted, options.hands) = (true, Hands::Waiting);
    let serving = serve(options).unwrap();
    let before = serving.seen();
    let address = serving.address().to_string();
    let table = devices(&address, &[]);
    assert!(table.status.success(), "{}", text(&table.stderr));
    let line = text(&table.stdout);
    assert!(line.contains(serving.control().udid()) && line.contains("ready"), "{line}");
    let json: serde_json::Value = serde_json::from_slice(&devices(&address, &["--json"]).stdout).unwrap();
    let name = json[0]["name"].as_str().unwrap();
    assert!(!line.contains(name), "{line}");
    assert_eq!(json[0]["state"], "ready");
    let after = serving.seen();
    assert_eq!(after.times("lockdown Pair"), 0);
    assert_eq!((after.screen, after.hosts), (before.screen, before.hosts));
}

#[test]
fn without_a_service_the_number_and_the_next_step_are_said() {
    let output = devices("127.0.0.1:1", &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("(211)") && output.stdout.is_empty(), "{}", text(&output.stderr));
    // Another computer is never asked, whoever says so.
    assert!(text(&devices("192.0.2.1:27015", &[]).stderr).contains("(211)"));
}
