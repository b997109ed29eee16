//! Screen 19: what was changed on this computer, and undoing it.

use crate::failure::Answer;
use crate::state::{Check, Inside, Shell};
use crate::wire::Change;
use scan::Failure;
use tauri::State;

#[tauri::command]
pub(crate) fn changes(shell: State<'_, Shell>) -> Vec<Change> {
    list(&shell.inside())
}

#[tauri::command]
pub(crate) fn erase(shell: State<'_, Shell>) -> Answer<Vec<Change>> {
    let mut inside = shell.inside();
    while let Some(folder) = inside.practice.pop() {
        let path = folder.path().to_path_buf();
        folder
            .close()
            .map_err(|error| Failure::new("erase-failed").with("path", path.display()).because(error))?;
        inside.erased.push(path);
    }
    inside.check = Check::Idle;
    inside.known.clear();
    Ok(list(&inside))
}

#[tauri::command]
pub(crate) fn forget(shell: State<'_, Shell>) {
    shell.inside().check = Check::Idle;
}

fn list(inside: &Inside) -> Vec<Change> {
    let change = |key: &str, path: Option<String>, state: &str| Change {
        key: key.to_owned(),
        path,
        state: state.to_owned(),
    };
    let shown = |path: &std::path::Path| Some(report::clean(&path.to_string_lossy()));
    let there = inside.practice.iter().map(|folder| change("practice-folder", shown(folder.path()), "there"));
    let erased = inside.erased.iter().map(|path| change("practice-folder", shown(path), "erased"));
    let saved = inside.saved.iter().map(|path| change("report-saved", shown(path), "kept"));
    let held = if matches!(inside.check, Check::Done(_)) { "there" } else { "erased" };
    there.chain(erased).chain(saved).chain([change("memory", None, held)]).collect()
}
