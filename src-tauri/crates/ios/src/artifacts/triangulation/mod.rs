//! # Small events close together
//!
//! **Found in** what other artifacts read too: times of three settings files and of the folders of message
//! attachments, data use of four system programs, and the times at which two location services stopped.
//!
//! **Shows** whether events of at least two of these kinds fell within five minutes, in the pattern that the
//! attack called Operation Triangulation left: an attachment that came and went, a settings file that changed,
//! system programs that used the network.
//!
//! **Cannot show** more than a coincidence in time. Each event alone is ordinary. A copy of a whole file system does not
//! tell when the entry of a folder changed, so folders of attachments do not count there.
//!
//! **Ordinary reasons.** Updates, restarts and moves to a new phone touch many files at once.
//!
//! **Sources.** Kaspersky, `triangle_check`, 2023 (files, programs, services, ten events, five minutes, and when
//! not to alarm).

mod events;
#[cfg(test)]
mod tests;
mod window;

use engine::{
    Artifact, Availability, Case, Cite, Class as FindingClass, Detection, Finding, Found, Notes, Presence,
    Record, Weight,
};
use events::Timeline;
use window::{Class, combinations};

static COMBINATION: Detection =
    Detection { id: "ios.triangulation.combination", weight: Weight::Strong, class: FindingClass::Attempt };

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.triangulation",
    version: 1,
    reads: events::READS,
    // Made from what others read: their coverage says what is missing.
    availability: &[
        Availability::backup(Presence::Sometimes).source("reference tool"),
        Availability::filesystem(Presence::Sometimes).source("reference tool: the same file in a full copy"),
    ],
    detections: &[COMBINATION],
    compares: &[],
    fields: &[("class", "file, network, location or attachments"), ("about", "path or program")],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let Some(Timeline { mut events, cut }) = events::collect(case, notes) else { return Found::Absent };
    if let Some(unread) = cut {
        notes.unread(unread);
    }
    for group in combinations(&mut events) {
        let mut about: Vec<&str> = group.iter().map(|event| event.about.as_str()).collect();
        about.sort_unstable();
        about.dedup();
        let Some(first) = group.first() else { continue };
        let cite = Cite::new(&first.path, format!("{} events", group.len()));
        let finding = Finding::new(&COMBINATION, cite).at(Some(first.when));
        notes.finding(finding.quote("events", about.join(", ")));
    }
    for event in &events {
        let class = match event.class {
            Class::File => "file",
            Class::Network => "network",
            Class::Location => "location",
            Class::Attachments => "attachments",
        };
        let go_on = notes.record(|| {
            Record::new(Cite::new(&event.path, event.what.name()))
                .time(event.what.name(), Some(event.when))
                .field("class", class)
                .field("about", event.about.as_str())
        });
        if !go_on {
            break;
        }
    }
    Found::Yes
}
