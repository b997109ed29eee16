//! Where a file of the phone may lie on this computer: its name, made harmless on every system.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

/// Names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "com", "lpt"];

/// Bytes of one name; every file system takes more, and `.part` has to fit.
const LONGEST: usize = 200;

/// One name of a path. None for what is no name: empty, `.`, `..`.
pub(super) fn name(text: &str) -> Option<String> {
    if text.is_empty() || text == "." || text == ".." {
        return None;
    }
    let harmless = |letter: char| match letter {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
        letter if letter.is_control() => '_',
        letter => letter,
    };
    let mut name: String = text.chars().map(harmless).collect();
    while name.len() > LONGEST {
        name.pop();
    }
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let device = stem.trim_end_matches(|digit: char| digit.is_ascii_digit());
    if DEVICES.contains(&device) || name.starts_with(['.', ' ']) {
        name.insert(0, '_');
    }
    if name.ends_with(['.', ' ']) {
        name.push('_');
    }
    Some(name)
}

/// The name of a file that is not whole yet.
pub(super) fn beside(file: &Path) -> PathBuf {
    let mut name = OsString::from(file.as_os_str());
    name.push(".part");
    PathBuf::from(name)
}
