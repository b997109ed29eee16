//! A phone that holds a few files, for fuzzing an artifact from its door to its findings.

mod databases;

pub use databases::{sources, sqlite_limits, with_sums};

use engine::{
    Acquisition, Artifact, Case, Entry, Evidence, Finding, Kind, Notes, ReadAt, Record, Unread, Version,
};
use std::sync::{Arc, OnceLock};

struct FewFiles(Vec<(Entry, Arc<Vec<u8>>)>);

impl Evidence for FewFiles {
    fn find(&self, patterns: &[&str]) -> Result<Vec<Entry>, Unread> {
        let fits =
            |entry: &Entry| patterns.iter().any(|pattern| ios::acquisition::matches(pattern, &entry.path));
        Ok(self.0.iter().filter(|(entry, _)| fits(entry)).map(|(entry, _)| entry.clone()).collect())
    }

    fn open(&self, entry: &Entry) -> Result<Arc<dyn ReadAt>, Unread> {
        let (_, bytes) =
            self.0.iter().find(|(other, _)| other.path == entry.path).expect("an entry that was given");
        Ok(bytes.clone())
    }

    fn walk(&self, visit: &mut dyn FnMut(&Entry) -> bool) -> Result<u64, Unread> {
        let _ = self.0.iter().all(|(entry, _)| visit(entry));
        Ok(0)
    }
}

/// What an artifact said.
#[derive(Debug, Default, PartialEq)]
struct Said {
    records: Vec<Record>,
    findings: Vec<Finding>,
    gaps: u64,
    unread: Vec<Unread>,
}

/// Examines files (path, content) with the built-in indicators. Whatever they hold, findings and records are of
/// these files, and their number is bounded; one input in eight is examined twice, and says the same again, whether
/// somebody wants to know what records are made of or not.
pub fn examine(artifact: &'static Artifact, files: &[(&str, &[u8])]) {
    let entry = |path: &str, bytes: &[u8]| Entry {
        stored: true,
        size: bytes.len() as u64,
        mode: 0o100_644,
        ..Entry::listed(path)
    };
    let mut held: Vec<_> =
        files.iter().map(|(path, bytes)| (entry(path, bytes), Arc::new(bytes.to_vec()))).collect();
    held.sort_by(|a, b| a.0.path.cmp(&b.0.path));
    let phone = FewFiles(held);
    let mut said = once(artifact, &phone, true);
    said.records.iter_mut().for_each(|record| record.stored.clear());
    let given = |path: &str| files.iter().any(|(other, _)| *other == path);
    assert!(said.findings.len() <= 10_000 && said.unread.len() <= 200);
    assert!(said.findings.iter().all(|finding| given(&finding.cite.path)), "{:?}", said.findings);
    assert!(said.records.iter().all(|record| given(&record.cite.path)), "{:?}", said.records);
    let weight = |finding: &Finding| artifact.detections.iter().any(|one| one.id == finding.detection);
    assert!(said.findings.iter().all(weight), "a detection that was not declared");
    let bytes: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
    if bytes.is_multiple_of(8) {
        // Compared as text: a number that is none is not equal to itself.
        assert_eq!(format!("{said:?}"), format!("{:?}", once(artifact, &phone, false)));
    }
}

fn once(artifact: &'static Artifact, evidence: &FewFiles, with_stored: bool) -> Said {
    static INDICATORS: OnceLock<indicators::Indicators> = OnceLock::new();
    let acquisition =
        Acquisition { os_version: Some(Version(17, 6, 1)), ..Acquisition::of(Kind::IosSysdiagnose) };
    let indicators = INDICATORS.get_or_init(indicators::Indicators::builtin);
    let case = Case { evidence, indicators, acquisition: &acquisition };
    let mut records = Vec::new();
    let (mut sink, mut go_on) = (|some| records.extend::<Vec<Record>>(some), |_| true);
    let notes = Notes::new(artifact.id, Some(&mut sink), &mut go_on);
    let mut notes = if with_stored { notes.with_stored() } else { notes };
    let _ = (artifact.examine)(&case, &mut notes);
    let (findings, gaps, unread) = (notes.findings().to_vec(), notes.gaps(), notes.unread_parts().to_vec());
    Said { records, findings, gaps, unread }
}

/// The parts of an input, one for each file: the lengths of all but the last stand in front, three bytes each.
pub fn parts<const N: usize>(bytes: &[u8]) -> [&[u8]; N] {
    let mut parts = [[].as_slice(); N];
    let Some((lengths, mut rest)) = bytes.split_at_checked(3 * (N - 1)) else { return parts };
    for (at, part) in parts.iter_mut().enumerate() {
        let length = match lengths.get(3 * at..3 * at + 3) {
            Some([a, b, c]) => usize::from(*a) | usize::from(*b) << 8 | usize::from(*c) << 16,
            _ => rest.len(),
        };
        (*part, rest) = rest.split_at(length.min(rest.len()));
    }
    parts
}
