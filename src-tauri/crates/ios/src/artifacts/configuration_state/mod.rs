//! # Who changed managed settings
//!
//! **Found in** `logs/MCState/Shared/MCSettingsEvents.plist` of a sysdiagnose. The profiles beside it belong to
//! `ios.configuration-profiles`.
//!
//! **Shows** settings that can be managed, which program changed each last, and when.
//!
//! **Cannot show** the values, nor earlier changes.
//!
//! **Ordinary reasons.** Nearly all changes come from Settings, from the setup after an update, and from management by an
//! employer or a school.
//!
//! **Sources.** The analysis framework of the EC's incident team (layout); published names come from the indicators.

#[cfg(test)]
mod tests;

use super::shared::plists;
use super::shared::programs::{COMPARES, Programs};
use engine::{Artifact, Availability, Case, Cite, Entry, Found, Notes, Presence, Record, Unread, UnreadWhy};
use property_list::Value;

static PROGRAMS: Programs = Programs::new(
    "ios.configuration-state.known",
    "ios.configuration-state.staging",
    "ios.configuration-state.odd-place",
);

const LIST: &str = "Sysdiagnose/logs/MCState/Shared/MCSettingsEvents.plist";

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.configuration-state",
    version: 1,
    reads: &[LIST],
    availability: &[Availability::sysdiagnose(Presence::Sometimes).source("EC sysdiagnose framework")],
    detections: &[PROGRAMS.known, PROGRAMS.staging, PROGRAMS.odd_place],
    compares: COMPARES,
    fields: &[
        ("setting", "name of the setting, with the groups it lies in"),
        ("event", "what was done"),
        ("program", "which program did it"),
    ],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    plists::each(case, notes, &[LIST], &mut |root, entry, notes| {
        if root.as_dictionary().is_none() {
            return notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout));
        }
        let _ = each(case, root, &mut String::new(), entry, notes);
    })
}

/// Tells every event in a value. False if the check was stopped.
fn each(case: &Case<'_>, value: &Value, setting: &mut String, entry: &Entry, notes: &mut Notes<'_>) -> bool {
    let Some(fields) = value.as_dictionary() else { return true };
    if let Some(when) = fields.get("timestamp").and_then(plists::moment) {
        let text = |key: &str| fields.get(key).and_then(Value::as_str);
        let cite = Cite::new(&entry.path, format!("setting {setting}"));
        let program = text("process").unwrap_or_default();
        if let Some(finding) = PROGRAMS.finding(case.indicators, program, cite.clone()) {
            notes.finding(finding.at(Some(when)));
        }
        return notes.record(|| {
            let record = Record::new(cite).time("changed", Some(when)).field("setting", setting.as_str());
            record.field("event", text("event")).field("program", program)
        });
    }
    if fields.contains_key("timestamp") && fields.contains_key("process") {
        notes.gap();
        return true;
    }
    let length = setting.len();
    for (key, value) in fields {
        if !setting.is_empty() {
            setting.push('.');
        }
        setting.push_str(key);
        let go_on = each(case, value, setting, entry, notes);
        setting.truncate(length);
        if !go_on {
            return false;
        }
    }
    true
}
