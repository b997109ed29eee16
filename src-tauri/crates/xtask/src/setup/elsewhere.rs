//! Systems whose packages we do not install: say exactly what is missing.

use super::{Node, Purpose};
use crate::failure::Failure;
use crate::program::Program;

/// One thing this machine must have.
struct Need {
    here: bool,
    what: &'static str,
    next: &'static str,
}

/// Fails with the whole list of what is missing.
pub(super) fn ask_for_missing(purpose: Purpose) -> Result<(), Failure> {
    let mut needs = match std::env::consts::OS {
        "linux" => linux(purpose),
        "macos" => macos(),
        "windows" => windows(),
        other => {
            return Err(Failure::Missing {
                what: format!("Lucerna does not build on {other}."),
                next: "use Linux, macOS or Windows".to_owned(),
            });
        }
    };
    needs.push(Need {
        here: Node::find().is_some() || cfg!(target_os = "linux"),
        what: "Node 20.19 or newer, with npm",
        next: if cfg!(windows) {
            "winget install OpenJS.NodeJS.LTS"
        } else {
            "brew install node, or the installer from nodejs.org"
        },
    });
    needs.retain(|need| !need.here);
    if needs.is_empty() {
        return Ok(());
    }
    let what: Vec<_> = needs.iter().map(|need| need.what).collect();
    let next: Vec<_> = needs.iter().map(|need| need.next).collect();
    Err(Failure::Missing {
        what: format!("This computer lacks: {}", what.join("; ")),
        next: format!("{}\n  then start this again", next.join("\n        ")),
    })
}

fn linux(purpose: Purpose) -> Vec<Need> {
    let library = |name: &str| Program::new("pkg-config").args(["--exists", name]).succeeds();
    let mut needs = vec![Need {
        here: library("webkit2gtk-4.1") && library("gtk+-3.0") && library("librsvg-2.0"),
        what: "the development files of WebKitGTK 4.1, GTK 3 and librsvg",
        next: "Fedora: dnf install webkit2gtk4.1-devel gtk3-devel librsvg2-devel pkgconf gcc\n        \
               Arch: pacman -S webkit2gtk-4.1 gtk3 librsvg pkgconf base-devel",
    }];
    if purpose == Purpose::Test {
        needs.push(Need {
            here: ["Xvfb", "WebKitWebDriver", "dbus-run-session", "strace"]
                .iter()
                .all(|program| crate::program::exists(program)),
            what: "Xvfb, WebKitWebDriver, dbus-run-session and strace",
            next: "install the packages of your system that hold these four programs",
        });
    }
    needs
}

fn macos() -> Vec<Need> {
    vec![Need {
        here: Program::new("xcode-select").arg("--print-path").succeeds(),
        what: "Apple's command line tools",
        next: "xcode-select --install",
    }]
}

fn windows() -> Vec<Need> {
    // The Evergreen runtime's own product id, the same on every computer.
    let key = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
    let has = |hive: &str| Program::new("reg").args(["query", &format!(r"{hive}\{key}")]).succeeds();
    vec![Need {
        here: has(r"HKLM\SOFTWARE\WOW6432Node") || has(r"HKLM\SOFTWARE") || has(r"HKCU\Software"),
        what: "the WebView2 runtime",
        next: "winget install Microsoft.EdgeWebView2Runtime",
    }]
}
