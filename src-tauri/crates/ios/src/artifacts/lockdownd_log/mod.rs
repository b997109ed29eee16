//! # The log of connections to computers
//!
//! **Found in** `logs/MobileLockdown/lockdownd.log*` of a sysdiagnose and `/private/var/logs/` of a full copy.
//!
//! **Shows** computers that asked to be trusted, and when. Times are local, and the log does not say of which zone: they
//! are taken as UTC and can be off by up to fourteen hours.
//!
//! **Cannot show** connections that ask for no trust, nor those before the log begins, some weeks at most.
//!
//! **Ordinary reasons.** Every computer that makes a backup asks once; so do chargers and cars with screens. A repair shop
//! or an expert may have used an extraction tool.
//!
//! **Sources.** Citizen Lab, 2026 (numbers by which one phone-extraction tool names itself): known here through
//! summaries, so it weighs a step less than there. The analysis framework of the EC's incident team (layout).

#[cfg(test)]
mod tests;

use super::across::facts;
use super::shared::databases::entries;
use super::shared::lines;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Unread, UnreadWhy, Weight,
};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

static EXTRACTION: Detection = Detection {
    id: "ios.lockdownd-log.extraction-tool",
    weight: Weight::Strong,
    class: Class::PhysicalAccess,
};

const LOGS: &[&str] =
    &["Sysdiagnose/logs/MobileLockdown/lockdownd.log*", "Filesystem/private/var/logs/lockdownd.log*"];
/// Numbers of the tool: as host and as system.
const TOOL: [(&str, &str); 2] =
    [("HostID", "9016926980658937761372207"), ("SystemBUID", "30313996-42072961236303456")];

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.lockdownd-log",
    version: 1,
    reads: LOGS,
    availability: &[
        Availability::sysdiagnose(Presence::Sometimes).source("EC sysdiagnose framework"),
        Availability::filesystem(Presence::Sometimes).source("EC sysdiagnose framework: layout"),
    ],
    detections: &[EXTRACTION],
    compares: &[],
    fields: &[("host", "number by which the computer names itself"), ("system", "number of its system")],
    examine,
};

/// A request to be trusted, in the reading.
struct Request {
    line: u64,
    when: Option<Timestamp>,
    host: Option<String>,
    system: Option<String>,
}

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut found = Found::Absent;
    for entry in entries(case, notes, LOGS) {
        let (mut request, mut dated) = (None, 0_u64);
        let opened = lines::each(case, notes, &entry, &mut |number, line, notes| {
            if let Some((when, told)) = begins(line) {
                dated += 1;
                let go_on = end(request.take(), &entry, notes);
                if told.contains("handle_pair") || told.contains("Pair message") {
                    request = Some(Request { line: number, when, host: None, system: None });
                }
                if !go_on {
                    return false;
                }
            }
            if let Some(request) = &mut request {
                field(request, line);
            }
            true
        });
        let _ = end(request.take(), &entry, notes);
        if opened {
            found = Found::Yes;
            if dated == 0 && entry.size > 0 {
                notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout));
            }
        }
    }
    found
}

/// `04/11/23 07:44:51.388024 pid=76 handle_pair: …`; further lines of an entry begin otherwise.
fn begins(line: &str) -> Option<(Option<Timestamp>, &str)> {
    let (head, rest) = line.split_at_checked(24)?;
    let told = rest.trim_start().strip_prefix("pid=")?;
    let when = DateTime::strptime("%m/%d/%y %H:%M:%S%.f", head.trim()).ok();
    Some((when.and_then(|when| Offset::UTC.to_timestamp(when).ok()), told))
}

/// `HostID = 9016926980658937761372207;`.
fn field(request: &mut Request, line: &str) {
    let value = |name: &str| {
        let (_, rest) = line.split_once(name)?;
        let value = rest.trim_start().strip_prefix('=')?.split(';').next()?;
        Some(value.trim().trim_matches(['"', '\u{201c}', '\u{201d}']).to_owned())
    };
    request.host = request.host.take().or_else(|| value("HostID"));
    request.system = request.system.take().or_else(|| value("SystemBUID"));
}

/// Tells a request. False if the check was stopped.
fn end(request: Option<Request>, entry: &Entry, notes: &mut Notes<'_>) -> bool {
    let Some(Request { line, when, host, system }) = request else { return true };
    if host.is_none() && system.is_none() {
        return true;
    }
    let cite = Cite::new(&entry.path, format!("line {line}"));
    let seen = [("HostID", &host), ("SystemBUID", &system)];
    let tool = TOOL.iter().find(|(name, number)| {
        seen.iter().any(|(key, value)| key == name && value.as_deref() == Some(*number))
    });
    if let Some((_, number)) = tool {
        notes.finding(Finding::new(&EXTRACTION, cite.clone()).at(when).quote("number", *number));
    }
    if let (Some(when), Some(about)) = (when, host.as_deref().or(system.as_deref())) {
        notes.fact(facts::COMPUTER_PAIRED, when, about, cite.clone());
    }
    notes.record(|| Record::new(cite).time("asked", when).field("host", host).field("system", system))
}
