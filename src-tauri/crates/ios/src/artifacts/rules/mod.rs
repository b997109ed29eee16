//! The published rules for iPhones (backups B1 to B28, sysdiagnoses and crash reports S1 to S18, several artifacts
//! together C1 to C5), each held to evidence that fires it at the weight of the table and to a look-alike that does
//! not. What the table knows by a third party's word only weighs one step less, what is unconfirmed a look at most.

mod apps;
mod claims;
mod correlations;
mod crashed;
mod crashes;
mod networks;
mod programs;
mod received;
mod sysdiagnose;

use super::testing::{Phone, acquisition, indicators, look_at};
use super::{ACROSS, ALL};
use engine::indicators::Indicators;
use engine::{Acquisition, Artifact, Finding, Kind, Version, Weight};
use std::collections::BTreeSet;

/// Level in the table.
#[derive(Debug, Clone, Copy)]
enum Level {
    Match,
    Strong,
    Look,
    Note,
}

/// How the table knows a rule.
#[derive(Debug, Clone, Copy)]
enum Mark {
    /// Read at its source.
    Read,
    /// Known through a summary.
    Told,
    /// Not confirmed.
    Unsure,
}

/// The weight that a finding must have.
fn weight(level: Level, mark: Mark) -> Weight {
    let at_source = match level {
        Level::Match => Weight::KnownSpyware,
        Level::Strong => Weight::Strong,
        Level::Look => Weight::Look,
        Level::Note => Weight::Note,
    };
    match (mark, at_source) {
        (Mark::Read, weight) => weight,
        (Mark::Told, Weight::KnownSpyware) => Weight::Strong,
        (Mark::Told, Weight::Strong) => Weight::Look,
        (Mark::Told, _) => Weight::Note,
        (Mark::Unsure, weight) => weight.min(Weight::Look),
    }
}

/// One level of a rule, and what was found for it.
struct Line {
    detection: String,
    level: Level,
    mark: Mark,
    /// A lighter weight than the table's, and why.
    lighter: Option<(Weight, &'static str)>,
    fires: Vec<Finding>,
    alike: Vec<Finding>,
}

impl Line {
    fn lighter(self, weight: Weight, why: &'static str) -> Self {
        Self { lighter: Some((weight, why)), ..self }
    }
}

/// One rule.
struct Rule {
    id: &'static str,
    lines: Vec<Line>,
}

fn rule<const N: usize>(id: &'static str, lines: [Line; N]) -> Rule {
    Rule { id, lines: lines.into() }
}

/// Where an artifact is looked for, and with which indicators.
struct Setting {
    artifact: &'static Artifact,
    acquisition: Acquisition,
    indicators: Indicators,
}

/// Published values of our own, one of each kind that rules need.
const PLANTED: &[&str] = &[
    "domain-name:value='plant.example'",
    "email-addr:value='one@plant-mail.example'",
    "process:name='plantd'",
    "file:path='/private/var/tmp/plantpath'",
    "app:id='com.plant.stalker'",
    "configuration-profile:id='9F1F7B3E-0000-4000-8000-PLANT0000001'",
];

fn setting(artifact: &'static Artifact, kind: Kind) -> Setting {
    let acquisition = Acquisition { kind, ..acquisition(Version(17, 6, 1)) };
    Setting { artifact, acquisition, indicators: indicators(PLANTED) }
}

fn backup(artifact: &'static Artifact) -> Setting {
    setting(artifact, Kind::IosBackup)
}

fn sysdiagnose(artifact: &'static Artifact) -> Setting {
    setting(artifact, Kind::IosSysdiagnose)
}

fn full_copy(artifact: &'static Artifact) -> Setting {
    setting(artifact, Kind::IosFilesystem)
}

impl Setting {
    fn version(mut self, version: Version) -> Self {
        self.acquisition.os_version = Some(version);
        self
    }

    /// With what is shipped.
    fn builtin(self) -> Self {
        Self { indicators: Indicators::builtin(), ..self }
    }

    /// Detection `name` of the artifact, on a phone that fires it and one that only resembles it.
    fn line(&self, name: &str, level: Level, mark: Mark, [fires, alike]: [Phone; 2]) -> Line {
        let findings = |phone: &Phone| {
            look_at(self.artifact, phone, &self.indicators, &self.acquisition).examined.findings
        };
        Line {
            detection: format!("{}.{name}", self.artifact.id),
            level,
            mark,
            lighter: None,
            fires: findings(&fires),
            alike: findings(&alike),
        }
    }
}

fn rules() -> Vec<Rule> {
    [
        networks::rules(),
        programs::rules(),
        received::rules(),
        apps::rules(),
        sysdiagnose::rules(),
        crashes::rules(),
        correlations::rules(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

#[test]
fn every_rule_fires_at_the_weight_of_the_table_and_its_look_alike_does_not() {
    for rule in rules() {
        for line in rule.lines {
            let name = format!("{} {}", rule.id, line.detection);
            let table = weight(line.level, line.mark);
            let held = line.lighter.map_or(table, |(lighter, _)| lighter);
            assert!(held < table || line.lighter.is_none(), "{name}: {:?} is not lighter", line.lighter);
            let fired: Vec<_> = line.fires.iter().filter(|found| found.detection == line.detection).collect();
            assert!(!fired.is_empty(), "{name} did not fire: {:#?}", line.fires);
            for finding in fired {
                assert_eq!(finding.weight, held, "{name}: {finding:#?}");
            }
            for finding in &line.alike {
                assert!(finding.detection != line.detection, "{name}: the look-alike fired {finding:#?}");
                assert!(finding.weight <= Weight::Note, "{name}: the look-alike gave {finding:#?}");
            }
        }
    }
}

#[test]
fn every_rule_of_the_table_is_held_to_evidence_or_says_why_not() {
    let table = [("B", 28), ("S", 18), ("C", 5)];
    let wanted: Vec<String> =
        table.iter().flat_map(|(letter, last)| (1..=*last).map(move |n| format!("{letter}{n}"))).collect();
    let held: Vec<&str> = rules().iter().map(|rule| rule.id).collect();
    let told: Vec<&str> = claims::NOT_OF_EVIDENCE.iter().map(|(id, _)| *id).collect();
    for id in &wanted {
        let times = held.iter().chain(&told).filter(|known| *known == id).count();
        assert_eq!(times, 1, "{id}");
    }
    assert_eq!(held.len() + told.len(), wanted.len());
}

#[test]
fn every_detection_belongs_to_a_rule_or_is_listed_with_its_reason() {
    let rules = rules();
    let claimed: BTreeSet<&str> =
        rules.iter().flat_map(|rule| &rule.lines).map(|line| line.detection.as_str()).collect();
    let listed: BTreeSet<&str> =
        claims::PUBLISHED_VALUES.iter().copied().chain(claims::OURS.iter().map(|(id, _)| *id)).collect();
    let artifacts = ALL.iter().flat_map(|artifact| artifact.detections);
    let declared: BTreeSet<&str> =
        artifacts.chain(ACROSS.iter().flat_map(|across| across.detections)).map(|one| one.id).collect();
    let known: BTreeSet<&str> = claimed.union(&listed).copied().collect();
    assert_eq!(declared.difference(&known).collect::<Vec<_>>(), Vec::<&&str>::new(), "neither");
    assert_eq!(known.difference(&declared).collect::<Vec<_>>(), Vec::<&&str>::new(), "no longer declared");
    assert_eq!(claimed.intersection(&listed).collect::<Vec<_>>(), Vec::<&&str>::new(), "both");
}
