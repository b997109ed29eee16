//! Where an artifact writes down what it sees, while it sees it.

use crate::record::LARGEST;
use crate::{Cite, Fact, Finding, Record, Stored, Unread};
use jiff::Timestamp;

/// Kept per artifact, against a file that would make millions of findings.
const MOST_FINDINGS: usize = 10_000;
const MOST_FACTS: usize = 20_000;
const MOST_UNREAD: usize = 200;

/// Records handed over together, and about how many bytes of them: one at a time costs more than to read them.
const TOGETHER: u64 = 256;
const TOGETHER_BYTES: usize = 1 << 20;

/// Counts records, keeps findings, passes records on. One per artifact and run.
pub struct Notes<'a> {
    pub(crate) artifact: &'static str,
    pub(crate) records: u64,
    pub(crate) gaps: u64,
    pub(crate) unread: Vec<Unread>,
    pub(crate) findings: Vec<Finding>,
    pub(crate) facts: Vec<Fact>,
    pub(crate) jobs: usize,
    pub(crate) record_sink: Option<&'a mut dyn FnMut(Vec<Record>)>,
    /// What the next records are made of, if that is wanted.
    pub(crate) stored: Option<Stored>,
    waiting: Vec<Record>,
    waiting_bytes: usize,
    pub(crate) go_on: &'a mut dyn FnMut(u64) -> bool,
}

impl<'a> Notes<'a> {
    /// For tests and for [`examine()`](crate::examine()): `go_on` is asked now and then with the number of
    /// records so far; `record_sink` receives the records if there is one, some at a time: see [`Notes::hand_over`].
    pub fn new(
        artifact: &'static str,
        record_sink: Option<&'a mut dyn FnMut(Vec<Record>)>,
        go_on: &'a mut dyn FnMut(u64) -> bool,
    ) -> Self {
        Self {
            artifact,
            records: 0,
            gaps: 0,
            unread: Vec::new(),
            findings: Vec::new(),
            facts: Vec::new(),
            jobs: 1,
            record_sink,
            stored: None,
            waiting: Vec::new(),
            waiting_bytes: 0,
            go_on,
        }
    }

    /// The same, for somebody who wants to know what records are made of.
    #[must_use]
    pub fn with_stored(self) -> Self {
        Self { stored: Some(Stored::default()), ..self }
    }

    /// How many threads an artifact may use that reads everything by itself.
    pub fn jobs(&self) -> usize {
        self.jobs
    }

    /// Counts a record and builds it only if somebody wants it. False means: stop now, the check was
    /// stopped.
    #[must_use]
    pub fn record(&mut self, make: impl FnOnce() -> Record) -> bool {
        self.records += 1;
        let beat = self.records.is_multiple_of(TOGETHER);
        if self.record_sink.is_some() {
            let mut record = make();
            if let Some(stored) = &self.stored {
                record.stored.clone_from(stored);
            }
            if record.size() > LARGEST {
                record.shorten();
            }
            self.waiting_bytes += record.size();
            self.waiting.push(record);
            if beat || self.waiting_bytes > TOGETHER_BYTES {
                self.hand_over();
            }
        }
        !beat || (self.go_on)(self.records)
    }

    /// True if somebody wants to know what records are made of.
    pub fn wants_stored(&self) -> bool {
        self.stored.is_some()
    }

    /// Runs `tell`; the records that it makes are made of this, and of what is laid beside it meanwhile. Asks `stored`
    /// only if somebody wants it.
    pub fn made_of<T>(&mut self, stored: impl FnOnce() -> Stored, tell: impl FnOnce(&mut Self) -> T) -> T {
        let Some(before) = &mut self.stored else { return tell(self) };
        let before = std::mem::replace(before, stored());
        let told = tell(self);
        self.stored = Some(before);
        told
    }

    /// Adds values under names of their own to what the next records are made of, until [`made_of`](Self::made_of) ends.
    pub fn beside(&mut self, add: impl FnOnce() -> Stored) {
        if let Some(stored) = &mut self.stored {
            stored.extend(add());
        }
    }

    /// Hands over the records that wait; to be called once more at the end.
    pub(crate) fn hand_over(&mut self) {
        self.waiting_bytes = 0;
        if let (Some(sink), false) = (&mut self.record_sink, self.waiting.is_empty()) {
            sink(std::mem::take(&mut self.waiting));
        }
    }

    /// Keeps a finding. Beyond a limit no human reads, further ones are counted as unread.
    pub fn finding(&mut self, mut finding: Finding) {
        if self.findings.len() == MOST_FINDINGS {
            let unread = Unread::part(&finding.cite.path, "further findings", crate::UnreadWhy::TooLarge);
            return self.unread(unread);
        }
        self.artifact.clone_into(&mut finding.artifact);
        self.findings.push(finding);
    }

    /// A record was there and its content was not understood.
    pub fn gap(&mut self) {
        self.gaps += 1;
    }

    /// A part of the evidence could not be read. Said once per place.
    pub fn unread(&mut self, unread: Unread) {
        if self.unread.len() < MOST_UNREAD && !self.unread.contains(&unread) {
            self.unread.push(unread);
        }
    }

    /// A dated fact for detections across artifacts.
    pub fn fact(&mut self, what: &str, when: Timestamp, about: &str, cite: Cite) {
        if self.facts.len() == MOST_FACTS {
            self.unread(Unread::part(&cite.path, "further facts", crate::UnreadWhy::TooLarge));
        } else {
            let (artifact, what, about) = (self.artifact.to_owned(), what.to_owned(), about.to_owned());
            self.facts.push(Fact { artifact, what, when, about, cite });
        }
    }

    /// Records counted so far.
    pub fn records(&self) -> u64 {
        self.records
    }

    /// Findings so far.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Records not understood so far.
    pub fn gaps(&self) -> u64 {
        self.gaps
    }

    /// Parts not read so far.
    pub fn unread_parts(&self) -> &[Unread] {
        &self.unread
    }
}
