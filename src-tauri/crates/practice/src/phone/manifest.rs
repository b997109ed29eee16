//! What lies beside the stored files: Manifest.db, Manifest.plist, Info.plist, Status.plist.

use super::{Phone, apps};
use crate::{
    archive::{binary, dictionary, xml},
    backup::Backup,
    error::PracticeError,
    random::Random,
    scenario::{Damage, What},
};
use plist::Value;

/// Identifier and serial number of the phone that this seed makes.
pub(crate) fn identity(seed: u64) -> (String, String) {
    named(&mut Random::new(seed, "manifest"))
}

fn named(random: &mut Random) -> (String, String) {
    let udid = format!("00008110-{}", random.hex(8).to_uppercase());
    (udid, format!("PRACTICE{}", random.hex(2).to_uppercase()))
}

/// Finishes the manifest and returns the phone's identifier.
pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<String, PracticeError> {
    let mut random = phone.random("manifest");
    let facts = &phone.scenario.phone;
    let (udid, serial) = named(&mut random);
    let apps = apps::installed(phone);
    for app in apps.iter().filter(|app| app.is_planted()) {
        phone.planted(What::App, &app.bundle, ("", "Info.plist"), format!("Applications {}", app.bundle));
    }
    phone.count("apps", apps.len() as u64);

    let manifest_key = backup.finish_manifest()?;
    let mut lockdown = vec![
        ("BuildVersion", facts.build.as_str().into()),
        ("DeviceName", facts.name.as_str().into()),
        ("ProductType", facts.model.as_str().into()),
        ("ProductVersion", facts.version.as_str().into()),
        ("SerialNumber", serial.as_str().into()),
        ("UniqueDeviceID", udid.as_str().into()),
    ];
    lockdown.extend(
        [
            "com.apple.Accessibility",
            "com.apple.MobileDeviceCrashCopy",
            "com.apple.TerminalFlashr",
            "com.apple.mobile.data_sync",
            "com.apple.mobile.iTunes.accessories",
            "com.apple.mobile.wireless_lockdown",
        ]
        .map(|key| (key, dictionary::<String>([]))),
    );
    let mut manifest = vec![
        ("Date", phone.end.plist()),
        ("Version", "10.0".into()),
        ("SystemDomainsVersion", "24.0".into()),
        ("WasPasscodeSet", true.into()),
        ("IsEncrypted", manifest_key.is_some().into()),
        ("Lockdown", dictionary(lockdown)),
        (
            "Applications",
            dictionary(apps.iter().map(|app| (app.bundle.as_str(), app.manifest_entry(&mut random)))),
        ),
    ];
    if let (Some(key), Some(bag)) = (manifest_key, backup.key_bag()) {
        manifest.push(("BackupKeyBag", Value::Data(bag.to_vec())));
        manifest.push(("ManifestKey", Value::Data(key)));
    }
    backup.beside("Manifest.plist", &binary(&dictionary(manifest))?)?;

    let finished = !phone.scenario.damage.iter().any(|damage| matches!(damage, Damage::Unfinished));
    let status = dictionary([
        ("BackupState", "new".into()),
        ("Date", phone.end.plist()),
        ("IsFullBackup", true.into()),
        ("SnapshotState", if finished { "finished" } else { "uploading" }.into()),
        ("UUID", random.uuid().into()),
        ("Version", "3.3".into()),
    ]);
    backup.beside("Status.plist", &binary(&status)?)?;

    let mut entries = Vec::new();
    for app in &apps {
        entries.push((app.bundle.as_str(), app.info_entry(phone.scenario.seed)?));
    }
    let installed = apps.iter().map(|app| app.bundle.as_str().into()).collect();
    let info = dictionary([
        ("Applications", dictionary(entries)),
        ("Build Version", facts.build.as_str().into()),
        ("Device Name", facts.name.as_str().into()),
        ("Display Name", facts.name.as_str().into()),
        ("GUID", random.hex(16).to_uppercase().into()),
        ("ICCID", "8900000000000000000".into()),
        ("IMEI", "350000000000000".into()),
        ("Installed Applications", Value::Array(installed)),
        ("Last Backup Date", phone.end.plist()),
        ("Phone Number", facts.number.as_str().into()),
        ("Product Name", "iPhone".into()),
        ("Product Type", facts.model.as_str().into()),
        ("Product Version", facts.version.as_str().into()),
        ("Serial Number", serial.as_str().into()),
        ("Target Identifier", udid.as_str().into()),
        ("Target Type", "Device".into()),
        ("Unique Identifier", udid.as_str().into()),
        ("iTunes Files", dictionary::<String>([])),
        ("iTunes Settings", dictionary::<String>([])),
        ("iTunes Version", "12.13.4.4".into()),
        ("macOS Version", "15.5".into()),
        ("macOS Build Version", "24F74".into()),
    ]);
    backup.beside("Info.plist", &xml(&info)?)?;
    Ok(udid)
}
