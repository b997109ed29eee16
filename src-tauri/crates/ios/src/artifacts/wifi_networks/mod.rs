//! # Known Wi-Fi networks
//!
//! **Found in** `WiFi/com.apple.wifi.known-networks.plist` of a sysdiagnose, from iOS 15 on, and
//! `com.apple.wifi.known-networks.plist` of the system's preferences in a full copy.
//!
//! **Shows** networks that the phone knows, with the times at which each was added and joined: context for a timeline.
//!
//! **Cannot show** networks that were forgotten. No rule looks at them; the name of a network says nothing by itself.
//!
//! **Ordinary reasons.** All of them are ordinary.
//!
//! **Sources.** The analysis framework of the EC's incident team (path); keys as iLEAPP describes them.

#[cfg(test)]
mod tests;

use super::shared::plists;
use engine::{Artifact, Availability, Case, Cite, Found, Notes, Presence, Record, Version};
use property_list::Value;

const LISTS: &[&str] = &[
    "Sysdiagnose/WiFi/com.apple.wifi.known-networks.plist",
    "SystemPreferencesDomain/com.apple.wifi.known-networks.plist",
];
/// Times of a network, and what each is called here.
const TIMES: [(&str, &str); 4] = [
    ("AddedAt", "added"),
    ("UpdatedAt", "changed"),
    ("JoinedByUserAt", "joined by hand"),
    ("JoinedBySystemAt", "joined by the phone"),
];

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.wifi-networks",
    version: 1,
    reads: LISTS,
    availability: &[
        Availability::sysdiagnose(Presence::Sometimes)
            .from(Version(15, 0, 0))
            .source("EC sysdiagnose framework"),
        Availability::filesystem(Presence::Sometimes)
            .from(Version(15, 0, 0))
            .source("sources named by the artifact"),
    ],
    detections: &[],
    compares: &[],
    fields: &[("network", "name of the network"), ("security", "kind of protection, as the list words it")],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    plists::each(case, notes, LISTS, &mut |root, entry, notes| {
        let Some(networks) = root.as_dictionary() else { return notes.gap() };
        for (key, network) in networks {
            if network.as_dictionary().is_none() {
                notes.gap();
                continue;
            }
            let cite = Cite::new(&entry.path, format!("key {key}"));
            let go_on = notes.record(|| {
                let name = network.get("SSID").and_then(name).unwrap_or_else(|| key.clone());
                let security = network.get("SupportedSecurityTypes").and_then(Value::as_str);
                let record = Record::new(cite).field("network", name).field("security", security);
                let times = TIMES.iter().map(|(key, what)| (what, network.get(key).and_then(plists::moment)));
                times.fold(record, |record, (what, when)| record.time(what, when))
            });
            if !go_on {
                return;
            }
        }
    })
}

/// A name is stored as bytes, in older lists as text.
fn name(value: &Value) -> Option<String> {
    let bytes = value.as_data().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    bytes.or_else(|| value.as_str().map(str::to_owned))
}
