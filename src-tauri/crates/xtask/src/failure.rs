//! What can go wrong in a command, always with the next step or the cause.

use std::path::{Path, PathBuf};

/// Why a command could not do its work.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// Something that this machine lacks and that cannot be installed from here.
    #[error("{what}\n  Next: {next}")]
    Missing {
        /// What is not there.
        what: String,
        /// What to do about it, literally.
        next: String,
    },
    /// A program ran and said no. Its own output stands above.
    #[error("`{line}` ended with {status}")]
    Program {
        /// The command line as it was run.
        line: String,
        /// Exit status in words.
        status: String,
    },
    /// A program could not be started.
    #[error("`{line}` could not be started")]
    Start {
        /// The command line as it was to be run.
        line: String,
        /// Why not.
        source: std::io::Error,
    },
    /// A file or folder of the project could not be read or written.
    #[error("{}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// Why not.
        source: std::io::Error,
    },
    /// A program answered in a way that we do not understand.
    #[error("`{line}` answered something unexpected: {answer}")]
    Answer {
        /// The command line as it was run.
        line: String,
        /// What it said.
        answer: String,
    },
    /// A rule of the project does not hold.
    #[error("{what}\n  Next: {next}")]
    Rule {
        /// What is wrong.
        what: String,
        /// How to put it right.
        next: String,
    },
}

impl Failure {
    /// For `map_err` on an operation on `path`.
    pub(crate) fn file(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |source| Self::File { path: path.to_owned(), source }
    }

    /// Prints the failure with every cause.
    pub(crate) fn tell(&self) {
        eprintln!("\nxtask: {self}");
        let mut cause = std::error::Error::source(self);
        while let Some(error) = cause {
            eprintln!("  because: {error}");
            cause = error.source();
        }
    }
}
