//! The outcome of what the workers said.

use super::Check;
use crate::Failure;
use engine::{
    Artifact, Coverage, Detection, Examined, FORMAT, Fact, Finding, IndicatorSummary, NotExamined, Outcome,
    State, Tool, Weight, conclude, examine_across,
};

impl Check<'_> {
    pub(super) fn outcome(self, all: &[&'static Artifact]) -> Result<Outcome, Failure> {
        let mut acquisition = self.opened.ok_or_else(|| Failure::new("worker-broke"))?;
        // The worker sees what it is to examine, and mostly not what lay beside it when it was found.
        let asked = std::iter::once(&self.request.candidate).chain(&self.request.with);
        acquisition.beside.extend(asked.flat_map(|one| &one.acquisition.beside).cloned());
        acquisition.beside.sort();
        acquisition.beside.dedup();
        let mut ended = self.ended;
        let mut coverage: Vec<Coverage> = Vec::new();
        let mut findings: Vec<Finding> = Vec::new();
        let mut facts: Vec<Fact> = Vec::new();
        for artifact in all {
            let not_asked = || {
                Examined::without_result(artifact, &acquisition, State::NotExamined(NotExamined::NotAsked))
            };
            let examined = ended.remove(artifact.id).unwrap_or_else(not_asked);
            coverage.push(examined.coverage);
            findings.extend(
                examined
                    .findings
                    .into_iter()
                    .filter_map(|finding| declared((artifact.id, artifact.detections), finding)),
            );
            let artifact = || artifact.id.to_owned();
            facts.extend(examined.facts.into_iter().map(|fact| Fact { artifact: artifact(), ..fact }));
        }
        let mut dates = self.dates;
        dates.sort_unstable();
        dates.dedup();
        let across = self.library.across(acquisition.platform);
        findings.extend(examine_across(across, facts, &findings, &dates, &acquisition));
        let again = self.earlier.is_some();
        for earlier in self.earlier.into_iter().flatten() {
            let made = |known: &Finding| known.detection == earlier.detection && known.cite == earlier.cite;
            if !findings.iter().any(made) {
                findings.extend(
                    across.iter().find_map(|one| declared((one.id, one.detections), earlier.clone())),
                );
            }
        }
        let looked_at = |row: &&Coverage| matches!(row.state, State::Examined { .. });
        let ids: Vec<_> = coverage.iter().filter(looked_at).map(|row| row.artifact.as_str()).collect();
        let compared: std::collections::BTreeSet<_> = all
            .iter()
            .filter(|artifact| ids.contains(&artifact.id) && !self.library.derived.contains(&artifact.id))
            .flat_map(|artifact| artifact.compares)
            .copied()
            .collect();
        let by_kind = &self.loaded.by_kind;
        let mut outcome = Outcome {
            format: FORMAT.to_owned(),
            again,
            conclusion: conclude(&findings, &coverage, &acquisition),
            tool: Tool {
                version: env!("CARGO_PKG_VERSION").to_owned(),
                confinement: self.confinement.unwrap_or_default(),
            },
            indicators: IndicatorSummary {
                total: by_kind.values().sum(),
                applicable: by_kind
                    .iter()
                    .filter(|(kind, _)| compared.contains(kind))
                    .map(|(_, count)| count)
                    .sum(),
                not_understood: self.loaded.not_understood,
                packs: self.loaded.packs,
            },
            with: acquisition.with.clone(),
            acquisition,
            dates,
            findings,
            coverage,
        };
        outcome.sort();
        Ok(outcome)
    }
}

/// A finding as it was declared by what made it: the worker may not raise a weight or invent a detection.
fn declared((id, detections): (&str, &[Detection]), finding: Finding) -> Option<Finding> {
    let detection = detections.iter().find(|detection| detection.id == finding.detection)?;
    let most: Weight = detection.weight;
    Some(Finding { class: detection.class, artifact: id.to_owned(), ..finding.at_most(most) })
}
