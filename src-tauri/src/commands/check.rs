//! Screens 22 and 8 to 10: the check itself.

use crate::failure::{Answer, our_fault};
use crate::running::Listener;
use crate::state::{Check, Shell};
use crate::wire::{CheckRequest, Progress, RememberedDay};
use scan::{Library, Password, Request};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::State;
use tauri::async_runtime::spawn_blocking;
use tauri::ipc::Channel;

#[tauri::command]
pub(crate) async fn check(
    shell: State<'_, Shell>,
    request: CheckRequest,
    progress: Channel<Progress>,
) -> Answer<()> {
    let CheckRequest { id, password, days, deep } = request;
    let mut request = Request::new(shell.candidate(&id)?);
    request.password = password.map(Password::new).or_else(|| shell.held_password(&id));
    request.dates = days.iter().map(RememberedDay::read).collect::<Option<_>>().ok_or_else(our_fault)?;
    request.deep = deep;
    let stop = begin(&shell)?;
    let ran =
        spawn_blocking(move || scan::run(&request, Library::shipped(), &stop, &mut Listener::new(progress)))
            .await;
    let outcome = ran.unwrap_or_else(|_| Err(scan::Failure::new("our-fault")));
    let mut inside = shell.inside();
    inside.check = Check::Idle;
    inside.check = Check::Done(Arc::new(outcome?));
    Ok(())
}

/// One check at a time.
fn begin(shell: &Shell) -> Answer<Arc<AtomicBool>> {
    let mut inside = shell.inside();
    if let Check::Running(_) = inside.check {
        return Err(our_fault());
    }
    let stop = Arc::new(AtomicBool::new(false));
    inside.check = Check::Running(Arc::clone(&stop));
    Ok(stop)
}

#[tauri::command]
pub(crate) fn stop_check(shell: State<'_, Shell>) {
    if let Check::Running(stop) = &shell.inside().check {
        stop.store(true, Ordering::Relaxed);
    }
}
