//! A copy of a phone's whole file system: its folders on this computer, or in a tar or zip.
//!
//! The root is found by content: the folder that holds `private/var/mobile`, or `var/mobile`, or the content
//! of `/private/var` itself. Sources: reference/ios-artifacts.md 5.7; `LastBuildInfo.plist`,
//! `SystemVersion.plist` and the container metadata as described by iLEAPP and theapplewiki.com.

use super::scrape;
use super::tree::{Files, Listed, Listing, Lost, Named, Tree};
use crate::paths;
use engine::{Acquisition, EntryKind, Kind, Version};
use std::collections::{BTreeMap, BTreeSet};
use std::io;

/// Where a copy begins below what was pointed at; some programs put it into a folder of their own.
const BELOW: [&str; 3] = ["", "filesystem1", "filesystem2"];
/// What a copy has at its top, and the path on the phone that its names begin at.
const TOPS: [(&str, &str); 3] =
    [("private/var/mobile", ""), ("var/mobile", "private"), ("mobile", "private/var")];
/// One of these lies in the home folder of every phone.
const AT_HOME: [&str; 6] = [
    "Library/SMS",
    "Library/Preferences",
    "Library/AddressBook",
    "Library/Safari",
    "Library/Caches",
    "Containers",
];
const METADATA: &str = ".com.apple.mobile_container_manager.metadata.plist";
const MOST_CONTAINERS: usize = 20_000;
const LONGEST_ID: usize = 200;

/// Where a copy begins in a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Root {
    /// Folder in the tree, without a slash at its end.
    below: String,
    /// Path on the phone of that folder.
    on_phone: &'static str,
}

/// The copy that begins at this tree, if one does.
pub(crate) fn look(tree: &Tree) -> Option<(Acquisition, Root)> {
    let root = BELOW.iter().find_map(|below| {
        let join = |name: &str| if below.is_empty() { name.to_owned() } else { format!("{below}/{name}") };
        TOPS.iter().find_map(|(top, on_phone)| {
            // `mobile` alone could be anybody's folder.
            let sure = *top != "mobile" || (tree.has(&join("root")) && tree.has(&join("db")));
            let home = |inside: &&str| tree.has(&join(&format!("{top}/{inside}")));
            let found = sure && AT_HOME.iter().any(home);
            found.then(|| Root { below: (*below).to_owned(), on_phone })
        })
    })?;
    Some((facts(tree, &root), root))
}

/// Folders of an archive in which a copy may begin.
pub(crate) fn roots_in(members: &[Listed]) -> BTreeSet<String> {
    const MOST_ROOTS: usize = 64;
    let mut roots = BTreeSet::new();
    for listed in members {
        for top in ["private/var/mobile/", "var/mobile/"] {
            let Some(at) = listed.name.find(top) else { continue };
            let before = &listed.name[..at];
            if (before.is_empty() || before.ends_with('/')) && roots.len() < MOST_ROOTS {
                roots.insert(before.trim_end_matches('/').to_owned());
            }
            break;
        }
    }
    roots
}

impl Root {
    /// Name in the tree of a path on the phone.
    fn name(&self, on_phone: &str) -> Option<String> {
        let rest = on_phone.strip_prefix(self.on_phone)?.trim_start_matches('/');
        Some(if self.below.is_empty() { rest.to_owned() } else { format!("{}/{rest}", self.below) })
    }

    /// Path from the root of the phone of a name in the tree; `None` for what lies beside the copy.
    fn on_phone(&self, name: &str) -> Option<String> {
        let rest = name.strip_prefix(&self.below)?;
        let rest = if self.below.is_empty() { rest } else { rest.strip_prefix('/').unwrap_or(rest) };
        let path = match self.on_phone {
            "private" if !rest.starts_with("var") => rest.to_owned(),
            "" => rest.to_owned(),
            above => format!("{above}/{rest}"),
        };
        let first = path.split('/').next().unwrap_or_default();
        // The same folders by their other names.
        let is_short = matches!(first, "var" | "tmp" | "etc");
        Some(if is_short { format!("private/{path}") } else { path })
    }
}

fn facts(tree: &Tree, root: &Root) -> Acquisition {
    let read = |path: &str, keys: &[&[&str]]| {
        let file = root.name(path).and_then(|name| tree.file(&name));
        file.map_or_else(|| vec![None; keys.len()], |file| scrape::plist(&file, keys))
    };
    let keys: &[&[&str]] = &[&["ProductVersion"], &["ProductBuildVersion"]];
    let system = read("System/Library/CoreServices/SystemVersion.plist", keys);
    let last = read("private/var/installd/Library/MobileInstallation/LastBuildInfo.plist", keys);
    let either = |at: usize| system.get(at).cloned().flatten().or_else(|| last.get(at).cloned().flatten());
    Acquisition {
        os_version: either(0).as_deref().and_then(Version::parse),
        os_build: either(1),
        ..Acquisition::of(Kind::IosFilesystem)
    }
}

/// The copy's files by the names of the contract, and the apps that have a folder.
pub(crate) fn files(tree: Tree, root: &Root) -> (Files, Vec<String>) {
    let Listing { members, lost } = tree.list();
    let ids = containers(&tree, root, &members);
    let apps = ids.values().filter_map(|name| name.strip_prefix("AppDomain-").map(str::to_owned)).collect();
    let named = members.into_iter().filter_map(|listed| {
        let on_phone = root.on_phone(&listed.name)?;
        let path = name_of(&on_phone, &ids);
        let second = (path.strip_prefix("Filesystem/") != Some(on_phone.as_str())).then(|| on_phone.into());
        Some(Named { path: path.into(), on_phone: second, listed })
    });
    let named = named.collect();
    let lost = lost.into_iter().filter_map(|(folder, why)| {
        let on_phone = root.on_phone(&folder)?;
        let mut names = vec![name_of(&on_phone, &ids)];
        names.extend(paths::domains_below(&on_phone));
        names.push(format!("{}/{on_phone}", paths::FILESYSTEM));
        Some(Lost { names, why })
    });
    let lost = lost.chain(unnamed(&ids)).collect();
    (Files::new(tree, named, lost, true), apps)
}

/// Folders of apps and groups, by path on the phone, and the domain of each.
fn containers(tree: &Tree, root: &Root, members: &[Listed]) -> BTreeMap<String, String> {
    let mut ids = BTreeMap::new();
    for listed in members {
        let Some(on_phone) = root.on_phone(&listed.name) else { continue };
        let Some((folder, domain)) = container_of(&on_phone) else { continue };
        let inside = &on_phone[folder.len()..];
        if inside.is_empty() || ids.len() < MOST_CONTAINERS {
            let own_name = || format!("{domain}{}", paths::file_name(folder));
            ids.entry(folder.to_owned()).or_insert_with(own_name);
        }
        if inside == format!("/{METADATA}") && listed.kind == EntryKind::File {
            let file = tree.open(listed).ok();
            let id = file.and_then(|file| scrape::plist(&file, &[&["MCMMetadataIdentifier"]]).pop()?);
            if let Some(id) = id.filter(|id| is_id(id)) {
                ids.insert(folder.to_owned(), format!("{domain}{id}"));
            }
        }
    }
    ids
}

/// Kinds of containers of which not one tells its id: files of any app may lie in them, and none is found by its name.
fn unnamed(ids: &BTreeMap<String, String>) -> Vec<Lost> {
    let mut lost = Vec::new();
    for (parent, domain) in paths::CONTAINERS {
        let inside = |folder: &str| folder.strip_prefix(parent).is_some_and(|rest| rest.starts_with('/'));
        let mut any = ids.iter().filter(|(folder, _)| inside(folder)).peekable();
        let is_named = |(folder, name): (&String, &String)| {
            name.strip_prefix(domain).is_some_and(|id| id != paths::file_name(folder))
        };
        if any.peek().is_some() && !any.any(is_named) {
            lost.push(Lost { names: vec![format!("{domain}*")], why: io::ErrorKind::NotFound });
        }
    }
    lost
}

/// The folder of an app or group that a path lies in, and how its domain begins.
fn container_of(on_phone: &str) -> Option<(&str, &'static str)> {
    paths::CONTAINERS.iter().find_map(|(parent, domain)| {
        let rest = on_phone.strip_prefix(parent)?.strip_prefix('/')?;
        let own = rest.split('/').next().filter(|own| !own.is_empty())?;
        Some((&on_phone[..parent.len() + 1 + own.len()], *domain))
    })
}

/// An id is compared and shown, so it is no path and nothing odd.
fn is_id(id: &str) -> bool {
    id.len() <= LONGEST_ID
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_'))
}

fn name_of(on_phone: &str, containers: &BTreeMap<String, String>) -> String {
    if let Some((folder, _)) = container_of(on_phone)
        && let Some(domain) = containers.get(folder)
    {
        return format!("{domain}{}", &on_phone[folder.len()..]);
    }
    let (folder, replaced) = paths::as_evidence(on_phone);
    let rest = on_phone.get(replaced..).unwrap_or_default();
    if rest.is_empty() { folder.to_owned() } else { format!("{folder}/{}", rest.trim_start_matches('/')) }
}
