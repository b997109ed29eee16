//! # The phone and the devices beside it
//!
//! **Found in** `remotectl_dumpstate.txt` of a sysdiagnose: the phone itself (`Local device`) and each device that it
//! had found (`Found …`), with properties and services.
//!
//! **Shows** model, version and build of the phone, and which devices it spoke to when the sysdiagnose was made: a
//! computer at its cable, its own second system.
//!
//! **Cannot show** devices of other times. Numbers of the phone (serial, IMEI, UDID) stand there and are not read.
//!
//! **Ordinary reasons.** A computer is at the cable of most phones that are being looked at. No rule looks at them.
//!
//! **Sources.** MVT (`Properties`), the analysis framework of the EC's incident team (blocks and services).

#[cfg(test)]
mod tests;

use super::shared::databases::entries;
use super::shared::lines;
use engine::{Artifact, Availability, Case, Cite, Entry, Found, Notes, Presence, Record, Unread, UnreadWhy};

const DUMP: &str = "Sysdiagnose/remotectl_dumpstate.txt";
/// Keys that are kept, and the names of their fields.
const KEPT: [(&str, &str); 8] = [
    ("State", "state"),
    ("Product Type", "product"),
    ("ProductType", "product"),
    ("DeviceClass", "class"),
    ("OSVersion", "version"),
    ("BuildVersion", "build"),
    ("HumanReadableProductVersionString", "version"),
    ("RegionCode", "region"),
];
/// Services of one device; honest ones have some hundred.
const MOST: usize = 2_000;

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.remotectl",
    version: 1,
    reads: &[DUMP],
    availability: &[Availability::sysdiagnose(Presence::Sometimes)
        .source("reference tool; EC sysdiagnose framework, iOS 13 to 26")],
    detections: &[],
    compares: &[],
    fields: &[
        ("device", "phone, or found"),
        ("product", "model, such as iPhone14,5"),
        ("class", "kind of device"),
        ("version", "version of its system"),
        ("build", "build of its system"),
        ("region", "region it was made for"),
        ("state", "whether it was connected"),
        ("services", "what it offers"),
    ],
    examine,
};

/// A device, in the reading.
struct Device {
    line: u64,
    is_phone: bool,
    fields: Vec<(&'static str, String)>,
    services: Vec<String>,
    /// All its properties as they stand.
    properties: Vec<(String, String)>,
    /// True inside a list of services.
    lists: bool,
}

impl Device {
    fn new(line: u64, is_phone: bool) -> Self {
        let (fields, services, properties) = Default::default();
        Self { line, is_phone, fields, services, properties, lists: false }
    }
}

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut found = Found::Absent;
    for entry in entries(case, notes, &[DUMP]) {
        let (mut device, mut devices): (Option<Device>, u64) = (None, 0);
        if lines::each(case, notes, &entry, &mut |number, line, notes| {
            let is_phone = line.trim_end() == "Local device";
            if is_phone || line.starts_with("Found ") {
                devices += 1;
                let go_on = end(device.take(), &entry, notes);
                device = Some(Device::new(number, is_phone));
                return go_on;
            }
            if let Some(device) = &mut device {
                inside(device, line);
            }
            true
        }) {
            found = Found::Yes;
        }
        let _ = end(device, &entry, notes);
        if devices == 0 && entry.size > 0 {
            notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout));
        }
    }
    found
}

/// One tab: a fact or the head of a list. Two: a property or a service. More: what a service says of itself.
fn inside(device: &mut Device, line: &str) {
    let rest = line.trim_start_matches('\t');
    let depth = line.len() - rest.len();
    let rest = rest.trim();
    if depth == 1 {
        device.lists = rest == "Services:";
    } else if depth != 2 {
        return;
    }
    if depth == 2 && device.lists {
        if device.services.len() < MOST {
            device.services.push(rest.to_owned());
        }
        return;
    }
    if let Some((key, value)) = rest.split_once("=>")
        && depth == 2
        && device.properties.len() < MOST
    {
        device.properties.push((key.trim().to_owned(), value.trim().to_owned()));
    }
    let Some((key, value)) = rest.split_once("=>").or_else(|| rest.split_once(':')) else { return };
    let (key, value) = (key.trim(), value.trim().trim_matches('"'));
    let field = KEPT.iter().find(|(known, _)| *known == key).map(|(_, field)| *field);
    if let Some(field) = field.filter(|_| !value.is_empty())
        && !device.fields.iter().any(|(known, _)| *known == field)
    {
        device.fields.push((field, value.to_owned()));
    }
}

/// Tells a device. False if the check was stopped.
fn end(device: Option<Device>, entry: &Entry, notes: &mut Notes<'_>) -> bool {
    let Some(Device { line, is_phone, fields, services, properties, .. }) = device else { return true };
    if fields.is_empty() {
        notes.gap();
    }
    let record = || {
        let record = Record::new(Cite::new(&entry.path, format!("line {line}")));
        let record = record.field("device", if is_phone { "phone" } else { "found" });
        let record = fields.into_iter().fold(record, |record, (name, value)| record.field(name, value));
        record.field("services", services)
    };
    let made_of = || properties.into_iter().map(|(key, value)| (key, value.into())).collect();
    notes.made_of(made_of, |notes| notes.record(record))
}
