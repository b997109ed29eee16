//! Why a pretend phone could not be made.

use std::{io, path::PathBuf};

/// Why a pretend phone could not be made. Every variant can be put right by the caller.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum PracticeError {
    /// No built-in scenario has this name.
    #[error("no practice phone is called {0:?}")]
    UnknownScenario(String),
    /// The scenario file does not say what it must, or says it wrongly.
    #[error("the scenario cannot be read: {0}")]
    Scenario(#[from] Box<toml::de::Error>),
    /// The scenario is well formed but describes no possible phone.
    #[error("the scenario does not fit together: {0}")]
    Unfit(String),
    /// A plant names an indicator that the packs do not hold.
    #[error("no built-in indicator is a {kind} of {campaign:?} number {index}")]
    NoIndicator {
        /// Kind as written in the scenario.
        kind: String,
        /// Campaign as written in the scenario.
        campaign: String,
        /// Position as written in the scenario.
        index: usize,
    },
    /// The target exists and holds something; nothing was written.
    #[error("{} already holds something", .0.display())]
    NotEmpty(PathBuf),
    /// There is no room left; what was written so far has been removed.
    #[error("there is no room left to write the practice phone")]
    DiskFull,
    /// The file system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// What was being written or read.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The simulated phone found no port to listen on.
    #[error("the simulated phone cannot listen: {0}")]
    Listen(io::Error),
    /// SQLite refused.
    #[error("a practice database could not be written: {0}")]
    Sqlite(rusqlite::Error),
    /// A property list could not be written.
    #[error("a practice property list could not be written: {0}")]
    Plist(#[from] plist::Error),
}

impl From<rusqlite::Error> for PracticeError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::DiskFull,
            _ => Self::Sqlite(error),
        }
    }
}

/// Attaches the path to an error of the file system, and tells a full disk apart.
pub(crate) trait At<T> {
    /// `path` is what was being written or read.
    fn at(self, path: &std::path::Path) -> Result<T, PracticeError>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &std::path::Path) -> Result<T, PracticeError> {
        self.map_err(|source| match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => PracticeError::DiskFull,
            _ => PracticeError::Io { path: path.to_owned(), source },
        })
    }
}
