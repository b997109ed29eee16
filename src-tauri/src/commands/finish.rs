//! Screen 19: what was changed on the phone and on this computer, and undoing it.

use crate::copies;
use crate::failure::Answer;
use crate::state::{Check, Inside, Shell};
use crate::wire::Change;
use phone::{ChangeState, Password, What};
use scan::Failure;
use std::path::{Path, PathBuf};
use tauri::State;

#[tauri::command]
pub(crate) fn changes(shell: State<'_, Shell>) -> Vec<Change> {
    list(&shell.inside())
}

#[tauri::command]
pub(crate) async fn put_back(shell: State<'_, Shell>, password: Option<String>) -> Answer<Vec<Change>> {
    let talk = shell.talk()?;
    let folders = journals(&shell.inside());
    let password = password.map(Password::new).or_else(|| shell.inside().at_phone.password.clone());
    let undo = move |stop: &_| {
        folders.iter().try_for_each(|folder| phone::put_back(folder, password.as_ref(), &[], stop).map(drop))
    };
    talk.run(undo).await?;
    Ok(list(&shell.inside()))
}

#[tauri::command]
pub(crate) fn erase(shell: State<'_, Shell>, copies: bool) -> Answer<Vec<Change>> {
    let mut inside = shell.inside();
    // The changes of a pretend phone are listed, though its folder is about to go.
    let on_phone = on_phone(&inside);
    if copies {
        copies::erase(&mut inside)?;
    }
    while let Some(folder) = inside.practice.pop() {
        let path = folder.path().to_path_buf();
        folder
            .close()
            .map_err(|error| Failure::new("erase-failed").with("path", path.display()).because(error))?;
        inside.erased.push(path);
    }
    inside.check = Check::Idle;
    inside.known.clear();
    let kept = std::mem::take(&mut inside.at_phone.copies);
    inside.at_phone.kept.extend(kept);
    (inside.at_phone.plan, inside.at_phone.password) = (None, None);
    Ok(on_phone.into_iter().chain(on_computer(&inside)).collect())
}

#[tauri::command]
pub(crate) fn forget(shell: State<'_, Shell>) {
    shell.inside().check = Check::Idle;
}

/// Folders that hold journals; the empty path stands for what no journal holds yet.
fn journals(inside: &Inside) -> Vec<PathBuf> {
    inside.at_phone.copies.iter().cloned().chain([PathBuf::new()]).collect()
}

fn list(inside: &Inside) -> Vec<Change> {
    on_phone(inside).into_iter().chain(on_computer(inside)).collect()
}

fn on_phone(inside: &Inside) -> Vec<Change> {
    // A journal that cannot be understood is told by `put_back`, with its problem.
    let written = journals(inside).into_iter().flat_map(|folder| phone::changes(&folder).unwrap_or_default());
    let mut shown: Vec<Change> = written
        .filter_map(|change| {
            let key = match change.what {
                What::Pairing => "phone-trust",
                What::BackupPassword => "phone-password",
                What::Copy { .. } => return None,
            };
            let state = match change.state {
                ChangeState::Begun => "unsure",
                ChangeState::Made => "there",
                ChangeState::Undone => "undone",
                ChangeState::Kept => "kept",
                ChangeState::Stuck => "stuck",
            };
            Some(entry(key, None, state))
        })
        .collect();
    shown.dedup_by(|one, other| one.key == other.key && one.state == other.state);
    shown
}

fn on_computer(inside: &Inside) -> Vec<Change> {
    fn all<'a>(key: &'a str, paths: &'a [PathBuf], state: &'a str) -> impl Iterator<Item = Change> + 'a {
        paths.iter().map(move |path| entry(key, Some(path), state))
    }
    let practice: Vec<PathBuf> = inside.practice.iter().map(|folder| folder.path().to_path_buf()).collect();
    // The copy of a pretend phone is part of its practice folder; one that never began has no folder.
    let listed = |folder: &Path| folder.exists() && !practice.iter().any(|path| folder.starts_with(path));
    let there = |folders: &[PathBuf]| folders.iter().filter(|path| listed(path)).cloned().collect::<Vec<_>>();
    let (copies, kept) = (there(&inside.at_phone.copies), there(&inside.at_phone.kept));
    let held = if matches!(inside.check, Check::Done(_)) { "there" } else { "erased" };
    all("phone-copy", &copies, "there")
        .chain(all("phone-copy", &inside.erased_copies, "erased"))
        .chain(all("phone-copy", &kept, "kept"))
        .chain(all("practice-folder", &practice, "there"))
        .chain(all("practice-folder", &inside.erased, "erased"))
        .chain(all("report-saved", &inside.saved, "kept"))
        .chain([entry("memory", None, held)])
        .collect()
}

fn entry(key: &str, path: Option<&Path>, state: &str) -> Change {
    let path = path.map(|path| report::clean(&path.to_string_lossy()));
    Change { key: key.to_owned(), path, state: state.to_owned() }
}
