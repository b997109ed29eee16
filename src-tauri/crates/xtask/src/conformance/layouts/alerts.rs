//! What the reference tool alerts to on each layout, and what we find. A planted value is compared by where it was
//! seen; what shows without a list, by how often.

use super::counts::PAIRS;
use super::read::{Phone, json};
use super::{judged, list};
use crate::board::Ended;
use crate::failure::Failure;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Where a value was seen: our artifact, and the value.
type Seen = BTreeSet<(String, String)>;

/// Planted values that we see and it does not: our artifact, what was planted, why.
const OURS: &[(&str, &str, &str)] = &[
    ("ios.accounts", "account", "it does not read accounts"),
    ("ios.app-privacy-report", "reported-site", "it does not read saved privacy reports"),
    ("ios.calls", "call-account", "it does not compare calls"),
    ("ios.interaction-c", "interaction-account", "it does not compare people"),
    ("ios.line", "line-link", "it does not read LINE"),
    ("ios.messenger", "messenger-link", "it does not read Messenger"),
    ("ios.viber", "viber-link", "it does not read Viber"),
    ("ios.sms", "sms-attributed-link", "it does not read attributedBody"),
    ("ios.sms", "sms-rich-link", "it does not read link previews"),
    ("ios.sms", "sms-handleless-link", "it leaves out messages without a sender"),
    ("ios.sms", "sms-deleted-link", "the row stands in the log, which it does not find"),
    ("ios.sms", "sms-sender", "it does not compare senders"),
    ("ios.web-clips", "web-clip", "it does not read pages on the home screen"),
    ("ios.webkit-storage", "stored-site", "it finds the same in the manifest"),
];

/// Planted values that it sees and we do not, the same way.
const THEIRS: &[(&str, &str, &str)] =
    &[("ios.manifest", "stored-site", "we tell stores of sites as an artifact of their own")];

/// What shows without a list of values.
enum Sign {
    /// Its module, words of its message, our detection: both as often.
    Both(&'static str, &'static str, &'static str),
    /// Its module, words of its message, and why we do not.
    Theirs(&'static str, &'static str, &'static str),
    /// Our detection, and why it does not.
    Ours(&'static str, &'static str),
}
use Sign::{Both, Ours, Theirs};

const SIGNS: &[Sign] = &[
    Both("datausage", ". Entry on", "ios.datausage.live-without-process"),
    Both("safari_history", "less than a second", "ios.safari-history.fast-redirect"),
    Both("sms", "state-sponsored", "ios.sms.threat-notification"),
    Both("sms_attachments", "Suspicious iMessage attachment", "ios.sms-attachments.temporary-copy"),
    Both("calendar", "Quadream", "ios.calendar.meeting-notes"),
    Both("global_preferences", "Lockdown mode disabled", "ios.global-preferences.lockdown-off"),
    Theirs("datausage", "manipulated process", "it says the same row twice"),
    Theirs("datausage", "Missing process", "it alerts to each number; we say the whole gap once"),
    Theirs("profile_events", "started operation", "it alerts to every event; we note the log once, as below"),
    Ours("ios.datausage.removed-processes", "the gap that it tells number by number"),
    Ours("ios.profile-events.event", "the log that it tells event by event"),
    Ours(
        "ios.configuration-profiles.hides-notifications",
        "it stops at the known identifier of the same profile",
    ),
    Ours("ios.configuration-profiles.removal-locked", "it does not look at the lock"),
    Ours("ios.applications.test-version", "it stops at the known name of the same app"),
    Ours("ios.backup-info.older-system", "it says so on the screen, not as an alert"),
];

pub(super) fn compare(phones: &[Phone]) -> Result<Ended, Failure> {
    let mut wrong = Vec::new();
    for phone in phones {
        let alerts = json(&phone.theirs().join("alerts.json"))?;
        let (alerts, outcome) = (whole(&alerts), phone.outcome()?);
        let findings = whole(&outcome["findings"]);
        println!(
            "  iOS {}: {} alerts of its, {} findings of ours",
            phone.release,
            alerts.len(),
            findings.len()
        );
        values(phone, alerts, findings, &mut wrong);
        signs(phone, alerts, findings, &mut wrong);
    }
    judged(&wrong, "find out who is right, and say why in conformance/layouts/alerts.rs")
}

fn whole(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

fn values(phone: &Phone, alerts: &[Value], findings: &[Value], wrong: &mut Vec<String>) {
    let planted: BTreeMap<String, &str> = phone
        .planted
        .iter()
        .filter(|plant| list::kind(plant).is_some())
        .map(|plant| (list::value(plant).to_lowercase(), plant["what"].as_str().unwrap_or_default()))
        .collect();
    let theirs =
        seen(alerts, |alert| Some((artifact(alert["module"].as_str()?), &alert["matched_indicator"])));
    let ours = seen(findings, |finding| Some((finding["artifact"].as_str()?, &finding["indicator"])));
    println!("    planted values: {} places of its, {} of ours", theirs.len(), ours.len());
    for (here, there, table, whose) in
        [(&ours, &theirs, OURS, "only we see"), (&theirs, &ours, THEIRS, "only it sees")]
    {
        for (place, value) in here.difference(there) {
            let what = planted.get(value).copied().unwrap_or("nothing that was planted");
            match table.iter().find(|(at, of, _)| at == place && (*of == what || *of == "*")) {
                Some((.., why)) => println!("    {whose} {value} in {place}: {why}"),
                None => wrong.push(format!("iOS {}: {whose} {value} ({what}) in {place}", phone.release)),
            }
        }
    }
    for value in planted.keys().filter(|value| !ours.iter().any(|(_, seen)| seen == *value)) {
        wrong.push(format!("iOS {}: we do not find {value}", phone.release));
    }
}

/// Our artifact for its module; the module's own name where we have none.
fn artifact(module: &str) -> &str {
    PAIRS.iter().find(|pair| pair.module == module).map_or(module, |pair| pair.artifact)
}

fn seen<'a>(all: &'a [Value], place: impl Fn(&'a Value) -> Option<(&'a str, &'a Value)>) -> Seen {
    let one = |one| {
        let (place, indicator) = place(one)?;
        Some((place.to_owned(), indicator["value"].as_str()?.to_lowercase()))
    };
    all.iter().filter_map(one).collect()
}

fn signs(phone: &Phone, alerts: &[Value], findings: &[Value], wrong: &mut Vec<String>) {
    let mut alerts: Vec<&Value> =
        alerts.iter().filter(|alert| alert["matched_indicator"].is_null()).collect();
    let mut findings: Vec<&Value> =
        findings.iter().filter(|finding| finding["indicator"].is_null()).collect();
    for sign in SIGNS {
        let (module, words, detection, why) = match sign {
            Both(module, words, detection) => (*module, *words, *detection, "both"),
            Theirs(module, words, why) => (*module, *words, "", *why),
            Ours(detection, why) => ("", "", *detection, *why),
        };
        let (there, here) = (
            take(&mut alerts, |alert| {
                alert["module"] == module
                    && alert["message"].as_str().is_some_and(|text| text.contains(words))
            }),
            take(&mut findings, |finding| finding["detection"] == detection),
        );
        if there + here > 0 {
            println!("    {module} {words:?} {there}, {detection} {here}: {why}");
        }
        if matches!(sign, Both(..)) && there != here {
            wrong.push(format!("iOS {}: {there} of {module} {words:?}, {here} {detection}", phone.release));
        }
    }
    for alert in alerts {
        let (module, message) = (&alert["module"], &alert["message"]);
        wrong.push(format!("iOS {}: only it: {module} {message}", phone.release));
    }
    for finding in findings {
        wrong.push(format!("iOS {}: only we: {} {}", phone.release, finding["detection"], finding["cite"]));
    }
}

/// Takes those out that fit, and counts them.
fn take(all: &mut Vec<&Value>, fits: impl Fn(&Value) -> bool) -> usize {
    let before = all.len();
    all.retain(|one| !fits(one));
    before - all.len()
}
