//! What the reference tool alerts to on each layout, and what we find. A planted value is compared by where it was
//! seen; what shows without a list, by how often. Both by how heavy they are taken.

use super::counts::{OF_WHOLE, PAIRS};
use super::read::{Kind, Phone, json};
use super::{judged, list};
use crate::board::Ended;
use crate::failure::Failure;
use serde_json::Value;
use std::collections::BTreeMap;

/// Where a value was seen (our artifact, and the value), and how heavy that was taken.
type Seen = BTreeMap<(String, String), String>;

/// How it takes a value that was planted; ours are all known spyware. It takes files and their paths a degree less.
const KNOWN: [&str; 2] = ["CRITICAL", "HIGH"];

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

/// The same of a whole file system.
const OURS_IN_FILES: &[(&str, &str, &str)] = &[
    ("ios.configuration-profiles", "*", "it reads profiles of backups only"),
    ("ios.profile-events", "*", "it reads their log in backups only"),
    ("ios.mail", "mail-link", "it does not read mail"),
    ("ios.firefox-history", "*", "it looks for Firefox outside the folders of apps"),
];

/// What shows without a list of values.
enum Sign {
    /// Its module, words of its message and how heavy; our detection and how heavy: both as often.
    Both(&'static str, &'static str, &'static str, &'static str, &'static str),
    /// Its module, words of its message, and why we do not.
    Theirs(&'static str, &'static str, &'static str),
    /// Our detection, and why it does not.
    Ours(&'static str, &'static str),
}
use Sign::{Both, Ours, Theirs};

const SIGNS: &[Sign] = &[
    Both("datausage", ". Entry on", "HIGH", "ios.datausage.live-without-process", "strong"),
    // Ordinary pages do this all day: alone it informs.
    Both("safari_history", "less than a second", "MEDIUM", "ios.safari-history.fast-redirect", "note"),
    Both("sms", "state-sponsored", "HIGH", "ios.sms.threat-notification", "strong"),
    Both(
        "sms_attachments",
        "Suspicious iMessage attachment",
        "MEDIUM",
        "ios.sms-attachments.temporary-copy",
        "look",
    ),
    // Two ordinary words: only an old date or a stranger's address makes it heavier.
    Both("calendar", "Quadream", "HIGH", "ios.calendar.meeting-notes", "look"),
    Both(
        "global_preferences",
        "Lockdown mode disabled",
        "LOW",
        "ios.global-preferences.lockdown-off",
        "note",
    ),
    Theirs("datausage", "empty 'proc_name'", "it says the same row once more, of a whole file system"),
    Theirs(
        "datausage",
        "binary associated",
        "a copy without the system's own part lacks every program of it",
    ),
    Theirs("netusage", "binary associated", "as above"),
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
    Ours("ios.configuration-profiles.installed", "it lists profiles without a word"),
    Ours("ios.applications.test-version", "it stops at the known name of the same app"),
    Ours("ios.backup-info.older-system", "it says so on the screen, not as an alert"),
];

pub(super) fn compare(phones: &[Phone]) -> Result<Ended, Failure> {
    let mut wrong = Vec::new();
    for phone in phones {
        compare_one(phone, &mut wrong)?;
    }
    judged(&wrong, "find out who is right, and say why in conformance/layouts/alerts.rs")
}

pub(super) fn compare_one(phone: &Phone, wrong: &mut Vec<String>) -> Result<(), Failure> {
    let alerts = json(&phone.theirs().join("alerts.json"))?;
    let (alerts, outcome) = (all_of(&alerts), phone.outcome()?);
    let findings = all_of(&outcome["findings"]);
    println!("  iOS {}: {} alerts of its, {} findings of ours", phone.release, alerts.len(), findings.len());
    values(phone, alerts, findings, wrong);
    signs(phone, alerts, findings, wrong);
    Ok(())
}

fn all_of(list: &Value) -> &[Value] {
    list.as_array().map_or(&[], Vec::as_slice)
}

fn values(phone: &Phone, alerts: &[Value], findings: &[Value], wrong: &mut Vec<String>) {
    let planted: BTreeMap<String, &str> = phone
        .planted
        .iter()
        .filter(|plant| list::kind(plant).is_some())
        .map(|plant| (list::value(plant).to_lowercase(), plant["what"].as_str().unwrap_or_default()))
        .collect();
    let theirs = seen(alerts, "level", |alert| {
        Some((artifact(alert["module"].as_str()?), &alert["matched_indicator"]))
    });
    let ours =
        seen(findings, "weight", |finding| Some((finding["artifact"].as_str()?, &finding["indicator"])));
    println!("    planted values: {} places of its, {} of ours", theirs.len(), ours.len());
    let more = if phone.kind == Kind::Filesystem { OURS_IN_FILES } else { &[] };
    let only_ours: Vec<_> = OURS.iter().chain(more).collect();
    let only_theirs: Vec<_> = THEIRS.iter().collect();
    for (here, there, table, whose) in
        [(&ours, &theirs, only_ours, "only we see"), (&theirs, &ours, only_theirs, "only it sees")]
    {
        for (place, value) in here.keys().filter(|seen| !there.contains_key(*seen)) {
            let what = planted.get(value).copied().unwrap_or("nothing that was planted");
            match table.iter().find(|(at, of, _)| at == place && (*of == what || *of == "*")) {
                Some((.., why)) => println!("    {whose} {value} in {place}: {why}"),
                None => wrong.push(format!("iOS {}: {whose} {value} ({what}) in {place}", phone.release)),
            }
        }
    }
    for ((place, value), level) in &theirs {
        if !KNOWN.contains(&level.as_str()) {
            wrong.push(format!("iOS {}: it takes {value} in {place} as {level}", phone.release));
        }
    }
    for ((place, value), weight) in ours.iter().filter(|(_, weight)| *weight != "known-spyware") {
        wrong.push(format!("iOS {}: we take {value} in {place} as {weight}", phone.release));
    }
    for value in planted.keys().filter(|value| !ours.keys().any(|(_, seen)| seen == *value)) {
        wrong.push(format!("iOS {}: we do not find {value}", phone.release));
    }
}

/// Our artifact for its module; the module's own name where we have none.
fn artifact(module: &str) -> &str {
    PAIRS.iter().chain(OF_WHOLE).find(|pair| pair.module == module).map_or(module, |pair| pair.artifact)
}

fn seen<'a>(
    all: &'a [Value],
    heavy: &str,
    place: impl Fn(&'a Value) -> Option<(&'a str, &'a Value)>,
) -> Seen {
    let one = |one: &'a Value| {
        let (place, indicator) = place(one)?;
        let key = (place.to_owned(), indicator["value"].as_str()?.to_lowercase());
        Some((key, one[heavy].as_str()?.to_owned()))
    };
    all.iter().filter_map(one).collect()
}

fn signs(phone: &Phone, alerts: &[Value], findings: &[Value], wrong: &mut Vec<String>) {
    let mut alerts: Vec<&Value> =
        alerts.iter().filter(|alert| alert["matched_indicator"].is_null()).collect();
    let mut findings: Vec<&Value> =
        findings.iter().filter(|finding| finding["indicator"].is_null()).collect();
    for sign in SIGNS {
        let (module, words, level, detection, weight, why) = match *sign {
            Both(module, words, level, detection, weight) => {
                (module, words, Some(level), detection, Some(weight), "both")
            }
            Theirs(module, words, why) => (module, words, None, "", None, why),
            Ours(detection, why) => ("", "", None, detection, None, why),
        };
        let heavy = |value: &Value, expected: Option<&str>| expected.is_none_or(|expected| value == expected);
        let (there, here) = (
            take(&mut alerts, |alert| {
                alert["module"] == module
                    && alert["message"].as_str().is_some_and(|text| text.contains(words))
                    && heavy(&alert["level"], level)
            }),
            take(&mut findings, |finding| {
                finding["detection"] == detection && heavy(&finding["weight"], weight)
            }),
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
