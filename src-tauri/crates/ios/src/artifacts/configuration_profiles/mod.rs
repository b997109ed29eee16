//! # Configuration profiles
//!
//! **Found in** files named `profile-…` of the domain
//! `SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles`, in every backup of a phone that has any, and
//! `logs/MCState/*/profile-….stub` of a sysdiagnose.
//! The list `PayloadManifest.plist` beside them tells a phone without profiles from a backup without that domain.
//!
//! **Shows** settings that somebody installed: who says to have made them, when they came, and what each of their
//! payloads can do. Every payload is read, not the first alone.
//!
//! **Cannot show** who held the phone when a profile was installed, nor what a managing server did since.
//!
//! **Ordinary reasons.** Employers and schools manage their phones, filter and redirect traffic, add certificates,
//! and lock all of it; people install DNS and VPN profiles themselves. All of that is worth a look at most. A profile with
//! none of these powers is a note, and worth a look if it does not say who made it.
//!
//! **Sources.** Apple's device-management schema (types and keys of payloads); MVT (hidden notifications); the analysis
//! framework of the EC's incident team (profiles of unknown makers);
//! Citizen Lab on Predator, 2021 (a published profile). The composite is ours: a profile that cannot simply be
//! removed, controls the phone or its traffic, and hides notifications.

mod certificate;
mod parser;
mod posture;
#[cfg(test)]
mod tests;

use super::shared::links::{Pair, Seen};
use super::shared::{plists, stored};
use engine::indicators::{Hit, Kind};
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Unread, UnreadWhy, Weight,
};
use parser::Profile;
use property_list::Value;

static KNOWN: Detection = Detection {
    id: "ios.configuration-profiles.known-profile",
    weight: Weight::KnownSpyware,
    class: Class::Execution,
};

static LINKS: Pair =
    Pair::new("ios.configuration-profiles.address", "ios.configuration-profiles.vendor-site");

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.configuration-profiles",
    version: 1,
    reads: &[PROFILES, STUBS, LIST],
    availability: &[
        Availability::backup(Presence::Sometimes).source("reference tool; Apple, MDM protocol"),
        Availability::sysdiagnose(Presence::Sometimes).source("EC sysdiagnose framework"),
        Availability::filesystem(Presence::Sometimes).source("reference tool"),
    ],
    detections: &[
        KNOWN,
        posture::MONITORING,
        posture::NOTIFICATIONS,
        posture::MANAGEMENT,
        posture::TRAFFIC,
        posture::DNS,
        posture::CERTIFICATE,
        posture::HIDDEN_APPS,
        posture::LOCKED,
        posture::INSTALLED,
        LINKS.known,
        LINKS.vendor,
    ],
    // Addresses of servers are compared too, and not counted: few of those that are published could stand here.
    compares: &[Kind::ProfileId],
    fields: &[
        ("name", "name that the phone shows"),
        ("identifier", "identifier of the profile"),
        ("uuid", "UUID of the profile"),
        ("organization", "who says to have made it"),
        ("locked", "true if it cannot be removed, or only with a password"),
        ("payloads", "types of its payloads"),
    ],
    examine,
};

const PROFILES: &str = "SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles/**/profile-*";
/// The same, without what a managing server keeps secret.
const STUBS: &str = "Sysdiagnose/logs/MCState/*/profile-*.stub";
const LIST: &str = "SysSharedContainerDomain-systemgroup.com.apple.configurationprofiles/Library/ConfigurationProfiles/PayloadManifest.plist";

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let found = plists::each(case, notes, &[PROFILES, STUBS], &mut |root, entry, notes| {
        tell(case, root, entry, notes);
    });
    if found != Found::Absent || !notes.unread_parts().is_empty() {
        return found;
    }
    // The phone's own list is there: if it names none, there are no profiles, and that was looked at.
    plists::each(case, notes, &[LIST], &mut |root, entry, notes| listed(case, root, entry, notes))
}

/// Profiles that the phone's own list names, and that are not there.
fn listed(case: &Case<'_>, root: &Value, entry: &Entry, notes: &mut Notes<'_>) {
    let Some(list) = root.as_dictionary() else {
        return notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout));
    };
    let names = ["OrderedProfiles", "HiddenProfiles"].into_iter().filter_map(|key| list.get(key));
    let mut count = 0_usize;
    for name in names.filter_map(Value::as_array).flatten() {
        count += 1;
        let Some(name) = name.as_str() else {
            notes.gap();
            continue;
        };
        if let Some(hit) = case.indicators.profile_id(name) {
            let cite = Cite::new(&entry.path, "list of profiles");
            notes.finding(Finding::new(&KNOWN, cite).matched(hit).quote("identifier", name));
        }
    }
    if count > 0 {
        notes.unread(Unread::part(
            &entry.path,
            format!("{count} profiles that it names"),
            UnreadWhy::Missing,
        ));
    }
}

fn tell(case: &Case<'_>, root: &Value, entry: &Entry, notes: &mut Notes<'_>) {
    let Some(profile) = Profile::of(root) else { return notes.gap() };
    (0..profile.gaps).for_each(|_| notes.gap());
    let cite = Cite::new(&entry.path, "profile");
    let known = known(case, &profile).map(|hit| Finding::new(&KNOWN, cite.clone()).matched(hit));
    let mut seen = Seen::new(case.indicators);
    plists::texts(root, &mut |text| seen.setting(text));
    let addresses = seen.take().into_iter().map(|hit| LINKS.finding(hit, cite.clone(), None));
    let known = known.into_iter().chain(addresses);
    let mut findings: Vec<Finding> = known.chain(posture::findings(&profile, &cite)).collect();
    if findings.is_empty() {
        findings.push(posture::installed(&profile, &cite));
    }
    for finding in findings {
        let finding = finding.at(profile.installed).quote("profile", &profile.name);
        notes.finding(
            finding.quote("organization", &profile.organization).quote("identifier", &profile.identifier),
        );
    }
    let record = || {
        let payloads = profile.payloads.iter().map(|payload| payload.kind.clone()).collect::<Vec<_>>();
        Record::new(cite)
            .time("installed", profile.installed)
            .field("name", profile.name.as_str())
            .field("identifier", profile.identifier.as_str())
            .field("uuid", profile.uuid.as_str())
            .field("organization", profile.organization.as_str())
            .field("locked", profile.locked)
            .field("payloads", payloads)
    };
    let _ = notes.made_of(|| stored::list(root), |notes| notes.record(record));
}

/// The first published number or identifier of the profile or of one of its payloads.
fn known(case: &Case<'_>, profile: &Profile) -> Option<Hit> {
    let own = [&profile.uuid, &profile.identifier];
    let inside = profile.payloads.iter().flat_map(|payload| [&payload.uuid, &payload.identifier]);
    own.into_iter().chain(inside).filter(|id| !id.is_empty()).find_map(|id| case.indicators.profile_id(id))
}
