//! A sysdiagnose: the archive that a phone makes for Apple's engineers, as it is or unpacked.
//!
//! Known by what lies in it, whatever it is called. Facts on the phone stand in several files, of which each
//! version of iOS writes some. Source: reference/ios-artifacts.md 5.8; `logs/SystemVersion` as described by
//! the sysdiagnose analysis framework of the European Commission's CSIRC.

use super::error::OpenError;
use super::scrape::{self, Ids};
use super::tree::{Files, Lost, Named, Tree};
use engine::{Acquisition, Kind, Version};
use jiff::Timestamp;

/// Files and folders at the top; two of them make a sysdiagnose.
pub(crate) const MARKS: [&str; 9] = [
    "crashes_and_spins",
    "ps.txt",
    "ps_thread.txt",
    "remotectl_dumpstate.txt",
    "spindump-nosymbols.txt",
    "sysdiagnose.log",
    "system_logs.logarchive",
    "taskinfo.txt",
    "tailspindb",
];
const ENOUGH: usize = 2;
/// Bytes at the beginning of a file in which facts are looked for.
const HEAD: usize = 512 << 10;
/// First step of its files as evidence.
const TOP: &str = "Sysdiagnose";

/// What a sysdiagnose says of itself; `None` if this is none. `name` is that of its folder or archive: it
/// only adds the time and the build, if nothing inside does.
pub(crate) fn look(tree: &Tree, name: &str) -> Result<Option<(Acquisition, Ids)>, OpenError> {
    if MARKS.iter().filter(|mark| tree.has(mark)).count() < ENOUGH {
        return Ok(None);
    }
    let log = tree.head("sysdiagnose.log", HEAD).unwrap_or_default();
    let own = own_name(&log).or_else(|| own_name(name));
    let devices = tree.head("remotectl_dumpstate.txt", HEAD).unwrap_or_default();
    let request = tree.head("logs/MobileActivation/collection_oob_request.txt", HEAD).unwrap_or_default();
    let system = tree.file("logs/SystemVersion/SystemVersion.plist");
    let system = system.map(|file| scrape::plist(&file, &[&["ProductVersion"], &["ProductBuildVersion"]]));
    let of_system = |at: usize| system.as_ref().and_then(|found| found.get(at)?.clone());
    let either =
        |here: &str, there: &str| scrape::after(&devices, here).or_else(|| scrape::after(&request, there));
    let model = either("ProductType", "productType");
    let other_name = own.as_ref().is_some_and(|own| !own.of_phone);
    if model.as_deref().map_or(other_name, |model| !scrape::is_ours(model)) {
        return Err(OpenError::UnsupportedLayout { layout: "sysdiagnose-of-another-device" });
    }
    let version = of_system(0).or_else(|| either("OSVersion", "os-version"));
    let build = of_system(1).or_else(|| either("BuildVersion", "os-build"));
    let acquisition = Acquisition {
        os_version: version.as_deref().and_then(Version::parse),
        os_build: build.or_else(|| own.as_ref()?.build.clone()),
        model,
        made_at: own.as_ref().and_then(|own| own.made_at).or_else(|| end_of_log(tree)),
        ..Acquisition::of(Kind::IosSysdiagnose)
    };
    let ids = Ids {
        udid: either("UniqueDeviceID", "udid"),
        serial: either("SerialNumber", "serial-number"),
        reporter: None,
    };
    Ok(Some((acquisition, ids)))
}

/// When the collected log ends, in nanoseconds since 1970.
fn end_of_log(tree: &Tree) -> Option<Timestamp> {
    let list = tree.file("system_logs.logarchive/Info.plist")?;
    let times: [&[&str]; 2] = [&["EndTimeRef", "WallTime"], &["EndTimeRef", "WallClockTime"]];
    let end = scrape::plist(&list, &times).into_iter().flatten().next()?;
    Timestamp::from_nanosecond(end.parse().ok()?).ok()
}

/// What the name says that the phone gave: `sysdiagnose_2023.05.24_13-29-15-0700_iPhone-OS_iPhone_20F66`.
#[derive(Debug, PartialEq, Eq)]
struct OwnName {
    made_at: Option<Timestamp>,
    build: Option<String>,
    of_phone: bool,
}

fn own_name(text: &str) -> Option<OwnName> {
    const BEGIN: &str = "sysdiagnose_";
    text.match_indices(BEGIN).find_map(|(at, _)| {
        let rest = &text[at + BEGIN.len()..];
        let end = rest
            .find(|letter: char| !letter.is_ascii_alphanumeric() && !matches!(letter, '.' | '_' | '-' | '+'));
        let rest = &rest[..end.unwrap_or(rest.len())];
        let mut parts = rest.split('_');
        let (day, time, system) = (parts.next()?, parts.next()?, parts.next()?);
        let made_at = Timestamp::strptime("%Y.%m.%d_%H-%M-%S%z", format!("{day}_{time}")).ok()?;
        let build = parts.nth(1).and_then(|build| build.split('.').next());
        Some(OwnName {
            made_at: Some(made_at),
            build: build.filter(|build| !build.is_empty() && build.len() <= 16).map(str::to_owned),
            of_phone: matches!(system, "iPhone-OS" | "iPadOS" | "iOS"),
        })
    })
}

/// Its files by the names of the contract. What a Mac adds to an archive (`._*`) is none of them.
pub(crate) fn files(tree: Tree) -> Files {
    below(tree, TOP)
}

/// Everything of a tree below one first step.
pub(super) fn below(tree: Tree, top: &str) -> Files {
    let listing = tree.list();
    let named = listing.members.into_iter().filter(|listed| !is_added(&listed.name)).map(|listed| Named {
        path: format!("{top}/{}", listed.name).into(),
        on_phone: None,
        listed,
    });
    let lost = listing.lost.into_iter().map(|(folder, why)| {
        let name = if folder.is_empty() { top.to_owned() } else { format!("{top}/{folder}") };
        Lost { names: vec![name], why }
    });
    let (named, lost) = (named.collect(), lost.collect());
    Files::new(tree, named, lost, false)
}

/// Files that a Mac adds to what it packs.
fn is_added(name: &str) -> bool {
    name.split('/').any(|step| step.starts_with("._") || matches!(step, ".DS_Store" | "__MACOSX"))
}

#[cfg(test)]
mod tests {
    use super::{is_added, own_name};

    #[test]
    fn the_name_that_the_phone_gave_is_found_in_its_log() {
        let log =
            "2023-05-24 x: IN_PROGRESS_sysdiagnose_2023.05.24_13-29-15-0700_iPhone-OS_iPhone_20F66.tar.gz\n";
        let own = own_name(log).unwrap();
        assert_eq!(own.made_at.unwrap().as_second(), 1_684_960_155);
        assert_eq!(own.build.as_deref(), Some("20F66"));
        assert!(own.of_phone);
        assert!(!own_name("sysdiagnose_2023.05.24_13-29-15-0700_macOS_Mac14-2_22F66").unwrap().of_phone);
        assert_eq!(own_name("sysdiagnose_of_today and sysdiagnose_"), None);
    }

    #[test]
    fn what_a_mac_adds_is_no_part_of_it() {
        assert!(is_added("._ps.txt") && is_added("a/._b/c") && is_added("__MACOSX/ps.txt"));
        assert!(!is_added("ps.txt") && !is_added("a._b/c"));
    }
}
