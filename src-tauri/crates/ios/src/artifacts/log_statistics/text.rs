//! The older form: blocks of text.
//!
//! ```text
//! --- !logd statistics record
//! type  : Memory Rollover
//! time  : 2025-04-07 07:42:54-0700
//! procs :
//!     - [    3117304,  32.0, /usr/libexec/backboardd ]
//! ```

use super::moments;
use engine::Notes;
use jiff::Timestamp;

/// Where the reading is.
#[derive(Default)]
pub(super) struct Blocks {
    /// True inside a block.
    inside: bool,
    when: Option<Timestamp>,
    /// True once a block was met.
    pub(super) any: bool,
}

impl Blocks {
    /// The program of a line, with the time of its block.
    pub(super) fn read(&mut self, line: &str, notes: &mut Notes<'_>) -> Option<(String, Option<Timestamp>)> {
        let line = line.trim();
        if let Some(of) = line.strip_prefix("--- !") {
            self.inside = of.starts_with("logd statistics record");
            self.any |= self.inside;
            self.when = None;
            return None;
        }
        if !self.inside {
            return None;
        }
        if let Some(time) = line.strip_prefix("time").and_then(|rest| rest.trim_start().strip_prefix(':')) {
            self.when = moments::joined(time);
            if self.when.is_none() {
                notes.gap();
            }
            return None;
        }
        let values = line.strip_prefix("- [")?;
        // Bytes, part of a hundred, path; a path may hold a comma.
        let path = values.strip_suffix(']').and_then(|values| values.splitn(3, ',').nth(2)).map(str::trim);
        match path.filter(|path| !path.is_empty()) {
            Some(path) => Some((path.to_owned(), self.when)),
            None => {
                notes.gap();
                None
            }
        }
    }
}
