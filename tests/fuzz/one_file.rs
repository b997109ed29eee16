//! A phone that holds one file, for fuzzing an artifact from its door to its findings.

use engine::{
    Acquisition, Artifact, Case, Entry, EntryKind, Evidence, Kind, Notes, ReadAt, Stamps, Unread, Version,
};
use std::sync::{Arc, OnceLock};

struct OneFile {
    entry: Entry,
    bytes: Vec<u8>,
}

impl Evidence for OneFile {
    /// Whoever asks gets the file, once, by the last step of its path.
    fn find(&self, patterns: &[&str]) -> Result<Vec<Entry>, Unread> {
        let kind = |path: &str| path.rsplit('.').next().map(str::to_owned);
        let fits = patterns.iter().any(|pattern| kind(pattern) == kind(&self.entry.path));
        Ok(fits.then(|| self.entry.clone()).into_iter().collect())
    }

    fn open(&self, _: &Entry) -> Result<Arc<dyn ReadAt>, Unread> {
        Ok(Arc::new(self.bytes.clone()))
    }

    fn walk(&self, visit: &mut dyn FnMut(&Entry) -> bool) -> Result<u64, Unread> {
        visit(&self.entry);
        Ok(0)
    }
}

/// Examines `bytes` as the file at `path`, with the built-in indicators.
pub fn examine(artifact: &'static Artifact, path: &str, bytes: &[u8]) {
    static INDICATORS: OnceLock<indicators::Indicators> = OnceLock::new();
    let entry = Entry {
        path: path.to_owned(),
        kind: EntryKind::File,
        stored: true,
        size: bytes.len() as u64,
        mode: 0o100_644,
        owner: None,
        stamps: Stamps::default(),
        place: String::new(),
    };
    let os_version = Some(Version(17, 6, 1));
    let acquisition = Acquisition { os_version, ..Acquisition::of(Kind::IosSysdiagnose) };
    let evidence = OneFile { entry, bytes: bytes.to_vec() };
    let indicators = INDICATORS.get_or_init(indicators::Indicators::builtin);
    let case = Case { evidence: &evidence, indicators, acquisition: &acquisition };
    let (mut sink, mut go_on) = (|record| drop(record), |_| true);
    let mut notes = Notes::new(artifact.id, Some(&mut sink), &mut go_on);
    let _ = (artifact.examine)(&case, &mut notes);
}
