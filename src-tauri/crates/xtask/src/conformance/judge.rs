//! Other people's tools, each in a Python environment of its own below `target/venv`.

use crate::failure::Failure;
use crate::place;
use crate::program::Program;
use std::path::PathBuf;

/// One environment and what is installed in it.
pub(crate) struct Judge {
    name: &'static str,
    packages: &'static [&'static str],
}

/// Amnesty International's Mobile Verification Toolkit. It asks for an older `iphone_backup_decrypt`.
pub(crate) const MVT: Judge = Judge { name: "mvt", packages: &["mvt==2026.10.26"] };

/// Libraries that open encrypted backups.
pub(crate) const OPENERS: Judge =
    Judge { name: "openers", packages: &["iphone_backup_decrypt==0.11.2", "pyiosbackup==0.2.4"] };

/// A client of real iPhones in Python.
pub(crate) const PYMOBILEDEVICE: Judge =
    Judge { name: "pymobiledevice3", packages: &["pymobiledevice3==11.45.0"] };

impl Judge {
    /// Installs it if it is not there in these versions.
    pub(crate) fn install(&self) -> Result<(), Failure> {
        let home = self.home();
        let stamp = home.join("installed.txt");
        let wanted = self.packages.join("\n");
        if std::fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
            return Ok(());
        }
        println!("Installing {} from the Python package index", self.packages.join(", "));
        Program::new("python3").args(["-m", "venv", "--clear"]).arg(&home).run()?;
        self.program("pip").args(["install", "--quiet"]).args(self.packages).run()?;
        std::fs::write(&stamp, wanted).map_err(Failure::file(&stamp))
    }

    /// A program of the environment.
    pub(crate) fn program(&self, name: &str) -> Program {
        Program::new(self.path(name))
    }

    /// Where a program of the environment stands.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.home().join("bin").join(name)
    }

    fn home(&self) -> PathBuf {
        place::target().join("venv").join(self.name)
    }
}
