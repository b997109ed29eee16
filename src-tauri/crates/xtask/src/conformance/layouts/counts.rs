//! How many records the reference tool reads of each layout, and how many we do, kind by kind. Where we count more,
//! or apart, the table says which of our records are the same as its own.

use super::judged;
use super::read::{Kind, Phone, json};
use crate::board::Ended;
use crate::failure::Failure;
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;

/// Whether a record is one that both tools count.
type Counts = fn(&Value) -> bool;

/// A module of the reference tool and our artifact.
pub(super) struct Pair {
    pub(super) module: &'static str,
    pub(super) artifact: &'static str,
    theirs: Counts,
    ours: Counts,
    /// Records of ours that stand only in the write-ahead log. Files of a backup are named by a hash: the reference
    /// tool does not find the log beside its database.
    late: usize,
    /// Why some records of one side are left out; empty if none are.
    why: &'static str,
}

pub(super) const fn same(module: &'static str, artifact: &'static str) -> Pair {
    Pair { module, artifact, theirs: |_| true, ours: |_| true, late: 0, why: "" }
}

pub(super) const fn but(
    module: &'static str,
    artifact: &'static str,
    ours: Counts,
    why: &'static str,
) -> Pair {
    Pair { ours, why, ..same(module, artifact) }
}

/// All modules that read a backup.
pub(super) const PAIRS: &[Pair] = &[
    same("applications", "ios.applications"),
    same("calls", "ios.calls"),
    same("chrome_history", "ios.chrome-history"),
    same("configuration_profiles", "ios.configuration-profiles"),
    same("contacts", "ios.contacts"),
    same("firefox_history", "ios.firefox-history"),
    same("global_preferences", "ios.global-preferences"),
    same("id_status_cache", "ios.id-status-cache"),
    same("locationd_clients", "ios.locationd-clients"),
    same("manifest", "ios.manifest"),
    same("os_analytics_ad_daily", "ios.os-analytics-ad-daily"),
    same("profile_events", "ios.profile-events"),
    same("sms_attachments", "ios.sms-attachments"),
    same("tcc", "ios.tcc"),
    same("webkit_resource_load_statistics", "ios.webkit-resource-load-statistics"),
    same("webkit_session_resource_log", "ios.webkit-session-resource-log"),
    Pair { late: 5, ..same("safari_history", "ios.safari-history") },
    Pair {
        late: 6,
        ..but("sms", "ios.sms", |ours| !ours["sender"].is_null(), "it leaves out messages without a sender")
    },
    Pair {
        late: 3,
        theirs: |theirs| !theirs["live_id"].is_null(),
        ..but(
            "datausage",
            "ios.datausage",
            |ours| at(ours, "ZLIVEUSAGE"),
            "we tell programs apart from their use, it makes up records for missing programs",
        )
    },
    but("calendar", "ios.calendar", |ours| at(ours, "CalendarItem"), "we tell guests apart from the entry"),
    but(
        "chrome_favicon",
        "ios.chrome-favicons",
        |ours| ours["of"] == "page",
        "we tell pictures apart from pages",
    ),
    but(
        "firefox_favicon",
        "ios.firefox-favicons",
        |ours| !ours["page"].is_null(),
        "it leaves out pictures whose page is gone",
    ),
    but(
        "interaction_c",
        "ios.interaction-c",
        |ours| at(ours, "interaction"),
        "we tell people and attachments apart",
    ),
    but(
        "safari_browser_state",
        "ios.safari-browser-state",
        tab,
        "it does not read SafariTabs.db; we tell apart what a tab came through",
    ),
    but("shortcuts", "ios.shortcuts", |ours| !ours["name"].is_null(), "we tell steps apart"),
    but(
        "whatsapp_contacts",
        "ios.whatsapp-contacts",
        |ours| at(ours, "contact"),
        "pairs of numbers are with its messages",
    ),
    Pair {
        theirs: |theirs| theirs["record_type"] != "lid_phone_number_pair",
        why: "pairs of numbers are with its messages",
        ..same("whatsapp", "ios.whatsapp")
    },
    Pair {
        theirs: |theirs| theirs["record_type"] == "lid_phone_number_pair",
        ..but("whatsapp", "ios.whatsapp-contacts", |ours| at(ours, "pair"), "they are with its messages")
    },
];

/// Modules that read a whole file system only.
pub(super) const OF_WHOLE: &[Pair] = &[
    same("analytics", "ios.analytics"),
    same("cache_files", "ios.cache-files"),
    same("filesystem", "ios.filesystem"),
    but("netusage", "ios.netusage", |ours| at(ours, "ZLIVEUSAGE"), "we tell programs apart from their use"),
    same("safari_favicon", "ios.safari-favicons"),
    same("shutdown_log", "ios.shutdown-log"),
    but(
        "webkit_local_storage",
        "ios.webkit-storage",
        |ours| ours["store"] == "LocalStorage",
        "we tell all stores",
    ),
    but(
        "analytics_ios_versions",
        "ios.ios-version-history",
        |ours| !ours["build"].is_null(),
        "we tell journals with them",
    ),
    but(
        "ios_version_history",
        "ios.ios-version-history",
        |ours| !ours["version"].is_null(),
        "we tell builds with them",
    ),
];

/// Whether our record cites a place of this kind.
pub(super) fn at(ours: &Value, kind: &str) -> bool {
    ours["_place"].as_str().is_some_and(|place| place.split(' ').next() == Some(kind))
}

fn tab(ours: &Value) -> bool {
    at(ours, "tab") && ours["_path"].as_str().is_some_and(|path| path.ends_with("/BrowserState.db"))
}

pub(super) fn compare(phones: &[Phone]) -> Result<Ended, Failure> {
    let mut wrong = Vec::new();
    let all: Vec<&Pair> = PAIRS.iter().collect();
    for phone in phones {
        rows(phone, &all, &mut wrong)?;
    }
    judged(&wrong, "find out who is right, and say why in conformance/layouts/counts.rs")
}

/// Compares one phone by all of `pairs`.
pub(super) fn rows(phone: &Phone, pairs: &[&Pair], wrong: &mut Vec<String>) -> Result<(), Failure> {
    println!("  iOS {}: module, its records, ours, both in the same way", phone.release);
    for pair in pairs {
        row(phone, pair, wrong)?;
    }
    unknown(phone, pairs, wrong)
}

fn row(phone: &Phone, pair: &Pair, wrong: &mut Vec<String>) -> Result<(), Failure> {
    let theirs = records(&phone.theirs().join(format!("{}.json", pair.module)))?;
    let ours = phone.ours(pair.artifact)?;
    let late = if phone.kind == Kind::Backup { pair.late } else { 0 };
    let (there, here) = (
        theirs.iter().filter(|record| (pair.theirs)(record)).count(),
        ours.iter().filter(|record| (pair.ours)(record)).count().saturating_sub(late),
    );
    let shown = [theirs.len(), ours.len(), there].map(|count| format!("{count:6}")).concat();
    println!("    {:34}{shown}  {}", pair.module, pair.why);
    if there != here {
        wrong.push(format!("iOS {}, {}: {there} of its records, {here} of ours", phone.release, pair.module));
    }
    Ok(())
}

/// A module that no row names would be compared by nobody.
fn unknown(phone: &Phone, pairs: &[&Pair], wrong: &mut Vec<String>) -> Result<(), Failure> {
    const OTHERS: [&str; 4] = ["alerts", "info", "urls", "backup_info"];
    let known: BTreeSet<&str> = pairs.iter().map(|pair| pair.module).chain(OTHERS).collect();
    let folder = phone.theirs();
    for entry in std::fs::read_dir(&folder).map_err(Failure::file(&folder))?.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(module) = name.strip_suffix(".json") else { continue };
        if !module.ends_with("_detected") && !known.contains(module) {
            wrong.push(format!("iOS {}: no row for {module}", phone.release));
        }
    }
    Ok(())
}

/// Records of one of its files; the one that groups by file is taken apart.
fn records(path: &Path) -> Result<Vec<Value>, Failure> {
    if !path.exists() {
        return Ok(Vec::new());
    }
    Ok(match json(path)? {
        Value::Array(records) => records,
        Value::Object(files) => files.values().filter_map(Value::as_array).flatten().cloned().collect(),
        _ => Vec::new(),
    })
}
