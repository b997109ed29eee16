//! Keeping the computer awake while a copy runs: a sleeping computer looks to the phone like a pulled cable.
//!
//! Done by the system's own small program, which ends with the pipe that it reads from, so also when this
//! program is killed. Linux: `systemd-inhibit`. macOS: `caffeinate` (written by its manual, not tried).
//! Windows has no such program and the call for it needs `unsafe`: not done, and said in
//! [`crate::Copied::kept_awake`].

use std::process::{Child, ChildStdin, Command, Stdio};

/// The computer stays awake while this lives, if [`Self::holds`].
pub(crate) struct Awake(Option<(Child, ChildStdin)>);

impl Awake {
    /// Asks for it.
    pub(crate) fn keep() -> Self {
        Self(start())
    }

    /// True if it was granted and still is.
    pub(crate) fn holds(&mut self) -> bool {
        self.0.as_mut().is_some_and(|(child, _)| matches!(child.try_wait(), Ok(None)))
    }
}

impl Drop for Awake {
    fn drop(&mut self) {
        if let Some((mut child, pipe)) = self.0.take() {
            drop(pipe);
            // Already ended is fine.
            let _ = child.kill();
            let _ = child.wait();
        }
    }
}

fn start() -> Option<(Child, ChildStdin)> {
    let mut command = program()?;
    command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().ok()?;
    let pipe = child.stdin.take()?;
    Some((child, pipe))
}

#[cfg(target_os = "linux")]
fn program() -> Option<Command> {
    let mut command = Command::new("systemd-inhibit");
    command.args(["--what=idle:sleep", "--who=Lucerna", "--why=Copying", "--mode=block", "cat"]);
    Some(command)
}

#[cfg(target_os = "macos")]
fn program() -> Option<Command> {
    let mut command = Command::new("/usr/bin/caffeinate");
    command.args(["-i", "/bin/cat"]);
    Some(command)
}

#[cfg(not(any(target_os = "linux", target_os = "macos")))]
fn program() -> Option<Command> {
    None
}
