//! Debian 12 and 13, Ubuntu 24.04: packages through apt-get.

use super::Purpose;
use crate::failure::Failure;
use crate::program::{Program, exists};
use std::collections::BTreeSet;

/// To build the app and open its window.
const BUILD: &[&str] = &[
    "build-essential",       // C compiler and linker
    "libgtk-3-dev",          // the window's frame
    "librsvg2-dev",          // its icons
    "libwebkit2gtk-4.1-dev", // the web view
    "pkg-config",            // finds these libraries
];

/// To drive the window in tests, and to prove what the worker does not do.
const TESTS: &[&str] = &[
    "at-spi2-core",           // accessibility tree of the window
    "dbus-daemon",            // a session of its own for the window
    "fonts-noto-core",        // the same letters on every machine, Arabic among them
    "libimobiledevice-utils", // clients of real iPhones, which judge the simulated one
    "python3-venv",           // other people's tools, which judge ours
    "strace",                 // shows every system call of the worker
    "webkit2gtk-driver",      // WebDriver of the web view
    "xvfb",                   // a display in memory
];

/// To install Node from its Python package, where the system's is missing or too old.
const NODE: &[&str] = &["python3-venv"];

/// Whether this is a system whose package names we know.
pub(super) fn is_known() -> bool {
    let text = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    let value = |key: &str| {
        text.lines()
            .find_map(|line| line.strip_prefix(key)?.strip_prefix('='))
            .map(|value| value.trim_matches('"').to_owned())
    };
    let version = value("VERSION_ID").unwrap_or_default();
    match value("ID").as_deref() {
        Some("debian") => ["12", "13"].contains(&version.as_str()),
        Some("ubuntu") => version == "24.04",
        _ => false,
    }
}

/// Installs what `purpose` needs and is not there.
pub(super) fn install_missing(purpose: Purpose) -> Result<(), Failure> {
    let mut wanted: BTreeSet<&str> = BUILD.iter().copied().collect();
    if purpose == Purpose::Test {
        wanted.extend(TESTS);
    }
    if super::Node::find().is_none() {
        wanted.extend(NODE);
    }
    let missing = missing(&wanted)?;
    if missing.is_empty() {
        return Ok(());
    }
    println!("Installing {} system packages: {}", missing.len(), missing.join(" "));
    let apt = apt_get(&missing)?;
    apt().args(["update", "--quiet"]).run()?;
    apt().args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(&missing).run()
}

fn missing<'a>(wanted: &BTreeSet<&'a str>) -> Result<Vec<&'a str>, Failure> {
    // dpkg-query fails when a name is unknown to it, and still lists the others.
    let listed = Program::new("dpkg-query")
        .args(["--show", "--showformat", "${Package} ${db:Status-Status}\n"])
        .args(wanted)
        .read_whatever()?;
    let installed: BTreeSet<&str> =
        listed.lines().filter_map(|line| line.strip_suffix(" installed")).collect();
    Ok(wanted.iter().copied().filter(|name| !installed.contains(name)).collect())
}

/// apt-get, as root: directly, or through sudo.
fn apt_get(missing: &[&str]) -> Result<impl Fn() -> Program, Failure> {
    let root = Program::new("id").arg("-u").read()?.trim() == "0";
    if !root && !exists("sudo") {
        return Err(Failure::Missing {
            what: format!("These system packages are missing: {}", missing.join(" ")),
            next: format!("as root, run: apt-get install {}", missing.join(" ")),
        });
    }
    Ok(move || {
        let words: &[&str] = if root { &["env"] } else { &["sudo", "env"] };
        Program::new(words[0]).args(&words[1..]).args(["DEBIAN_FRONTEND=noninteractive", "apt-get"])
    })
}
