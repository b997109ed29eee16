//! # Settings of the start-up chip
//!
//! **Found in** `ioreg/IODeviceTree.txt` of a sysdiagnose: the tree of the hardware as text, one node after the other,
//! each with its properties as `"name" = value`. The node `options` holds the variables of the NVRAM, which outlast a
//! restart and the erasing of the phone's content.
//!
//! **Shows** the names of these variables. One tool for copying locked phones leaves some whose names begin with `mnm-`.
//!
//! **Cannot show** when a variable was set: the finding has no date, so it is never weighed together with the days that
//! a person entered (when the phone was taken away, and the like). Their values are not kept by this check. A tree that
//! is cut, or names no node `options`, says nothing of them and is not read as if it did.
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
        let (mut place, mut seen) = (Place::Elsewhere, false);
        let opened = lines::each(case, notes, &entry, &mut |number, line, notes| {
            place = place.after(line);
            seen |= place == Place::Options;
            let Some(name) = property(line).filter(|name| place == Place::Options || name.starts_with(TOOL))
            else {
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
            match (seen, place) {
                (false, _) => notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout)),
                (true, Place::Options) => notes.unread(Unread::new(&entry.path, UnreadWhy::CutShort)),
                _ => {}
            }
        }
    }
    found
}

/// Where a line of the tree lies.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Elsewhere,
    /// Among the properties of the node, which end with a brace.
    Options,
}

impl Place {
    fn after(self, line: &str) -> Self {
        match (self, line.split_once("+-o ")) {
            (_, Some((_, node))) if node.split([' ', '@']).next() == Some("options") => Self::Options,
            (_, Some(_)) => Self::Elsewhere,
            (Self::Options, None) if line.trim_matches([' ', '|']) == "}" => Self::Elsewhere,
            _ => self,
        }
    }
}

/// The name in `  | |   "name" = value`.
fn property(line: &str) -> Option<&str> {
    let quoted = line.trim_start_matches([' ', '|']).strip_prefix('"')?;
    let (name, rest) = quoted.split_once('"')?;
    rest.starts_with(" = ").then_some(name)
}
