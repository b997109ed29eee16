//! Screens 11 to 18 and 20: the outcome in words, and saving them.

use crate::dialog;
use crate::failure::{Answer, our_fault, write_failed};
use crate::state::Shell;
use crate::wire::{Helper, SaveRequest};
use report::{Options, View, Words};
use std::io::Write;
use std::path::Path;
use tauri::{AppHandle, State};

#[tauri::command]
pub(crate) fn view(shell: State<'_, Shell>, lang: String) -> Answer<View> {
    Ok(report::view(&*shell.outcome()?, &lang, Options::default()))
}

#[tauri::command]
pub(crate) fn helpers(lang: String) -> Vec<Helper> {
    report::directory(&Words::new(&lang)).into_iter().map(Helper::from).collect()
}

#[tauri::command]
pub(crate) async fn save_report(
    app: AppHandle,
    shell: State<'_, Shell>,
    request: SaveRequest,
) -> Answer<bool> {
    let outcome = shell.outcome()?;
    let options = Options { personal: request.personal };
    let content = match request.format.as_str() {
        "html" => report::html(&report::view(&outcome, &request.lang, options), request.expert),
        "txt" => report::text(&report::view(&outcome, &request.lang, options), request.expert),
        "json" => report::json(&outcome, request.personal),
        _ => return Err(our_fault()),
    };
    let Some(path) = dialog::save(&app, format!("report.{}", request.format)).await? else {
        return Ok(false);
    };
    write_whole(&path, content.as_bytes()).map_err(|error| write_failed(&error))?;
    shell.inside().saved.push(path);
    Ok(true)
}

/// Beside its place first, then into it: a full disk leaves no half report and no lost older one.
fn write_whole(path: &Path, content: &[u8]) -> std::io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(content)?;
    file.as_file().sync_all()?;
    file.persist(path).map_err(|error| error.error)?;
    Ok(())
}
