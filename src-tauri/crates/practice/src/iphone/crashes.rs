//! Crash reports: the mover that gathers them and the AFC that hands them out.

use super::{afc, ended::Ended, phone::Phone, stream::Stream, sysdiagnose};
use crate::{clock::Moment, error::PracticeError, random::Random};
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
    let scenario = &phone.options.scenario;
    let facts = &phone.facts.phone;
    let mut random = Random::new(scenario.seed, "crashes");
    let end = Moment::of(scenario.made_at);
    let mut files = sysdiagnose::files(phone)?;
    for (days, kind, process) in [
        (0.4, 309, "Photos"),
        (2.7, 298, "JetsamEvent"),
        (6.1, 309, "Podcasts"),
        (9.9, 288, "stacks"),
        (12.5, 298, "JetsamEvent"),
    ] {
        let when = end.minus_days(days).text();
        let stamp = when.trim_end_matches('Z').replace('T', " ");
        let os = format!("iPhone OS {} ({})", facts.version, facts.build);
        let incident = random.uuid();
        let head = format!(
            "{{\"bug_type\":\"{kind}\",\"timestamp\":\"{stamp}.00 +0000\",\"os_version\":\"{os}\",\"incident_id\":\"{incident}\",\"name\":\"{process}\"}}\n"
        );
        let body = format!(
            "{{\n  \"crashReporterKey\" : \"{}\",\n  \"product\" : \"{}\",\n  \"procName\" : \"{process}\",\n  \"pid\" : {},\n  \"incident\" : \"{incident}\"\n}}\n",
            random.hex(20),
            facts.model,
            200 + random.below(9000),
        );
        let name = format!("/{process}-{}.ips", stamp.replace(' ', "-").replace(':', ""));
        files.insert(name, Arc::from((head + &body).into_bytes()));
    }
    Ok(files)
}
