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

/// What is left to a process that talks to a phone.
pub struct Talk {
    /// May be read, written and emptied, with everything below. Nothing else of the file system may.
    pub writable: Vec<PathBuf>,
    /// The one way to the system's service for phones.
    pub door: Door,
    /// Bytes of memory that it may fill.
    pub memory: u64,
}

/// How the system's service for phones is reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Door {
    /// A socket in the file system. Which one cannot be narrowed down on Linux yet.
    Socket,
    /// This port, whatever the address: Linux narrows ports, not addresses.
    Port(u16),
}

/// Shuts this process in. Called once, before the first byte of evidence is read, while there is one thread.
pub fn shut(left: &Left) -> Vec<String> {
    system::shut(left)
}

/// Shuts this process in, leaving it the way to a phone and a folder to write. Called once, before the first
/// byte from the phone, while there is one thread.
pub fn shut_to_talk(talk: &Talk) -> Vec<String> {
    system::shut_to_talk(talk)
}
