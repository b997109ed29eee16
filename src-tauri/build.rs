//! Names every command that the window may call. Each is granted one by one in `capabilities/main.json`.

const COMMANDS: &[&str] = &[
    "start",
    "find_acquisitions",
    "choose_acquisition",
    "watch_drops",
    "practice_phones",
    "use_practice",
    "artifact_names",
    "check",
    "stop_check",
    "view",
    "helpers",
    "save_report",
    "changes",
    "erase",
    "forget",
];

fn main() {
    let manifest = tauri_build::AppManifest::new().commands(COMMANDS);
    let built = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest));
    if let Err(error) = built {
        panic!("{error:#}");
    }
}
