//! # App Privacy Report
//!
//! **Found in** files named `App_Privacy_Report_v….ndjson`, which a person saves from the settings of iOS 15 and
//! later; one JSON object a line. They lie wherever they were saved: in the files on the phone, in an app's folder.
//!
//! **Shows** for one week which app spoke to which sites, and which used microphone, camera, place, photos, contacts.
//!
//! **Cannot show** anything if nobody saved one; spyware that is no app does not appear.
//!
//! **Ordinary reasons.** An advertisement or a counter from a site appears in apps that have nothing to do with it.
//!
//! **Sources.** Apple, "Inspecting app activity data" (developer documentation); the fields also in plaso and in
//! viewers that several people wrote.

mod parser;
#[cfg(test)]
mod tests;

use super::shared::links::{Pair, Seen};
use super::shared::{databases, lines};
use engine::indicators::{Kind, Tier};
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Version, Weight,
};
use parser::{Line, What};
use std::collections::BTreeSet;

const READS: &[&str] = &["**/App_Privacy_Report_v*.ndjson"];

static SITES: Pair = Pair::new("ios.app-privacy-report.site", "ios.app-privacy-report.vendor-site");
static APP: Detection = Detection {
    id: "ios.app-privacy-report.known-app",
    weight: Weight::KnownSpyware,
    class: Class::Execution,
};

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.app-privacy-report",
    version: 1,
    reads: READS,
    availability: &[
        Availability::backup(Presence::Sometimes)
            .from(Version(15, 0, 0))
            .source("Apple, \"Inspecting app activity data\""),
        Availability::filesystem(Presence::Sometimes)
            .from(Version(15, 0, 0))
            .source("Apple, \"Inspecting app activity data\""),
    ],
    detections: &[SITES.known, SITES.vendor, APP],
    compares: &[Kind::Domain, Kind::Ip, Kind::AppId],
    fields: &[
        ("app", "bundle id of the app"),
        ("domain", "site that it spoke to"),
        ("initiated_by", "AppInitiated, or NonAppInitiated for pages that a person opened in it"),
        ("hits", "how often"),
        ("used", "what it used: camera, contacts, location, microphone, photos …"),
        ("kind", "intervalBegin, intervalEnd or event"),
    ],
    examine,
};

/// Apps that are told once each.
const MOST_APPS: usize = 10_000;

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut found = Found::Absent;
    for entry in databases::entries(case, notes, READS) {
        let mut reading =
            Reading { case, entry: &entry, seen: Seen::new(case.indicators), apps: BTreeSet::new() };
        let opened = lines::each(case, notes, &entry, &mut |number, line, notes| {
            line.trim().is_empty() || reading.line(number, line, notes)
        });
        if opened {
            found = Found::Yes;
        }
    }
    found
}

struct Reading<'a> {
    case: &'a Case<'a>,
    entry: &'a Entry,
    seen: Seen<'a>,
    /// Published apps that were told.
    apps: BTreeSet<String>,
}

impl Reading<'_> {
    fn line(&mut self, number: u64, line: &str, notes: &mut Notes<'_>) -> bool {
        let Some(line) = Line::of(line) else {
            notes.gap();
            return true;
        };
        let cite = || Cite::new(&self.entry.path, format!("line {number}"));
        if let What::Spoke { domain, .. } = &line.what {
            self.seen.host(domain);
        }
        for hit in self.seen.take() {
            notes.finding(SITES.finding(hit, cite(), line.when).quote("app", &line.app));
        }
        if let Some(hit) = self.case.indicators.app_id(&line.app).filter(|hit| hit.tier != Tier::Information)
            && self.apps.len() < MOST_APPS
            && self.apps.insert(line.app.clone())
        {
            notes.finding(Finding::new(&APP, cite()).at(line.when).quote("app", &line.app).matched(hit));
        }
        notes.record(|| {
            let record = Record::new(cite()).time("happened", line.when).time("first", line.first);
            let record = record.field("app", line.app);
            match line.what {
                What::Spoke { domain, initiated_by, hits } => {
                    record.field("domain", domain).field("initiated_by", initiated_by).field("hits", hits)
                }
                What::Used { what, kind } => record.field("used", what).field("kind", kind),
            }
        })
    }
}
