//! # Profile events
//!
//! **Found in** `Library/ConfigurationProfiles/MCProfileEvents.plist` of the domain
//! `SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles`, and in a sysdiagnose `logs/MCState`. Phones
//! without it are ordinary.
//!
//! **Shows** which configuration profiles were installed and removed, when, and by which program.
//!
//! **Cannot show** what was in them, if they are gone.
//!
//! **Ordinary reasons.** Phone companies, employers, schools, apps and test versions of the system add profiles.
//!
//! **Sources.** Layout seen in backups and read likewise by MVT; CellGuard (its place in a sysdiagnose); published
//! profiles and programs come from the indicators.

mod parser;
#[cfg(test)]
mod tests;

use super::shared::plists;
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Finding, Found, Notes, Presence, Record, Weight,
};
use parser::Event;

static EVENT: Detection =
    Detection { id: "ios.profile-events.event", weight: Weight::Note, class: Class::Posture };
static PROFILE: Detection = Detection {
    id: "ios.profile-events.known-profile",
    weight: Weight::KnownSpyware,
    class: Class::Execution,
};
static PROCESS: Detection =
    Detection { id: "ios.profile-events.process", weight: Weight::KnownSpyware, class: Class::Execution };

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.profile-events",
    version: 1,
    reads: &[
        "SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles/Library/ConfigurationProfiles/MCProfileEvents.plist",
        "Sysdiagnose/logs/MCState/*/MCProfileEvents.plist",
    ],
    availability: &[
        Availability::backup(Presence::Sometimes).source("reference tool"),
        Availability::filesystem(Presence::Sometimes).source("reference tool: the same file in a full copy"),
        Availability::sysdiagnose(Presence::Sometimes).source("CellGuard"),
    ],
    detections: &[EVENT, PROFILE, PROCESS],
    compares: &[Kind::ProfileId, Kind::Process],
    fields: &[
        ("profile", "identifier of the profile"),
        ("operation", "what was done: install, remove"),
        ("process", "the program that did it"),
    ],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    plists::each(case, notes, ARTIFACT.reads, &mut |root, entry, notes| {
        let (events, gaps) = parser::events(root);
        (0..gaps).for_each(|_| notes.gap());
        for event in events {
            let cite = Cite::new(&entry.path, format!("event {}", event.index));
            for finding in findings(case, &event, &cite) {
                notes.finding(finding);
            }
            let go_on = notes.record(|| {
                Record::new(cite)
                    .time("happened", event.when)
                    .field("profile", event.profile)
                    .field("operation", event.operation)
                    .field("process", event.process)
            });
            if !go_on {
                return;
            }
        }
    })
}

/// The published names, or else a note that something was done.
fn findings(case: &Case<'_>, event: &Event, cite: &Cite) -> Vec<Finding> {
    let known = case
        .indicators
        .profile_id(&event.profile)
        .map(|hit| Finding::new(&PROFILE, cite.clone()).matched(hit));
    let process =
        case.indicators.process(&event.process).map(|hit| Finding::new(&PROCESS, cite.clone()).matched(hit));
    let mut findings: Vec<Finding> = known.into_iter().chain(process).collect();
    if findings.is_empty() {
        findings.push(Finding::new(&EVENT, cite.clone()));
    }
    let quoted = |finding: Finding| {
        let finding = finding.at(event.when).quote("profile", &event.profile);
        finding.quote("operation", &event.operation).quote("process", &event.process)
    };
    findings.into_iter().map(quoted).collect()
}
