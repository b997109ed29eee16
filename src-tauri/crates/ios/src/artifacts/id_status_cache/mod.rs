//! # Looked-up accounts
//!
//! **Found in** `HomeDomain/Library/Preferences/com.apple.identityservices.idstatuscache.plist` of backups; on the
//! phone itself also in `Library/IdentityServices`. Systems from iOS 14.7 on keep it empty or not at all.
//!
//! **Shows** accounts that the phone looked up with Apple for iMessage, FaceTime and more, and when.
//!
//! **Cannot show** who wrote first, nor what.
//!
//! **Ordinary reasons.** A look-up also happens when the owner of the phone writes. No ordinary account holds two
//! NUL characters in a row.
//!
//! **Sources.** Amnesty International, "Forensic Methodology Report", 2021, and its list of accounts; Kaspersky on
//! Operation Triangulation, 2023; MVT, documentation of its records (empty since 14.7).

mod parser;
#[cfg(test)]
mod tests;

use super::shared::{accounts, plists};
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Finding, Found, Notes, Presence, Record, Stored,
    Version, Weight,
};
use parser::LookUp;
use property_list::Value;
use std::collections::BTreeMap;

static EMAIL: Detection =
    Detection { id: "ios.id-status-cache.email", weight: Weight::KnownSpyware, class: Class::Targeted };
static NULS: Detection =
    Detection { id: "ios.id-status-cache.null-bytes", weight: Weight::Strong, class: Class::Attempt };

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.id-status-cache",
    version: 1,
    reads: &[
        "HomeDomain/Library/Preferences/com.apple.identityservices.idstatuscache.plist",
        "HomeDomain/Library/IdentityServices/idstatuscache.plist",
    ],
    availability: &[
        Availability::backup(Presence::Sometimes)
            .until(EMPTIED)
            .source("reference tool: empty from iOS 14.7 on"),
        Availability::filesystem(Presence::Sometimes)
            .until(EMPTIED)
            .source("reference tool: empty from iOS 14.7 on"),
    ],
    detections: &[EMAIL, NULS],
    compares: &[Kind::Email],
    fields: &[
        ("service", "the service; com.apple.madrid is iMessage"),
        ("account", "the account, with its scheme; NUL characters as they are"),
        ("status", "Apple's answer: 1 known, 2 not known"),
    ],
    examine,
};

/// First system that keeps the list empty.
const EMPTIED: Version = Version(14, 7, 0);

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let found = read(case, notes);
    let newer = case.acquisition.os_version.is_some_and(|version| version >= EMPTIED);
    // The file stayed, nothing is written into it any more: that is not having looked.
    if newer && notes.records() == 0 && notes.gaps() == 0 { Found::Absent } else { found }
}

fn read(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    plists::each(case, notes, ARTIFACT.reads, &mut |root, entry, notes| {
        let mut number = 0_u64;
        let times = if notes.wants_stored() { times(root) } else { BTreeMap::new() };
        let gaps = parser::look_ups(root, &mut |look_up| {
            // The account itself is personal and may hold anything: it is quoted, not cited.
            number += 1;
            let cite = Cite::new(&entry.path, format!("{} entry {number}", look_up.service));
            judge(case, look_up, &cite, notes);
            let occurrences = || times.get(look_up.account).copied().unwrap_or_default();
            let made_of = || Stored::from_iter([("occurrences", occurrences().into())]);
            notes.made_of(made_of, |notes| {
                notes.record(|| {
                    Record::new(cite)
                        .time("looked up", look_up.when)
                        .field("service", look_up.service)
                        .field("account", look_up.account)
                        .field("status", look_up.status)
                })
            })
        });
        (0..gaps).for_each(|_| notes.gap());
    })
}

/// How often each account was looked up, by all services together.
fn times(root: &Value) -> BTreeMap<String, u64> {
    let mut times = BTreeMap::new();
    parser::look_ups(root, &mut |look_up| {
        *times.entry(look_up.account.to_owned()).or_default() += 1;
        true
    });
    times
}

fn judge(case: &Case<'_>, look_up: &LookUp<'_>, cite: &Cite, notes: &mut Notes<'_>) {
    let quoted = |finding: Finding| {
        finding.at(look_up.when).quote("service", look_up.service).personal("account", look_up.account)
    };
    let email = look_up.account.strip_prefix("mailto:");
    if let Some(hit) = email.and_then(|email| accounts::known(case.indicators, email)) {
        notes.finding(quoted(Finding::new(&EMAIL, cite.clone()).matched(hit)));
    }
    if look_up.account.contains("\0\0") {
        notes.finding(quoted(Finding::new(&NULS, cite.clone())));
    }
}
