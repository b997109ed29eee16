//! The computer's own dialogs, opened here so that paths never enter the page.

use crate::failure::{Answer, our_fault};
use rfd::{AsyncFileDialog, FileHandle};
use std::future::Future;
use std::path::PathBuf;
use tauri::AppHandle;

/// Asks for a folder or a file; none if the person closed the dialog.
pub(crate) async fn pick(app: &AppHandle, folder: bool) -> Answer<Option<PathBuf>> {
    if let Some(answer) = rehearsed("pick") {
        return Ok(answer);
    }
    ask(app, move |dialog| async move {
        if folder { dialog.pick_folder().await } else { dialog.pick_file().await }
    })
    .await
}

/// Asks where to save a file with this name; none if the person closed the dialog.
pub(crate) async fn save(app: &AppHandle, name: String) -> Answer<Option<PathBuf>> {
    if let Some(answer) = rehearsed("save") {
        return Ok(answer.map(|folder| folder.join(name)));
    }
    ask(app, move |dialog| dialog.set_file_name(name).save_file()).await
}

/// Dialogs belong to the window system: made on its thread, awaited on this one.
async fn ask<F, O>(app: &AppHandle, open: F) -> Answer<Option<PathBuf>>
where
    F: FnOnce(AsyncFileDialog) -> O + Send + 'static,
    O: Future<Output = Option<FileHandle>> + Send + 'static,
{
    let (sender, mut receiver) = tauri::async_runtime::channel(1);
    let shown = app.run_on_main_thread(move || {
        let answer = open(AsyncFileDialog::new());
        tauri::async_runtime::spawn(async move {
            let path = answer.await.map(|file| file.path().to_path_buf());
            // A window that was closed meanwhile needs no answer.
            let _ = sender.send(path).await;
        });
    });
    shown.map_err(|_| our_fault())?;
    receiver.recv().await.ok_or_else(our_fault)
}

/// Window tests cannot reach a system dialog: in builds for development they name the answer.
fn rehearsed(which: &str) -> Option<Option<PathBuf>> {
    if !cfg!(debug_assertions) {
        return None;
    }
    let answer = std::env::var_os(format!("LUCERNA_REHEARSE_{}", which.to_uppercase()))?;
    Some((!answer.is_empty()).then(|| answer.into()))
}
