//! Names say what a thing is.

use crate::tree::{self, none};
use std::collections::BTreeSet;

/// Words that could name anything.
const BANNED: [&str; 6] = ["manager", "helper", "util", "processor", "data", "info"];

/// Names that someone else gave, or that mean just this word.
const ALLOWED: &[(&str, &str)] = &[
    ("data_usage", "iOS's own name for this record"),
    ("Info", "Apple's own name for the file Info.plist"),
    ("backup_info", "Apple's own name for the file Info.plist"),
    ("Helper", "an organisation that helps people"),
];

/// What stands before the name of a type or module in Rust and TypeScript.
const BEFORE_A_NAME: [&str; 7] = ["struct", "enum", "trait", "mod", "type", "class", "interface"];

/// `DataUsage`, `data_usage` and `data-usage` are two words each.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for letter in name.chars() {
        let starts = letter.is_uppercase() || matches!(letter, '_' | '-' | '.');
        if starts {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| letter.is_alphanumeric()) {
            word.extend(letter.to_lowercase());
        }
    }
    words
}

fn is_banned(name: &str) -> bool {
    words(name)
        .iter()
        .any(|word| BANNED.iter().any(|banned| word == banned || word.strip_suffix('s') == Some(banned)))
}

/// The names of types and modules that `text` makes.
fn made_in(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//")).filter_map(|line| {
        let mut words = line.split_whitespace();
        words.find(|word| BEFORE_A_NAME.contains(word))?;
        words.next()?.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next()
    })
}

#[test]
fn no_name_could_name_anything() {
    let mut wrong = Vec::new();
    let mut needed = BTreeSet::new();
    for file in tree::files() {
        let extension = tree::extension(&file);
        if !["rs", "ts", "svelte"].contains(&extension) {
            continue;
        }
        let text = tree::text(&file).unwrap_or_default();
        let path = file.split('/').map(|part| part.split('.').next().unwrap_or(part).replace('-', "_"));
        let made = made_in(&text).map(str::to_owned);
        for name in path.chain(made).filter(|name| is_banned(name)).collect::<BTreeSet<_>>() {
            match ALLOWED.iter().find(|(allowed, _)| *allowed == name) {
                Some((allowed, _)) => drop(needed.insert(*allowed)),
                None => wrong.push(format!("{file}: {name}")),
            }
        }
    }
    none("Use a word of the glossary instead:", &wrong);
    let stale = ALLOWED.iter().map(|(name, _)| *name).filter(|name| !needed.contains(name));
    none("These exceptions are not needed any more:", &stale.map(str::to_owned).collect::<Vec<_>>());
}

#[test]
fn words_of_a_name() {
    assert_eq!(words("data_usage"), ["data", "usage"]);
    assert_eq!(words("DataUsage"), ["", "data", "usage"]);
    assert!(is_banned("FileUtils") && is_banned("path-helper") && is_banned("Info"));
    assert!(!is_banned("Database") && !is_banned("metadata") && !is_banned("utility"));
    assert_eq!(made_in("pub(crate) struct Found<T> {\n// a struct Helper").collect::<Vec<_>>(), ["Found"]);
}
