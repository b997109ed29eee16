//! The simulated iPhone on its way to be judged: started, asked, and stopped again.

use crate::failure::Failure;
use crate::place;
use crate::program::Program;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Child;

/// Seconds after which a client that still waits has failed.
const PATIENCE: &str = "120";

/// A simulated iPhone at work; dropping it ends it.
pub(crate) struct Simulated {
    child: Child,
    address: String,
    home: PathBuf,
}

impl Simulated {
    /// Starts one with the content of `scenario`; `home` takes what clients want to remember.
    pub(super) fn start(scenario: &str, options: &[&str], home: &Path) -> Result<Self, Failure> {
        Self::start_program(&place::built("lucerna"), scenario, options, home)
    }

    /// As [`Self::start`], served by this `lucerna`.
    pub(crate) fn start_program(
        lucerna: &Path,
        scenario: &str,
        options: &[&str],
        home: &Path,
    ) -> Result<Self, Failure> {
        std::fs::create_dir_all(home).map_err(Failure::file(home))?;
        let program = Program::new(lucerna)
            .args(["practice", "serve", "iphone", "--pause", "200", "--scenario", scenario])
            .args(options)
            .piped();
        let line = program.line();
        let mut child = program.start()?;
        let mut answer = String::new();
        if let Some(stdout) = child.stdout.take() {
            let read = BufReader::new(stdout).read_line(&mut answer);
            read.map_err(|source| Failure::Start { line: line.clone(), source })?;
        }
        let address = answer.trim().strip_prefix("USBMUXD_SOCKET_ADDRESS=").map(str::to_owned);
        let mut started = Self { child, address: String::new(), home: home.to_owned() };
        started.address = address.ok_or(Failure::Answer { line, answer })?;
        Ok(started)
    }

    /// Where it answers, for `USBMUXD_SOCKET_ADDRESS`.
    pub(crate) fn address(&self) -> &str {
        &self.address
    }

    /// A client that talks with it and nothing else.
    pub(super) fn client(&self, program: impl AsRef<std::ffi::OsStr>) -> Program {
        Program::new("timeout")
            .arg(PATIENCE)
            .arg(program)
            .env("USBMUXD_SOCKET_ADDRESS", &self.address)
            .env("HOME", &self.home)
    }
}

impl Drop for Simulated {
    fn drop(&mut self) {
        // Asked to end, it removes its files; it may have ended by itself, and either way it is over.
        let asked = Program::new("kill").arg(self.child.id().to_string()).succeeds();
        if !asked {
            let _ = self.child.kill();
        }
        let _ = self.child.wait();
    }
}
