//! Screens 8 and 9: what is to be copied, and copying it.

use crate::failure::{Answer, our_fault, write_failed};
use crate::state::Shell;
use crate::wire::{CopyMade, CopyPlace, CopyPlanned, CopyProgress, CopyRequest, Problem};
use crate::{copies, dialog, drops};
use phone::{Copied, Keep, Password, Plan};
use std::path::{Path, PathBuf};
use tauri::async_runtime::spawn_blocking;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

#[tauri::command]
pub(crate) fn copy_place(app: AppHandle, shell: State<'_, Shell>) -> Answer<CopyPlace> {
    Ok(copies::shown(&place(&app, &shell)?))
}

fn place(app: &AppHandle, shell: &Shell) -> Answer<PathBuf> {
    let chosen = shell.inside().at_phone.place.clone();
    chosen.map_or_else(|| copies::usual(app), Ok)
}

#[tauri::command]
pub(crate) async fn choose_copy_place(app: AppHandle, shell: State<'_, Shell>) -> Answer<Option<CopyPlace>> {
    let Some(path) = dialog::pick(&app, true).await? else { return Ok(None) };
    let at_phone = &mut shell.inside().at_phone;
    // A copy that found too little room goes on in the new place.
    if let Some(plan) = &mut at_phone.plan {
        plan.folder = copies::folder_in(&path);
    }
    let shown = copies::shown(&path);
    at_phone.place = Some(path);
    Ok(Some(shown))
}

#[tauri::command]
pub(crate) fn plan_copy(
    app: AppHandle,
    shell: State<'_, Shell>,
    request: CopyRequest,
) -> Answer<CopyPlanned> {
    let udid = shell.inside().at_phone.udid(&request.phone)?;
    let keep = if request.needed { Keep::Needed } else { Keep::All };
    let begun = if request.backup { begun(&place(&app, &shell)?, &udid, &keep) } else { None };
    let goes_on = begun.is_some();
    let folder = begun.map_or_else(|| folder(&app, &shell), Ok)?;
    let at_phone = &mut shell.inside().at_phone;
    let password = request.password.map(Password::new);
    at_phone.plan = Some(Plan {
        udid,
        folder,
        keep,
        new_password: password.clone(),
        crash_reports: true,
        sysdiagnoses: at_phone.file_names(&request.sysdiagnoses)?,
        backup: request.backup,
    });
    at_phone.password = password;
    Ok(CopyPlanned { goes_on })
}

/// The folder of a copy of this phone that was begun and can be gone on with.
fn begun(place: &Path, udid: &str, keep: &Keep) -> Option<PathBuf> {
    let mut copies = phone::unfinished_copies(&[place.to_path_buf()]);
    copies.retain(|copy| copy.udid == udid && copy.goes_on.as_ref() == Some(keep));
    copies.pop().map(|copy| copy.folder)
}

/// A new folder; that of a pretend phone's copy goes away with the program.
fn folder(app: &AppHandle, shell: &Shell) -> Answer<PathBuf> {
    let place = place(app, shell)?;
    let mut inside = shell.inside();
    if inside.at_phone.pretend.is_none() {
        return Ok(copies::folder_in(&place));
    }
    let made = tempfile::Builder::new().prefix("lucerna-practice-").tempdir();
    let made = made.map_err(|error| write_failed(&error))?;
    let folder = made.path().join("copy");
    inside.practice.push(made);
    Ok(folder)
}

#[tauri::command]
pub(crate) async fn copy_phone(shell: State<'_, Shell>, progress: Channel<CopyProgress>) -> Answer<CopyMade> {
    let talk = shell.talk()?;
    let plan = shell.inside().at_phone.plan.clone().ok_or_else(our_fault)?;
    shell.inside().at_phone.note_copy(&plan.folder);
    // A page that is gone hears nothing; the copy goes on.
    let mut tell = move |now| drop(progress.send(CopyProgress::from(now)));
    let copied = talk.run(move |stop| phone::copy(&plan, stop, &mut tell)).await?;
    let left_out = copied.left_out.iter().cloned().map(Problem::from).collect();
    let found = spawn_blocking(move || to_check(&copied)).await.map_err(|_| our_fault())??;
    Ok(CopyMade { found: shell.remember(found, "phone").pop(), left_out })
}

/// What of the copy can be checked: all of it together, or else the part that holds most.
fn to_check(copied: &Copied) -> Answer<Vec<scan::Candidate>> {
    let whole = |one: &scan::Candidate| {
        copied.backup.is_none() || report::code(&one.acquisition.kind) == "ios-backup"
    };
    if let Some(all) = scan::identify(&copied.folder).and_then(drops::only).ok().filter(whole) {
        return Ok(vec![all]);
    }
    let crashes = copied.folder.join("crash-reports");
    let crashes = (copied.crash_reports > 0).then_some(crashes);
    let first = copied.backup.iter().chain(&copied.sysdiagnoses).chain(&crashes).next();
    Ok(first.map(|path| scan::identify(path).and_then(drops::only)).transpose()?.into_iter().collect())
}
