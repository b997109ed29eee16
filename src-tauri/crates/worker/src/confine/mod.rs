//! Takes away from the worker everything that reading does not need. Once taken, it cannot come back.
//!
//! Each system has one function here, `shut`, which answers with the names of the limits that are really
//! in force; the outcome states them, so a weaker computer is never shown as a stronger one.

use std::path::PathBuf;

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
use linux as system;

#[cfg(target_os = "macos")]
mod macos;
#[cfg(target_os = "macos")]
use macos as system;

#[cfg(windows)]
mod windows;
#[cfg(windows)]
use windows as system;

/// What is left to the worker.
pub struct Left {
    /// May be read, with everything below.
    pub readable: Vec<PathBuf>,
    /// Bytes of memory that it may fill.
    pub memory: u64,
}

/// Shuts this process in. Called once, before the first byte of evidence is read, while there is one thread.
pub fn shut(left: &Left) -> Vec<String> {
    system::shut(left)
}
