//! The shell: a window, its commands, and one state. It decides nothing about a phone.

mod at_phone;
mod commands;
mod conversation;
mod copies;
mod dialog;
mod drops;
mod failure;
mod running;
mod state;
mod wire;

use state::Shell;
use tauri::Manager;

/// Opens the window and stays until it is closed.
///
/// # Panics
/// If the window system cannot be reached: there is no window to say it in.
pub fn run() {
    scan::enter_if_worker(scan::Library::shipped());
    phone::enter_if_worker();
    let app = tauri::Builder::default()
        .manage(Shell::default())
        .invoke_handler(tauri::generate_handler![
            commands::start,
            commands::find_acquisitions,
            commands::choose_acquisition,
            commands::watch_drops,
            commands::practice_phones,
            commands::use_practice,
            commands::connect_phone,
            commands::stop_phone,
            commands::phone_names,
            commands::sysdiagnoses,
            commands::await_sysdiagnose,
            commands::copy_place,
            commands::choose_copy_place,
            commands::plan_copy,
            commands::copy_phone,
            commands::put_back,
            commands::plug_pretend,
            commands::watch_pretend,
            commands::move_pretend,
            commands::artifact_names,
            commands::check,
            commands::stop_check,
            commands::view,
            commands::helpers,
            commands::save_report,
            commands::changes,
            commands::erase,
            commands::forget,
        ])
        .setup(|app| {
            let mut config = app.config().app.windows.first().cloned().unwrap_or_default();
            // The web view leaves nothing on disk. Its driver reaches only one that may, so a program built
            // for tests lets it; a shipped one cannot be driven at all.
            let driven = cfg!(debug_assertions) && std::env::var_os("TAURI_WEBVIEW_AUTOMATION").is_some();
            config.incognito &= !driven;
            tauri::WebviewWindowBuilder::from_config(app.handle(), &config)?
                // "Title · Screen 7": what a helper on the telephone asks for.
                .on_document_title_changed(|window, title| {
                    let _ = window.set_title(&title);
                })
                .build()?;
            Ok(())
        })
        .on_window_event(drops::on_window_event)
        .build(tauri::generate_context!());
    match app {
        Ok(app) => app.run(|app, event| {
            if let tauri::RunEvent::Exit = event {
                app.state::<Shell>().close();
            }
        }),
        Err(error) => panic!("the window could not be opened: {error}"),
    }
}
