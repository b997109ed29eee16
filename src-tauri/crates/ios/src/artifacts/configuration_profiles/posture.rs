//! What a profile lets others do. Settings, not traces: never above a look.

use super::parser::{Payload, Power, Profile};
use engine::{Cite, Class, Detection, Finding, Weight};

const fn posture(id: &'static str, weight: Weight) -> Detection {
    Detection { id, weight, class: Class::Posture }
}

pub(super) const MONITORING: Detection =
    posture("ios.configuration-profiles.hidden-monitoring", Weight::Look);
pub(super) const NOTIFICATIONS: Detection =
    posture("ios.configuration-profiles.hides-notifications", Weight::Look);
pub(super) const MANAGEMENT: Detection = posture("ios.configuration-profiles.management", Weight::Look);
pub(super) const TRAFFIC: Detection = posture("ios.configuration-profiles.traffic", Weight::Look);
pub(super) const DNS: Detection = posture("ios.configuration-profiles.dns", Weight::Note);
pub(super) const CERTIFICATE: Detection = posture("ios.configuration-profiles.certificate", Weight::Look);
pub(super) const HIDDEN_APPS: Detection = posture("ios.configuration-profiles.hides-apps", Weight::Look);
pub(super) const LOCKED: Detection = posture("ios.configuration-profiles.removal-locked", Weight::Note);
/// Any other profile; a note if it names who made it.
pub(super) const INSTALLED: Detection = posture("ios.configuration-profiles.installed", Weight::Look);

/// Powers over the phone or its traffic; with a lock and hidden notifications they make the composite.
const CONTROLS: [Power; 3] = [Power::Management, Power::Traffic, Power::Certificate];

/// One finding for each power of the profile, or one for all if together they hide monitoring.
pub(super) fn findings(profile: &Profile, cite: &Cite) -> Vec<Finding> {
    let controls = CONTROLS.iter().any(|power| profile.has(*power));
    if profile.locked && controls && profile.has(Power::Notifications) {
        let named = profile.payloads.iter().filter(|payload| payload.power.is_some());
        return vec![pointing(Finding::new(&MONITORING, cite.clone()), named)];
    }
    let each = [
        (Power::Management, &MANAGEMENT),
        (Power::Traffic, &TRAFFIC),
        (Power::Dns, &DNS),
        (Power::Certificate, &CERTIFICATE),
        (Power::Notifications, &NOTIFICATIONS),
        (Power::HiddenApps, &HIDDEN_APPS),
    ];
    let of = |power| profile.payloads.iter().filter(move |payload: &&Payload| payload.power == Some(power));
    let mut findings: Vec<Finding> = each
        .into_iter()
        .filter(|(power, _)| profile.has(*power))
        .map(|(power, detection)| pointing(Finding::new(detection, cite.clone()), of(power)))
        .collect();
    if profile.locked {
        findings.push(Finding::new(&LOCKED, cite.clone()));
    }
    findings
}

/// One of which nothing else can be told: somebody installed it.
pub(super) fn installed(profile: &Profile, cite: &Cite) -> Finding {
    let installed = Finding::new(&INSTALLED, cite.clone());
    if profile.names_organization { installed.at_most(Weight::Note) } else { installed }
}

/// Quotes the types of payloads, each once, and the servers and certificates that they name.
fn pointing<'a>(finding: Finding, payloads: impl Iterator<Item = &'a Payload>) -> Finding {
    let mut parts: Vec<&str> = Vec::new();
    let mut servers: Vec<&str> = Vec::new();
    for payload in payloads {
        let named = [(&mut parts, payload.kind.as_str()), (&mut servers, payload.points_to.as_str())];
        for (list, value) in named {
            if !value.is_empty() && !list.contains(&value) {
                list.push(value);
            }
        }
    }
    finding.quote("parts", parts.join(", ")).quote("server", servers.join(", "))
}
