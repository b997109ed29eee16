//! # What several artifacts saw together
//!
//! **Found in** the facts and findings of all artifacts of one check, and the days that the person entered.
//!
//! **Shows** an attempt (something odd came, and a program that reads messages fell over within three hours),
//! what ran after it, traces that were removed with nothing else to see, hands on the phone around a day that
//! the person named, links or accounts that reached the phone where nothing more was seen, and many megabytes of files
//! in messages near one half of an attempt. The last only stands beside the others: alone it is never told.
//!
//! **Cannot show** causes. Two things that happened close together need not belong together, and a check that
//! lacks crash reports cannot see half of an attempt.
//!
//! **Ordinary reasons.** Test versions of iOS crash often. Phones are connected to their owner's computer, and apps
//! are installed, on any day.
//!
//! **Sources.** Citizen Lab, "BLASTPASS", 2023, and iVerify, Black Hat Asia 2024, for crashes around odd passes and the
//! 31 megabytes that came with them;
//! iVerify, "NICKNAME", 2025, which Apple calls an ordinary mistake, for a crash of `imagent` before folders of
//! attachments change (on systems before 18.3.1; worth a look at most); Amnesty International, "A Digital
//! Prison", 2024, for spyware that was installed while the police had the phone. That the combinations weigh no
//! more than their heaviest part, and the length of all windows but the minute of NICKNAME, are our own.

mod alone;
mod attempt;
pub mod facts;
mod hands;
#[cfg(test)]
mod tests;

use engine::{Across, Class, Detection, Fact, Finding, Scene, Weight};

static ATTEMPT: Detection =
    Detection { id: "ios.across.attempt", weight: Weight::Strong, class: Class::Attempt };
static NICKNAME: Detection =
    Detection { id: "ios.across.crash-then-folder", weight: Weight::Look, class: Class::Attempt };
static EXECUTION: Detection = Detection {
    id: "ios.across.attempt-then-program",
    weight: Weight::KnownSpyware,
    class: Class::Execution,
};
static TRANSFER: Detection =
    Detection { id: "ios.across.large-transfer", weight: Weight::Note, class: Class::Attempt };
static REMOVED: Detection =
    Detection { id: "ios.across.traces-removed", weight: Weight::Strong, class: Class::Cleanup };
static CONNECTED: Detection =
    Detection { id: "ios.across.computer-around-day", weight: Weight::Strong, class: Class::PhysicalAccess };
static APPEARED: Detection = Detection {
    id: "ios.across.appeared-around-day",
    weight: Weight::KnownSpyware,
    class: Class::PhysicalAccess,
};
static TARGETED: Detection =
    Detection { id: "ios.across.reached-only", weight: Weight::Note, class: Class::Targeted };

/// All combinations of iPhones.
pub static ACROSS: Across = Across {
    id: "ios.across",
    version: 1,
    detections: &[ATTEMPT, NICKNAME, TRANSFER, EXECUTION, REMOVED, CONNECTED, APPEARED, TARGETED],
    detect,
};

/// Kept of each detection: whoever reads them needs no more to see the pattern.
const MOST: usize = 50;

fn detect(scene: &Scene<'_>) -> Vec<Finding> {
    let attempts = attempt::attempts(scene);
    let mut findings = attempt::then_program(scene, &attempts);
    findings.extend(attempts);
    findings.extend(attempt::nickname(scene));
    findings.extend(attempt::transfers(scene));
    findings.extend(hands::connected(scene));
    findings.extend(hands::appeared(scene));
    findings.extend(alone::removed(scene));
    findings.extend(alone::reached(scene));
    findings
}

/// Facts of one name, oldest first.
fn named<'a>(scene: &'a Scene<'a>, what: &'a str) -> impl Iterator<Item = &'a Fact> {
    scene.facts.iter().filter(move |fact| fact.what == what)
}

/// The weight of the finding that was made of a fact; a fact alone is worth a look.
fn weight(scene: &Scene<'_>, fact: &Fact) -> Weight {
    let same = |finding: &&Finding| finding.artifact == fact.artifact && finding.cite == fact.cite;
    scene.findings.iter().filter(same).map(|finding| finding.weight).max().unwrap_or(Weight::Look)
}

/// Findings of one class that are worth a look at least.
fn of_class<'a>(scene: &'a Scene<'a>, class: Class) -> impl Iterator<Item = &'a Finding> {
    scene.findings.iter().filter(move |finding| finding.class == class && finding.weight >= Weight::Look)
}
