//! Every command of the window is named three times: as a permission that exists, as one that is granted,
//! and in the one list of handlers.

use crate::tree;
use std::collections::BTreeSet;

/// The strings of the list that follows `start`, up to `end`.
fn strings_between(text: &str, start: &str, end: char) -> BTreeSet<String> {
    let Some((_, rest)) = text.split_once(start) else { return BTreeSet::new() };
    let list = rest.split(end).next().unwrap_or_default();
    list.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn a_command_is_built_granted_and_handled() {
    let build = tree::text("src-tauri/build.rs").expect("the shell has a build.rs");
    let built = strings_between(&build, "COMMANDS: &[&str] = &[", ']');
    assert!(!built.is_empty(), "build.rs names the commands");

    let granted = tree::text("src-tauri/capabilities/main.json").expect("the window has its permissions");
    let granted: BTreeSet<String> = strings_between(&granted, "\"permissions\"", ']')
        .iter()
        .filter_map(|permission| permission.strip_prefix("allow-"))
        .map(|name| name.replace('-', "_"))
        .collect();
    assert_eq!(built, granted, "build.rs (left) and capabilities/main.json (right)");

    let sources = tree::files().into_iter().filter(|file| file.starts_with("src-tauri/src/"));
    let lists: Vec<String> = sources
        .filter_map(|file| tree::text(&file))
        .flat_map(|text| {
            let after = text.split("generate_handler![").skip(1);
            after.filter_map(|rest| rest.split(']').next()).map(str::to_owned).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(lists.len(), 1, "there is one list of handlers: a second one would replace the first");
    let handled: BTreeSet<String> = lists[0]
        .split(',')
        .filter_map(|path| path.trim().rsplit("::").next())
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect();
    assert_eq!(built, handled, "build.rs (left) and generate_handler (right)");
}
