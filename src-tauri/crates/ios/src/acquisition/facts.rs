//! What a backup says of itself: `Info.plist`, `Manifest.plist`, `Status.plist`.
//!
//! `Info.plist` is written by the computer and may be missing; `Manifest.plist` and its `Lockdown` part
//! come from the phone and say the same again. Source: reference/ios-artifacts.md 4.2 and 5.2.

use super::error::OpenError;
use super::marker::Marker;
use super::scrape::Ids;
use super::store::Store;
use engine::{Acquisition, Kind, Platform, Version};
use jiff::Timestamp;
use property_list::{Flow, Limits, Picked, Refused, Value, pick};
use std::collections::BTreeSet;
use std::io;

/// A plain database begins like this.
const PLAIN: &[u8; 16] = b"SQLite format 3\0";
const MOST_APPS: usize = 10_000;
const LONGEST_TEXT: usize = 255;

/// What is known before anything is unlocked.
pub(crate) struct Facts {
    pub(crate) acquisition: Acquisition,
    /// Key bag of an encrypted backup.
    pub(crate) key_bag: Option<Vec<u8>>,
    /// Four bytes of class and the wrapped key of `Manifest.db`. Before iOS 10.2 the list is plain even
    /// in an encrypted backup.
    pub(crate) manifest_key: Option<Vec<u8>>,
    /// The list begins like a database.
    pub(crate) plain_list: bool,
    /// What Lucerna wrote beside it, if it made the copy.
    pub(crate) marker: Marker,
    /// What tells its phone from others.
    pub(crate) ids: Ids,
}

/// Looks at the files beside the stored ones; their content decides. `None`: no backup at all.
pub(crate) fn look(store: &dyn Store) -> Result<Option<Facts>, OpenError> {
    let info = Info::read(store);
    let manifest = ManifestPlist::read(store);
    let list = root(store, "Manifest.db")?;
    let known = info.as_ref().is_ok_and(|info| info.is_of_a_phone)
        || manifest.as_ref().is_ok_and(|manifest| manifest.is_one);
    if !known && list.is_none() {
        return Ok(None);
    }
    let Some(list) = list else {
        let old = root(store, "Manifest.mbdb")?.is_some();
        return Err(if old {
            OpenError::UnsupportedLayout { layout: "ios-9-or-older" }
        } else {
            OpenError::BackupIncomplete { missing: "Manifest.db" }
        });
    };
    let manifest = match manifest {
        Ok(manifest) if manifest.is_one => manifest,
        Ok(_) => return Err(OpenError::damaged("Manifest.plist", Refused::NotAPropertyList)),
        Err(Unusable::Missing) => return Err(OpenError::BackupIncomplete { missing: "Manifest.plist" }),
        Err(Unusable::Unreadable(error)) => return Err(OpenError::NotReadable(error)),
        Err(Unusable::Refused(refused)) => return Err(OpenError::damaged("Manifest.plist", refused)),
    };
    let mut head = [0; PLAIN.len()];
    list.read_at(0, &mut head).map_err(|error| OpenError::damaged("Manifest.db", error))?;
    let mut facts = facts(info.unwrap_or_default(), manifest, status(store), &head == PLAIN);
    facts.marker = Marker::read(store);
    facts.acquisition.kept = facts.marker.kept;
    if facts.marker.finished == Some(false) {
        facts.acquisition.finished = Some(false);
    }
    Ok(Some(facts))
}

fn facts(info: Info, manifest: ManifestPlist, status: Status, plain_list: bool) -> Facts {
    let encrypted = manifest.encrypted.unwrap_or(!plain_list) || (!plain_list && manifest.key.is_some());
    let first = |text: Option<String>, other| text.or(other);
    let apps: BTreeSet<String> = info.apps.into_iter().chain(manifest.apps).collect();
    let ids = Ids {
        udid: first(info.udid, manifest.udid),
        serial: first(info.serial, manifest.serial),
        reporter: None,
    };
    let acquisition = Acquisition {
        kind: Kind::IosBackup,
        encrypted,
        platform: Platform::Ios,
        os_version: first(info.version, manifest.version).and_then(|text| Version::parse(&text)),
        os_build: first(info.build, manifest.build),
        model: first(info.model, manifest.model),
        device_name: first(info.name, manifest.name),
        made_at: info.made_at.or(manifest.made_at).or(status.made_at),
        finished: status.finished,
        beside: Vec::new(),
        kept: None,
        apps: apps.into_iter().take(MOST_APPS).collect(),
        with: Vec::new(),
    };
    Facts {
        acquisition,
        key_bag: manifest.key_bag,
        manifest_key: manifest.key,
        plain_list,
        marker: Marker::default(),
        ids,
    }
}

fn root(
    store: &dyn Store,
    name: &'static str,
) -> Result<Option<std::sync::Arc<dyn engine::ReadAt>>, OpenError> {
    store.root(name).map_err(|error| match error.kind() {
        io::ErrorKind::OutOfMemory => OpenError::TooLittleMemory { part: name },
        io::ErrorKind::InvalidData | io::ErrorKind::UnexpectedEof => OpenError::damaged(name, error),
        _ => OpenError::NotReadable(error),
    })
}

/// Why a property list gave nothing.
enum Unusable {
    Missing,
    Unreadable(io::Error),
    Refused(Refused),
}

fn picked(
    store: &dyn Store,
    name: &str,
    paths: &[&[&str]],
    take: &mut dyn FnMut(usize, &[String], Value),
) -> Result<(), Unusable> {
    let file = store.root(name).map_err(Unusable::Unreadable)?.ok_or(Unusable::Missing)?;
    let mut each = |part: Picked<'_>| {
        take(part.path, part.keys, part.value);
        Flow::GoOn
    };
    pick(&file, paths, &Limits::default(), &mut each).map_err(Unusable::Refused)
}

/// Written by the computer that made the backup.
#[derive(Default)]
struct Info {
    is_of_a_phone: bool,
    udid: Option<String>,
    serial: Option<String>,
    version: Option<String>,
    build: Option<String>,
    model: Option<String>,
    name: Option<String>,
    made_at: Option<Timestamp>,
    apps: Vec<String>,
}

impl Info {
    fn read(store: &dyn Store) -> Result<Self, Unusable> {
        const PATHS: [&[&str]; 9] = [
            &["Unique Identifier"],
            &["Target Identifier"],
            &["Product Version"],
            &["Build Version"],
            &["Product Type"],
            &["Device Name"],
            &["Last Backup Date"],
            &["Serial Number"],
            &["Installed Applications", "*"],
        ];
        let mut info = Self::default();
        let read = picked(store, "Info.plist", &PATHS, &mut |path, _, value| match path {
            0 | 1 => {
                info.is_of_a_phone = true;
                info.udid = text(&value).or(info.udid.take());
            }
            2 => info.version = text(&value),
            3 => info.build = text(&value),
            4 => info.model = text(&value),
            5 => info.name = text(&value),
            6 => info.made_at = time(&value),
            7 => info.serial = text(&value),
            _ => info.apps.extend(text(&value).filter(|_| info.apps.len() < MOST_APPS)),
        });
        match read {
            // What came before the damage is good, and none of it is needed.
            Err(Unusable::Refused(_)) if info.is_of_a_phone => Ok(info),
            read => read.map(|()| info),
        }
    }
}

/// Written by the phone.
#[derive(Default)]
struct ManifestPlist {
    is_one: bool,
    udid: Option<String>,
    serial: Option<String>,
    encrypted: Option<bool>,
    key_bag: Option<Vec<u8>>,
    key: Option<Vec<u8>>,
    version: Option<String>,
    build: Option<String>,
    model: Option<String>,
    name: Option<String>,
    made_at: Option<Timestamp>,
    apps: Vec<String>,
}

impl ManifestPlist {
    fn read(store: &dyn Store) -> Result<Self, Unusable> {
        const PATHS: [&[&str]; 12] = [
            &["IsEncrypted"],
            &["BackupKeyBag"],
            &["ManifestKey"],
            &["SystemDomainsVersion"],
            &["Lockdown", "ProductVersion"],
            &["Lockdown", "BuildVersion"],
            &["Lockdown", "ProductType"],
            &["Lockdown", "DeviceName"],
            &["Date"],
            &["Lockdown", "UniqueDeviceID"],
            &["Lockdown", "SerialNumber"],
            &["Applications", "*", "CFBundleIdentifier"],
        ];
        let mut plist = Self::default();
        picked(store, "Manifest.plist", &PATHS, &mut |path, keys, value| {
            plist.is_one |= path < 8;
            match path {
                0 => plist.encrypted = value.as_bool(),
                1 => plist.key_bag = value.as_data().map(<[u8]>::to_vec),
                2 => plist.key = value.as_data().map(<[u8]>::to_vec),
                3 => {}
                4 => plist.version = text(&value),
                5 => plist.build = text(&value),
                6 => plist.model = text(&value),
                7 => plist.name = text(&value),
                8 => plist.made_at = time(&value),
                9 => plist.udid = text(&value),
                10 => plist.serial = text(&value),
                _ => plist.apps.extend(keys.get(1).filter(|_| plist.apps.len() < MOST_APPS).cloned()),
            }
        })?;
        Ok(plist)
    }
}

/// Written by the computer while the backup was made.
#[derive(Default)]
struct Status {
    finished: Option<bool>,
    made_at: Option<Timestamp>,
}

/// A status that cannot be read says nothing.
fn status(store: &dyn Store) -> Status {
    let mut status = Status::default();
    let paths: [&[&str]; 2] = [&["SnapshotState"], &["Date"]];
    let read = picked(store, "Status.plist", &paths, &mut |path, _, value| match path {
        0 => status.finished = value.as_str().map(|state| state == "finished"),
        _ => status.made_at = time(&value),
    });
    if read.is_ok() { status } else { Status::default() }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().filter(|text| text.len() <= LONGEST_TEXT).map(str::to_owned)
}

fn time(value: &Value) -> Option<Timestamp> {
    value.as_date()?.timestamp()
}
