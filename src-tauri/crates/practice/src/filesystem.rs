//! The whole file system of a pretend phone: what its backup holds, where the phone keeps it, and what no
//! backup takes.

use crate::{
    archive,
    error::{At, PracticeError},
    phone::{Made, write_and_name},
    random::{Random, hex},
    scenario::Scenario,
};
use sha1::{Digest, Sha1};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// Where the phone keeps each domain.
const ROOTS: &[(&str, &str)] = &[
    ("HomeDomain", "private/var/mobile"),
    ("MediaDomain", "private/var/mobile"),
    ("CameraRollDomain", "private/var/mobile"),
    ("RootDomain", "private/var/root"),
    ("WirelessDomain", "private/var/wireless"),
];
/// Where the folders of apps and groups are, by how their domain begins.
const CONTAINERS: &[(&str, &str)] = &[
    ("AppDomainGroup-", "private/var/mobile/Containers/Shared/AppGroup"),
    ("AppDomainPlugin-", "private/var/mobile/Containers/Data/PluginKitPlugin"),
    ("AppDomain-", "private/var/mobile/Containers/Data/Application"),
    ("SysSharedContainerDomain-", "private/var/containers/Shared/SystemGroup"),
];
/// Where apps are, each with what its shop wrote about it.
const APPS: &str = "private/var/containers/Bundle/Application";
const METADATA: &str = ".com.apple.mobile_container_manager.metadata.plist";

/// Writes the file system of a pretend phone into the folder `out`; it appears complete or not at all.
pub fn write_filesystem(scenario: &Scenario, out: &Path) -> Result<Made, PracticeError> {
    crate::backup::refuse_filled(out)?;
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    let scratch = out.with_file_name(format!(".{name}.backup-{}", std::process::id()));
    let part = out.with_file_name(format!(".{name}.files-{}", std::process::id()));
    let written = write(scenario, &scratch, &part);
    // Whatever happened, the backup was only a way to get here.
    let _ = fs::remove_dir_all(&scratch);
    if written.is_err() {
        let _ = fs::remove_dir_all(&part);
    } else {
        if out.exists() {
            fs::remove_dir(out).at(out)?;
        }
        fs::rename(&part, out).at(out)?;
    }
    written
}

fn write(scenario: &Scenario, scratch: &Path, part: &Path) -> Result<Made, PracticeError> {
    let (made, names) = write_and_name(scenario, scratch, None, true)?;
    for (id, path) in &names {
        let to = part.join(on_phone(path));
        let from = scratch.join(&id[..2]).join(id);
        // A file that the scenario takes away is not there.
        if from.exists() {
            folder_of(&to)?;
            fs::rename(&from, &to).at(&to)?;
        }
    }
    for (folder, id) in containers(&names) {
        let list = archive::dictionary([("MCMMetadataIdentifier", plist::Value::from(id))]);
        save(&part.join(folder).join(METADATA), &archive::xml(&list)?)?;
    }
    for app in crate::phone::app_facts(scenario)? {
        let papers = app.in_backup.as_dictionary().and_then(|entry| entry.get("iTunesMetadata"));
        if let Some(papers) = papers.and_then(plist::Value::as_data) {
            save(&part.join(APPS).join(&app.uuid).join("iTunesMetadata.plist"), papers)?;
        }
    }
    let facts = &scenario.phone;
    let last = archive::dictionary([
        ("ProductVersion", plist::Value::from(facts.version.as_str())),
        ("ProductBuildVersion", facts.build.as_str().into()),
        ("ProductName", "iPhone OS".into()),
    ]);
    let last_build = "private/var/installd/Library/MobileInstallation/LastBuildInfo.plist";
    save(&part.join(last_build), &archive::xml(&last)?)?;
    for (path, content) in crate::sysdiagnose::also_on_phone(scenario)? {
        save(&part.join(path), &content)?;
    }
    Ok(made)
}

/// Where the phone keeps `domain/path`.
fn on_phone(path: &str) -> PathBuf {
    let (domain, rest) = path.split_once('/').unwrap_or((path, ""));
    if let Some((_, root)) = ROOTS.iter().find(|(known, _)| *known == domain) {
        return Path::new(root).join(rest);
    }
    match container(domain) {
        Some((folder, _)) => Path::new(&folder).join(rest),
        None => Path::new("private/var").join(domain).join(rest),
    }
}

/// Folder and id of the domain of an app or group.
fn container(domain: &str) -> Option<(String, &str)> {
    CONTAINERS.iter().find_map(|(begin, parent)| {
        let id = domain.strip_prefix(begin)?;
        let seed = hex(&Sha1::digest(domain.as_bytes())[..8]);
        let uuid = Random::new(u64::from_str_radix(&seed, 16).unwrap_or_default(), "container").uuid();
        Some((format!("{parent}/{uuid}"), id))
    })
}

fn containers(names: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let domains = names.values().filter_map(|path| path.split_once('/')).map(|(domain, _)| domain);
    domains.filter_map(container).map(|(folder, id)| (folder, id.to_owned())).collect()
}

fn folder_of(path: &Path) -> Result<(), PracticeError> {
    path.parent().map_or(Ok(()), |parent| fs::create_dir_all(parent).at(parent))
}

#[expect(clippy::disallowed_methods, reason = "writing a practice phone is what this crate is for")]
fn save(path: &Path, content: &[u8]) -> Result<(), PracticeError> {
    folder_of(path)?;
    fs::write(path, content).at(path)
}
