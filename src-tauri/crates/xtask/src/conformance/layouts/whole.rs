//! A whole file system, read by both: what no backup takes is compared as well.

use super::counts::{self, Pair, but, same};
use super::read::Phone;
use super::{alerts, judged};
use crate::board::Ended;
use crate::failure::Failure;

/// Modules that read a whole file system only.
pub(super) const PAIRS: &[Pair] = &[
    same("analytics", "ios.analytics"),
    same("cache_files", "ios.cache-files"),
    same("filesystem", "ios.filesystem"),
    but(
        "netusage",
        "ios.netusage",
        |ours| counts::at(ours, "ZLIVEUSAGE"),
        "we tell programs apart from their use",
    ),
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

/// Modules that read nothing here although it is there, each with the reason.
const BLIND: &[(&str, &str)] = &[
    ("configuration_profiles", "it reads profiles of backups only"),
    ("profile_events", "it reads their log in backups only"),
    ("firefox_history", "it looks for Firefox outside the folders of apps"),
    ("firefox_favicon", "it looks for Firefox outside the folders of apps"),
];

pub(super) fn compare(phone: &Phone) -> Result<Ended, Failure> {
    let mut wrong = Vec::new();
    for (module, why) in BLIND {
        println!("  {module} is not compared: {why}");
    }
    let seen = |pair: &&Pair| !BLIND.iter().any(|(module, _)| *module == pair.module);
    let all: Vec<&Pair> = counts::PAIRS.iter().chain(PAIRS).filter(seen).collect();
    counts::rows(phone, &all, &mut wrong)?;
    alerts::compare_one(phone, &mut wrong)?;
    judged(&wrong, "find out who is right, and say why in conformance/layouts/whole.rs or alerts.rs")
}
