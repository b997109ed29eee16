//! Pretend phones: writes synthetic iPhone backups from scenario files, and simulates the iPhone itself.
//!
//! For demonstrations without a real phone, for workshops, and for tests. Everything in such a
//! backup is invented; its layout is that of a real one, so that other tools read it too.

mod archive;
mod backup;
mod clock;
pub mod damage;
mod database;
mod error;
mod filesystem;
pub mod iphone;
mod keybag;
mod known;
mod phone;
mod random;
mod release;
mod scenario;
mod sysdiagnose;
mod wal;
mod words;

pub use backup::Totals;
pub use error::PracticeError;
pub use filesystem::write_filesystem;
pub use keybag::Encryption;
pub use phone::{Made, Planted, write_backup};
pub use scenario::{Damage, IndicatorWanted, PhoneFacts, Plant, ProfileFacts, Scenario, Sizes, What};
pub use sysdiagnose::{write_crash_reports, write_sysdiagnose};

/// A built-in scenario.
#[derive(Clone, Copy, Debug)]
pub struct ScenarioFile {
    /// Its name on the command line and its folder in `tests/scenarios`.
    pub name: &'static str,
    /// Key of its title; the words themselves belong to the window.
    pub title: &'static str,
    /// Key of its description in one line.
    pub line: &'static str,
    /// The file.
    pub toml: &'static str,
}

macro_rules! built_in {
    ($($name:literal),+ $(,)?) => {
        &[$(ScenarioFile {
            name: $name,
            title: concat!("practice.", $name, ".title"),
            line: concat!("practice.", $name, ".line"),
            toml: include_str!(concat!("../../../../tests/scenarios/", $name, "/phone.toml")),
        }),+]
    };
}

static BUILT_IN: &[ScenarioFile] = built_in![
    "ordinary",
    "pegasus-link",
    "hidden-profile",
    "damaged",
    "large",
    "encrypted-ordinary",
    "many-apps"
];

/// The built-in scenarios, in the order in which they are offered.
pub fn scenarios() -> &'static [ScenarioFile] {
    BUILT_IN
}

/// A built-in scenario by name.
pub fn scenario(name: &str) -> Result<Scenario, PracticeError> {
    let file = BUILT_IN
        .iter()
        .find(|file| file.name == name)
        .ok_or_else(|| PracticeError::UnknownScenario(name.to_owned()))?;
    Scenario::parse(file.toml)
}
