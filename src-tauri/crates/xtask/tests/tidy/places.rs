//! Everything stands where the house plan says, and the maps that describe it are right.

use crate::tree::{self, none};
use std::collections::BTreeSet;

/// The whole top level.
const TOP: &[&str] = &[
    ".cargo",
    ".ci",
    ".github",
    ".gitignore",
    "CHANGELOG.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "clippy.toml",
    "icons",
    "indicators",
    "rustfmt.toml",
    "src-tauri",
    "tests",
    "ui",
];

/// Documents whose quoted paths must exist.
const MAPS: &[&str] = &["README.md", "src-tauri/ARCHITECTURE.md"];

#[test]
fn the_top_level_is_fixed() {
    let found: BTreeSet<String> =
        tree::files().iter().filter_map(|file| file.split('/').next()).map(str::to_owned).collect();
    let extra: Vec<String> = found.into_iter().filter(|name| !TOP.contains(&name.as_str())).collect();
    none("The top level is full; these belong deeper:", &extra);
}

#[test]
fn maps_name_only_paths_that_exist() {
    let mut wrong = Vec::new();
    for map in MAPS {
        let text = tree::text(map).unwrap_or_else(|| panic!("{map} is missing"));
        for quoted in quoted(&text).filter(|quoted| looks_like_path(quoted)) {
            if !tree::root().join(quoted.trim_end_matches('/')).exists() {
                wrong.push(format!("{map}: {quoted}"));
            }
        }
        for link in links(&text) {
            let folder = tree::root().join(map).parent().map(|folder| folder.join(link));
            if !folder.is_some_and(|path| path.exists()) {
                wrong.push(format!("{map}: link to {link}"));
            }
        }
    }
    none("These paths do not exist:", &wrong);
}

#[test]
fn the_readme_has_its_map() {
    let text = tree::text("README.md").expect("README.md is there");
    let map = text.split("\n## ").find(|part| part.starts_with("Where things live"));
    let paths = quoted(map.expect("README has \"Where things live\"")).filter(|it| looks_like_path(it));
    assert!(paths.count() >= 8, "the map names every room");
}

/// What stands between single backticks outside code blocks.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split("```").step_by(2).flat_map(|prose| prose.split('`').skip(1).step_by(2))
}

/// A path of this project from its top: a slash inside, no placeholder.
fn looks_like_path(text: &str) -> bool {
    let first = text.split('/').next().unwrap_or_default();
    text.contains('/')
        && TOP.contains(&first)
        && !text.contains(|letter: char| letter.is_whitespace() || "<>{}*…$".contains(letter))
}

/// Targets of Markdown links and pictures inside the project.
fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(|target| target.split('#').next().unwrap_or(target))
        .filter(|target| !target.is_empty() && !target.contains(':'))
}

#[test]
fn reads_maps_as_people_write_them() {
    let text =
        "See `ui/src` and `cargo xtask run`, `src-tauri/crates/<name>`.\n```\n`ui/no`\n```\n[a](x.md#b)";
    let paths: Vec<_> = quoted(text).filter(|it| looks_like_path(it)).collect();
    assert_eq!(paths, ["ui/src"]);
    assert_eq!(links(text).collect::<Vec<_>>(), ["x.md"]);
}
