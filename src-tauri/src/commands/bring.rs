//! Screens 1 to 6: what there is to check.

use crate::failure::{Answer, our_fault, write_failed};
use crate::state::{Check, Shell};
use crate::wire::{ArtifactName, DropEvent, Found, PracticePhone, Start};
use crate::{copies, dialog, drops};
use std::path::PathBuf;
use tauri::async_runtime::spawn_blocking;
use tauri::ipc::Channel;
use tauri::{AppHandle, State};

/// Pretend phones that are for measuring, not for people.
const NOT_FOR_PEOPLE: &[&str] = &["large"];

#[tauri::command]
pub(crate) fn start(app: AppHandle, shell: State<'_, Shell>) -> Start {
    // A place that cannot be read holds nothing that we left there.
    let places: Vec<PathBuf> = copies::usual(&app).into_iter().collect();
    let mut inside = shell.inside();
    let changed = phone::unfinished_changes(&places).into_iter().map(|(folder, _)| folder);
    let copies = phone::unfinished_copies(&places).into_iter().map(|copy| copy.folder);
    let left_over: Vec<PathBuf> = changed.chain(copies).collect();
    left_over.iter().for_each(|folder| inside.at_phone.note_copy(folder));
    let state = match inside.check {
        Check::Idle if inside.at_phone.talking.is_some() => "running",
        Check::Idle => "idle",
        Check::Running(_) => "running",
        Check::Done(_) => "done",
    };
    Start::new(state, &indicators::Indicators::builtin().totals(), !left_over.is_empty())
}

#[tauri::command]
pub(crate) async fn find_acquisitions(shell: State<'_, Shell>) -> Answer<Vec<Found>> {
    let found = spawn_blocking(scan::usual_places).await.map_err(|_| our_fault())?;
    Ok(shell.remember(found, "usual-place"))
}

#[tauri::command]
pub(crate) async fn choose_acquisition(
    app: AppHandle,
    shell: State<'_, Shell>,
    folder: bool,
) -> Answer<Option<Found>> {
    let Some(path) = dialog::pick(&app, folder).await? else { return Ok(None) };
    let found = spawn_blocking(move || scan::identify(&path)).await.map_err(|_| our_fault())?;
    Ok(shell.remember(vec![drops::only(found?)?], "chosen").pop())
}

#[tauri::command]
pub(crate) fn watch_drops(shell: State<'_, Shell>, channel: Channel<DropEvent>) {
    shell.inside().drops = Some(channel);
}

#[tauri::command]
pub(crate) fn practice_phones() -> Vec<PracticePhone> {
    let for_people = practice::scenarios().iter().filter(|file| !NOT_FOR_PEOPLE.contains(&file.name));
    let phone = |file: &practice::ScenarioFile| {
        let scenario = practice::scenario(file.name).ok()?;
        Some(PracticePhone { scenario: file.name.to_owned(), password: scenario.password })
    };
    for_people.filter_map(phone).collect()
}

#[tauri::command]
pub(crate) async fn use_practice(shell: State<'_, Shell>, scenario: String) -> Answer<Found> {
    let made = spawn_blocking(move || make(&scenario)).await.map_err(|_| our_fault())?;
    let (folder, candidate) = made?;
    shell.inside().practice.push(folder);
    shell.remember(vec![candidate], "practice").pop().ok_or_else(our_fault)
}

fn make(name: &str) -> Answer<(tempfile::TempDir, scan::Candidate)> {
    let scenario = practice::scenario(name).map_err(|_| our_fault())?;
    let folder = tempfile::Builder::new()
        .prefix("lucerna-practice-")
        .tempdir()
        .map_err(|error| write_failed(&error))?;
    // Few rounds, so that nobody waits to learn.
    let encryption = scenario.password.as_deref().map(practice::Encryption::quick);
    let backup = folder.path().join("backup");
    practice::write_backup(&scenario, &backup, encryption.as_ref()).map_err(|error| match error {
        practice::PracticeError::DiskFull => scan::Failure::new("disk-full").into(),
        practice::PracticeError::Io { source, .. } => write_failed(&source),
        _ => our_fault(),
    })?;
    let candidate = drops::only(scan::identify(&backup)?)?;
    Ok((folder, candidate))
}

#[tauri::command]
pub(crate) fn artifact_names(kind: String, lang: String) -> Vec<ArtifactName> {
    let words = report::Words::new(&lang);
    let all = if kind.starts_with("ios") { scan::Library::shipped().ios } else { &[] };
    let name = |id: &str| words.say(&format!("{}.name", id.replace('.', "-")));
    all.iter().map(|artifact| ArtifactName { id: artifact.id.to_owned(), name: name(artifact.id) }).collect()
}
