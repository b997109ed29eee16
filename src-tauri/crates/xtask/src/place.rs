//! Where things stand in this checkout.

use std::path::{Path, PathBuf};

/// The top of the project.
///
/// Asked of cargo at run time, so that a checkout that was moved after a build still finds itself.
pub(crate) fn root() -> PathBuf {
    let here = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    // src-tauri/crates/xtask
    here.ancestors().nth(3).map(Path::to_owned).unwrap_or(here)
}

/// What builds leave behind; cargo's own setting counts.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |dir| root().join(dir))
}

/// Programs that this project installs for itself.
pub(crate) fn tools() -> PathBuf {
    target().join("tools")
}

/// The window's own code.
pub(crate) fn ui() -> PathBuf {
    root().join("ui")
}

/// A program that the `dev` profile built.
pub(crate) fn built(program: &str) -> PathBuf {
    target().join("debug").join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
}
