//! # Daily network summary
//!
//! **Found in** `HomeDomain/Library/Preferences/com.apple.osanalytics.addaily.plist` of backups, encrypted or not.
//! Phones without it are ordinary.
//!
//! **Shows** programs that used the network, with one date and four sums for each.
//!
//! **Cannot show** what was sent or where to. One date stands for all use.
//!
//! **Ordinary reasons.** Apps may be named like anything; some published names are one letter from Apple's.
//!
//! **Sources.** Kaspersky, `triangle_check`, 2023; MVT reads the same key. Published names come from the
//! indicators.

pub(crate) mod parser;
#[cfg(test)]
mod tests;

use super::across::facts;
use super::datausage::parser::program;
use super::shared::plists;
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Finding, Found, Notes, Presence, Record, Weight,
};
use parser::Line;

/// Where it lies.
pub(crate) const PATH: &str = "HomeDomain/Library/Preferences/com.apple.osanalytics.addaily.plist";

static KNOWN: Detection = Detection {
    id: "ios.os-analytics-ad-daily.process",
    weight: Weight::KnownSpyware,
    class: Class::Execution,
};
static BACKUP_AGENT: Detection = Detection {
    id: "ios.os-analytics-ad-daily.backup-agent",
    weight: Weight::KnownSpyware,
    class: Class::Execution,
};

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.os-analytics-ad-daily",
    version: 1,
    reads: &[PATH],
    availability: &[
        Availability::backup(Presence::Sometimes).source("reference tool"),
        Availability::filesystem(Presence::Sometimes).source("reference tool: the same file in a full copy"),
    ],
    detections: &[KNOWN, BACKUP_AGENT],
    compares: &[Kind::Process],
    fields: &[
        ("process", "name of the program, or bundle id of the app"),
        ("wifi_in", "bytes in by Wi-Fi"),
        ("wifi_out", "bytes out by Wi-Fi"),
        ("mobile_in", "bytes in by mobile network"),
        ("mobile_out", "bytes out by mobile network"),
    ],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    plists::each(case, notes, ARTIFACT.reads, &mut |root, entry, notes| {
        let (lines, gaps) = parser::lines(root);
        (0..gaps).for_each(|_| notes.gap());
        for line in lines {
            let cite = Cite::new(&entry.path, format!("netUsageBaseline {}", line.program));
            judge(case, &line, &cite, notes);
            if let Some(when) = line.when {
                notes.fact(facts::PROCESS_TRAFFIC, when, line.program, cite.clone());
            }
            let go_on = notes.record(|| {
                let [wifi_in, wifi_out, mobile_in, mobile_out] = line.bytes;
                Record::new(cite)
                    .time("counted", line.when)
                    .field("process", line.program)
                    .field("wifi_in", wifi_in)
                    .field("wifi_out", wifi_out)
                    .field("mobile_in", mobile_in)
                    .field("mobile_out", mobile_out)
            });
            if !go_on {
                return;
            }
        }
    })
}

fn judge(case: &Case<'_>, line: &Line<'_>, cite: &Cite, notes: &mut Notes<'_>) {
    let hit = case.indicators.process(program(line.program));
    let made = |detection| Finding::new(detection, cite.clone()).at(line.when).quote("process", line.program);
    if program(line.program) == "BackupAgent" {
        // As in data usage: the name together with network use is what was published.
        let mut finding = made(&BACKUP_AGENT);
        if let Some(hit) = hit {
            finding = finding.matched(hit);
            finding.weight = BACKUP_AGENT.weight;
        }
        return notes.finding(finding);
    }
    let Some(hit) = hit else { return };
    let finding = made(&KNOWN).matched(hit);
    let is_app = case.acquisition.apps.iter().any(|app| app == line.program);
    let of_app = |finding: Finding| finding.at_most(Weight::Look).quote("bundle", line.program);
    notes.finding(if is_app { of_app(finding) } else { finding });
}
