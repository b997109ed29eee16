//! An attempt: something odd came and a program fell over near it. And what ran afterwards.

use super::{ATTEMPT, EXECUTION, MOST, NICKNAME, TRANSFER, facts, named, of_class, weight};
use crate::artifacts::shared::programs::{Place, place};
use engine::{Class, Fact, Finding, Scene, Weight};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

/// How far apart the two halves of an attempt lie: the first crash may come before or after what was sent.
const NEAR: SignedDuration = SignedDuration::from_hours(3);
/// How long after an attempt a program counts as what came of it.
const AFTERWARDS: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Between the crash of `imagent` and the change of a folder.
const MINUTE: SignedDuration = SignedDuration::from_secs(60);
/// Use of the network by a program whose entry is gone: a trace of clean-up, and of something that ran.
const CUT_LOOSE: [&str; 2] = ["ios.datausage.live-without-process", "ios.netusage.live-without-process"];
/// Records of programs that ran. A name of theirs that is published but also Apple's or anybody's, or an odd place, is
/// worth a look alone; after an attempt it has the second sign that it needs.
const RAN: [&str; 8] = [
    "ios.crash-reports",
    "ios.datausage",
    "ios.jetsam-reports",
    "ios.netusage",
    "ios.os-analytics-ad-daily",
    "ios.processes",
    "ios.shutdown-log",
    "ios.unified-log",
];

/// For each pattern of crashes the nearest odd thing that came.
pub(super) fn attempts(scene: &Scene<'_>) -> Vec<Finding> {
    let came: Vec<&Fact> = {
        let odd = named(scene, facts::ODD_ATTACHMENT);
        let mut came: Vec<_> = odd.chain(named(scene, facts::ATTACHMENT_FOLDER_CHANGED)).collect();
        came.sort_by_key(|fact| fact.when);
        came
    };
    let mut found: Vec<Finding> = Vec::new();
    // The heaviest first: it speaks for all around the same thing.
    let mut crashes: Vec<&Fact> = named(scene, facts::CRASH_PATTERN).collect();
    crashes.sort_by_key(|crash| std::cmp::Reverse(weight(scene, crash)));
    for crash in crashes {
        let Some(near) = heaviest_near(scene, &came, crash.when) else { continue };
        // Two patterns around one thing that came are one attempt.
        let again = |finding: &Finding| finding.cite == near.cite;
        if found.len() == MOST || found.iter().any(again) {
            continue;
        }
        let parts = weight(scene, crash).max(weight(scene, near));
        found.push(
            Finding::new(&ATTEMPT, near.cite.clone())
                .at(Some(crash.when.min(near.when)))
                .quote("process", crash.about.as_str())
                .quote("name", near.about.as_str())
                .at_most(parts),
        );
    }
    found
}

/// The heaviest, then the nearest.
fn heaviest_near<'a>(scene: &Scene<'_>, came: &[&'a Fact], when: Timestamp) -> Option<&'a Fact> {
    let start = came.partition_point(|fact| when.duration_since(fact.when) > NEAR);
    let near = came[start..].iter().take_while(|fact| fact.when.duration_since(when) <= NEAR).take(1000);
    near.copied().max_by(|a, b| {
        let distance = |fact: &Fact| fact.when.duration_since(when).abs();
        weight(scene, a).cmp(&weight(scene, b)).then_with(|| distance(b).cmp(&distance(a)))
    })
}

/// The first program after each attempt that is hard to explain otherwise.
pub(super) fn then_program(scene: &Scene<'_>, attempts: &[Finding]) -> Vec<Finding> {
    if attempts.is_empty() {
        return Vec::new();
    }
    let gone = scene.findings.iter().filter(|finding| CUT_LOOSE.contains(&finding.detection.as_str()));
    let ran = of_class(scene, Class::Execution).filter(|ran| ran.weight >= Weight::Strong || is_program(ran));
    let ran = ran.chain(gone.filter(|gone| gone.weight >= Weight::Strong));
    let ran: Vec<&Finding> = ran.collect();
    let mut ran: Vec<(Timestamp, &Finding)> =
        ran.iter().filter_map(|ran| Some((ran.when?, *ran))).chain(used_again(scene, &ran)).collect();
    ran.sort_by_key(|(when, _)| *when);
    let mut found: Vec<Finding> = Vec::new();
    for attempt in attempts {
        let Some(tried) = attempt.when else { continue };
        let after = ran.partition_point(|(when, _)| *when < tried);
        let Some((when, ran)) = ran.get(after).copied() else { continue };
        if when.duration_since(tried) > AFTERWARDS {
            continue;
        }
        if found.iter().any(|finding| finding.cite == ran.cite) {
            continue;
        }
        let mut finding = Finding::new(&EXECUTION, ran.cite.clone()).at(Some(when));
        for (name, quote) in attempt.quotes.iter().filter(|(name, _)| *name == "name") {
            finding.quotes.insert(name.clone(), quote.clone());
        }
        let trace =
            ran.quotes.iter().find(|(name, _)| matches!(name.as_str(), "process" | "path" | "number"));
        let trace = trace.map_or(ran.cite.place.as_str(), |(_, quote)| quote.value.as_str());
        found.push(finding.quote("process", trace).at_most(attempt.weight.max(ran.weight)));
    }
    found
}

/// Each time that a program used the network, of programs that weigh enough alone. Of the others only the time of the finding
/// counts, the first one: what was there before an attempt did not come of it.
fn used_again<'a>(
    scene: &'a Scene<'_>,
    ran: &[&'a Finding],
) -> impl Iterator<Item = (Timestamp, &'a Finding)> {
    let heavy = ran.iter().filter(|ran| ran.weight >= Weight::Strong);
    let named_ones = heavy.filter_map(|ran| {
        let name = ran.quotes.get("process")?;
        Some(((ran.artifact.as_str(), name.value.as_str()), *ran))
    });
    let by_name: BTreeMap<(&str, &str), &Finding> = named_ones.collect();
    let traffic = named(scene, facts::PROCESS_TRAFFIC);
    traffic.filter_map(move |fact| {
        let ran = by_name.get(&(fact.artifact.as_str(), fact.about.as_str()))?;
        Some((fact.when, *ran))
    })
}

/// A program that is no app: anybody can give an app such a name.
fn is_program(finding: &Finding) -> bool {
    let quote = |name: &str| finding.quotes.get(name).map(|quote| quote.value.as_str());
    let of_app = quote("bundle").is_some() || quote("path").is_some_and(|path| place(path) == Place::App);
    RAN.contains(&finding.artifact.as_str()) && quote("process").is_some() && !of_app
}

/// `imagent` crashed, and within a minute a folder of attachments changed, though nothing came.
pub(super) fn nickname(scene: &Scene<'_>) -> Vec<Finding> {
    let changed: Vec<&Fact> = named(scene, facts::ATTACHMENT_FOLDER_CHANGED).collect();
    let crashes = named(scene, facts::EARLY_IMAGENT_CRASH);
    let soon = |crash: &Fact| {
        let first = changed.partition_point(|folder| folder.when < crash.when);
        changed.get(first).filter(|folder| folder.when.duration_since(crash.when) <= MINUTE).copied()
    };
    crashes
        .filter_map(|crash| Some((crash, soon(crash)?)))
        .map(|(crash, folder)| {
            Finding::new(&NICKNAME, crash.cite.clone())
                .at(Some(crash.when))
                .quote("path", folder.about.as_str())
        })
        .take(MOST)
        .collect()
}

/// Large transfers of files in messages near one half of an attempt: a note that goes with it.
pub(super) fn transfers(scene: &Scene<'_>) -> Vec<Finding> {
    let halves = || named(scene, facts::CRASH_PATTERN).chain(named(scene, facts::ODD_ATTACHMENT));
    named(scene, facts::MESSAGE_TRANSFER)
        .filter(|transfer| halves().any(|half| half.when.duration_since(transfer.when).abs() <= NEAR))
        .map(|transfer| {
            Finding::new(&TRANSFER, transfer.cite.clone())
                .at(Some(transfer.when))
                .quote("megabytes", transfer.about.as_str())
        })
        .take(MOST)
        .collect()
}
