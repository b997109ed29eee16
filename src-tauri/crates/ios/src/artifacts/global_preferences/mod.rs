//! # General settings
//!
//! **Found in** `HomeDomain/Library/Preferences/.GlobalPreferences.plist` of every backup.
//!
//! **Shows** languages and other settings of the whole phone, among them `LDMGlobalEnabled`: whether Lockdown Mode
//! was on when the backup was made. Without the key it was most likely never touched, and nothing is said.
//!
//! **Cannot show** when it was switched.
//!
//! **Ordinary reasons.** Most people have Lockdown Mode off.
//!
//! **Sources.** Apple, "About Lockdown Mode"; the key as read by MVT.

#[cfg(test)]
mod tests;

use super::shared::{plists, stored};
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Finding, Found, Notes, Presence, Record, Stored,
    Value, Weight,
};

static ON: Detection =
    Detection { id: "ios.global-preferences.lockdown-on", weight: Weight::Note, class: Class::Posture };
static OFF: Detection =
    Detection { id: "ios.global-preferences.lockdown-off", weight: Weight::Note, class: Class::Posture };

const LOCKDOWN: &str = "LDMGlobalEnabled";

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.global-preferences",
    version: 1,
    reads: &["HomeDomain/Library/Preferences/.GlobalPreferences.plist"],
    availability: &[
        Availability::backup(Presence::Sometimes).source("reference tool"),
        Availability::filesystem(Presence::Sometimes).source("reference tool: the same file in a full copy"),
    ],
    detections: &[ON, OFF],
    compares: &[],
    fields: &[("key", "name of the setting"), ("value", "its value, if it is a single one")],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    plists::each(case, notes, ARTIFACT.reads, &mut |root, entry, notes| {
        let Some(settings) = root.as_dictionary() else { return notes.gap() };
        for (key, value) in settings {
            let cite = Cite::new(&entry.path, format!("key {key}"));
            if key == LOCKDOWN {
                match value.as_bool() {
                    Some(on) => notes.finding(Finding::new(if on { &ON } else { &OFF }, cite.clone())),
                    None => notes.gap(),
                }
            }
            let record = || Record::new(cite).field("key", key.as_str()).field("value", single(value));
            let made_of = || Stored::from_iter([("value", stored::element(value))]);
            if !notes.made_of(made_of, |notes| notes.record(record)) {
                return;
            }
        }
    })
}

fn single(value: &property_list::Value) -> Value {
    let boolean = value.as_bool().map(Value::from);
    let number = || value.as_int().map(Value::from).or_else(|| value.as_real().map(Value::from));
    let text = || value.as_str().map(Value::from);
    boolean.or_else(number).or_else(text).unwrap_or(Value::None)
}
