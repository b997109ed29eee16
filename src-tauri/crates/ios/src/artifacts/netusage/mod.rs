//! # Network use
//!
//! **Found in** `private/var/networkd/netusage.sqlite` (in some systems in `db` below it) of a copy of a whole file
//! system. Its tables are those of the mobile data use.
//!
//! **Shows** which programs used the network, when first and when last, and how much.
//!
//! **Cannot show** what was sent or where to, nor programs whose entries were removed together with their use. Names
//! are cut at 16 characters.
//!
//! **Ordinary reasons.** Apps may be named like anything; some published names are one letter from Apple's. The
//! numbers of removed apps are missing from the sequence. A damaged file may lose names and keep use.
//!
//! **Sources.** Those of the mobile data use (`datausage`), which is read in the same way.

#[cfg(test)]
mod tests;

use super::datausage::reading::{self, FIELDS, Rules};
use engine::indicators::Kind;
use engine::{Artifact, Availability, Case, Found, Notes, Presence};

const READS: &[&str] = &["Filesystem/private/var/networkd/**/netusage.sqlite"];

static RULES: Rules = Rules::new([
    "ios.netusage.process",
    "ios.netusage.backup-agent",
    "ios.netusage.live-without-process",
    "ios.netusage.removed-processes",
]);

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.netusage",
    version: 1,
    reads: READS,
    availability: &[Availability::filesystem(Presence::Sometimes).source("reference tool")],
    detections: &[RULES.known, RULES.backup_agent, RULES.cut_loose, RULES.removed],
    compares: &[Kind::Process],
    fields: FIELDS,
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    reading::read(case, notes, READS, &RULES)
}
