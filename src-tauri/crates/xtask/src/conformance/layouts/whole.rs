//! A whole file system, read by both: what no backup takes is compared as well.

use super::counts::{self, Pair};
use super::read::Phone;
use super::{alerts, judged};
use crate::board::Ended;
use crate::failure::Failure;

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
    let all: Vec<&Pair> = counts::PAIRS.iter().chain(counts::OF_WHOLE).filter(seen).collect();
    counts::rows(phone, &all, &mut wrong)?;
    alerts::compare_one(phone, &mut wrong)?;
    judged(&wrong, "find out who is right, and say why in conformance/layouts/whole.rs or alerts.rs")
}
