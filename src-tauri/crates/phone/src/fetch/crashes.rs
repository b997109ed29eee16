//! All crash reports, with their folders.

use super::afc::Kind;
use super::{Afc, fetch, place, saving};
use crate::Failure;
use crate::link::{Phone, within};
use idevice::Idevice;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where they come to lie in the copy's folder.
const FOLDER: &str = "crash-reports";

/// Bounds of what is fetched: what a phone gathers in years stays below.
const FILES: u64 = 50_000;
const BYTES: u64 = 8 << 30;
const DEPTH: usize = 8;

/// The phone may take a while to gather its reports.
const GATHERING: Duration = Duration::from_secs(120);

/// What came.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Fetched {
    /// Files that are here now.
    pub files: u64,
    /// Files that the phone has and that did not come.
    pub lost: u64,
}

/// Copies the phone's crash reports into `crash-reports` of the folder. Those that lie there whole are not
/// asked for again. Sysdiagnoses are left out: they are fetched by name.
///
/// # Errors
/// `phone-gone`, `phone-locked`, `phone-silent`, `odd-answer`, `save-failed`, `space-ran-out`; what came by
/// then stays.
pub(crate) async fn crash_reports(
    phone: &Phone,
    folder: &Path,
    came: &mut dyn FnMut(u64),
) -> Result<Fetched, Failure> {
    gather(phone).await?;
    over(phone.service("com.apple.crashreportcopymobile", false).await?, folder, came).await
}

/// The same over the stream of the service.
pub(super) async fn over(
    stream: Idevice,
    folder: &Path,
    came: &mut dyn FnMut(u64),
) -> Result<Fetched, Failure> {
    let root = folder.join(FOLDER);
    fs::create_dir_all(&root).map_err(saving)?;
    let mut afc = Afc::new(stream);
    let mut fetched = Fetched::default();
    let mut taken = BTreeSet::new();
    let mut bytes = 0;
    let mut folders = vec![(String::new(), root, 0)];
    while let Some((path, to, depth)) = folders.pop() {
        for name in afc.list(if path.is_empty() { "/" } else { &path }).await? {
            let inside = format!("{path}/{name}");
            if inside.starts_with("/DiagnosticLogs/sysdiagnose/") {
                continue;
            }
            let entry = afc.entry(&inside).await?;
            match (entry, place::name(&name)) {
                (Some(entry), Some(name)) if entry.kind == Kind::Folder && depth < DEPTH => {
                    folders.push((inside, free(&to, &name, &mut taken), depth + 1));
                }
                (Some(entry), Some(name)) if entry.kind == Kind::File => {
                    if fetched.files + fetched.lost >= FILES || entry.size > BYTES - bytes {
                        fetched.lost += 1;
                        continue;
                    }
                    bytes += entry.size;
                    fs::create_dir_all(&to).map_err(saving)?;
                    let file = free(&to, &name, &mut taken);
                    if fs::metadata(&file).is_ok_and(|here| here.is_file() && here.len() == entry.size) {
                        fetched.files += 1;
                        continue;
                    }
                    match fetch(&mut afc, &inside, &entry, &file, came).await {
                        Ok(()) => fetched.files += 1,
                        // One that cannot be had does not stand for the others.
                        Err(failure) if failure.code == "odd-answer" => fetched.lost += 1,
                        Err(failure) => return Err(failure),
                    }
                }
                // A link leads nowhere here; a name that is none, or a folder too deep, is counted.
                (Some(entry), _) if entry.kind == Kind::Other => {}
                _ => fetched.lost += 1,
            }
        }
    }
    Ok(fetched)
}

/// Two names of the phone may become one here, also where capital and small letters are the same.
fn free(folder: &Path, name: &str, taken: &mut BTreeSet<String>) -> PathBuf {
    let mut file = folder.join(name);
    let mut number = 2;
    while !taken.insert(file.to_string_lossy().to_lowercase()) {
        file = folder.join(format!("{name}~{number}"));
        number += 1;
    }
    file
}

/// Asks the phone to bring its reports to where they are handed out. One that does not know how has them there.
async fn gather(phone: &Phone) -> Result<(), Failure> {
    let mover = match phone.service("com.apple.crashreportmover", false).await {
        Ok(mut mover) => within(GATHERING, mover.read_raw(4)).await.map(|_| ()),
        Err(failure) => Err(failure),
    };
    match mover {
        Err(failure) if ["phone-gone", "phone-locked"].contains(&failure.code.as_str()) => Err(failure),
        _ => Ok(()),
    }
}
