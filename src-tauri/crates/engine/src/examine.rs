//! Runs every artifact over the evidence, several at once, each behind its own wall.

use crate::artifact::{Across, Artifact, Case, Found, Scene};
use crate::availability::{expected, why_absent};
use crate::merge;
use crate::{Cite, Coverage, Day, Fact, Finding, NotExamined, Notes, Record, State, UnreadWhy, Wanted};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What one artifact gave.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Examined {
    /// Its row.
    pub coverage: Coverage,
    /// What fired.
    pub findings: Vec<Finding>,
    /// What detections across artifacts may want.
    pub facts: Vec<Fact>,
}

/// Something that happened while examining.
#[derive(Debug)]
pub enum Event<'a> {
    /// An artifact's turn has come.
    Started(&'a Artifact),
    /// It is alive, and has read so many records.
    Alive(&'a Artifact, u64),
    /// Records, if they are wanted.
    Records(&'a Artifact, Vec<Record>),
    /// It has ended.
    Ended(&'a Artifact, Examined),
}

impl std::fmt::Debug for Artifact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.id)
    }
}

/// Who is told. Called from several threads.
pub trait Observer: Sync {
    /// False stops the check as soon as artifacts ask.
    fn tell(&self, event: Event<'_>) -> bool;
}

/// How to run.
#[derive(Debug, Clone, Copy)]
pub struct Control {
    /// Artifacts at once, at least 1.
    pub jobs: usize,
    /// Which records are wanted.
    pub records: Wanted,
}

/// Examines `artifacts`. Results are told as they come; the caller puts them in order.
///
/// A panic in one is its own [`State::Broke`]. When the observer answers false, artifacts that have not
/// ended give nothing: half of a check is no check.
pub fn examine(case: &Case<'_>, artifacts: &[&'static Artifact], control: Control, observer: &dyn Observer) {
    examine_all(std::slice::from_ref(case), artifacts, control, observer);
}

/// As [`examine`], for acquisitions of one phone that hold the same paths (two sysdiagnoses): each artifact
/// looks at one after the other, and gives one row.
pub fn examine_all(
    cases: &[Case<'_>],
    artifacts: &[&'static Artifact],
    control: Control,
    observer: &dyn Observer,
) {
    let next = AtomicUsize::new(0);
    let stopped = Mutex::new(false);
    let is_stopped = || stopped.lock().is_ok_and(|stopped| *stopped);
    let tell = |event: Event<'_>| {
        let go_on = observer.tell(event);
        if !go_on && let Ok(mut stopped) = stopped.lock() {
            *stopped = true;
        }
        go_on
    };
    let work = || {
        while let Some(artifact) = artifacts.get(next.fetch_add(1, Ordering::Relaxed)) {
            if is_stopped() || !tell(Event::Started(artifact)) {
                return;
            }
            let each = cases.iter().map(|case| examine_one(case, artifact, control, &tell));
            let Some(ended) = each.reduce(merge::together) else { return };
            if is_stopped() {
                return;
            }
            tell(Event::Ended(artifact, ended));
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..control.jobs.max(1).min(artifacts.len().max(1)) {
            scope.spawn(work);
        }
        work();
    });
}

fn examine_one(
    case: &Case<'_>,
    artifact: &'static Artifact,
    control: Control,
    tell: &dyn Fn(Event<'_>) -> bool,
) -> Examined {
    let part = |cite: &mut Cite| cite.part = case.evidence.part(&cite.path);
    let mut sink = |mut records: Vec<Record>| {
        records.iter_mut().for_each(|record| part(&mut record.cite));
        tell(Event::Records(artifact, records));
    };
    let mut go_on = |count| tell(Event::Alive(artifact, count));
    let sink: Option<&mut dyn FnMut(Vec<Record>)> =
        if control.records == Wanted::Nothing { None } else { Some(&mut sink) };
    let mut notes = Notes::new(artifact.id, sink, &mut go_on);
    notes.jobs = control.jobs.max(1);
    if control.records == Wanted::WithStored {
        notes = notes.with_stored();
    }
    let found = catch_unwind(AssertUnwindSafe(|| (artifact.examine)(case, &mut notes)));
    notes.hand_over();
    let Notes { records, gaps, unread, mut findings, mut facts, .. } = notes;
    findings.iter_mut().for_each(|finding| part(&mut finding.cite));
    facts.iter_mut().for_each(|fact| part(&mut fact.cite));
    let state = match found {
        Err(_) => State::Broke { how: "panicked".into() },
        Ok(Found::Yes) => State::Examined { records, gaps, unread },
        // Listed but not stored counts as missing, not as ordinary absence.
        Ok(Found::Absent) if unread.iter().any(|part| part.why == UnreadWhy::Missing) => {
            State::NotExamined(NotExamined::Missing)
        }
        Ok(Found::Absent) if !unread.is_empty() || gaps > 0 => State::NotExamined(NotExamined::Unreadable),
        Ok(Found::Absent) if case.evidence.left_out(artifact.reads) => {
            State::NotExamined(NotExamined::NotKept)
        }
        Ok(Found::Absent) => State::NotExamined(why_absent(artifact.availability, case.acquisition)),
        Ok(Found::Not(why)) => State::NotExamined(why),
    };
    Examined { coverage: row(artifact, case.acquisition, state), findings, facts }
}

/// The row of an artifact that did not come to an end by itself.
fn row(artifact: &Artifact, acquisition: &crate::Acquisition, state: State) -> Coverage {
    Coverage {
        artifact: artifact.id.to_owned(),
        version: artifact.version,
        expected: expected(artifact.availability, acquisition),
        state,
    }
}

impl Examined {
    /// For an artifact whose process crashed, hung or was not asked.
    pub fn without_result(artifact: &Artifact, acquisition: &crate::Acquisition, state: State) -> Self {
        Self { coverage: row(artifact, acquisition, state), findings: Vec::new(), facts: Vec::new() }
    }
}

/// Looks across all that was seen. Facts are sorted here, so that the order of arrival does not matter.
/// A finding that its [`Across`] did not declare is left out, and none is heavier than declared.
pub fn examine_across(
    across: &[&'static Across],
    mut facts: Vec<Fact>,
    findings: &[Finding],
    days: &[Day],
    acquisition: &crate::Acquisition,
) -> Vec<Finding> {
    facts.sort_by(|a, b| a.when.cmp(&b.when).then_with(|| a.cmp(b)));
    let scene = Scene { facts: &facts, findings, days, acquisition };
    let declared = |one: &Across, finding: Finding| {
        let detection = one.detections.iter().find(|detection| detection.id == finding.detection)?;
        Some(Finding { class: detection.class, ..finding.at_most(detection.weight) })
    };
    across
        .iter()
        .flat_map(|one| (one.detect)(&scene).into_iter().filter_map(|finding| declared(one, finding)))
        .collect()
}
