//! Comparing records that were written earlier with today's published values: which field of which artifact holds
//! what, and the detection that a hit is.
//!
//! Only what stands in a record can be compared: links that hide behind other words of a message, the inside of
//! profiles and deleted rows need the copy itself. What was found in them is taken over, if its value is still published.
//! An artifact that is not here is not looked at again.

use super::analytics::names_program;
use super::datausage::parser::program;
use super::shared::accounts;
use super::shared::programs::{Place, place};
use crate::paths;
use engine::indicators::{Hit, Indicators, Kind, Tier};
use engine::{Artifact, Cite, Finding, Value, Weight};
use jiff::Timestamp;

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// Running text, or one address.
    Links,
    /// The name or origin of a host.
    Host,
    /// An account; others are passed over.
    Account,
    /// The name or path of a program.
    Program,
    /// The name of a program that used the network, with what for.
    Traffic,
    /// Any text, among them names and paths of programs.
    Said,
    /// A path or a name.
    File,
    /// A path of the evidence.
    Entry,
    /// The id of an app.
    App,
    /// The id of a profile.
    Profile,
}
use Holds::{Account, App, Entry, File, Host, Links, Profile, Program, Said, Traffic};

/// Artifact, field, what it holds, and the detection.
const QUESTIONS: &[(&str, &str, Holds, &str)] = &[
    ("ios.sms", "text", Links, "link"),
    ("ios.sms", "subject", Links, "link"),
    ("ios.sms", "sender", Account, "sender"),
    ("ios.sms-attachments", "filename", File, "known-file"),
    ("ios.sms-attachments", "name", File, "known-file"),
    ("ios.mail", "subject", Links, "link"),
    ("ios.mail", "summary", Links, "link"),
    ("ios.mail", "sender", Account, "sender"),
    ("ios.whatsapp", "text", Links, "link"),
    ("ios.whatsapp-contacts", "about", Links, "link"),
    ("ios.signal", "text", Links, "link"),
    ("ios.telegram", "text", Links, "link"),
    ("ios.viber", "text", Links, "link"),
    ("ios.messenger", "text", Links, "link"),
    ("ios.line", "text", Links, "link"),
    ("ios.safari-history", "url", Links, "visit"),
    ("ios.safari-browser-state", "url", Links, "tab"),
    ("ios.safari-browser-state", "visible_url", Links, "tab"),
    ("ios.safari-browser-state", "pages", Links, "tab"),
    ("ios.chrome-history", "url", Links, "visit"),
    ("ios.chrome-favicons", "url", Links, "icon"),
    ("ios.firefox-history", "url", Links, "visit"),
    ("ios.firefox-favicons", "url", Links, "icon"),
    ("ios.firefox-favicons", "page", Links, "icon"),
    ("ios.webkit-resource-load-statistics", "domain", Host, "domain"),
    ("ios.webkit-session-resource-log", "origin", Host, "site"),
    ("ios.webkit-session-resource-log", "sent_from", Host, "site"),
    ("ios.webkit-session-resource-log", "sent_to", Host, "site"),
    ("ios.webkit-session-resource-log", "frame_under", Host, "site"),
    ("ios.webkit-session-resource-log", "part_of", Host, "site"),
    ("ios.web-clips", "url", Links, "link"),
    ("ios.calendar", "url", Links, "link"),
    ("ios.calendar", "note", Links, "link"),
    ("ios.calendar", "email", Account, "email"),
    ("ios.datausage", "process", Traffic, "process"),
    ("ios.os-analytics-ad-daily", "process", Traffic, "process"),
    ("ios.shutdown-log", "program", Program, "known"),
    ("ios.processes", "program", Program, "known"),
    ("ios.crash-reports", "program", Program, "known"),
    ("ios.profile-events", "profile", Profile, "known-profile"),
    ("ios.profile-events", "process", Program, "process"),
    ("ios.configuration-profiles", "uuid", Profile, "known-profile"),
    ("ios.configuration-profiles", "identifier", Profile, "known-profile"),
    ("ios.applications", "app", App, "known-app"),
    ("ios.applications", "shop_id", App, "known-app"),
    ("ios.phone-answers", "app", App, "known-app"),
    ("ios.phone-answers", "profile", Profile, "known-profile"),
    ("ios.phone-answers", "uuid", Profile, "known-profile"),
    ("ios.tcc", "client", App, "app"),
    ("ios.tcc", "client", Program, "client"),
    ("ios.locationd-clients", "bundle", App, "app"),
    ("ios.locationd-clients", "paths", File, "path"),
    ("ios.appstored", "app", App, "app"),
    ("ios.id-status-cache", "account", Account, "email"),
    ("ios.manifest", "path", Entry, "known-file"),
    ("ios.filesystem", "path", Entry, "known-file"),
    ("ios.accounts", "user", Account, "known-account"),
    ("ios.calls", "number", Account, "known-account"),
    ("ios.contacts", "value", Account, "known-account"),
    ("ios.interaction-c", "sender", Account, "known-account"),
    ("ios.analytics", "texts", Said, "process"),
    ("ios.analytics", "texts", Links, "address"),
    ("ios.app-installation", "app", App, "app"),
    ("ios.app-privacy-report", "app", App, "known-app"),
    ("ios.app-privacy-report", "domain", Host, "site"),
    ("ios.cache-files", "url", Links, "address"),
    ("ios.configuration-state", "program", Program, "known"),
    ("ios.log-statistics", "program", Program, "known"),
    ("ios.netusage", "process", Traffic, "process"),
    ("ios.network-extensions", "app", App, "app"),
    ("ios.powerlog", "bundle", App, "app"),
    ("ios.powerlog", "program", Program, "known"),
    ("ios.safari-favicons", "icon", Links, "icon"),
    ("ios.safari-favicons", "page", Links, "icon"),
    ("ios.unified-log", "program", Program, "known"),
    ("ios.webkit-storage", "site", Host, "site"),
];

/// True if records of this artifact can be compared again.
pub fn can_compare(artifact: &Artifact) -> bool {
    QUESTIONS.iter().any(|(id, ..)| *id == artifact.id)
}

/// Detections that hold without the published value that may stand beside them.
const HOLD_ALONE: [&str; 2] = [".staging", ".backup-agent"];

/// A finding of an earlier check, if it holds today: what came of a published value does so while that is published. It
/// may weigh less than then, never more: what its artifact knew about it is not in the records.
pub fn held(finding: &Finding, indicators: &Indicators) -> Option<Finding> {
    let Some(seen) = &finding.indicator else { return Some(finding.clone()) };
    let alone = HOLD_ALONE.iter().any(|name| finding.detection.ends_with(name));
    let Some(hit) = published(indicators, seen.kind, &seen.value) else {
        return alone.then(|| Finding { indicator: None, ..finding.clone() });
    };
    let again = finding.clone().matched(hit);
    Some(if alone { Finding { weight: finding.weight, ..again } } else { again })
}

/// Today's hit on a value that was published.
fn published(indicators: &Indicators, kind: Kind, value: &str) -> Option<Hit> {
    match kind {
        Kind::Domain | Kind::Ip => indicators.host(value),
        Kind::Url => indicators.url(value),
        Kind::Process => indicators.process(value),
        Kind::Email => indicators.email(value),
        Kind::FileName => indicators.file_name(value),
        Kind::FilePath => indicators.file_path(value),
        Kind::FileHash => indicators.file_hash(value),
        Kind::AppId => indicators.app_id(value),
        Kind::AppCertificate => indicators.app_certificate(value),
        Kind::ProfileId => indicators.profile_id(value),
        Kind::AndroidProperty => indicators.android_property(value),
    }
}

/// The findings on one earlier record.
pub fn compare(
    artifact: &Artifact,
    (cite, when): (&Cite, Option<Timestamp>),
    fields: &[(String, Value)],
    indicators: &Indicators,
) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let bundle = fields.iter().find_map(|(name, value)| match value {
        Value::Text(bundle) if name == "bundle" && !bundle.starts_with("com.apple.") => Some(bundle),
        _ => None,
    });
    for (_, name, holds, last) in QUESTIONS.iter().filter(|(id, ..)| *id == artifact.id) {
        let texts: &[String] = match fields.iter().find(|(field, _)| field == name) {
            Some((_, Value::Text(text))) => std::slice::from_ref(text),
            Some((_, Value::List(texts))) => texts,
            _ => continue,
        };
        for (hit, seen) in texts.iter().flat_map(|text| ask(*holds, text, indicators)) {
            let same = |finding: &Finding| {
                finding
                    .indicator
                    .as_ref()
                    .is_some_and(|known| known.kind == hit.kind && known.value == hit.value)
            };
            if findings.iter().any(same) {
                continue;
            }
            let last = if hit.tier == Tier::Information { "vendor-site" } else { last };
            let id = format!("{}.{last}", artifact.id);
            let Some(detection) = artifact.detections.iter().find(|known| known.id == id) else { continue };
            let finding = Finding::new(detection, cite.clone()).at(when);
            let of_app =
                matches!(holds, Program | Traffic) && (bundle.is_some() || place(&seen) == Place::App);
            let finding = named(finding, *holds, seen).matched(hit);
            // Anyone can publish an app with such a name.
            findings.push(if of_app { finding.at_most(Weight::Look) } else { finding });
        }
    }
    findings
}

/// Quotes the value under the name that the words of such detections use.
fn named(finding: Finding, holds: Holds, seen: String) -> Finding {
    match holds {
        Links => finding.quote("url", seen),
        Host => finding.quote("domain", seen.clone()).quote("url", seen),
        Account => finding.personal("sender", seen.clone()).personal("email", seen),
        Program | Traffic | Said => finding.quote("client", seen.clone()).quote("process", seen),
        File | Entry => finding.quote("path", seen.clone()).quote("name", paths::file_name(&seen)),
        App => finding.quote("client", seen.clone()).quote("app", seen),
        Profile => finding.quote("profile", seen.clone()).quote("identifier", seen),
    }
}

fn ask(holds: Holds, text: &str, indicators: &Indicators) -> Vec<(Hit, String)> {
    let one = |hit: Option<Hit>| hit.map(|hit| (hit, text.to_owned())).into_iter().collect();
    match holds {
        Links => {
            let links = indicators.links(text);
            links.into_iter().map(|(link, hit)| (hit, link.to_owned())).collect()
        }
        Host => one(indicators.host(text)),
        Account => one(accounts::known(indicators, text)),
        Traffic => one(indicators.process(program(text))),
        Said if !names_program(text) => Vec::new(),
        Said => one(indicators.process(text)),
        Program => {
            let by_path = text.starts_with('/').then(|| indicators.file_path(text)).flatten();
            one(indicators.process(text).or(by_path))
        }
        File => one(indicators.file_path(text)),
        Entry => {
            let (domain, relative) = text.split_once('/').unwrap_or((text, ""));
            let on_phone = paths::on_phone(domain, relative).and_then(|path| indicators.file_path(&path));
            one(on_phone.or_else(|| indicators.file_path(relative)))
        }
        App => one(indicators.app_id(text)),
        Profile => one(indicators.profile_id(text)),
    }
}

/// Kinds whose values can stand in a record, or in what is left of a deleted one; each is asked for only where the
/// artifact that reads the file compares it.
pub const KINDS: &[Kind] = &[
    Kind::Domain,
    Kind::Url,
    Kind::Ip,
    Kind::Email,
    Kind::Process,
    Kind::FileName,
    Kind::FilePath,
    Kind::AppId,
    Kind::ProfileId,
];

#[cfg(test)]
mod tests {
    use super::{QUESTIONS, compare, held};
    use crate::artifacts::{ALL, testing::indicators};
    use engine::indicators::Kind;
    use engine::{Cite, Class, Detection, Finding, Value, Weight};

    #[test]
    fn every_question_names_an_artifact_a_field_and_a_detection_that_exist() {
        for (id, field, _, last) in QUESTIONS {
            let artifact = ALL.iter().find(|artifact| artifact.id == *id).unwrap_or_else(|| panic!("{id}"));
            assert!(artifact.fields.iter().any(|(name, _)| name == field), "{id} has no field {field}");
            let detection = format!("{id}.{last}");
            assert!(artifact.detections.iter().any(|known| known.id == detection), "{detection}");
        }
    }

    #[test]
    fn what_was_found_holds_while_its_value_is_published() {
        let earlier = |id: &'static str, weight, kind, value: &str| {
            let hit = indicators(&["domain-name:value='plant.example'"]).host("plant.example").unwrap();
            let detection = Detection { id, weight, class: Class::Execution };
            let mut finding = Finding::new(&detection, Cite::new("p", "1")).matched(hit);
            finding.weight = weight;
            let seen = finding.indicator.as_mut().unwrap();
            (seen.kind, seen.value) = (kind, value.to_owned());
            finding
        };
        let today = indicators(&[
            "domain-name:value='plant.example'",
            "file:path='/private/var/tmp/plant/'",
            "file:name='plant.bin'",
            "email-addr:value='a@plant.org'",
            "app:id='com.plant.spy'",
        ]);
        let known = Weight::KnownSpyware;
        for (kind, value) in [
            (Kind::Domain, "plant.example"),
            (Kind::FilePath, "/private/var/tmp/plant/"),
            (Kind::FileName, "plant.bin"),
            (Kind::Email, "a@plant.org"),
            (Kind::AppId, "com.plant.spy"),
        ] {
            let finding = earlier("ios.sms.link", known, kind, value);
            assert_eq!(held(&finding, &today).map(|held| held.weight), Some(known), "{value}");
            let light = Finding { weight: Weight::Look, ..finding };
            assert_eq!(held(&light, &today).map(|held| held.weight), Some(Weight::Look), "{value}");
        }
        assert_eq!(held(&earlier("ios.sms.link", known, Kind::Domain, "other.example"), &today), None);
        let staging = earlier("ios.processes.staging", Weight::Strong, Kind::Process, "plantd");
        let kept = held(&staging, &today).unwrap();
        assert_eq!((kept.weight, kept.indicator), (Weight::Strong, None));
    }

    #[test]
    fn an_earlier_record_gives_the_finding_that_its_artifact_would_give() {
        let plants = indicators(&["domain-name:value='plant.example'", "process:name='plantd'"]);
        let told = |id: &str, field: &str, text: &str| {
            let artifact = ALL.iter().find(|artifact| artifact.id == id).unwrap();
            let fields = [(field.to_owned(), Value::Text(text.to_owned()))];
            let found = compare(artifact, (&Cite::new("p", "1"), None), &fields, &plants);
            found.into_iter().map(|finding| (finding.detection, finding.weight)).collect::<Vec<_>>()
        };
        let link = ("ios.sms.link".to_owned(), Weight::KnownSpyware);
        assert_eq!(told("ios.sms", "text", "see https://a.plant.example/ and plant.example"), [link]);
        assert_eq!(told("ios.datausage", "process", "plantd").len(), 1);
        assert!(told("ios.sms", "text", "see https://not-plant.example/ plantd").is_empty());
        assert!(told("ios.datausage", "process", "plantd2").is_empty());
        assert!(told("ios.datausage", "bundle", "plantd").is_empty());
        assert_eq!(told("ios.datausage", "process", "plantd/com.example").len(), 1);
        assert_eq!(told("ios.calls", "number", "a@plant.example").len(), 1);
        assert_eq!(told("ios.analytics", "texts", "/usr/libexec/plantd").len(), 1);
        assert!(told("ios.analytics", "texts", "https://cdn.example/plantd").is_empty());
        let weights = |path: &str| {
            told("ios.processes", "program", path).into_iter().map(|one| one.1).collect::<Vec<_>>()
        };
        assert_eq!(weights("/usr/libexec/plantd"), [Weight::KnownSpyware]);
        assert_eq!(weights("/private/var/containers/Bundle/Application/U/plantd.app/plantd"), [Weight::Look]);
        assert!(weights("/usr/libexec/x -a /plantd2").is_empty());
        assert_eq!(told("ios.webkit-storage", "site", "cdn.plant.example").len(), 1);
        assert!(told("ios.webkit-storage", "site", "plant.example.org").is_empty());
    }
}
