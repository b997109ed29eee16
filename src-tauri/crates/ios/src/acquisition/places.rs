//! Where Finder, iTunes and Apple Devices keep backups.
//!
//! Sources: Apple, "Locate backups of your iPhone, iPad, and iPod touch" (support.apple.com/108809);
//! the Microsoft Store version writes below the user's own folder. On Linux every program asks where
//! to, so there is no usual place.

use std::env;
use std::path::{Path, PathBuf};

/// Folders on this computer in which backups are kept, whether they exist or not.
pub fn usual_places() -> Vec<PathBuf> {
    let below = |variable: &str, steps: &[&str]| {
        let base = env::var_os(variable).filter(|base| Path::new(base).is_absolute())?;
        Some(steps.iter().fold(PathBuf::from(base), |path, step| path.join(step)))
    };
    let places = if cfg!(target_os = "macos") {
        vec![below("HOME", &["Library", "Application Support", "MobileSync", "Backup"])]
    } else if cfg!(windows) {
        vec![
            below("APPDATA", &["Apple Computer", "MobileSync", "Backup"]),
            below("APPDATA", &["Apple", "MobileSync", "Backup"]),
            below("USERPROFILE", &["Apple", "MobileSync", "Backup"]),
        ]
    } else {
        Vec::new()
    };
    places.into_iter().flatten().collect()
}
