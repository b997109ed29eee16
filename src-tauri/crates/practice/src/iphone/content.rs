//! The backup that the phone sends: written by the same hand as every practice backup, then streamed.

use super::options::{DeviceNames, Options};
use crate::{
    archive,
    error::{At, PracticeError},
    keybag::Encryption,
};
use plist::Value;
use std::{
    fs,
    path::{Path, PathBuf},
};
use tempfile::TempDir;

/// A backup on the simulator's own disk; it goes with the last one who holds it.
pub(super) struct Content {
    home: TempDir,
    folder: PathBuf,
    /// In the order in which they are sent.
    pub(super) files: Vec<Stored>,
    /// Manifest.plist and Manifest.db, in this order.
    pub(super) manifests: Vec<Stored>,
    status: plist::Dictionary,
}

/// A file of the backup.
pub(super) struct Stored {
    /// Its name in the backup folder, such as `3d/3d0d7e5f…`.
    pub(super) name: String,
    /// How the phone calls it.
    pub(super) device: String,
    pub(super) size: u64,
}

impl Content {
    /// Writes the scenario's backup into a temporary folder.
    pub(super) fn make(options: &Options, password: Option<&str>) -> Result<Self, PracticeError> {
        let home = TempDir::with_prefix("lucerna-practice-").at(&std::env::temp_dir())?;
        let folder = home.path().join("backup");
        let encryption = password.map(Encryption::quick);
        let (_, names) =
            crate::phone::write_and_name(&options.scenario, &folder, encryption.as_ref(), false)?;
        let mut files = Vec::with_capacity(names.len());
        for (number, (id, on_phone)) in names.into_iter().enumerate() {
            let name = format!("{}/{id}", &id[..2]);
            // A scenario may leave files out that its manifest lists.
            let Ok(size) = size(&folder.join(&name)) else { continue };
            let device = match options.device_names {
                DeviceNames::Domains => on_phone,
                DeviceNames::Paths => path_on_phone(&on_phone),
                DeviceNames::Opaque => format!("/.b/6/{number:x}"),
            };
            files.push(Stored { name, device, size });
        }
        let mut manifests = Vec::new();
        for name in ["Manifest.plist", "Manifest.db"] {
            let size = size(&folder.join(name))?;
            manifests.push(Stored { name: name.to_owned(), device: format!("/var/tmp/{name}"), size });
        }
        let status = status(&folder.join("Status.plist"))?;
        Ok(Self { home, folder, files, manifests, status })
    }

    /// Opens a file.
    #[expect(clippy::disallowed_methods, reason = "the practice backup that this simulator wrote")]
    pub(super) fn open(&self, file: &Stored) -> Result<fs::File, PracticeError> {
        let path = self.folder.join(&file.name);
        fs::File::open(&path).at(&path)
    }

    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Removes its files now, whoever still holds it.
    pub(super) fn remove(&self) {
        // What cannot be removed here is tried again when the last one lets go.
        let _ = fs::remove_dir_all(self.home.path());
    }

    /// Bytes of all files, manifests among them.
    pub(super) fn bytes(&self) -> u64 {
        self.files.iter().chain(&self.manifests).map(|file| file.size).sum()
    }

    /// Identifies this backup.
    pub(super) fn uuid(&self) -> &str {
        self.status.get("UUID").and_then(Value::as_string).unwrap_or_default()
    }

    /// Status.plist while the backup is in this state; as the scenario has it when it is done.
    pub(super) fn status(&self, state: Option<&str>) -> Result<Vec<u8>, PracticeError> {
        let mut status = self.status.clone();
        if let Some(state) = state {
            status.insert("SnapshotState".to_owned(), state.into());
        }
        archive::binary(&Value::Dictionary(status))
    }
}

/// Where a file of `domain/path` lies in the snapshot of the phone's disk.
fn path_on_phone(name: &str) -> String {
    let (domain, path) = name.split_once('/').unwrap_or((name, ""));
    let root = match domain.split_once('-') {
        Some((kind, app)) => {
            let kind =
                if kind.starts_with("AppDomainGroup") { "Shared/AppGroup" } else { "Data/Application" };
            format!("mobile/Containers/{kind}/{app}")
        }
        None => match domain {
            "HomeDomain" | "CameraRollDomain" | "MediaDomain" => "mobile".to_owned(),
            "WirelessDomain" => "wireless".to_owned(),
            "RootDomain" => "root".to_owned(),
            other => format!("db/{other}"),
        },
    };
    format!("/.b/6/{root}/{path}")
}

fn size(path: &Path) -> Result<u64, PracticeError> {
    Ok(fs::metadata(path).at(path)?.len())
}

#[expect(clippy::disallowed_methods, reason = "the practice backup that this simulator wrote")]
fn status(path: &Path) -> Result<plist::Dictionary, PracticeError> {
    let list: Value = plist::from_bytes(&fs::read(path).at(path)?)?;
    list.into_dictionary().ok_or_else(|| PracticeError::Unfit("Status.plist is no dictionary".to_owned()))
}
