//! One idea, one file: a file that has grown too long holds two.

use crate::tree::{self, none};

/// Lines that a file of code may have.
const LIMIT: usize = 420;

/// Longer files, each with its reason.
const ALLOWED: &[(&str, &str)] = &[];

#[test]
fn no_file_holds_two_ideas() {
    let mut wrong = Vec::new();
    let mut needed = Vec::new();
    for file in tree::files() {
        let is_code = ["rs", "ts", "svelte", "css", "js", "py", "sh"].contains(&tree::extension(&file));
        if !is_code || file.contains("/generated/") {
            continue;
        }
        let lines = tree::text(&file).map_or(0, |text| text.lines().count());
        match ALLOWED.iter().find(|(allowed, _)| *allowed == file) {
            Some(_) if lines > LIMIT => needed.push(file),
            None if lines > LIMIT => wrong.push(format!("{file}: {lines} lines")),
            _ => {}
        }
    }
    none(&format!("Files of more than {LIMIT} lines:"), &wrong);
    let stale = ALLOWED.iter().map(|(file, _)| (*file).to_owned()).filter(|file| !needed.contains(file));
    none("These exceptions are not needed any more:", &stale.collect::<Vec<_>>());
}
