//! The planted values as a list that both tools read: a STIX 2 bundle.

use serde_json::{Value, json};
use std::collections::BTreeSet;

/// Kind of the value that a plant of this kind holds; `None` for what shows by itself.
pub(super) fn kind(plant: &Value) -> Option<&'static str> {
    let value = plant["value"].as_str().unwrap_or_default();
    match plant["what"].as_str()? {
        "sms-text" | "calendar-event" | "data-usage-deleted" => None,
        // The name that an exploit gave to its picture is known by its form.
        "sms-attachment" if value.ends_with("-1") => None,
        "sms-attachment" | "location-client" => Some("file:path"),
        "file" => Some("file:name"),
        "data-usage-process" | "analytics-process" | "tcc-client" => Some("process:name"),
        "sms-sender"
        | "identity-lookup"
        | "calendar-invitation"
        | "call-account"
        | "interaction-account"
        | "account" => Some("email-addr:value"),
        "profile" | "profile-event" => Some("configuration-profile:id"),
        "app" => Some("app:id"),
        _ => Some("domain-name:value"),
    }
}

/// The value as the list has it: of a file its name.
pub(super) fn value(plant: &Value) -> String {
    let value = plant["value"].as_str().unwrap_or_default();
    match plant["what"].as_str() {
        Some("file") => value.rsplit('/').next().unwrap_or(value).to_owned(),
        _ => value.to_owned(),
    }
}

/// All planted values, of one invented family.
pub(super) fn bundle(planted: &[Value]) -> Value {
    let values: BTreeSet<(&str, String)> =
        planted.iter().filter_map(|plant| Some((kind(plant)?, value(plant)))).collect();
    let mut objects =
        vec![json!({ "type": "malware", "id": id("malware", 0), "name": "Planted", "is_family": false })];
    for (number, (kind, value)) in (1..).zip(values) {
        objects.push(json!({
            "type": "indicator", "id": id("indicator", number), "indicator_types": ["malicious-activity"],
            "pattern": format!("[{kind}='{value}']"), "pattern_type": "stix",
        }));
        objects.push(json!({
            "type": "relationship", "id": id("relationship", number), "relationship_type": "indicates",
            "source_ref": id("indicator", number), "target_ref": id("malware", 0),
        }));
    }
    json!({ "type": "bundle", "id": id("bundle", 0), "objects": objects })
}

fn id(kind: &str, number: usize) -> String {
    format!("{kind}--00000000-0000-4000-8000-{number:012}")
}
