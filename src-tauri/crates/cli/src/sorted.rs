//! Sorts timeline rows by time in bounded memory.
//!
//! Rows are held in memory up to [`BUDGET`]. Beyond it a sorted run is written beside the file that the person
//! asked for, on the same disk, and read back for merging; runs hold nothing but rows of that file, and are
//! removed at the end, also when the check fails.

use crate::files::{create, written};
use crate::packed::{self, Packed};
use report::Row;
use scan::Failure;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};
use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

/// Bytes of rows in memory at first. Doubled for each hundred runs, so that a merge never has too many open files:
/// 800 megabytes of rows fit into the first hundred, 2.4 gigabytes into two hundred.
const BUDGET: usize = 8 << 20;

/// Rows on their way into order.
pub(crate) struct Sorted {
    target: PathBuf,
    budget: usize,
    parts: BTreeMap<String, Part>,
    held: usize,
    runs: usize,
}

/// The rows of one artifact: all void if it is read a second time.
#[derive(Default)]
struct Part {
    rows: Packed,
    runs: Vec<PathBuf>,
}

impl Sorted {
    pub(crate) fn new(target: &Path) -> Self {
        Self::with_budget(target, BUDGET)
    }

    fn with_budget(target: &Path, budget: usize) -> Self {
        Self { target: target.to_path_buf(), budget, parts: BTreeMap::new(), held: 0, runs: 0 }
    }

    /// Forgets what `source` said before.
    pub(crate) fn begin(&mut self, source: &str) {
        if let Some(part) = self.parts.remove(source) {
            self.held -= part.rows.size();
            remove(&part.runs);
        }
    }

    pub(crate) fn add(&mut self, source: &str, row: &Row<'_>) -> Result<(), Failure> {
        let part = match self.parts.get_mut(source) {
            Some(part) => part,
            None => self.parts.entry(source.to_owned()).or_default(),
        };
        self.held += part.rows.push(row);
        if self.held > self.budget { self.spill() } else { Ok(()) }
    }

    /// Writes the largest part out as one run.
    fn spill(&mut self) -> Result<(), Failure> {
        let Some(part) = self.parts.values_mut().max_by_key(|part| part.rows.size()) else { return Ok(()) };
        let mut name = self.target.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.part", self.runs));
        let path = self.target.with_file_name(name);
        part.runs.push(path.clone());
        self.runs += 1;
        if self.runs.is_multiple_of(100) {
            self.budget *= 2;
        }
        self.held -= part.rows.size();
        let mut file = create(&path)?;
        for row in std::mem::take(&mut part.rows).sorted() {
            written(packed::write(&mut file, &row))?;
        }
        written(file.flush())
    }

    /// Hands every row over in order, equal ones once.
    pub(crate) fn finish(
        &mut self,
        write: &mut dyn FnMut(&Row<'_>) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let mut sources: Vec<Box<dyn Iterator<Item = io::Result<Vec<u8>>>>> = Vec::new();
        for part in self.parts.values_mut() {
            for run in &part.runs {
                #[expect(clippy::disallowed_methods, reason = "a run that we wrote ourselves")]
                let file = written(File::open(run))?;
                let mut file = BufReader::with_capacity(32 << 10, file);
                sources.push(Box::new(std::iter::from_fn(move || packed::read(&mut file).transpose())));
            }
            sources.push(Box::new(std::mem::take(&mut part.rows).sorted().map(Ok)));
        }
        let mut heap = BinaryHeap::new();
        for (at, source) in sources.iter_mut().enumerate() {
            if let Some(row) = source.next() {
                heap.push(Reverse((written(row)?, at)));
            }
        }
        let mut last: Vec<u8> = Vec::new();
        while let Some(Reverse((row, at))) = heap.pop() {
            if let Some(next) = sources[at].next() {
                heap.push(Reverse((written(next)?, at)));
            }
            if last != row {
                written(packed::unpack(&row).and_then(|row| write(&row)))?;
                last = row;
            }
        }
        Ok(())
    }
}

impl Drop for Sorted {
    fn drop(&mut self) {
        self.parts.values().for_each(|part| remove(&part.runs));
    }
}

fn remove(runs: &[PathBuf]) {
    for run in runs {
        // Gone already is as good.
        let _ = std::fs::remove_file(run);
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::Sorted;
    use jiff::Timestamp;
    use report::Row;

    /// Second, artifact, message.
    type Told = (i64, &'static str, String);

    fn add(sorted: &mut Sorted, (second, artifact, message): &Told) {
        let when = Timestamp::from_second(*second).unwrap();
        sorted.add(artifact, &Row { when, artifact, cite: "p#1", what: "sent", message }).unwrap();
    }

    fn all(sorted: &mut Sorted) -> Vec<(i64, String, String)> {
        let mut rows = Vec::new();
        sorted
            .finish(&mut |row| {
                rows.push((row.when.as_second(), row.artifact.to_owned(), row.message.to_owned()));
                Ok(())
            })
            .unwrap();
        rows
    }

    #[test]
    fn rows_come_in_order_once_whatever_the_memory_and_nothing_stays_behind() {
        let folder = tempfile::tempdir().unwrap();
        let target = folder.path().join("timeline.csv");
        let given: Vec<Told> = (0..500)
            .map(|n| (n * 7 % 60 - 30, if n % 3 == 0 { "ios.a" } else { "ios.b" }, format!("m{}", n % 50)))
            .collect();
        let mut expected: Vec<_> =
            given.iter().map(|(when, what, text)| (*when, (*what).to_owned(), text.clone())).collect();
        expected.sort();
        expected.dedup();
        for budget in [500, 20_000, usize::MAX] {
            let mut sorted = Sorted::with_budget(&target, budget);
            given.iter().for_each(|row| add(&mut sorted, row));
            assert_eq!(all(&mut sorted), expected, "{budget}");
            drop(sorted);
            assert_eq!(folder.path().read_dir().unwrap().count(), 0, "runs are removed");
        }
    }

    #[test]
    fn a_second_try_makes_the_first_void() {
        let folder = tempfile::tempdir().unwrap();
        let mut sorted = Sorted::with_budget(&folder.path().join("t.jsonl"), 300);
        for second in 0..9 {
            add(&mut sorted, &(second, "ios.a", "first".to_owned()));
        }
        sorted.begin("ios.a");
        add(&mut sorted, &(1, "ios.a", "second".to_owned()));
        assert_eq!(all(&mut sorted), [(1, "ios.a".to_owned(), "second".to_owned())]);
    }
}
