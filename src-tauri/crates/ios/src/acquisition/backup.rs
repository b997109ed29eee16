//! A backup as evidence: the list and the disk together, decrypted on the way.

use super::cbc_file::CbcFile;
use super::file_id::FileId;
use super::key_bag::ClassKeys;
use super::manifest::{Listed, Manifest};
use super::marker::Marker;
use super::mbfile::MbFile;
use super::pattern;
use super::store::Store;
use engine::{Entry, EntryKind, Evidence, ReadAt, Unread, UnreadWhy};
use sqlite::ReadError;
use std::io;
use std::sync::{Arc, OnceLock};

/// The files beside the stored ones are offered below this name, as if it were a domain.
const ROOT: &str = "Backup";
const OFFERED: [&str; 4] = ["Info.plist", "Manifest.db", "Manifest.plist", "Status.plist"];
const LIST: &str = "Backup/Manifest.db";

/// Entries kept from a pass; more than any phone has of what artifacts read.
const MOST_FOUND: usize = 1_000_000;

/// A plain or unlocked backup.
pub(crate) struct Backup {
    store: Arc<dyn Store>,
    manifest: Manifest,
    keys: Option<ClassKeys>,
    marker: Marker,
    /// Patterns that will be asked for; all of them are answered by one pass over the list.
    expected: Vec<&'static str>,
    found: OnceLock<Result<Pass, Unread>>,
}

/// What a pass over the list gave.
#[derive(Clone, Default)]
struct Pass {
    entries: Vec<Entry>,
    cut_short: bool,
}

impl Backup {
    /// `keys` if the stored files are encrypted.
    pub(crate) fn new(
        store: Arc<dyn Store>,
        manifest: Manifest,
        keys: Option<ClassKeys>,
        marker: Marker,
        expected: Vec<&'static str>,
    ) -> Self {
        Self { store, manifest, keys, marker, expected, found: OnceLock::new() }
    }

    /// One path: by the indexes of the list, and by its name on disk if the list does not know it.
    fn find_exact(&self, path: &str, out: &mut Vec<Entry>) -> Result<(), Unread> {
        let Some((domain, relative)) = path.split_once('/') else { return Ok(()) };
        if domain == ROOT {
            out.extend(self.root_entry(relative));
            return Ok(());
        }
        let before = out.len();
        let mut other_kind = false;
        let reading = self.manifest.named(domain, relative, &mut |listed| {
            if listed.domain == domain && listed.relative == relative {
                other_kind |= listed.kind != EntryKind::File;
                out.extend(self.file_entry(listed));
            }
        });
        let cut_short = self.manifest.is_hurt() || reading.map_err(|error| unread(&error))?.cut_short;
        if out.len() > before || other_kind {
            return Ok(());
        }
        if cut_short {
            let pass = self.pass()?;
            out.extend(pass.entries.iter().filter(|entry| entry.path == path).cloned());
            if out.len() > before {
                return Ok(());
            }
        }
        let id = FileId::of(domain, relative);
        if self.store.holds(id) {
            out.push(Entry { stored: true, ..unlisted(path, id) });
        } else if cut_short {
            out.push(lost_rows());
        }
        Ok(())
    }

    fn find_pattern(&self, pattern: &str, out: &mut Vec<Entry>) -> Result<(), Unread> {
        for name in OFFERED {
            if pattern::matches(pattern, &format!("{ROOT}/{name}")) {
                out.extend(self.root_entry(name));
            }
        }
        let own;
        let pass = if self.expected.contains(&pattern) {
            self.pass()?
        } else {
            own = self.search(&[pattern])?;
            &own
        };
        let hits = pass.entries.iter().filter(|entry| pattern::matches(pattern, &entry.path));
        out.extend(hits.cloned());
        if pass.cut_short {
            out.push(lost_rows());
        }
        Ok(())
    }

    /// The one pass for all expected patterns.
    fn pass(&self) -> Result<&Pass, Unread> {
        self.found.get_or_init(|| self.search(&self.expected)).as_ref().map_err(Clone::clone)
    }

    fn search(&self, patterns: &[&str]) -> Result<Pass, Unread> {
        let mut pass = Pass::default();
        let mut path = String::new();
        let reading = self.manifest.each(&mut |listed| {
            if listed.kind == EntryKind::File {
                write_path(&mut path, listed);
                if patterns.iter().any(|pattern| pattern::matches(pattern, &path)) {
                    pass.entries.extend(self.file_entry(listed));
                }
            }
            pass.entries.len() < MOST_FOUND
        });
        pass.cut_short =
            reading.map_err(|error| unread(&error))?.cut_short || pass.entries.len() >= MOST_FOUND;
        Ok(pass)
    }

    fn file_entry(&self, listed: &Listed<'_>) -> Option<Entry> {
        if listed.kind != EntryKind::File {
            return None;
        }
        let mut entry = Entry::listed("");
        self.fill(&mut entry, listed);
        Some(entry)
    }

    /// Overwrites `entry` with a row; false if its record was not understood.
    fn fill(&self, entry: &mut Entry, listed: &Listed<'_>) -> bool {
        write_path(&mut entry.path, listed);
        entry.place.clear();
        if let Some(id) = listed.id {
            let _ = std::fmt::Write::write_fmt(&mut entry.place, format_args!("{id}"));
        }
        entry.kind = listed.kind;
        entry.stored = listed.kind == EntryKind::File && listed.id.is_some_and(|id| self.store.holds(id));
        entry.kept = entry.stored || listed.kind != EntryKind::File || self.marker.keeps(&entry.path);
        let record = listed.record.map(MbFile::parse);
        let understood = record != Some(None);
        let record = record.flatten().unwrap_or_default();
        (entry.size, entry.mode) = (record.size, record.mode);
        (entry.owner, entry.stamps) = (record.owner, record.stamps);
        understood
    }

    fn root_entry(&self, name: &str) -> Option<Entry> {
        let name = OFFERED.into_iter().find(|offered| *offered == name)?;
        let size = match self.store.root(name) {
            Ok(None) => return None,
            Ok(Some(file)) => file.len(),
            Err(_) => 0, // said when it is opened
        };
        let path = format!("{ROOT}/{name}");
        Some(Entry { stored: true, size, place: name.to_owned(), ..Entry::listed(path) })
    }

    fn open_root(&self, path: &str, name: &str) -> Result<Arc<dyn ReadAt>, Unread> {
        if name == "Manifest.db" {
            return Ok(self.manifest.bytes());
        }
        match self.store.root(name) {
            Ok(Some(file)) => Ok(file),
            Ok(None) => Err(Unread::new(path, UnreadWhy::Missing)),
            Err(error) => Err(from_io(path, &error)),
        }
    }
}

impl Evidence for Backup {
    fn find(&self, patterns: &[&str]) -> Result<Vec<Entry>, Unread> {
        let mut found = Vec::new();
        for pattern in patterns {
            if pattern::is_exact(pattern) {
                self.find_exact(pattern, &mut found)?;
            } else {
                self.find_pattern(pattern, &mut found)?;
            }
        }
        found.sort_by(|a, b| (&a.path, &a.place).cmp(&(&b.path, &b.place)));
        found.dedup_by(|a, b| a.path == b.path && a.place == b.place);
        found.retain(|entry| entry.kept);
        Ok(found)
    }

    fn open(&self, entry: &Entry) -> Result<Arc<dyn ReadAt>, Unread> {
        let fail = |why| Unread::new(&entry.path, why);
        if entry.path == LIST && !entry.stored {
            return Err(fail(UnreadWhy::Damaged));
        }
        if !entry.stored {
            return Err(fail(UnreadWhy::Missing));
        }
        if OFFERED.contains(&entry.place.as_str()) {
            return self.open_root(&entry.path, &entry.place);
        }
        let id = FileId::parse(entry.place.as_bytes()).ok_or_else(|| fail(UnreadWhy::Missing))?;
        let file = self.store.file(id).map_err(|error| from_io(&entry.path, &error))?;
        let Some(keys) = &self.keys else { return Ok(file) };
        let record = self.manifest.record(id).map_err(|_| fail(UnreadWhy::NoKey))?;
        let record = record.ok_or_else(|| fail(UnreadWhy::NoKey))?;
        let record = MbFile::parse(&record).ok_or_else(|| fail(UnreadWhy::NoKey))?;
        let Some(wrapped) = record.key else { return Ok(file) };
        let key = keys.unwrap(wrapped).ok_or_else(|| fail(UnreadWhy::NoKey))?;
        let plain = CbcFile::new(file, &key).map_err(|error| from_io(&entry.path, &error))?;
        Ok(Arc::new(plain))
    }

    fn left_out(&self, patterns: &[&str]) -> bool {
        if self.marker.kept != Some(engine::Kept::Needed) {
            return false;
        }
        let listed = self.search(patterns);
        listed.is_ok_and(|pass| pass.entries.iter().any(|entry| !entry.kept))
    }

    /// Entries that the list names, in its order; the files beside it are not among them.
    fn walk(&self, visit: &mut dyn FnMut(&Entry) -> bool) -> Result<u64, Unread> {
        let mut entry = Entry::listed("");
        let mut odd_records = 0;
        let mut stopped = false;
        let reading = self.manifest.each(&mut |listed| {
            odd_records += u64::from(!self.fill(&mut entry, listed));
            stopped = !visit(&entry);
            !stopped
        });
        let reading = reading.map_err(|error| unread(&error))?;
        if reading.cut_short && !stopped {
            return Err(Unread::part(LIST, "rows", UnreadWhy::Damaged));
        }
        Ok(odd_records + reading.not_understood)
    }
}

fn write_path(path: &mut String, listed: &Listed<'_>) {
    path.clear();
    path.push_str(&listed.domain);
    if !listed.relative.is_empty() {
        path.push('/');
        path.push_str(&listed.relative);
    }
}

fn unlisted(path: &str, id: FileId) -> Entry {
    Entry { place: id.to_string(), ..Entry::listed(path) }
}

/// Stands for rows of the list that could not be read: whoever searched must say that something may be
/// missing, and does so as for any entry that is not stored.
fn lost_rows() -> Entry {
    Entry::listed(LIST)
}

fn unread(error: &ReadError) -> Unread {
    let why = match error {
        ReadError::NoTable | ReadError::TableDamaged(_) => UnreadWhy::Damaged,
        _ => UnreadWhy::Unreadable,
    };
    Unread::new(LIST, why)
}

fn from_io(path: &str, error: &io::Error) -> Unread {
    match error.kind() {
        io::ErrorKind::OutOfMemory => Unread::new(path, UnreadWhy::TooLarge),
        _ => Unread::from_io(path, error),
    }
}
