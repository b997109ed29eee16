//! Who may use whom, and that nothing from `scan` down can reach the network.

use crate::tree::{self, none};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

/// For each room: the rooms it may use when it is built. Tests may use more.
const ARROWS: &[(&str, &[&str])] = &[
    ("indicators", &[]),
    ("engine", &["indicators"]),
    ("property-list", &["engine"]),
    ("sqlite", &["engine"]),
    ("ios", &["engine", "indicators", "property-list", "sqlite"]),
    ("report", &["engine", "indicators"]),
    ("worker", &[]),
    ("scan", &["engine", "indicators", "ios", "property-list", "sqlite", "worker"]),
    ("phone", &["engine", "indicators", "ios", "property-list", "sqlite", "worker"]),
    ("practice", &["engine", "indicators"]),
    ("cli", &["engine", "indicators", "ios", "phone", "practice", "report", "scan", "worker"]),
    ("app", &["engine", "indicators", "ios", "phone", "practice", "report", "scan", "worker"]),
    ("acceptance", &["engine", "indicators", "ios", "phone", "practice", "report", "scan", "worker"]),
    ("xtask", &[]),
];

/// The rooms whose whole tree of libraries may hold nothing that speaks to a network.
const OFFLINE: [&str; 8] =
    ["indicators", "engine", "property-list", "sqlite", "ios", "report", "worker", "scan"];

/// Libraries that open sockets or speak a network protocol.
const NETWORK: &[&str] = &[
    "async-std",
    "attohttpc",
    "curl",
    "curl-sys",
    "h2",
    "hickory-resolver",
    "hyper",
    "isahc",
    "minreq",
    "mio",
    "native-tls",
    "openssl",
    "openssl-sys",
    "quinn",
    "reqwest",
    "rustls",
    "smol",
    "socket2",
    "surf",
    "tokio",
    "tungstenite",
    "ureq",
];

/// Libraries that only the named rooms may use when they are built.
const KEPT: &[(&str, &[&str])] = &[
    ("idevice", &["phone"]),
    // `phone` writes requests with it; what it reads itself goes through `property-list`.
    ("plist", &["phone", "practice", "property-list"]),
    ("rusqlite", &["practice", "sqlite"]),
    ("libsqlite3-sys", &["sqlite"]),
    ("rfd", &["app"]),
    ("tauri", &["app"]),
    ("tokio", &["phone"]),
    ("ts-rs", &["app", "report"]),
];

/// The one room that may hold `unsafe`, and so cannot inherit the lints as they are.
const OWN_LINTS: [&str; 1] = ["sqlite"];

#[derive(Default)]
struct Graph {
    /// Names of the workspace's own packages.
    ours: BTreeSet<String>,
    /// Package id to name.
    names: BTreeMap<String, String>,
    /// Package id to the ids it is built with, on any system; not what its tests need.
    uses: BTreeMap<String, BTreeSet<String>>,
    default_members: BTreeSet<String>,
}

impl Graph {
    fn read() -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let output = Command::new(cargo)
            .args(["metadata", "--format-version", "1", "--all-features"])
            .current_dir(tree::root())
            .output()
            .expect("cargo metadata starts");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let all: Value = serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
        let mut graph = Self::default();
        for package in list(&all["packages"]) {
            graph.names.insert(string(&package["id"]), string(&package["name"]));
        }
        let name_of = |id: &Value| graph.names.get(&string(id)).cloned().unwrap_or_default();
        graph.ours = list(&all["workspace_members"]).iter().map(name_of).collect();
        graph.default_members = list(&all["workspace_default_members"]).iter().map(name_of).collect();
        for node in list(&all["resolve"]["nodes"]) {
            let built_with = list(&node["deps"]).iter().filter(|dep| {
                list(&dep["dep_kinds"]).iter().any(|kind| kind["kind"].as_str() != Some("dev"))
            });
            let ids = built_with.map(|dep| string(&dep["pkg"])).collect();
            graph.uses.insert(string(&node["id"]), ids);
        }
        graph
    }

    fn id(&self, name: &str) -> &str {
        self.names
            .iter()
            .find(|(id, other)| *other == name && id.starts_with("path+"))
            .map_or_else(|| panic!("there is no package {name}"), |(id, _)| id.as_str())
    }

    /// Names of what `name` is built with, directly.
    fn direct(&self, name: &str) -> BTreeSet<&str> {
        self.uses[self.id(name)].iter().map(|id| self.names[id].as_str()).collect()
    }

    /// For everything that `name` reaches: the package through which it was reached first.
    fn reached(&self, name: &str) -> BTreeMap<&str, &str> {
        let mut through = BTreeMap::new();
        let mut next = vec![self.id(name)];
        while let Some(id) = next.pop() {
            for used in self.uses.get(id).into_iter().flatten() {
                if !through.contains_key(self.names[used].as_str()) {
                    through.insert(self.names[used].as_str(), self.names[id].as_str());
                    next.push(used);
                }
            }
        }
        through
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

#[test]
fn rooms_use_each_other_one_way() {
    let graph = Graph::read();
    let known: BTreeSet<String> = ARROWS.iter().map(|(room, _)| (*room).to_owned()).collect();
    assert_eq!(graph.ours, known, "every member of the workspace stands in ARROWS, and nothing else");
    let mut wrong = Vec::new();
    for (room, may_use) in ARROWS {
        for used in graph.direct(room) {
            if graph.ours.contains(used) && !may_use.contains(&used) {
                wrong.push(format!("{room} uses {used}"));
            }
        }
    }
    none("These arrows are not in the house plan:", &wrong);
}

#[test]
fn nothing_that_scans_can_reach_the_network() {
    let graph = Graph::read();
    let mut wrong = Vec::new();
    for room in OFFLINE {
        let reached = graph.reached(room);
        for library in NETWORK {
            if let Some(through) = reached.get(library) {
                wrong.push(format!("{room} reaches {library} through {through}"));
            }
        }
    }
    none("These rooms must work without a network:", &wrong);
}

#[test]
fn guarded_libraries_have_one_door() {
    let graph = Graph::read();
    let mut wrong = Vec::new();
    for (library, rooms) in KEPT {
        for room in &graph.ours {
            if graph.direct(room).contains(library) && !rooms.contains(&room.as_str()) {
                wrong.push(format!("{room} uses {library}"));
            }
        }
    }
    none("These libraries are used only behind the rooms made for them:", &wrong);
}

#[test]
fn the_engine_builds_without_a_web_view() {
    let graph = Graph::read();
    assert!(!graph.default_members.contains("app"), "app is built by name only");
    for room in &graph.default_members {
        let view = graph.reached(room).contains_key("wry");
        assert!(!view, "{room} reaches the web view");
    }
}

#[test]
fn every_room_keeps_the_lints_of_the_house() {
    let manifests = tree::files().into_iter().filter(|file| file.ends_with("/Cargo.toml"));
    let mut wrong = Vec::new();
    for manifest in manifests.filter(|file| !file.starts_with("tests/fuzz/")) {
        let text = tree::text(&manifest).unwrap_or_default();
        let inherits = text.contains("[lints]\nworkspace = true");
        let own = OWN_LINTS.iter().any(|room| manifest.ends_with(&format!("/{room}/Cargo.toml")));
        if inherits == own {
            wrong.push(manifest);
        }
    }
    none("These manifests and OWN_LINTS disagree about `[lints] workspace = true`:", &wrong);
}
