//! Backups written by an independent generator: every trace that it planted is found, and nothing else.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![allow(
    clippy::disallowed_methods,
    reason = "makes and looks at files, to see what the program does with them"
)]

mod common;

use common::{Finding, PASSWORD, findings, scan, shared};
use serde_json::Value;
use std::path::Path;

fn truth(folder: &Path, name: &str) -> Value {
    let text = std::fs::read_to_string(folder.join(format!("{name}.truth.json"))).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// The detection that a plant must raise, and how much that weighs; none for a decoy.
fn expected(kind: &str) -> Option<(&'static str, &'static str)> {
    Some(match kind {
        "sms_link" | "sms_attributed_link" | "sms_recently_deleted_link" => ("ios.sms.link", "known-spyware"),
        "sms_from_email" => ("ios.sms.sender", "known-spyware"),
        "sms_apple_alert" => ("ios.sms.threat-notification", "strong"),
        "sms_attachment" => ("ios.sms-attachments.known-file", "known-spyware"),
        "sms_attachment_tmp" => ("ios.sms-attachments.temporary-copy", "look"),
        "safari_visit" | "safari_redirect" | "safari_profile_visit" => {
            ("ios.safari-history.visit", "known-spyware")
        }
        "safari_injection" => ("ios.safari-history.fast-redirect", "note"),
        "safari_tab" => ("ios.safari-browser-state.tab", "known-spyware"),
        "chrome_visit" => ("ios.chrome-history.visit", "known-spyware"),
        "chrome_favicon" => ("ios.chrome-favicons.icon", "known-spyware"),
        "firefox_visit" => ("ios.firefox-history.visit", "known-spyware"),
        "webkit_observed" => ("ios.webkit-resource-load-statistics.domain", "known-spyware"),
        "whatsapp_link" => ("ios.whatsapp.link", "known-spyware"),
        "whatsapp_gap" => ("ios.whatsapp.missing-messages", "note"),
        "calendar_invite" => ("ios.calendar.email", "known-spyware"),
        "calendar_quadream" => ("ios.calendar.meeting-notes", "look"),
        "tcc_client" => ("ios.tcc.client", "known-spyware"),
        "datausage_gap" => ("ios.datausage.removed-processes", "note"),
        "datausage_process" => ("ios.datausage.process", "known-spyware"),
        "datausage_deleted" => ("ios.datausage.live-without-process", "strong"),
        "shortcut_link" => ("ios.shortcuts.link", "known-spyware"),
        "osanalytics_process" => ("ios.os-analytics-ad-daily.process", "known-spyware"),
        "idstatus_email" => ("ios.id-status-cache.email", "known-spyware"),
        "idstatus_nulls" => ("ios.id-status-cache.null-bytes", "strong"),
        "locationd_process" => ("ios.locationd-clients.process", "known-spyware"),
        "locationd_path" => ("ios.locationd-clients.path", "known-spyware"),
        "lockdown_off" => ("ios.global-preferences.lockdown-off", "note"),
        "profile" => ("ios.configuration-profiles.known-profile", "known-spyware"),
        "profile_notifications" => ("ios.configuration-profiles.hides-notifications", "look"),
        "profile_event" => ("ios.profile-events.known-profile", "known-spyware"),
        "manifest_path" | "manifest_name" => ("ios.manifest.known-file", "known-spyware"),
        "manifest_missing" => ("ios.manifest.missing-files", "note"),
        "app" => ("ios.applications.known-app", "known-spyware"),
        "app_sideloaded" => ("ios.applications.other-source", "look"),
        "decoy" => return None,
        other => panic!("the generator plants something new: {other}"),
    })
}

/// The row that a plant names must stand in the finding's place; plants without a row match by path.
fn names(plant: &Value, place: &str) -> bool {
    let row = plant["row"]["rowid"].as_i64().or_else(|| plant["row"]["first_missing"].as_i64());
    let words: Vec<&str> = place.split(|c: char| !c.is_alphanumeric()).collect();
    row.is_none_or(|row| words.contains(&row.to_string().as_str()))
}

/// Plants whose finding cites another row than the truth file does: the sender instead of the message, the
/// guest instead of the entry, the whole list instead of its gap.
const TOLD_ELSEWHERE: &[&str] = &[
    "sms_from_email",
    "calendar_invite",
    "sms_attachment",
    "sms_attachment_tmp",
    "manifest_missing",
    "app",
    "app_sideloaded",
    "datausage_gap",
    "whatsapp_gap",
];

fn every_plant_is_found(name: &str, stdin: &str, more: &[&str]) {
    let Some(folder) = shared("acquisitions") else { return };
    let truth = truth(&folder, name);
    let lists = folder.join("planted-indicators.stix2");
    let more = [&["--indicators", lists.to_str().unwrap(), "--no-builtin-indicators"], more].concat();
    let (run, outcome) = scan(&folder.join(name), &more, stdin);
    assert_eq!(run.code, 20, "{}", run.err);
    assert_eq!(outcome["format"], "lucerna-outcome/1");
    assert_eq!(outcome["conclusion"], "known-traces");

    let all = findings(&outcome);
    let mut unexplained = all.clone();
    let mut missed = Vec::new();
    for plant in truth["plants"].as_array().unwrap() {
        let kind = plant["type"].as_str().unwrap();
        let file = &plant["file"];
        let path = format!("{}/{}", file["domain"].as_str().unwrap(), file["relativePath"].as_str().unwrap());
        let Some((detection, weight)) = expected(kind) else {
            let row = plant["row"]["rowid"].to_string();
            let fired = all.iter().find(|(_, _, at, place)| {
                *at == path && place.split_whitespace().last() == Some(&row) && place.starts_with("message")
            });
            assert_eq!(fired, None, "a decoy was taken for a trace: {plant}");
            continue;
        };
        // An address is weighed low whatever it is tied to: hosts change hands.
        let weight = if plant["ioc"]["key"] == "ipv4-addr:value" { "look" } else { weight };
        let explains = |(fired, weighs, at, place): &Finding| {
            let elsewhere = TOLD_ELSEWHERE.contains(&kind);
            fired == detection && weighs == weight && (elsewhere || (*at == path && names(plant, place)))
        };
        if !all.iter().any(explains) {
            missed.push(plant["id"].as_str().unwrap_or(kind).to_owned());
        }
        unexplained.retain(|finding| !explains(finding));
    }
    assert!(missed.is_empty(), "{name}: not found: {missed:#?}");
    unexplained.retain(|(_, weight, _, _)| weight != "note");
    assert!(unexplained.is_empty(), "{name}: found, but not planted: {unexplained:#?}");
}

#[test]
fn every_trace_planted_in_a_plain_backup_is_found_and_no_decoy() {
    every_plant_is_found("iphone-ios17-planted", "", &[]);
}

#[test]
fn every_trace_planted_in_an_encrypted_backup_is_found_and_no_decoy() {
    every_plant_is_found("iphone-ios17-planted-encrypted", PASSWORD, &["--password-stdin"]);
}

#[test]
fn an_ordinary_phone_gives_nothing_above_a_note_with_all_lists_together() {
    let Some(folder) = shared("acquisitions") else { return };
    let Some(bundles) = shared("stix2") else { return };
    let lists = folder.join("planted-indicators.stix2");
    let more = ["--indicators", lists.to_str().unwrap(), "--indicators", bundles.to_str().unwrap()];
    let (run, outcome) = scan(&folder.join("iphone-ios26-ordinary"), &more, "");
    let grave: Vec<_> = findings(&outcome).into_iter().filter(|(_, weight, _, _)| weight != "note").collect();
    assert!(grave.is_empty(), "{grave:#?}");
    assert_eq!((run.code, &outcome["conclusion"]), (0, &Value::from("nothing-found")), "{}", run.err);
}
