//! The modules that read a whole file system, as [`super::shapes`] has those of a backup.
//!
//! Left out, because our records do not hold it: numbers, versions and hashes of cached answers; the fields of
//! reports of the system by their names (their texts stand in a list).

use super::shape::{Shape, apple, field};
use super::shapes::{Form, Module, USAGE_EVENTS, datausage, module};
use engine::{Record, Value};
use serde_json::json;

/// Those of a whole file system.
pub(super) const MODULES: &[Module] = &[
    module("ios.shutdown-log", "shutdown_log", "ShutdownLog", &[("shut down", "shutdown")], |record| {
        let shape =
            Shape::of(record).time("isodate", "shut down").field("pid", "pid").text("client", "program");
        shape.field("delay", "delay").field("times_delayed", "looks").done()
    }),
    module("ios.filesystem", "filesystem", "Filesystem", &[("M", "entry_modified")], |record| {
        Shape::of(record).path("path").time("modified", "modified").done()
    }),
    module("ios.netusage", "netusage", "Netusage", USAGE_EVENTS, datausage),
    Module {
        form: Form::ByFile,
        ..module("ios.cache-files", "cache_files", "CacheFiles", &[("asked", "cache_response")], |record| {
            Shape::of(record).number("entry_id").text("url", "url").time("isodate", "asked").done()
        })
    },
    module(
        "ios.safari-favicons",
        "safari_favicon",
        "SafariFavicon",
        &[("kept", "safari_favicon")],
        |record| {
            let rejected = matches!(field(record, "rejected"), Some(Value::Bool(true)));
            let shape = Shape::of(record).text("url", "page").text("icon_url", "icon");
            let shape = shape.put("type", json!(if rejected { "rejected" } else { "valid" }));
            let shape = shape.clock("timestamp", "kept", apple).time("isodate", "kept");
            shape.path("safari_favicon_db_path").done()
        },
    ),
    module("ios.analytics", "analytics", "Analytics", &[], |record| {
        Shape::of(record).time("isodate", "noted").field("build", "build").done()
    }),
    module(
        "ios.ios-version-history",
        "analytics_ios_versions",
        "AnalyticsIOSVersions",
        &[("first seen", "analytics_ios_version")],
        |record| {
            field(record, "build")?;
            Shape::of(record).time("isodate", "first seen").field("build", "build").done()
        },
    ),
    module(
        "ios.ios-version-history",
        "ios_version_history",
        "IOSVersionHistory",
        &[("ran", "ios_version")],
        |record| {
            field(record, "version")?;
            Shape::of(record).time("isodate", "ran").field("os_version", "version").done()
        },
    ),
    module("ios.webkit-storage", "webkit_indexeddb", "WebkitIndexedDB", STORED[0], |record| {
        stored(record, "IndexedDB")
    }),
    module("ios.webkit-storage", "webkit_local_storage", "WebkitLocalStorage", STORED[1], |record| {
        stored(record, "LocalStorage")
    }),
];

const STORED: [&[(&str, &str)]; 2] =
    [&[("first kept", "webkit_indexeddb")], &[("first kept", "webkit_local_storage")]];

/// A site of one kind of store.
fn stored(record: &Record, store: &str) -> Option<super::shape::Made> {
    let Some(Value::Text(kept)) = field(record, "store") else { return None };
    let Some(Value::Text(site)) = field(record, "site") else { return None };
    if kept != store {
        return None;
    }
    let port = match field(record, "port") {
        Some(Value::Int(port)) => format!(":{port}"),
        _ => String::new(),
    };
    let shape = Shape::of(record).path("folder").put("url", json!(format!("https://{site}{port}")));
    shape.time("isodate", "first kept").done()
}
