//! # What the phone said over the cable
//!
//! **Found in** `phone-says` beside a copy that Lucerna made: `apps.plist`, the answer of the service that installs
//! apps, and `profiles.plist`, the answer of the service for configuration profiles.
//!
//! **Shows** which apps and profiles the phone admitted to, also where there is no backup because its password is
//! forgotten, who signed each app, and which may limit what a phone is used for (`com.apple.developer.family-controls`).
//!
//! **Cannot show** what an attacker who is deep in the system wants hidden: it is the phone itself that answers.
//!
//! **Ordinary reasons.** TestFlight, employers and app shops in the European Union and Japan sign apps in their own
//! names. Phone companies, employers and schools add profiles. Apps that help against distraction have the same right as
//! those that watch over a child: so it is a note.
//!
//! **Sources.** libimobiledevice and pymobiledevice3 (`Lookup`, `GetProfileList`); BugBane-Mac (signers of apps
//! that are not from the shop, family controls); published ids come from the indicators.

#[cfg(test)]
mod tests;

use super::shared::plists;
use super::shared::two_uses::has_two_uses;
use engine::indicators::{Kind, Tier};
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Kind as Made, Notes,
    Presence, Record, Weight,
};
use property_list::{Dictionary, Value};

static APP: Detection =
    Detection { id: "ios.phone-answers.known-app", weight: Weight::KnownSpyware, class: Class::Execution };
static SIGNER: Detection =
    Detection { id: "ios.phone-answers.other-signer", weight: Weight::Look, class: Class::PhysicalAccess };
static DUAL: Detection =
    Detection { id: "ios.phone-answers.dual-use", weight: Weight::Note, class: Class::Posture };
static FAMILY: Detection =
    Detection { id: "ios.phone-answers.family-controls", weight: Weight::Note, class: Class::Posture };
static PROFILE: Detection = Detection {
    id: "ios.phone-answers.known-profile",
    weight: Weight::KnownSpyware,
    class: Class::Execution,
};

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.phone-answers",
    version: 1,
    reads: &[APPS, PROFILES],
    availability: &[
        Availability::of(Made::IosAnswers, Presence::Always).source("asked for by Lucerna itself")
    ],
    detections: &[APP, SIGNER, DUAL, FAMILY, PROFILE],
    compares: &[Kind::AppId, Kind::ProfileId],
    fields: &[
        ("app", "bundle id"),
        ("name", "name that people see"),
        ("version", "its version"),
        ("signer", "who signed it"),
        ("type", "User or System"),
        ("profile", "identifier of a configuration profile"),
        ("uuid", "its UUID"),
        ("organization", "whose it says it is"),
    ],
    examine,
};

const APPS: &str = "PhoneSays/apps.plist";
const PROFILES: &str = "PhoneSays/profiles.plist";

/// Who signs what comes from the App Store.
const SHOP: &str = "Apple iPhone OS Application Signing";
/// What lets an app set limits to the use of a phone, or to that of a child's.
const FAMILY_CONTROLS: &str = "com.apple.developer.family-controls";
/// Who signs test versions.
const TESTS: &str = "TestFlight Beta Distribution";

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let apps = plists::each(case, notes, &[APPS], &mut |answer, entry, notes| {
        let Some(apps) = of(answer, "LookupResult") else { return notes.gap() };
        for (id, about) in apps {
            if !app(case, id, about, entry, notes) {
                return;
            }
        }
    });
    let profiles = plists::each(case, notes, &[PROFILES], &mut |answer, entry, notes| {
        let listed = answer.as_dictionary().and_then(|answer| answer.get("OrderedIdentifiers"));
        let Some(listed) = listed.and_then(Value::as_array) else { return notes.gap() };
        let about = of(answer, "ProfileMetadata");
        for id in listed {
            let Some(id) = id.as_str() else {
                notes.gap();
                continue;
            };
            if !profile(case, id, about.and_then(|about| about.get(id)), entry, notes) {
                return;
            }
        }
    });
    if apps == Found::Yes { apps } else { profiles }
}

fn of<'a>(value: &'a Value, key: &str) -> Option<&'a Dictionary> {
    value.as_dictionary()?.get(key)?.as_dictionary()
}

/// False if the check was stopped.
fn app(case: &Case<'_>, id: &str, about: &Value, entry: &Entry, notes: &mut Notes<'_>) -> bool {
    let text = |key: &str| about.as_dictionary()?.get(key)?.as_str();
    let name = text("CFBundleDisplayName").or_else(|| text("CFBundleName"));
    let (signer, kind) = (text("SignerIdentity"), text("ApplicationType"));
    let cite = Cite::new(&entry.path, format!("app {id}"));
    let published = case.indicators.app_id(id).map(|hit| {
        let detection = if hit.tier == Tier::Information { &DUAL } else { &APP };
        Finding::new(detection, cite.clone()).matched(hit)
    });
    let dual = has_two_uses(case.indicators, id).then(|| Finding::new(&DUAL, cite.clone()));
    let other = signer.filter(|signer| kind == Some("User") && *signer != SHOP).map(|signer| {
        let finding = Finding::new(&SIGNER, cite.clone()).quote("source", signer);
        if signer == TESTS { finding.at_most(Weight::Note) } else { finding }
    });
    let allowed = |what: &str| of(about, "Entitlements")?.get(what)?.as_bool();
    let family = (allowed(FAMILY_CONTROLS) == Some(true)).then(|| Finding::new(&FAMILY, cite.clone()));
    for finding in published.or(dual).or(family).into_iter().chain(other) {
        notes.finding(finding.quote("app", name.unwrap_or(id)).quote("id", id));
    }
    notes.record(|| {
        Record::new(cite)
            .field("app", id)
            .field("name", name)
            .field("version", text("CFBundleShortVersionString"))
            .field("signer", signer)
            .field("type", kind)
    })
}

/// False if the check was stopped.
fn profile(case: &Case<'_>, id: &str, about: Option<&Value>, entry: &Entry, notes: &mut Notes<'_>) -> bool {
    let text = |key: &str| about?.as_dictionary()?.get(key)?.as_str();
    let cite = Cite::new(&entry.path, format!("profile {id}"));
    let name = text("PayloadDisplayName");
    let hit =
        [Some(id), text("PayloadUUID")].into_iter().flatten().find_map(|id| case.indicators.profile_id(id));
    if let Some(hit) = hit {
        let finding = Finding::new(&PROFILE, cite.clone()).matched(hit);
        notes.finding(finding.quote("profile", name.unwrap_or(id)));
    }
    notes.record(|| {
        Record::new(cite)
            .field("profile", id)
            .field("name", name)
            .field("uuid", text("PayloadUUID"))
            .field("organization", text("PayloadOrganization"))
    })
}
