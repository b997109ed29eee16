//! # Mobile data use
//!
//! **Found in** `WirelessDomain/Library/Databases/DataUsage.sqlite`, in every backup, encrypted or not. iPads
//! and phones that never had a SIM keep it too. Newer systems dropped the columns for Wi-Fi.
//!
//! **Shows** which programs used the network, when first and when last, and how much.
//!
//! **Cannot show** what was sent or where to, nor programs that never used the network or whose entries
//! were removed together with their use. Names are cut at 16 characters.
//!
//! **Ordinary reasons.** Apps may be named like anything; six published names are one letter from Apple's. The
//! numbers of removed apps are missing from the sequence. A damaged file may lose names and keep use.
//!
//! **Sources.** Amnesty International, "Forensic Methodology Report", 2021, and its process names; Citizen Lab,
//! "FORCEDENTRY", 2021 (use whose process entry is gone; known here through summaries, and checked likewise by
//! MVT); Kaspersky, `triangle_check`, 2023 (`BackupAgent`).

pub(crate) mod parser;
pub(crate) mod reading;
#[cfg(test)]
mod tests;

use engine::indicators::Kind;
use engine::{Artifact, Availability, Case, Found, Notes, Presence};
use reading::{FIELDS, Rules};

/// Where it lies.
pub(crate) const PATH: &str = "WirelessDomain/Library/Databases/DataUsage.sqlite";

static RULES: Rules = Rules::new([
    "ios.datausage.process",
    "ios.datausage.backup-agent",
    "ios.datausage.live-without-process",
    "ios.datausage.removed-processes",
]);

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.datausage",
    version: 1,
    reads: &[PATH],
    availability: &[
        Availability::backup(Presence::Always).source("reference tool; Citizen Lab and Amnesty, 2021"),
        Availability::filesystem(Presence::Always).source("reference tool: the same file in a full copy"),
    ],
    detections: &[RULES.known, RULES.backup_agent, RULES.cut_loose, RULES.removed],
    compares: &[Kind::Process],
    fields: FIELDS,
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    reading::read(case, notes, &[PATH], &RULES)
}
