//! The sysdiagnose of a pretend phone: one small file per content, and the archive around them.
//!
//! Each content adds files to a [`Folder`]; [`CONTENTS`] is the list of them. Values that are planted go into
//! the content that would show them, and are told like those of a backup.

mod crashes;
mod identity;
mod logs;
mod power;
mod processes;
mod services;
mod shutdown;
mod system_log;

use crate::{
    clock::Moment,
    error::{At, PracticeError},
    phone::{Made, Phone},
    scenario::{Scenario, What},
};
use flate2::{Compression, write::GzEncoder};
use std::{
    collections::BTreeMap,
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// First step of its paths as evidence.
const DOMAIN: &str = "Sysdiagnose";

/// Everything that a sysdiagnose holds.
const CONTENTS: &[fn(&mut Phone<'_>, &mut Folder)] = &[
    identity::write,
    processes::write,
    shutdown::write,
    crashes::write,
    logs::write,
    services::write,
    power::write,
    system_log::write,
];

/// Files by path, in the order of their paths.
#[derive(Default)]
pub(crate) struct Folder {
    files: BTreeMap<String, Vec<u8>>,
}

impl Folder {
    /// Adds a file; a path is written once.
    pub(crate) fn add(&mut self, path: impl Into<String>, content: impl Into<Vec<u8>>) {
        self.files.insert(path.into(), content.into());
    }
}

/// `sysdiagnose_2026.09.20_16-05-00+0000_iPhone-OS_iPhone_22G90`: the name that a phone gives.
pub(crate) fn own_name(scenario: &Scenario) -> String {
    let at = scenario.made_at.strftime("%Y.%m.%d_%H-%M-%S+0000");
    format!("sysdiagnose_{at}_iPhone-OS_iPhone_{}", scenario.phone.build)
}

/// Writes the sysdiagnose of a pretend phone: into the file `out` if it ends in `.tar.gz`, otherwise into
/// the folder `out`, under the name that a phone gives. Tells where it is, and what is in it.
pub fn write_sysdiagnose(scenario: &Scenario, out: &Path) -> Result<(PathBuf, Made), PracticeError> {
    let name = own_name(scenario);
    let path = if out.to_string_lossy().ends_with(".tar.gz") {
        if out.exists() {
            return Err(PracticeError::NotEmpty(out.to_owned()));
        }
        out.to_owned()
    } else {
        crate::backup::refuse_filled(out)?;
        fs::create_dir_all(out).at(out)?;
        out.join(format!("{name}.tar.gz"))
    };
    let (folder, made) = made(scenario, CONTENTS)?;
    let packed = packed(&folder, &name, scenario).at(&path)?;
    save(&path, &packed)?;
    Ok((path, made))
}

/// Writes the crash reports of a pretend phone into the folder `out`, as they are copied from a phone.
pub fn write_crash_reports(scenario: &Scenario, out: &Path) -> Result<Made, PracticeError> {
    crate::backup::refuse_filled(out)?;
    let (folder, mut made) = made(scenario, &[crashes::write])?;
    for (path, content) in &folder.files {
        let name = path.strip_prefix(crashes::FOLDER).unwrap_or(path);
        let path = out.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent).at(parent)?;
        }
        save(&path, content)?;
    }
    for planted in &mut made.planted {
        "CrashReports".clone_into(&mut planted.domain);
        planted.path = planted.path.trim_start_matches(crashes::FOLDER).to_owned();
    }
    Ok(made)
}

/// The archive of a pretend phone, and the name that the phone gives it.
pub(crate) fn archived(scenario: &Scenario) -> Result<(String, Vec<u8>), PracticeError> {
    let name = own_name(scenario);
    let (folder, _) = made(scenario, CONTENTS)?;
    let packed = packed(&folder, &name, scenario).at(Path::new(&name))?;
    Ok((format!("{name}.tar.gz"), packed))
}

/// The crash reports of a pretend phone, by name.
pub(crate) fn crash_reports(scenario: &Scenario) -> Result<Vec<(String, Vec<u8>)>, PracticeError> {
    let (folder, _) = made(scenario, &[crashes::write])?;
    let named = |(path, content): (String, Vec<u8>)| {
        (path.strip_prefix(crashes::FOLDER).unwrap_or(&path).to_owned(), content)
    };
    Ok(folder.files.into_iter().map(named).collect())
}

fn made(
    scenario: &Scenario,
    contents: &[fn(&mut Phone<'_>, &mut Folder)],
) -> Result<(Folder, Made), PracticeError> {
    let mut scenario = scenario.clone();
    scenario.fill(crate::known::value)?;
    let mut phone = Phone::new(&scenario);
    let mut folder = Folder::default();
    for write in contents {
        write(&mut phone, &mut folder);
    }
    let (udid, _) = crate::phone::identity(scenario.seed);
    let totals = crate::Totals {
        files: folder.files.len() as u64,
        bytes: folder.files.values().map(|content| content.len() as u64).sum(),
        ..crate::Totals::default()
    };
    let made = Made { udid, totals, counts: phone.counts, planted: phone.planted };
    Ok((folder, made))
}

/// What of this a phone keeps itself, by its path on the phone.
pub(crate) fn also_on_phone(scenario: &Scenario) -> Result<Vec<(String, Vec<u8>)>, PracticeError> {
    let (folder, _) = made(scenario, &[shutdown::write, crashes::write])?;
    let placed = folder.files.into_iter().map(|(path, content)| {
        let path = match path.strip_prefix(crashes::FOLDER) {
            Some(name) => format!("private/var/mobile/Library/Logs/CrashReporter/{name}"),
            None => format!("private/var/db/diagnostics/{}", path.rsplit('/').next().unwrap_or_default()),
        };
        (path, content)
    });
    Ok(placed.collect())
}

/// A tar.gz without a clock: the same phone gives the same bytes.
fn packed(folder: &Folder, top: &str, scenario: &Scenario) -> std::io::Result<Vec<u8>> {
    let mut tar = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::default()));
    let modified = u64::try_from(Moment::of(scenario.made_at).unix()).unwrap_or_default();
    for (path, content) in &folder.files {
        let mut header = tar::Header::new_ustar();
        header.set_size(content.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(modified);
        tar.append_data(&mut header, format!("{top}/{path}"), content.as_slice())?;
    }
    tar.into_inner()?.finish()
}

#[expect(clippy::disallowed_methods, reason = "writing a practice phone is what this crate is for")]
fn save(path: &Path, content: &[u8]) -> Result<(), PracticeError> {
    let mut file = fs::File::create(path).at(path)?;
    file.write_all(content).at(path)
}

/// `2026-09-20 16:05:00.00 +0000`, as reports and logs write it.
pub(crate) fn stamp(at: Moment) -> String {
    format!("{}.00 +0000", at.text().trim_end_matches('Z').replace('T', " "))
}

/// Tells a plant that lies in this file of the sysdiagnose.
pub(crate) fn planted(phone: &mut Phone<'_>, what: What, value: &str, path: &str, place: String) {
    phone.planted(what, value, (DOMAIN, path), place);
}
