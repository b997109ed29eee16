//! # Settings of the start-up chip
//!
//! **Found in** `ioreg/IODeviceTree.txt` of a sysdiagnose: the tree of the hardware as text, one node after the other,
//! each with its properties as `"name" = value`. The node `options` holds the variables of the NVRAM, which outlast a
//! restart and the erasing of the phone's content.
//!
//! **Shows** the names of these variables. One tool for copying locked phones leaves some whose names begin with `mnm-`.
//!
//! **Cannot show** when a variable was set. Their values are not kept by this check.
//!
//! **Ordinary reasons.** A repair shop or an expert may have used such a tool.
//!
//! **Sources.** Citizen Lab, 2026 (the names), known here through summaries only, so it weighs a step less than there;
//! the analysis framework of the EC's incident team (the file and its form). That iOS lists the variables in this file
//! as macOS does is our reading; no copy of a phone that the tool was used on was at hand.

#[cfg(test)]
mod tests;

use super::shared::databases::entries;
use super::shared::lines;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Finding, Found, Notes, Presence, Record, Unread,
    UnreadWhy, Weight,
};

static EXTRACTION: Detection =
    Detection { id: "ios.nvram.extraction-tool", weight: Weight::Strong, class: Class::PhysicalAccess };

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.nvram",
    version: 1,
    reads: &["Sysdiagnose/ioreg/IODeviceTree.txt"],
    availability: &[Availability::sysdiagnose(Presence::Sometimes).source("EC sysdiagnose framework")],
    detections: &[EXTRACTION],
    compares: &[],
    fields: &[("variable", "its name")],
    examine,
};

/// How the variables of the tool begin.
const TOOL: &str = "mnm-";

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut found = Found::Absent;
    for entry in entries(case, notes, ARTIFACT.reads) {
        let (mut nodes, mut in_options) = (0_u64, false);
        let opened = lines::each(case, notes, &entry, &mut |number, line, notes| {
            if let Some((_, node)) = line.split_once("+-o ") {
                nodes += 1;
                in_options = node.split([' ', '@']).next() == Some("options");
            }
            let Some(name) = property(line).filter(|name| in_options || name.starts_with(TOOL)) else {
                return true;
            };
            let cite = || Cite::new(&entry.path, format!("line {number}"));
            if name.starts_with(TOOL) {
                notes.finding(Finding::new(&EXTRACTION, cite()).quote("name", name));
            }
            notes.record(|| Record::new(cite()).field("variable", name))
        });
        if opened {
            found = Found::Yes;
            if nodes == 0 && entry.size > 0 {
                notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout));
            }
        }
    }
    found
}

/// The name in `  | |   "name" = value`.
fn property(line: &str) -> Option<&str> {
    let quoted = line.trim_start_matches([' ', '|']).strip_prefix('"')?;
    let (name, rest) = quoted.split_once('"')?;
    rest.starts_with(" = ").then_some(name)
}
