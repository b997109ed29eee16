//! Starts the window, or, in the hidden mode, the confined worker.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

fn main() {
    app::run();
}
