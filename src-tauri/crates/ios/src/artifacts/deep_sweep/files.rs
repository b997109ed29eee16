//! Files on their way: told in the order in which they lie, whichever piece is looked at first.

use super::matcher::Seen;
use super::pool::{Looked, Pool};
use super::stream::Pieces;
use super::{ACCOUNT, NAME, SITE, is_packed};
use engine::indicators::{Kind, Tier};
use engine::{Case, Cite, Entry, Finding, Notes, Record, Unread, UnreadWhy, Weight};
use std::collections::{BTreeMap, VecDeque};

/// All that is on the way.
pub(super) struct Sweep<'a> {
    pool: Pool<'a>,
    /// Those that were begun and not told, and the number of the first one.
    files: VecDeque<File>,
    first: u64,
    stopped: bool,
}

/// One of them.
struct File {
    path: String,
    len: u64,
    packed: bool,
    unread: Option<Unread>,
    /// Pieces that were given out, once all were.
    pieces: Option<usize>,
    /// What was seen in the first pieces, how many these are, and what in later ones.
    seen: Seen,
    looked: usize,
    ahead: BTreeMap<usize, Seen>,
}

impl<'a> Sweep<'a> {
    pub(super) fn new(pool: Pool<'a>) -> Self {
        Self { pool, files: VecDeque::new(), first: 0, stopped: false }
    }

    /// Reads one file and gives its pieces out. False if the check was stopped.
    pub(super) fn file(&mut self, case: &Case<'_>, entry: &Entry, notes: &mut Notes<'_>) -> bool {
        let source = match case.evidence.open(entry) {
            Ok(source) => source,
            Err(unread) => {
                notes.unread(unread);
                return true;
            }
        };
        let number = self.first + self.files.len() as u64;
        self.files.push_back(File::new(entry, source.len()));
        let mut pieces = Pieces::of(&*source);
        let (mut given, mut packed, mut unread) = (0, false, None);
        while !self.stopped {
            match pieces.next(|| self.pool.room()) {
                Ok(Some(piece)) => {
                    packed |= given == 0 && is_packed(&piece.bytes);
                    self.stopped = !self.pool.give((number, given), piece);
                    given += 1;
                    self.settle(false, notes);
                }
                Ok(None) => break,
                Err(error) => {
                    unread = Some(Unread::from_io(&entry.path, &error));
                    break;
                }
            }
        }
        if let Some(file) = self.files.back_mut() {
            (file.packed, file.unread, file.pieces) = (packed, unread, Some(given));
        }
        self.settle(false, notes);
        !self.stopped
    }

    /// Waits for what is out and tells the rest.
    pub(super) fn end(&mut self, notes: &mut Notes<'_>) {
        while !self.stopped && !self.files.is_empty() {
            self.settle(true, notes);
        }
    }

    /// Takes in what was seen, and tells the files that are done.
    fn settle(&mut self, wait: bool, notes: &mut Notes<'_>) {
        let looked: Vec<Looked> = self.pool.take(wait);
        // Nobody looks any more: the thread that fell tells why.
        self.stopped |= wait && looked.is_empty() && self.files.front().is_some_and(|file| !file.is_done());
        for ((number, piece), seen) in looked {
            let place = number.checked_sub(self.first).and_then(|at| usize::try_from(at).ok());
            if let Some(file) = place.and_then(|at| self.files.get_mut(at)) {
                file.take(piece, seen);
            }
        }
        while let Some(file) = self.files.pop_front_if(|file| file.is_done()) {
            self.first += 1;
            if !self.stopped && !file.tell(notes) {
                self.stopped = true;
            }
        }
    }
}

impl File {
    fn new(entry: &Entry, len: u64) -> Self {
        let (seen, ahead) = Default::default();
        let path = entry.path.clone();
        Self { path, len, packed: false, unread: None, pieces: None, seen, looked: 0, ahead }
    }

    fn take(&mut self, piece: usize, seen: Seen) {
        self.ahead.insert(piece, seen);
        while let Some(next) = self.ahead.remove(&self.looked) {
            self.seen.extend(next);
            self.looked += 1;
        }
    }

    fn is_done(&self) -> bool {
        self.pieces == Some(self.looked)
    }

    /// False to stop the whole check.
    fn tell(self, notes: &mut Notes<'_>) -> bool {
        if self.packed {
            notes.gap();
        }
        if let Some(unread) = self.unread {
            notes.unread(unread);
        }
        if self.seen.cut {
            notes.unread(Unread::part(&self.path, "further published values", UnreadWhy::TooLarge));
        }
        for ((_, word), found) in self.seen.values {
            let detection = match found.hit.kind {
                Kind::Domain | Kind::Url | Kind::Ip => &SITE,
                Kind::Email => &ACCOUNT,
                _ => &NAME,
            };
            let cite = Cite::new(&self.path, format!("byte {}", found.first));
            let finding = Finding::new(detection, cite).quote("count", found.times.to_string());
            let finding =
                if found.hit.tier == Tier::Information { finding.at_most(Weight::Note) } else { finding };
            let finding = match found.hit.kind {
                Kind::Email => finding.personal("email", word),
                _ => finding.quote("name", word),
            };
            notes.finding(finding.matched(found.hit));
        }
        notes.record(|| {
            Record::new(Cite::new(&self.path, "bytes"))
                .field("path", self.path.as_str())
                .field("bytes", self.len)
        })
    }
}
