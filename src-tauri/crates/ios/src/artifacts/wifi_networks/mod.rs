//! # Known Wi-Fi networks
//!
//! **Found in** `WiFi/com.apple.wifi.known-networks.plist` of a sysdiagnose, from iOS 15 on, before it
//! `com.apple.wifi.plist`, and the same lists among the system's preferences in a full copy; the older one was in backups
//! as well.
//!
//! **Shows** networks that the phone knows, with the times at which each was added and joined: context for a timeline.
//!
//! **Cannot show** networks that were forgotten. No rule looks at them; the name of a network says nothing by itself.
//!
//! **Ordinary reasons.** All of them are ordinary.
//!
//! **Sources.** The analysis framework of the EC's incident team (paths); keys as iLEAPP describes them; iphonebackuptools
//! (the older list in backups, and its keys).

#[cfg(test)]
mod tests;

use super::shared::plists;
use engine::{Artifact, Availability, Case, Cite, Found, Notes, Presence, Record, Version};
use property_list::Value;

const LISTS: &[&str] = &[
    "Sysdiagnose/WiFi/com.apple.wifi.known-networks.plist",
    "SystemPreferencesDomain/com.apple.wifi.known-networks.plist",
    "Sysdiagnose/WiFi/com.apple.wifi.plist",
    "SystemPreferencesDomain/SystemConfiguration/com.apple.wifi.plist",
];
/// Networks of the older lists, one after the other.
const OLDER: &str = "List of known networks";
/// Times of a network in both kinds of list, and what each is called here.
const TIMES: [(&str, &str); 8] = [
    ("AddedAt", "added"),
    ("UpdatedAt", "changed"),
    ("JoinedByUserAt", "joined by hand"),
    ("JoinedBySystemAt", "joined by the phone"),
    ("addedAt", "added"),
    ("lastUpdated", "changed"),
    ("lastJoined", "joined by hand"),
    ("lastAutoJoined", "joined by the phone"),
];

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.wifi-networks",
    version: 1,
    reads: LISTS,
    availability: &[
        Availability::sysdiagnose(Presence::Sometimes).source("EC sysdiagnose framework"),
        Availability::filesystem(Presence::Sometimes).source("iLEAPP"),
        Availability::backup(Presence::Sometimes).until(Version(15, 0, 0)).source("iphonebackuptools"),
    ],
    detections: &[],
    compares: &[],
    fields: &[("network", "name of the network"), ("security", "kind of protection, as the list words it")],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    plists::each(case, notes, LISTS, &mut |root, entry, notes| {
        let Some(networks) = root.as_dictionary() else { return notes.gap() };
        let older = networks
            .get(OLDER)
            .map(|list| {
                list.as_array().unwrap_or_else(|| {
                    notes.gap();
                    &[]
                })
            })
            .unwrap_or_default();
        let older =
            older.iter().enumerate().map(|(number, network)| (format!("network {}", number + 1), network));
        // Beside its list the older file holds settings.
        let newer = networks.iter().filter(|_| !networks.contains_key(OLDER));
        let newer = newer.map(|(key, network)| (format!("key {key}"), network));
        for (place, network) in older.chain(newer) {
            if !tell(&place, network, Cite::new(&entry.path, place.as_str()), notes) {
                return;
            }
        }
    })
}

fn tell(place: &str, network: &Value, cite: Cite, notes: &mut Notes<'_>) -> bool {
    if network.as_dictionary().is_none() {
        notes.gap();
        return true;
    }
    notes.record(|| {
        let first = |keys: [&str; 2]| keys.into_iter().find_map(|key| network.get(key));
        let name = first(["SSID", "SSID_STR"]).and_then(name).unwrap_or_else(|| place.to_owned());
        let security = first(["SupportedSecurityTypes", "SecurityMode"]).and_then(Value::as_str);
        let record = Record::new(cite).field("network", name).field("security", security);
        let times = TIMES.iter().map(|(key, what)| (what, network.get(key).and_then(plists::moment)));
        times.filter(|(_, when)| when.is_some()).fold(record, |record, (what, when)| record.time(what, when))
    })
}

/// A name is stored as bytes, in older lists as text.
fn name(value: &Value) -> Option<String> {
    let bytes = value.as_data().map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    bytes.or_else(|| value.as_str().map(str::to_owned))
}
