//! Where copies of phones lie on this computer, and how much room is there.
#![expect(clippy::disallowed_methods, reason = "erases our own copies, reads no evidence")]

use crate::failure::{Answer, our_fault};
use crate::state::Inside;
use crate::wire::CopyPlace;
use jiff::Timestamp;
use phone::Failure;
use std::path::{Path, PathBuf};
use tauri::{AppHandle, Manager};

/// The folder that copies go to unless the person chooses another.
pub(crate) fn usual(app: &AppHandle) -> Answer<PathBuf> {
    Ok(app.path().app_local_data_dir().map_err(|_| our_fault())?.join("copies"))
}

/// A name for a copy that begins now. It says nothing about the phone.
pub(crate) fn folder_in(place: &Path) -> PathBuf {
    place.join(Timestamp::now().strftime("%Y-%m-%d-%H%M%S").to_string())
}

/// A place as the window shows it.
pub(crate) fn shown(place: &Path) -> CopyPlace {
    CopyPlace { path: report::clean(&place.to_string_lossy()), free_bytes: free(place) }
}

/// Bytes that are free where `place` is, or will be.
#[cfg(unix)]
fn free(place: &Path) -> Option<u64> {
    let there = place.ancestors().find(|folder| folder.exists())?;
    let room = rustix::fs::statvfs(there).ok()?;
    Some(room.f_bavail.saturating_mul(room.f_frsize))
}

#[cfg(not(unix))]
fn free(_place: &Path) -> Option<u64> {
    None
}

/// What a copy's folder holds beside the journal of changes.
const CONTENT: [&str; 3] = ["backup", "crash-reports", "sysdiagnose"];

/// Erases the copies. The journal of one whose phone is not back as it was stays: a later start needs it.
pub(crate) fn erase(inside: &mut Inside) -> Result<(), Failure> {
    while let Some(folder) = inside.at_phone.copies.last().cloned() {
        let journal_needed = !phone::unfinished_changes(std::slice::from_ref(&folder)).is_empty();
        let failed = |error: std::io::Error| {
            Failure::new("erase-failed").with("path", folder.display()).because(error)
        };
        if journal_needed {
            let parts = CONTENT.iter().map(|part| folder.join(part)).filter(|part| part.exists());
            parts.map(std::fs::remove_dir_all).collect::<Result<Vec<()>, _>>().map_err(failed)?;
        } else if folder.exists() {
            std::fs::remove_dir_all(&folder).map_err(failed)?;
        }
        inside.at_phone.copies.pop();
        inside.erased_copies.push(folder);
    }
    Ok(())
}
