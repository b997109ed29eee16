//! Files that the phone hands out one by one: crash reports and sysdiagnoses, over AFC. Nothing is ever
//! removed from the phone.
//!
//! A file comes in pieces into `<name>.part`, is flushed, and takes its name when it is whole; a part that
//! lies there from an earlier try is gone on with. Names from the phone are made harmless ([`place`]).

mod afc;
mod crashes;
mod place;
pub(crate) mod sysdiagnose;
#[cfg(test)]
mod tests;

pub(crate) use afc::Afc;
pub(crate) use crashes::crash_reports;

use crate::Failure;
use afc::Entry;
use idevice::Idevice;
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

/// Bytes in one piece.
const PIECE: u64 = 256 << 10;

/// Copies one file of the phone to `to`, whose folder exists. `came` is told the bytes as they come.
///
/// # Errors
/// `phone-gone`, `phone-silent`, `odd-answer` (also if fewer bytes come than were promised), `save-failed`,
/// `disk-full`.
async fn fetch(
    afc: &mut Afc,
    path: &str,
    entry: &Entry,
    to: &Path,
    came: &mut dyn FnMut(u64),
) -> Result<(), Failure> {
    let part = place::beside(to);
    let mut file = File::options().write(true).create(true).truncate(false).open(&part).map_err(saving)?;
    let mut have = file.metadata().map_err(saving)?.len();
    if have > entry.size {
        file.set_len(0).map_err(saving)?;
        have = 0;
    }
    file.seek(SeekFrom::Start(have)).map_err(saving)?;
    came(have);
    let handle = afc.open(path).await?;
    let read = async {
        if have > 0 {
            afc.seek(handle, have).await?;
        }
        while have < entry.size {
            let piece = afc.read(handle, PIECE.min(entry.size - have)).await?;
            if piece.is_empty() {
                return Err(crate::link::odd("a file ended early"));
            }
            file.write_all(&piece).map_err(saving)?;
            have += piece.len() as u64;
            came(piece.len() as u64);
        }
        file.sync_all().map_err(saving)
    };
    let read = read.await;
    // One that broke off has no handle any more.
    let _ = afc.close(handle).await;
    read?;
    fs::rename(&part, to).map_err(saving)
}

/// Crash reports over any stream, for fuzzing.
pub(crate) async fn crash_reports_over(stream: Idevice, folder: &Path) -> Result<(), Failure> {
    crashes::over(stream, folder, &mut |_| ()).await.map(|_| ())
}

fn saving(error: io::Error) -> Failure {
    let code = if error.kind() == io::ErrorKind::StorageFull { "space-ran-out" } else { "save-failed" };
    Failure::new(code).because(error)
}
