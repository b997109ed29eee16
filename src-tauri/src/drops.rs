//! Things dropped on the window. Their paths stay here.

use crate::state::Shell;
use crate::wire::{DropEvent, Problem};
use scan::Failure;
use std::path::PathBuf;
use tauri::{AppHandle, DragDropEvent, Manager, Window, WindowEvent};

pub(crate) fn on_window_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::DragDrop(event) = event else { return };
    let app = window.app_handle();
    match event {
        DragDropEvent::Enter { .. } => tell(app, DropEvent::over(true)),
        DragDropEvent::Leave => tell(app, DropEvent::over(false)),
        DragDropEvent::Drop { paths, .. } => dropped(app.clone(), paths.clone()),
        _ => {}
    }
}

fn dropped(app: AppHandle, paths: Vec<PathBuf>) {
    tauri::async_runtime::spawn_blocking(move || {
        let first = paths.first().ok_or_else(|| Failure::new("no-acquisition-here"));
        let found = first.and_then(|path| scan::identify(path)).and_then(only);
        let mut event = DropEvent::over(false);
        match found {
            Ok(candidate) => event.found = app.state::<Shell>().remember(vec![candidate], "dropped").pop(),
            Err(failure) => event.problem = Some(Problem::from(failure)),
        }
        tell(&app, event);
    });
}

/// The one candidate; several are for the person to choose from.
pub(crate) fn only(mut candidates: Vec<scan::Candidate>) -> Result<scan::Candidate, Failure> {
    match candidates.len() {
        0 => Err(Failure::new("no-acquisition-here")),
        1 => Ok(candidates.remove(0)),
        count => Err(Failure::new("several-backups").with("count", count)),
    }
}

fn tell(app: &AppHandle, event: DropEvent) {
    if let Some(channel) = &app.state::<Shell>().inside().drops {
        // A page that is gone hears nothing.
        let _ = channel.send(event);
    }
}
