//! Crash reports: the mover that gathers them and the AFC that hands them out.

use super::{afc, ended::Ended, phone::Phone, stream::Stream, sysdiagnose};
use crate::error::PracticeError;
use std::{io::Write, sync::Arc, thread, time::Duration};

/// One client of the mover: it says `ping` when every report is in its place.
pub(super) fn move_all(phone: &Arc<Phone>, stream: &mut Stream) -> Result<(), Ended> {
    phone.asked("crashes move".to_owned());
    stream.write_all(b"ping\0")?;
    stream.flush()?;
    // Some clients take an early end for a failure.
    thread::sleep(Duration::from_millis(100));
    Ok(())
}

/// One client of the copier.
pub(super) fn copy(phone: &Arc<Phone>, stream: &mut Stream) -> Result<(), Ended> {
    afc::serve(phone, stream, "crashes", files)
}

fn files(phone: &Phone) -> Result<afc::Files, PracticeError> {
    let mut files = sysdiagnose::files(phone)?;
    for (name, content) in crate::sysdiagnose::crash_reports(&phone.options.scenario)? {
        files.insert(format!("/{name}"), Arc::from(content));
    }
    Ok(files)
}
