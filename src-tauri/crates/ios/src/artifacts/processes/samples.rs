//! `spindump-nosymbols.txt`: when it was taken, how long the phone had been on, a block per program with its path, and
//! in each block the files that it had loaded.

use crate::artifacts::shared::moments;
use jiff::Timestamp;
use std::collections::BTreeMap;

/// Files that are kept; a phone has loaded some thousand.
const MOST_FILES: usize = 50_000;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Samples {
    /// When it was taken.
    pub(super) taken: Option<Timestamp>,
    /// Seconds since the phone was started.
    pub(super) on_for: Option<u64>,
    /// Programs by number: name, and path if it is told.
    pub(super) programs: BTreeMap<u64, (String, Option<String>)>,
    /// Paths of files by the number of their build.
    pub(super) builds: BTreeMap<String, String>,
    /// Every file that was loaded, and the line where it is met first.
    pub(super) loaded: BTreeMap<String, u64>,
    /// True if there was more than is kept.
    pub(super) too_many: bool,
    latest: Option<u64>,
}

impl Samples {
    /// Reads one line. Always goes on.
    pub(super) fn line(&mut self, number: u64, text: &str) -> bool {
        if let Some(value) = text.strip_prefix("Process:") {
            self.latest = named(value).map(|(pid, name)| {
                self.keep(pid, name);
                pid
            });
        } else if let Some(value) = text.strip_prefix("Path:") {
            self.path(value.trim());
        } else if let Some(value) = text.strip_prefix("Date/Time:") {
            self.taken = self.taken.or_else(|| moments::with_offset(value.trim()));
        } else if let Some(value) = text.strip_prefix("Time Since Boot:") {
            let seconds = value.trim().split(['s', '.']).next().and_then(|digits| digits.parse().ok());
            self.on_for = self.on_for.or(seconds);
        } else if text.contains('<')
            && let Some((build, path)) = file(text)
        {
            self.file(number, build, path);
        }
        true
    }

    fn keep(&mut self, pid: u64, name: &str) {
        if self.programs.len() < super::MOST {
            self.programs.entry(pid).or_insert_with(|| (name.to_owned(), None));
        } else {
            self.too_many = true;
        }
    }

    fn path(&mut self, path: &str) {
        let program = self.latest.and_then(|pid| self.programs.get_mut(&pid));
        if let Some((_, known)) = program.filter(|_| path.starts_with('/')) {
            known.get_or_insert_with(|| path.to_owned());
        }
    }

    fn file(&mut self, number: u64, build: &str, path: &str) {
        if self.loaded.len() >= MOST_FILES {
            self.too_many = true;
            return;
        }
        self.builds.entry(build.to_ascii_uppercase()).or_insert_with(|| path.to_owned());
        self.loaded.entry(path.to_owned()).or_insert(number);
    }
}

/// `AAUIFollowUpExtension [760] (suspended)`.
fn named(text: &str) -> Option<(u64, &str)> {
    let (name, rest) = text.split_once('[')?;
    Some((rest.split(']').next()?.trim().parse().ok()?, name.trim()))
}

/// `0x104b10000 - 0x104b1bfff  nfcd (1.0) <EBFB3E7F-…>  /usr/libexec/nfcd`.
fn file(text: &str) -> Option<(&str, &str)> {
    let (_, rest) = text.split_once('<')?;
    let (build, path) = rest.split_once('>')?;
    let path = path.trim();
    (build.len() == 36 && path.starts_with('/')).then_some((build, path))
}

#[cfg(test)]
mod tests {
    use super::Samples;

    #[test]
    fn programs_files_and_times_are_read() {
        let mut samples = Samples::default();
        let text = "\
Date/Time:        2025-11-22 19:36:24.011 -0500
Time Since Boot:  848s
Process:          AAUI Extension [760] (suspended)
Path:             /System/Library/A b/AAUI
  Thread 0x42d1    DispatchQueue \"com.apple.main-thread\"(1)
  8  ??? (dyld + 20008) [0x1804b6e28]
           0x104b10000 - 0x104b1bfff  nfcd (1.0) <ebfb3e7f-4ca4-3656-8e9c-8ccf5995c34a>  /usr/lib/x y
           0x104b10000 -         ???  ??? <EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34B>
Process:          nothing
Path:             /lost
Process:          logd [33]
";
        for (line, number) in text.lines().zip(1..) {
            assert!(samples.line(number, line));
        }
        assert_eq!(samples.taken.map(|when| when.to_string()).as_deref(), Some("2025-11-23T00:36:24.011Z"));
        assert_eq!(samples.on_for, Some(848));
        let path = Some("/System/Library/A b/AAUI".to_owned());
        assert_eq!(samples.programs[&760], ("AAUI Extension".to_owned(), path));
        assert_eq!(samples.programs[&33], ("logd".to_owned(), None));
        assert_eq!(samples.builds["EBFB3E7F-4CA4-3656-8E9C-8CCF5995C34A"], "/usr/lib/x y");
        assert_eq!(samples.loaded["/usr/lib/x y"], 7);
    }
}
