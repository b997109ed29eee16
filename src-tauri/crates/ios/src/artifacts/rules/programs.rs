//! Rules on programs that used location, and on files of attack kits, in backups and full copies.

use super::Level::{Look, Match, Strong};
use super::Mark::Read;
use super::{Line, Rule, backup, full_copy, rule};
use crate::artifacts::testing::{Phone, plist};
use crate::artifacts::{filesystem, locationd_clients, manifest};
use engine::Weight;

/// How a program of the phone begins.
const PROGRAM: [u8; 8] = [0xcf, 0xfa, 0xed, 0xfe, 0x0c, 0, 0, 1];
const STAGING: &str = "Filesystem/private/var/db/com.apple.xpc.roleaccountd.staging";

pub(super) fn rules() -> Vec<Rule> {
    let clients = backup(&locationd_clients::ARTIFACT);
    let copy = full_copy(&filesystem::ARTIFACT).builtin();
    let placed = |path: &str| Phone::with(path, PROGRAM);
    let runs = |name: &str| {
        let path = format!("{STAGING}/{name}");
        Phone::with(&path, PROGRAM).with_mode(&path, 0o100_755)
    };
    vec![
        rule(
            "B7",
            [
                clients.line("process", Match, Read, [client("plantd", "/x"), client("plantdd", "/x")]),
                clients.line(
                    "path",
                    Match,
                    Read,
                    ["/var/tmp/plantpath", "/var/mobile/plantpath"].map(placed_at),
                ),
                clients.line("app", Match, Read, ["com.plant.stalker", "com.plant.stalkers"].map(app)),
            ],
        ),
        rule(
            "B10",
            [listed("HomeDomain/Library/roleaccountd.plist", "HomeDomain/Library/roleaccount.plist")
                .lighter(Weight::Look, "a name like Apple's own needs a second sign")],
        ),
        rule(
            "B23",
            [
                listed(
                    "HomeDomain/Library/Preferences/com.apple.photolibraryd.plist",
                    "HomeDomain/Library/Preferences/com.apple.photolibrary.plist",
                ),
                stored("/private/var/tmp/pl.core.lock", "/private/var/tmp/pl.core.locked"),
                stored(
                    "/private/var/mobile/Library/Caches/.com.apple.notes.cache.plist",
                    "/private/var/mobile/Library/Caches/com.apple.notes.cache.plist",
                ),
                stored("/private/var/tmp/uninstall", "/private/var/tmp/uninstalls").lighter(
                    Weight::Look,
                    "`relaunch`, `stop` and `uninstall` are words that others use too",
                ),
            ],
        ),
        rule(
            "B24",
            [
                stored("/private/var/tmp/keychain_dump.txt", "/private/var/tmp/keychain_dumps.txt"),
                stored("/private/var/root/keychain_dump.txt", "/private/var/mobile/keychain.txt"),
                stored("/private/var/mobile/pe_main.js", "/private/var/mobile/pe_mains.js")
                    .lighter(Weight::Look, "a name alone, anywhere: analysts keep such files too"),
            ],
        ),
        rule(
            "B25",
            [
                stored("/private/var/tmp/kusama.txt", "/private/var/tmp/kusama2.txt"),
                stored("/private/var/logs/keybagd/x", "/private/var/logs/keybagd.log"),
            ],
        ),
        rule(
            "B26",
            [
                stored(
                    "/private/var/db/com.apple.xpc.roleaccountd.staging/subridged",
                    "/private/var/db/com.apple.xpc.roleaccountd.staging/subridge.plist",
                ),
                stored(
                    "/private/var/db/com.apple.xpc.roleaccountd.staging/PlugIns/fud.appex/Info.plist",
                    "/private/var/db/com.apple.xpc.roleaccountd.staging/PlugIns/fud.plist",
                ),
                full_copy(&filesystem::ARTIFACT).line(
                    "known-program",
                    Match,
                    Read,
                    [runs("plantd"), placed("Filesystem/usr/libexec/x")],
                ),
                copy.line("known-program", Match, Read, [named("com.apple.avcapture"), named("avcaptured")])
                    .lighter(Weight::Look, "Apple has programs with almost this name"),
                copy.line("staged-program", Strong, Read, [runs("x"), updated()]),
                copy.line(
                    "program-in-odd-place",
                    Look,
                    Read,
                    [
                        placed("Filesystem/private/var/tmp/x"),
                        Phone::with("Filesystem/private/var/tmp/x", "text"),
                    ],
                ),
            ],
        ),
    ]
}

fn client(name: &str, path: &str) -> Phone {
    entry(&format!("com.apple.locationd.executable-{name}:"), "", path)
}

fn placed_at(path: &str) -> Phone {
    entry("com.apple.locationd.executable-x:", "", path)
}

fn app(id: &str) -> Phone {
    entry(&format!("i{id}:"), id, "/private/var/containers/Bundle/Application/U/a.app/a")
}

fn entry(key: &str, id: &str, executable: &str) -> Phone {
    let list = format!(
        "<dict><key>{key}</key><dict><key>BundleId</key><string>{id}</string><key>Executable</key>\
         <string>{executable}</string></dict></dict>"
    );
    Phone::with(locationd_clients::PATH, plist(&list))
}

/// A file of a backup.
fn listed(path: &str, alike: &str) -> Line {
    let phones = [path, alike].map(|path| Phone::with(path, *b"x"));
    backup(&manifest::ARTIFACT).builtin().line("known-file", Match, Read, phones)
}

/// A file of a full copy.
fn stored(path: &str, alike: &str) -> Line {
    let phones = [path, alike].map(|path| Phone::with(&format!("Filesystem{path}"), *b"x"));
    full_copy(&filesystem::ARTIFACT).builtin().line("known-file", Match, Read, phones)
}

/// A program where programs of the system lie.
fn named(name: &str) -> Phone {
    Phone::with(&format!("Filesystem/usr/libexec/{name}"), PROGRAM)
}

fn updated() -> Phone {
    Phone::with(&format!("{STAGING}/exec/16777221.2.xpc/com.apple.NRD.UpdateBrainService"), PROGRAM)
}
