//! The real window on a display in memory, driven by the test `tests/window`.

use crate::board::Ended;
use crate::failure::Failure;
use crate::place;
use crate::program::Program;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Child;

/// The size that every screen is drawn for.
const SCREEN: &str = "1280x720x24";

/// Drives the built window through every screen; pictures go to `pictures` if it is given.
pub(crate) fn test(pictures: Option<&Path>) -> Result<Ended, Failure> {
    if cfg!(not(target_os = "linux")) {
        return Ok(Ended::Skipped("the window is driven on Linux only".to_owned()));
    }
    let display = Display::start()?;
    // A session bus of its own: the window neither finds nor disturbs the one of the person who tests.
    let mut run = Program::new("dbus-run-session")
        .arg("--")
        .arg(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["test", "--workspace", "--test", "window", "--", "--ignored", "--test-threads=1"])
        .env("DISPLAY", &display.name)
        .env("LUCERNA_APP", place::built("lucerna-app"));
    if let Some(folder) = pictures {
        run = run.env("LUCERNA_PICTURES", folder);
    }
    run.run()?;
    Ok(Ended::Well)
}

/// A display in memory; it ends with this value.
struct Display {
    server: Child,
    name: String,
}

impl Display {
    fn start() -> Result<Self, Failure> {
        let program = Program::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp", "-noreset"])
            .piped();
        let line = program.line();
        let mut server = program.start()?;
        // It writes the number of the free display that it took, once it can be used.
        let mut number = String::new();
        if let Some(output) = server.stdout.take() {
            let read = BufReader::new(output).read_line(&mut number);
            read.map_err(|source| Failure::Start { line: line.clone(), source })?;
        }
        let display = Self { server, name: format!(":{}", number.trim()) };
        if number.trim().is_empty() {
            return Err(Failure::Answer { line, answer: "no display number".to_owned() });
        }
        Ok(display)
    }
}

impl Drop for Display {
    fn drop(&mut self) {
        // Nothing to do about an error: it has ended already.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}
