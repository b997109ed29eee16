//! MCInstall: configuration profiles. misagent: provisioning profiles, of which an ordinary phone has none.

use super::{ended::Ended, fault::Fault, phone::Phone, stream::Stream, wire};
use crate::{archive, scenario::What};
use plist::Value;
use std::sync::Arc;

/// One client of MCInstall.
pub(super) fn configuration(phone: &Arc<Phone>, stream: &mut Stream) -> Result<(), Ended> {
    loop {
        let request = wire::read_dictionary(stream)?;
        let kind = wire::text(&request, "RequestType").unwrap_or_default();
        phone.asked(format!("profiles {kind}"));
        if phone.fails(Fault::PlistBomb) {
            return wire::frame(stream, &bomb());
        }
        let answer = match kind {
            "GetProfileList" => list(phone),
            "GetCloudConfiguration" => archive::dictionary([
                ("Status", "Acknowledged".into()),
                ("CloudConfiguration", archive::dictionary([("ConfigurationWasApplied", true.into())])),
            ]),
            _ => archive::dictionary([("Status", "Error".into())]),
        };
        wire::write(stream, &answer)?;
    }
}

/// The profiles that the scenario plants.
fn list(phone: &Phone) -> Value {
    let mut order = Vec::new();
    let mut metadata = Vec::new();
    let mut manifest = Vec::new();
    for plant in phone.options.scenario.plants.iter().filter(|plant| plant.what == What::Profile) {
        let facts = plant.profile.clone().unwrap_or_default();
        let uuid = plant.value.as_deref().unwrap_or_default();
        let id = facts.identifier.as_str();
        // What hides a profile from the settings hides nothing here.
        order.push(Value::from(id));
        metadata.push((
            id.to_owned(),
            archive::dictionary([
                ("PayloadDisplayName", facts.name.as_str().into()),
                ("PayloadOrganization", facts.organization.as_str().into()),
                ("PayloadUUID", uuid.into()),
                ("PayloadVersion", 1.into()),
                ("PayloadRemovalDisallowed", facts.removal_disallowed.into()),
            ]),
        ));
        let active = [("Description", facts.name.as_str().into()), ("IsActive", true.into())];
        manifest.push((id.to_owned(), archive::dictionary(active)));
    }
    archive::dictionary([
        ("Status", "Acknowledged".into()),
        ("OrderedIdentifiers", Value::Array(order)),
        ("ProfileMetadata", archive::dictionary(metadata)),
        ("ProfileManifest", archive::dictionary(manifest)),
    ])
}

/// One client of misagent.
pub(super) fn provisioning(phone: &Arc<Phone>, stream: &mut Stream) -> Result<(), Ended> {
    loop {
        let request = wire::read_dictionary(stream)?;
        phone.asked(format!("misagent {}", wire::text(&request, "MessageType").unwrap_or_default()));
        let none = [("Status", 0.into()), ("Payload", Value::Array(Vec::new()))];
        wire::write(stream, &archive::dictionary(none))?;
    }
}

/// A binary property list of a few hundred bytes that unfolds into 10^12 dictionaries: each holds the next
/// ten times.
pub(super) fn bomb() -> Vec<u8> {
    const DEPTH: u8 = 12;
    let mut out = b"bplist00".to_vec();
    let mut offsets = Vec::new();
    for level in 0..DEPTH {
        offsets.push(out.len());
        // An array of ten references to the next object.
        out.push(0xaa);
        out.extend([level + 1; 10]);
    }
    offsets.push(out.len());
    out.extend(b"\x51x");
    let table = out.len();
    out.extend(offsets.iter().flat_map(|offset| u16::try_from(*offset).unwrap_or(0).to_be_bytes()));
    out.extend([0, 0, 0, 0, 0, 0, 2, 1]);
    out.extend(u64::from(DEPTH + 1).to_be_bytes());
    out.extend(0_u64.to_be_bytes());
    out.extend((table as u64).to_be_bytes());
    out
}
