//! One artifact, one folder, one name: prose, code, tests and words stand where they are looked for.

use crate::tree::{self, none};
use std::collections::BTreeSet;

/// Where the artifacts of each platform stand, and the first word of their ids.
const PLATFORMS: [(&str, &str); 1] = [("src-tauri/crates/ios/src/artifacts/", "ios")];

/// Folders beside the artifacts that hold what several of them do in the same way.
const NOT_ARTIFACTS: [&str; 4] = ["shared", "across", "rules", "known_answers"];

/// Headings of the prose that opens an artifact.
const PROSE: [&str; 5] = ["Found in", "Shows", "Cannot show", "Ordinary reasons", "Sources"];

/// What is said about each detection.
const WORDS: [&str; 5] = [".title", ".saw", ".meaning", ".ordinary", ".next"];

/// Detections that every artifact with links gets from `shared::links::Pair`, which is where both are tested.
const TESTED_WITH_PAIR: &str = "vendor-site";

/// One artifact as its folder shows it.
struct Folder {
    /// `src-tauri/crates/ios/src/artifacts/data_usage`
    path: String,
    /// `data_usage`
    name: String,
    /// `ios.data-usage`
    id: String,
    /// `mod.rs`
    front: String,
    /// All its code but the tests.
    code: String,
    /// The tests.
    tests: String,
}

impl Folder {
    /// Ids of the detections that its code names.
    fn detections(&self) -> BTreeSet<String> {
        let starts = format!("{}.", self.id);
        let strings = self.code.lines().filter(|line| !line.trim_start().starts_with("//"));
        strings
            .flat_map(|line| line.split('"').skip(1).step_by(2))
            .filter(|text| text.starts_with(&starts))
            .map(str::to_owned)
            .collect()
    }
}

fn folders() -> Vec<Folder> {
    let files = tree::files();
    let mut folders = Vec::new();
    for (home, platform) in PLATFORMS {
        let names: BTreeSet<&str> = files
            .iter()
            .filter_map(|file| file.strip_prefix(home)?.split_once('/').map(|(name, _)| name))
            .filter(|name| !NOT_ARTIFACTS.contains(name))
            .collect();
        assert!(!names.is_empty(), "there are artifacts in {home}");
        for name in names {
            let path = format!("{home}{name}");
            let (mut code, mut tests) = (String::new(), String::new());
            for file in files.iter().filter(|file| file.starts_with(&format!("{path}/"))) {
                let text = tree::text(file).unwrap_or_default();
                if file.contains("/tests") { tests.push_str(&text) } else { code.push_str(&text) }
            }
            let front = tree::text(&format!("{path}/mod.rs")).unwrap_or_default();
            let id = format!("{platform}.{}", name.replace('_', "-"));
            folders.push(Folder { path, name: name.to_owned(), id, front, code, tests });
        }
    }
    folders
}

#[test]
fn an_artifact_opens_with_its_prose() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let prose = folder.front.lines().filter_map(|line| line.strip_prefix("//! "));
        let begins: Vec<&str> = prose.map(|line| line.trim_start_matches('*')).collect();
        for heading in PROSE.iter().filter(|heading| !begins.iter().any(|line| line.starts_with(**heading))) {
            wrong.push(format!("{}/mod.rs does not say: {heading}", folder.path));
        }
    }
    none("Prose first:", &wrong);
}

#[test]
fn folder_id_and_list_agree() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let list = folder.path.replace(&format!("/{}", folder.name), "/mod.rs");
        let list = tree::text(&list).unwrap_or_default();
        if !list.contains(&format!("&{}::ARTIFACT,", folder.name)) {
            wrong.push(format!("{} is not in ALL", folder.name));
        }
        if !folder.front.contains(&format!("\"{}\"", folder.id)) {
            wrong.push(format!("{}/mod.rs does not have the id {}", folder.path, folder.id));
        }
    }
    none("One artifact, one name:", &wrong);
}

#[test]
fn everything_has_its_words() {
    let mut wrong = Vec::new();
    for folder in folders() {
        let file = format!("src-tauri/crates/report/locales/en/{}.ftl", folder.id);
        let Some(words) = tree::text(&file) else {
            wrong.push(format!("{file} is missing"));
            continue;
        };
        let key = |id: &str| format!("{} =", id.replace('.', "-"));
        if !words.contains(&key(&folder.id)) {
            wrong.push(format!("{file} does not name the artifact: {}", key(&folder.id)));
        }
        for detection in folder.detections() {
            let message = words.split(&key(&detection)).nth(1).unwrap_or_default();
            let message = message.split("\n\n").next().unwrap_or_default();
            for part in WORDS.iter().filter(|part| !message.contains(&format!("\n    {part} ="))) {
                wrong.push(format!("{file} lacks {detection}{part}"));
            }
        }
    }
    none("Words of artifacts and detections:", &wrong);
}

#[test]
fn every_detection_is_tested() {
    let scenarios: String = tree::files()
        .iter()
        .filter(|file| file.starts_with("tests/"))
        .filter_map(|file| tree::text(file))
        .collect();
    let mut wrong = Vec::new();
    for folder in folders() {
        if folder.tests.is_empty() {
            wrong.push(format!("{} has no tests", folder.path));
        }
        for detection in folder.detections() {
            if detection.ends_with(TESTED_WITH_PAIR) {
                continue;
            }
            // Tests may leave out what all ids of the folder begin with.
            let last = detection.rsplit('.').next().unwrap_or_default();
            if !has_word(&folder.tests, last) && !scenarios.contains(&detection) {
                wrong.push(format!("{detection} fires in no test"));
            }
        }
    }
    none("A detection that no test names may never fire:", &wrong);
}

/// Whether `word` stands in `text` as a whole word; a hyphen belongs to a word.
fn has_word(text: &str, word: &str) -> bool {
    let inside = |letter: char| letter.is_alphanumeric() || letter == '-';
    text.match_indices(word).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + word.len()..].chars().next();
        !before.is_some_and(inside) && !after.is_some_and(inside)
    })
}

#[test]
fn words_are_whole() {
    assert!(has_word("fired(\"hides-apps\")", "hides-apps") && has_word("ios.x.dns", "dns"));
    assert!(!has_word("hides-apps-too", "hides-apps") && !has_word("adns", "dns"));
}
