//! The phone itself: what it is, its apps, settings, profiles, and what its parts counted.
//!
//! Otherwise than there: programs that are missing are told as findings, no records are made up for them.

use super::module::{Events, Form, Module};
use super::shape::{Made, Shape, date, field};
use engine::{Kind, Outcome, Record, Value};
use ios::acquisition::FileId;
use serde_json::{Value as Json, json};

/// Those of the phone.
pub(super) const MODULES: &[Module] = &[
    Module::new("ios.backup-info", "backup_info", "BackupInfo", &[], |record| {
        Shape::of(record).columns().done()
    })
    .form(Form::Single),
    Module::new("ios.manifest", "manifest", "Manifest", &[], manifest),
    Module::new("ios.datausage", "datausage", "Datausage", USAGE_EVENTS, usage),
    Module::new(
        "ios.os-analytics-ad-daily",
        "os_analytics_ad_daily",
        "OSAnalyticsADDaily",
        &[("counted", "osanalytics_addaily")],
        |record| {
            let shape = Shape::of(record).text("package", "process").time("ts", "counted");
            let shape = shape.field("wifi_in", "wifi_in").field("wifi_out", "wifi_out");
            shape.field("wwan_in", "mobile_in").field("wwan_out", "mobile_out").done()
        },
    ),
    Module::new(
        "ios.configuration-profiles",
        "configuration_profiles",
        "ConfigurationProfiles",
        &[("installed", "configuration_profile_install")],
        |record| {
            let (domain, relative) = record.cite.path.split_once('/').unwrap_or((&record.cite.path, ""));
            let shape = Shape::of(record).put("relative_path", json!(relative)).put("domain", json!(domain));
            let shape = shape.put("file_id", json!(FileId::of(domain, relative).to_string()));
            shape.put("plist", json!(record.stored)).time("install_date", "installed").done()
        },
    ),
    Module::new(
        "ios.profile-events",
        "profile_events",
        "ProfileEvents",
        &[("happened", "profile_operation")],
        |record| {
            let shape = Shape::of(record).field("profile_id", "profile").time("timestamp", "happened");
            shape.field("operation", "operation").field("process", "process").done()
        },
    ),
    Module::new(
        "ios.applications",
        "applications",
        "Applications",
        &[("bought", "app_installed")],
        |record| Shape::of(record).field("name", "app").columns().time("isodate", "bought").done(),
    ),
    Module::new("ios.tcc", "tcc", "TCC", &[("answer changed", "AccessRequest")], |record| {
        let is_path = matches!(field(record, "client"), Some(Value::Text(client)) if client.starts_with('/'));
        let kind = if is_path { "absolute_path" } else { "bundle_id" };
        let shape = Shape::of(record).field("service", "service").text("client", "client");
        let shape = shape.put("client_type", json!(kind));
        // Up to iOS 13 there is no reason, and the answer has another name.
        let shape = match field(record, "reason") {
            Some(Value::Text(reason)) => {
                shape.put("auth_reason_desc", json!(reason.replace(' ', "_"))).field("auth_value", "answer")
            }
            _ => shape.field("allowed_value", "answer"),
        };
        shape.field("prompt_count", "prompts").time("last_modified", "answer changed").done()
    }),
    Module::new("ios.locationd-clients", "locationd_clients", "LocationdClients", &[], |record| {
        let shape = Shape::of(record).columns().text("package", "client");
        record.times.iter().fold(shape, |shape, (what, when)| shape.put(what, json!(date(*when)))).done()
    }),
    Module::new(
        "ios.id-status-cache",
        "id_status_cache",
        "IDStatusCache",
        &[("looked up", "lookup")],
        |record| {
            let shape = Shape::of(record).field("package", "service").text("user", "account");
            let shape = shape.time("isodate", "looked up").field("idstatus", "status");
            shape.column("occurrences", "occurrences").done()
        },
    ),
    Module::new("ios.global-preferences", "global_preferences", "GlobalPreferences", &[], |record| {
        Shape::of(record).field("entry", "key").column("value", "value").done()
    }),
    Module::new("ios.appstored", "sysdiagnose_info", INFO, &[], |record| {
        let shape = Shape::of(record);
        let account = field(record, "account").is_some();
        if account { shape.field("Email Address", "account").done() } else { Vec::new() }
    })
    .form(Form::Merged),
    Module::new("ios.mobile-activation", "sysdiagnose_info", INFO, &[], |record| {
        if !matches!(field(record, "event"), Some(Value::Text(event)) if event == "request") {
            return Vec::new();
        }
        let keys = [
            ("SerialNumber", "serial-number"),
            ("ProductType", "productType"),
            ("ProductName", "productName"),
            ("IMEI", "imei"),
            ("ProductVersion", "os-version"),
            ("UniqueIdentifier", "udid"),
            ("MEID", "meid"),
            ("BuildVersion", "os-build"),
        ];
        Shape::of(record).named(&keys).done()
    })
    .form(Form::Merged),
    Module::new("ios.remotectl", "sysdiagnose_info", INFO, &[], |record| {
        let phone = matches!(field(record, "device"), Some(Value::Text(device)) if device == "phone");
        if phone { Shape::of(record).columns().done() } else { Vec::new() }
    })
    .form(Form::Merged),
];

const INFO: &str = "SysdiagnoseInfo";

/// What they add from a list of models, and from the name that the phone gave the archive; that name itself, and the name
/// of the account inside `sinf`, are left out.
pub(super) fn complete(info: &mut Made, outcome: &Outcome) {
    if let Some(Json::String(product)) = info.get("ProductType") {
        let name = report::model_name(product);
        info.set("ProductName", json!(name));
    }
    let made = outcome.acquisition.all().find(|one| one.kind == Kind::IosSysdiagnose);
    if let Some(when) = made.and_then(|made| made.made_at) {
        info.set("CreatedTimestamp", json!(date(when)));
    }
}
pub(super) const USAGE_EVENTS: Events =
    &[("first used", "first_usage"), ("last used", "current_usage"), ("last counted", "live_usage")];

fn manifest(record: &Record) -> Vec<Made> {
    let (domain, relative) = record.cite.path.split_once('/').unwrap_or((&record.cite.path, ""));
    let flags = match field(record, "kind") {
        Some(Value::Text(kind)) if kind == "folder" => 2,
        Some(Value::Text(kind)) if kind == "link" => 4,
        _ => 1,
    };
    let mut shape = Shape::of(record).put("domain", json!(domain)).put("relative_path", json!(relative));
    shape = shape.put("file_id", json!(FileId::of(domain, relative).to_string()));
    shape = shape.put("flags", json!(flags)).time("created", "born").time("modified", "modified");
    shape = shape.time("status_changed", "changed").field("owner", "owner").field("size", "size");
    if let Some(Value::Text(mode)) = field(record, "mode") {
        shape = shape.put("mode", json!(format!("0o{mode}")));
    }
    if matches!(field(record, "stored"), Some(Value::Bool(false))) {
        shape = shape.put("missing", json!(true));
    }
    shape.done()
}

/// They join each count with its program, and tell programs alone that were not counted; a count without a program is how
/// they see a removed one.
pub(super) fn usage(record: &Record) -> Vec<Made> {
    if record.stored.get("@used") == Some(&json!(true)) {
        return Vec::new();
    }
    let counted = record.cite.place.starts_with("ZLIVEUSAGE");
    let program = if counted { "@ZPROCESS." } else { "" };
    let of_program = |name: &str| format!("{program}{name}");
    let count = |name: &'static str| if counted { name } else { "" };
    let shape = Shape::of(record);
    let shape = shape.clock("first_isodate", &of_program("ZFIRSTTIMESTAMP"));
    let shape = shape.clock("isodate", &of_program("ZTIMESTAMP"));
    let shape = shape.column("proc_name", &of_program("ZPROCNAME"));
    let shape = shape.column("bundle_id", &of_program("ZBUNDLENAME"));
    let shape = shape.column("proc_id", &of_program("Z_PK"));
    let shape = shape.named(&[
        ("wifi_in", count("ZWIFIIN")),
        ("wifi_out", count("ZWIFIOUT")),
        ("wwan_in", count("ZWWANIN")),
        ("wwan_out", count("ZWWANOUT")),
        ("live_id", count("Z_PK")),
        ("live_proc_id", count("ZHASPROCESS")),
    ]);
    let live = if counted { "ZTIMESTAMP".to_owned() } else { of_program("ZFIRSTTIMESTAMP") };
    shape.clock("live_isodate", &live).done()
}
