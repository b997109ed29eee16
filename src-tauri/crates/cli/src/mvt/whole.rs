//! What only a copy of a whole file system holds.
//!
//! Otherwise than there: paths are those that the phone had, or that evidence has here, and a build is not turned into a
//! version: no list of builds is kept here.

use super::module::{Form, Module};
use super::shape::{Made, Shape, field};
use super::system::{USAGE_EVENTS, usage};
use engine::{Record, Value};
use serde_json::json;

/// Those of a whole file system.
pub(super) const MODULES: &[Module] = &[
    Module::new("ios.shutdown-log", "shutdown_log", "ShutdownLog", &[("shut down", "shutdown")], |record| {
        let shape = Shape::of(record)
            .time("isodate", "shut down")
            .field("delay", "delay")
            .field("times_delayed", "looks");
        let (pid, program) = (field(record, "pid"), field(record, "program"));
        let pid = match pid {
            Some(Value::Int(pid)) => pid.to_string(),
            _ => String::new(),
        };
        let mut client = match program {
            Some(Value::Text(program)) => program.clone(),
            _ => String::new(),
        };
        if let Some(build) = record.stored.get("build").and_then(serde_json::Value::as_str) {
            client = format!("{client}/{build}");
        }
        shape.put("pid", json!(pid)).put("client", json!(client)).done()
    }),
    Module::new("ios.filesystem", "filesystem", "Filesystem", &[("M", "entry_modified")], |record| {
        let path = record.stored.get("path").and_then(serde_json::Value::as_str);
        let path = path.map_or(record.cite.path.as_str(), |path| path.trim_start_matches('/'));
        Shape::of(record).put("path", json!(path)).time("modified", "modified").done()
    }),
    Module::new("ios.netusage", "netusage", "Netusage", USAGE_EVENTS, usage),
    Module::new("ios.cache-files", "cache_files", "CacheFiles", &[("asked", "cache_response")], |record| {
        let shape = Shape::of(record).number("entry_id").text("url", "url");
        let named = [("version", "version"), ("hash_value", "hash_value")];
        let named = shape.named(&named).column("storage_policy", "storage_policy");
        named.column("isodate", "time_stamp").done()
    })
    .form(Form::ByFile),
    Module::new(
        "ios.safari-favicons",
        "safari_favicon",
        "SafariFavicon",
        &[("kept", "safari_favicon")],
        |record| {
            let rejected = matches!(field(record, "rejected"), Some(Value::Bool(true)));
            let shape = Shape::of(record).text("url", "page").text("icon_url", "icon");
            let shape = shape.put("type", json!(if rejected { "rejected" } else { "valid" }));
            let shape = shape.column("timestamp", "timestamp").time("isodate", "kept");
            shape.path("safari_favicon_db_path").done()
        },
    ),
    Module::new("ios.analytics", "analytics", "Analytics", &[], |record| {
        let artifact = record.cite.path.rsplit('/').next().unwrap_or_default();
        let shape = Shape::of(record).columns().put("artifact", json!(artifact));
        shape.time("isodate", "noted").done()
    }),
    Module::new(
        "ios.ios-version-history",
        "analytics_ios_versions",
        "AnalyticsIOSVersions",
        &[("first seen", "analytics_ios_version")],
        |record| {
            if field(record, "build").is_none() {
                return Vec::new();
            }
            Shape::of(record).time("isodate", "first seen").field("build", "build").done()
        },
    ),
    Module::new(
        "ios.ios-version-history",
        "ios_version_history",
        "IOSVersionHistory",
        &[("ran", "ios_version")],
        |record| {
            if field(record, "version").is_none() {
                return Vec::new();
            }
            Shape::of(record).time("isodate", "ran").field("os_version", "version").done()
        },
    ),
    Module::new("ios.webkit-storage", "webkit_indexeddb", "WebkitIndexedDB", STORED[0], |record| {
        stored(record, "IndexedDB")
    }),
    Module::new("ios.webkit-storage", "webkit_local_storage", "WebkitLocalStorage", STORED[1], |record| {
        stored(record, "LocalStorage")
    }),
    Module::new(
        "ios.webkit-storage",
        "webkit_safari_view_service",
        "WebkitSafariViewService",
        &[],
        |record| {
            let in_view = record.cite.path.contains("/com.apple.SafariViewService/");
            if in_view { stored(record, "WebsiteData") } else { Vec::new() }
        },
    ),
];

const STORED: [&[(&str, &str)]; 2] =
    [&[("first kept", "webkit_indexeddb")], &[("first kept", "webkit_local_storage")]];

/// A site of one kind of store.
fn stored(record: &Record, store: &str) -> Vec<Made> {
    let Some(Value::Text(kept)) = field(record, "store") else { return Vec::new() };
    let Some(Value::Text(site)) = field(record, "site") else { return Vec::new() };
    if kept != store {
        return Vec::new();
    }
    let port = match field(record, "port") {
        Some(Value::Int(port)) => format!(":{port}"),
        _ => String::new(),
    };
    let shape = Shape::of(record).path("folder").put("url", json!(format!("https://{site}{port}")));
    shape.time("isodate", "first kept").done()
}
