//! Sysdiagnoses: which lie on the phone, whether one is being written, and fetching one.

use super::afc::Kind;
use super::{Afc, fetch, place, saving};
use crate::link::{Address, Phone, odd};
use crate::{Failure, SysdiagnoseFile};
use jiff::Timestamp;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where the phone puts them, as the service for crash reports shows it.
const THERE: &str = "/DiagnosticLogs/sysdiagnose";

/// Where they come to lie in the copy's folder.
const FOLDER: &str = "sysdiagnose";

/// A phone writes what it is not done with under this name.
const UNFINISHED: &str = "IN_PROGRESS_";

/// The largest that is fetched: real ones have 200 to 600 MB.
const LARGEST: u64 = 16 << 30;

/// Between two looks while one is waited for.
const PAUSE: Duration = Duration::from_secs(2);

/// The cable may be out for so many looks.
const GONE_AT_MOST: u32 = 30;

/// Those on the phone now, newest first.
///
/// # Errors
/// As [`crate::sysdiagnoses`].
pub(crate) async fn list(phone: &Phone) -> Result<Vec<SysdiagnoseFile>, Failure> {
    let mut afc = Afc::new(phone.service("com.apple.crashreportcopymobile", false).await?);
    let mut all = Vec::new();
    for name in afc.list(THERE).await?.into_iter().take(1000) {
        let Some(entry) = afc.entry(&format!("{THERE}/{name}")).await? else { continue };
        let in_progress = name.starts_with(UNFINISHED);
        let whole = entry.kind == Kind::File && is_archive(&name);
        if !in_progress && !whole {
            continue;
        }
        let made_at = made_at(&name).or(entry.modified);
        all.push(SysdiagnoseFile { name, size: entry.size, made_at, in_progress });
    }
    all.sort_by(|a, b| b.made_at.cmp(&a.made_at).then_with(|| a.name.cmp(&b.name)));
    Ok(all)
}

fn is_archive(name: &str) -> bool {
    name.ends_with(".tar.gz") || name.ends_with(".tgz")
}

/// `sysdiagnose_2026.01.31_12-30-59+0100_iPhone-OS_iPhone_21F90.tar.gz`.
pub(super) fn made_at(name: &str) -> Option<Timestamp> {
    let text = name.strip_prefix(UNFINISHED).unwrap_or(name).strip_prefix("sysdiagnose_")?;
    let (date, rest) = text.split_once('_')?;
    let time = rest.split('_').next()?;
    let (clock, zone) = time.split_at_checked(8)?;
    let (hours, minutes) = zone.split_at_checked(3)?;
    format!("{}T{}{hours}:{minutes}", date.replace('.', "-"), clock.replace('-', ":")).parse().ok()
}

/// Until one is there that is none of `known`, and has stopped growing. `seen` is told of one being written.
///
/// # Errors
/// As [`crate::wait_for_sysdiagnose`].
pub(crate) async fn wait(
    address: &Address,
    udid: &str,
    known: &[String],
    seen: &mut dyn FnMut(&SysdiagnoseFile),
) -> Result<SysdiagnoseFile, Failure> {
    let mut sizes: BTreeMap<String, u64> = BTreeMap::new();
    let mut told = Vec::new();
    let mut gone = 0;
    loop {
        let listed = match Phone::open(address, udid).await {
            Ok(phone) => list(&phone).await,
            Err(failure) => Err(failure),
        };
        match listed {
            Ok(all) => {
                gone = 0;
                for file in all.into_iter().filter(|file| !known.contains(&file.name)) {
                    let before = sizes.insert(file.name.clone(), file.size);
                    if !file.in_progress && file.size > 0 && before == Some(file.size) {
                        return Ok(file);
                    }
                    if file.in_progress && !told.contains(&file.name) {
                        seen(&file);
                        told.push(file.name);
                    }
                }
            }
            Err(failure) if failure.code == "phone-gone" && gone < GONE_AT_MOST => gone += 1,
            Err(failure) => return Err(failure),
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Fetches one by its name into `sysdiagnose` of the folder. One that lies there whole is not fetched again.
///
/// # Errors
/// `no-sysdiagnose` if it is not there any more, `phone-gone`, `phone-locked`, `phone-silent`, `odd-answer`,
/// `save-failed`, `space-ran-out`.
pub(crate) async fn sysdiagnose(
    phone: &Phone,
    name: &str,
    folder: &Path,
    came: &mut dyn FnMut(u64),
) -> Result<PathBuf, Failure> {
    let path = format!("{THERE}/{name}");
    let file = place::name(name).filter(|_| is_archive(name) && !name.contains('/'));
    let file = folder.join(FOLDER).join(file.ok_or_else(|| Failure::new("no-sysdiagnose"))?);
    let mut afc = Afc::new(phone.service("com.apple.crashreportcopymobile", false).await?);
    let entry = afc.entry(&path).await?.filter(|entry| entry.kind == Kind::File);
    let entry = entry.ok_or_else(|| Failure::new("no-sysdiagnose"))?;
    if entry.size > LARGEST {
        return Err(odd("a sysdiagnose beyond measure"));
    }
    if fs::metadata(&file).is_ok_and(|here| here.is_file() && here.len() == entry.size) {
        return Ok(file);
    }
    fs::create_dir_all(folder.join(FOLDER)).map_err(saving)?;
    fetch(&mut afc, &path, &entry, &file, came).await?;
    Ok(file)
}
