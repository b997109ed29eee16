//! The packages of the window's own code, exactly those of its lock file, without their install scripts.

use super::Node;
use crate::failure::Failure;
use crate::place;
use std::path::PathBuf;

/// Installs them if the lock file is another than last time.
pub(super) fn install_packages(node: &Node) -> Result<(), Failure> {
    if packages_are_current() {
        return Ok(());
    }
    node.npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]).run()?;
    let (lock, copy) = (lock(), copy_of_lock());
    std::fs::copy(&lock, &copy).map(drop).map_err(Failure::file(&copy))
}

/// Whether the packages that stand there are those of the lock file.
pub(super) fn packages_are_current() -> bool {
    match (std::fs::read(lock()), std::fs::read(copy_of_lock())) {
        (Ok(lock), Ok(copy)) => lock == copy,
        _ => false,
    }
}

fn lock() -> PathBuf {
    place::ui().join("package-lock.json")
}

/// The lock file as it was when the packages were last installed. `npm ci` begins by removing it.
fn copy_of_lock() -> PathBuf {
    place::ui().join("node_modules/.installed-lock.json")
}
