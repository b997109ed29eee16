//! The project's own files.

use std::path::{Path, PathBuf};

/// Folders that tools fill and git ignores.
const NOT_OURS: [&str; 5] = [".git", "target", "node_modules", "dist", "dist-fake"];

/// The top of the project.
pub(crate) fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(3).expect("xtask stands three folders deep").to_owned()
}

/// Every file of the project, relative to its top, with `/` between folders, sorted.
pub(crate) fn files() -> Vec<String> {
    let root = root();
    let mut found = Vec::new();
    walk(&root, &root, &mut found);
    found.sort();
    assert!(found.len() > 20, "only {} files found below {}", found.len(), root.display());
    found
}

fn walk(root: &Path, folder: &Path, found: &mut Vec<String>) {
    for entry in std::fs::read_dir(folder).expect("the project can be listed") {
        let path = entry.expect("the project can be listed").path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name == ".git" {
            continue;
        }
        if path.is_dir() {
            if !NOT_OURS.contains(&name.as_str()) {
                walk(root, &path, found);
            }
        } else if let Ok(short) = path.strip_prefix(root) {
            let parts: Vec<_> = short.iter().map(|part| part.to_string_lossy()).collect();
            found.push(parts.join("/"));
        }
    }
}

/// The text of a file of the project, `None` if it is not text or not there.
pub(crate) fn text(file: &str) -> Option<String> {
    std::fs::read_to_string(root().join(file)).ok()
}

/// The last part of a name after its last dot.
pub(crate) fn extension(file: &str) -> &str {
    let name = file.rsplit('/').next().unwrap_or(file);
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// Fails with one line for each entry.
#[track_caller]
pub(crate) fn none(rule: &str, found: &[String]) {
    assert!(found.is_empty(), "{rule}\n  {}\n", found.join("\n  "));
}
