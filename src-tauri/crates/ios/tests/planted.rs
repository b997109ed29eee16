//! Whole phones that somebody else wrote: every planted trace is found where it lies, nothing else weighs more
//! than a note, and look-alikes stay silent. The phones lie beside the project; without them the tests say so.
#![expect(clippy::disallowed_methods, reason = "reads the phones and what is planted in them")]
#![expect(clippy::print_stderr, reason = "a skipped test must be seen")]
#![expect(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use engine::indicators::Indicators;
use engine::{Conclusion, Control, Coverage, Event, Examined, Finding, Observer, Weight, conclude};
use ios::acquisition::{Opened, Secret, identify, open};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::Mutex;
use zeroize::Zeroizing;

/// Type of a plant and the detections that may report it.
const REPORTED_BY: &[(&str, &[&str])] = &[
    ("app", &["ios.applications.known-app"]),
    ("app_sideloaded", &["ios.applications.other-source"]),
    ("calendar_invite", &["ios.calendar.email"]),
    ("calendar_quadream", &["ios.calendar.meeting-notes", "ios.calendar.backdated-invitation"]),
    ("chrome_favicon", &["ios.chrome-favicons.icon"]),
    ("chrome_visit", &["ios.chrome-history.visit"]),
    ("datausage_deleted", &["ios.datausage.live-without-process"]),
    ("datausage_gap", &["ios.datausage.removed-processes"]),
    ("datausage_process", &["ios.datausage.process"]),
    ("firefox_visit", &["ios.firefox-history.visit"]),
    ("idstatus_email", &["ios.id-status-cache.email"]),
    ("idstatus_nulls", &["ios.id-status-cache.null-bytes"]),
    ("locationd_path", &["ios.locationd-clients.path"]),
    ("locationd_process", &["ios.locationd-clients.process"]),
    ("lockdown_off", &["ios.global-preferences.lockdown-off"]),
    ("manifest_missing", &["ios.manifest.missing-files"]),
    ("manifest_name", &["ios.manifest.known-file"]),
    ("manifest_path", &["ios.manifest.known-file"]),
    ("osanalytics_process", &["ios.os-analytics-ad-daily.process"]),
    ("profile", &["ios.configuration-profiles.known-profile"]),
    ("profile_event", &["ios.profile-events.known-profile"]),
    ("profile_notifications", &["ios.configuration-profiles.hides-notifications"]),
    ("safari_injection", &["ios.safari-history.fast-redirect", "ios.safari-history.network-injection"]),
    ("safari_profile_visit", &["ios.safari-history.visit"]),
    ("safari_redirect", &["ios.safari-history.visit"]),
    ("safari_tab", &["ios.safari-browser-state.tab"]),
    ("safari_visit", &["ios.safari-history.visit"]),
    ("shortcut_link", &["ios.shortcuts.link"]),
    ("sms_apple_alert", &["ios.sms.threat-notification"]),
    ("sms_attachment", &["ios.sms-attachments.known-file"]),
    ("sms_attachment_tmp", &["ios.sms-attachments.temporary-copy"]),
    ("sms_attributed_link", &["ios.sms.link"]),
    ("sms_from_email", &["ios.sms.sender"]),
    ("sms_link", &["ios.sms.link"]),
    ("sms_recently_deleted_link", &["ios.sms.link"]),
    ("tcc_client", &["ios.tcc.client"]),
    ("webkit_observed", &["ios.webkit-resource-load-statistics.domain"]),
    ("whatsapp_gap", &["ios.whatsapp.missing-messages"]),
    ("whatsapp_link", &["ios.whatsapp.link"]),
];

struct Phone {
    truth: Value,
    opened: Opened,
    indicators: Indicators,
}

/// A phone beside the project; none, loudly, if it is not there.
fn phone(name: &str) -> Option<Phone> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../../shared/acquisitions");
    let Ok(truth) = std::fs::read(folder.join(format!("{name}.truth.json"))) else {
        eprintln!("SKIPPED: {name} does not lie beside the project");
        return None;
    };
    let truth: Value = serde_json::from_slice(&truth).unwrap();
    let mut builder = Indicators::builder();
    builder.stix("planted", &std::fs::read(folder.join("planted-indicators.stix2")).unwrap()).unwrap();
    let candidate = identify(&folder.join(name)).unwrap().remove(0);
    let secret = truth["password"].as_str().map(|text| Secret::Password(Zeroizing::new(text.into())));
    let opened = open(&candidate, secret.as_ref(), &mut |_, _| true).unwrap();
    Some(Phone { truth, opened, indicators: builder.build() })
}

#[derive(Default)]
struct Listener(Mutex<(Vec<Finding>, Vec<Coverage>)>);

impl Observer for Listener {
    fn tell(&self, event: Event<'_>) -> bool {
        if let Event::Ended(_, Examined { coverage, findings, .. }) = event {
            let mut heard = self.0.lock().unwrap();
            heard.0.extend(findings);
            heard.1.push(coverage);
        }
        true
    }
}

fn examine(phone: &Phone) -> (Vec<Finding>, Vec<Coverage>) {
    let case = engine::Case {
        evidence: &*phone.opened.evidence,
        indicators: &phone.indicators,
        acquisition: &phone.opened.acquisition,
    };
    let listener = Listener::default();
    let ordinary: Vec<_> = ios::artifacts::ordinary().collect();
    engine::examine(&case, &ordinary, Control { jobs: 2, records: engine::Wanted::Records }, &listener);
    listener.0.into_inner().unwrap()
}

fn text<'a>(plant: &'a Value, path: &str) -> &'a str {
    plant.pointer(path).and_then(Value::as_str).unwrap_or_default()
}

fn lies_in(plant: &Value, finding: &Finding) -> bool {
    let domain = Some(text(plant, "/file/domain")).filter(|domain| !domain.is_empty()).unwrap_or("Backup");
    finding.cite.path == format!("{domain}/{}", text(plant, "/file/relativePath"))
}

/// Whether the place of a finding names the row, the run of rows, or the key of a plant.
fn is_place_of(plant: &Value, finding: &Finding) -> bool {
    let place = &finding.cite.place;
    let numbers: Vec<i64> =
        place.split(|c: char| !c.is_ascii_digit()).filter_map(|digits| digits.parse().ok()).collect();
    let row = &plant["row"];
    let whole = ["rowid", "first_missing", "last_missing", "index"];
    let wanted: Vec<i64> = whole.iter().filter_map(|key| row[*key].as_i64()).collect();
    // An entry of a cache is cited by its number, an invitation by who sent it.
    if ["idstatus_email", "idstatus_nulls", "calendar_invite"].contains(&text(plant, "/type")) {
        return true;
    }
    let key = match &row["key"] {
        Value::String(key) => vec![key.trim_end_matches(':')],
        Value::Array(keys) => keys.iter().filter_map(Value::as_str).collect(),
        _ => vec![],
    };
    wanted.iter().all(|number| numbers.contains(number)) && key.iter().all(|key| place.contains(key))
}

fn reports(plant: &Value, finding: &Finding) -> bool {
    let kind = text(plant, "/type");
    let (_, detections) = REPORTED_BY.iter().find(|(name, _)| *name == kind).expect("a known type of plant");
    detections.contains(&finding.detection.as_str()) && lies_in(plant, finding) && is_place_of(plant, finding)
}

fn every_plant_and_nothing_else(name: &str) {
    let Some(phone) = phone(name) else { return };
    let (findings, _) = examine(&phone);
    let all = phone.truth["plants"].as_array().unwrap();
    let (decoys, plants): (Vec<_>, Vec<_>) = all.iter().partition(|plant| text(plant, "/type") == "decoy");
    assert!(plants.len() > 40 && !decoys.is_empty());

    let missed: Vec<&str> = plants
        .iter()
        .filter(|plant| !findings.iter().any(|finding| reports(plant, finding)))
        .map(|plant| text(plant, "/id"))
        .collect();
    let told: Vec<_> = findings.iter().map(|finding| (&finding.detection, &finding.cite)).collect();
    assert_eq!(missed, Vec::<&str>::new(), "not found; found were {told:#?}");

    for decoy in decoys {
        let fired = findings.iter().find(|finding| lies_in(decoy, finding) && is_place_of(decoy, finding));
        assert!(fired.is_none(), "{} fired: {fired:?}", text(decoy, "/id"));
    }
    let heavy = findings.iter().filter(|finding| finding.weight > Weight::Note);
    let stray: Vec<_> = heavy.filter(|finding| !plants.iter().any(|plant| reports(plant, finding))).collect();
    assert!(stray.is_empty(), "nobody planted {stray:#?}");
}

#[test]
fn every_plant_of_the_plain_phone_is_found_and_nothing_else() {
    every_plant_and_nothing_else("iphone-ios17-planted");
}

#[test]
fn every_plant_of_the_encrypted_phone_is_found_and_nothing_else() {
    every_plant_and_nothing_else("iphone-ios17-planted-encrypted");
}

#[test]
fn the_ordinary_phone_ends_in_nothing_found() {
    let Some(phone) = phone("iphone-ios26-ordinary") else { return };
    let (findings, coverage) = examine(&phone);
    let heavy: Vec<_> = findings.iter().filter(|finding| finding.weight > Weight::Note).collect();
    assert!(heavy.is_empty(), "{heavy:#?}");
    let conclusion = conclude(&findings, &coverage, &phone.opened.acquisition);
    assert_eq!(conclusion, Conclusion::NothingFound, "{coverage:#?}");
    // With what is built in, too.
    let builtin = Phone { indicators: Indicators::builtin(), ..phone };
    let (findings, coverage) = examine(&builtin);
    let conclusion = conclude(&findings, &coverage, &builtin.opened.acquisition);
    assert_eq!(conclusion, Conclusion::NothingFound, "{findings:#?}");
}
