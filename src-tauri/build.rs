//! Names every command that the window may call. Each is granted one by one in `capabilities/main.json`.

const COMMANDS: &[&str] = &[
    "start",
    "find_acquisitions",
    "choose_acquisition",
    "watch_drops",
    "practice_phones",
    "use_practice",
    "connect_phone",
    "stop_phone",
    "phone_names",
    "sysdiagnoses",
    "await_sysdiagnose",
    "copy_place",
    "choose_copy_place",
    "plan_copy",
    "copy_phone",
    "put_back",
    "plug_pretend",
    "watch_pretend",
    "move_pretend",
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
