//! Passwords come from a file or a pipe, never from the command line, where everybody can see them.

use crate::arguments::{Backup, Scan};
use scan::{Failure, Password};
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

/// Longer lines are no password.
const LONGEST: u64 = 4096;

/// The password that was asked for, if any.
pub(crate) fn of(options: &Scan) -> Result<Option<Password>, Failure> {
    if options.password_stdin {
        return from_stdin().map(Some);
    }
    options.password_file.as_deref().map(from_file).transpose()
}

/// The password that a phone's backups are to get, if any.
pub(crate) fn new(options: &Backup) -> Result<Option<Password>, Failure> {
    if options.password_stdin {
        return from_stdin().map(Some);
    }
    options.password_file.as_deref().map(from_file).transpose()
}

/// The first line of standard input.
pub(crate) fn from_stdin() -> Result<Password, Failure> {
    first_line(std::io::stdin().lock())
}

fn from_file(path: &Path) -> Result<Password, Failure> {
    #[expect(clippy::disallowed_methods, reason = "the person named this file; it is not evidence")]
    let file = std::fs::File::open(path).map_err(|error| Failure::new("not-readable").because(error))?;
    first_line(file)
}

fn first_line(from: impl Read) -> Result<Password, Failure> {
    let mut line = Vec::new();
    let read = BufReader::new(from.take(LONGEST)).read_until(b'\n', &mut line);
    read.map_err(|error| Failure::new("not-readable").because(error))?;
    while line.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
        line.pop();
    }
    Ok(Password::new(line))
}
