//! # Lists of what ran when memory was short
//!
//! **Found in** `JetsamEvent-….ips` and `stacks-….ips` where crash reports lie: of a sysdiagnose, of a folder of crash
//! reports, of a full copy. Reports of a paired watch (`ProxiedDevice…`) are not of this phone.
//!
//! **Shows** the name of every program that ran at some moments of the last days or weeks: when memory was short, or the
//! system looked at what everything did.
//!
//! **Cannot show** where those programs lay; names alone are compared. A phone with much memory may have no such list.
//!
//! **Ordinary reasons.** Apps may be named like anything, and no path tells an app from the system here. Blank lists are
//! ordinary.
//!
//! **Sources.** Trace and BugBane for Mac (these lists reach back days); published names come from the indicators.

#[cfg(test)]
mod tests;

use super::shared::reports::{self, PLACES};
use engine::indicators::Kind;
use engine::{Artifact, Availability, Case, Cite, Class, Detection, Found, Notes, Presence, Record, Weight};

static KNOWN: Detection =
    Detection { id: "ios.jetsam-reports.known", weight: Weight::KnownSpyware, class: Class::Execution };

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.jetsam-reports",
    version: 1,
    reads: PLACES,
    availability: &[
        Availability::sysdiagnose(Presence::Sometimes).source("published sysdiagnose tools"),
        Availability::crash_reports(Presence::Sometimes).source("Apple, crash reports"),
        Availability::filesystem(Presence::Sometimes).source("reference tool"),
    ],
    detections: &[KNOWN],
    compares: &[Kind::Process],
    fields: &[("programs", "how many programs the list names"), ("incident", "number of the report")],
    examine,
};

/// True for the names that such lists have.
pub(super) fn is_list(name: &str) -> bool {
    name.starts_with("JetsamEvent") || name.starts_with("stacks-") || name.starts_with("stacks+")
}

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let found = reports::each(case, notes, &is_list, &mut |report, entry, notes| {
        for program in &report.others {
            let Some(hit) = case.indicators.process(program) else { continue };
            let cite = Cite::new(&entry.path, format!("program {program}"));
            let finding = engine::Finding::new(&KNOWN, cite).at(report.when).matched(hit);
            notes.finding(finding.quote("process", program));
        }
        let cite = Cite::new(&entry.path, "report");
        notes.record(|| {
            Record::new(cite)
                .time("listed", report.when)
                .field("programs", report.others.len() as u64)
                .field("incident", report.incident.as_deref())
        })
    });
    if found { Found::Yes } else { Found::Absent }
}
