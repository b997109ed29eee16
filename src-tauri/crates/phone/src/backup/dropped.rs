//! Files that came and were not kept, by name and size: the phone must find them where it put them.
//!
//! A phone lists the folders of a backup when it goes on with one, and again at the end, to see whether every
//! file of its list is there. It is told of the files that were not kept as if they were: they did come. 49
//! bytes each, beside the growing copy, so that a copy that is gone on with still knows them; the last record
//! of a file counts, and one that is lost makes the phone send that file again.

use super::host_path::HostPath;
use ios::acquisition::FileId;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;

const RECORD: usize = 49;

/// More than any phone holds.
const MOST: usize = 4_000_000;

/// Where a file would lie.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Snapshot,
    Home,
    Nowhere,
}

/// The files that were not kept.
#[derive(Debug, Default)]
pub(crate) struct Dropped {
    files: BTreeMap<FileId, (Place, u64)>,
    record: Option<BufWriter<File>>,
}

impl Dropped {
    /// Reads what an earlier run recorded, and goes on recording.
    pub(crate) fn open(path: &Path) -> io::Result<Self> {
        let file = File::options().read(true).append(true).create(true).open(path)?;
        let mut dropped = Self::default();
        let mut reader = io::BufReader::new(file);
        let mut record = [0; RECORD];
        while dropped.files.len() < MOST && reader.read_exact(&mut record).is_ok() {
            let id = FileId::parse(&record[..40]);
            let size = record[40..48].try_into().map(u64::from_le_bytes).unwrap_or_default();
            let place = match record[48] {
                b's' => Place::Snapshot,
                b'p' => Place::Home,
                _ => Place::Nowhere,
            };
            match id {
                Some(id) if place == Place::Nowhere => drop(dropped.files.remove(&id)),
                Some(id) => drop(dropped.files.insert(id, (place, size))),
                None => {}
            }
        }
        dropped.record = Some(BufWriter::new(reader.into_inner()));
        Ok(dropped)
    }

    /// A file came to `path` and was not kept. False if its name is none of a stored file.
    pub(crate) fn add(&mut self, path: &HostPath, size: u64) -> io::Result<bool> {
        let Some((in_snapshot, id)) = stored(path) else { return Ok(false) };
        let place = if in_snapshot { Place::Snapshot } else { Place::Home };
        self.set(id, place, size).map(|()| true)
    }

    /// True if a file would lie at `path`.
    pub(crate) fn holds(&self, path: &HostPath) -> bool {
        let Some((in_snapshot, id)) = stored(path) else { return false };
        let place = if in_snapshot { Place::Snapshot } else { Place::Home };
        self.files.get(&id).is_some_and(|(at, _)| *at == place)
    }

    /// Moves a file; false if there is none.
    pub(crate) fn move_item(&mut self, from: &HostPath, to: &HostPath) -> io::Result<bool> {
        if !self.holds(from) {
            return Ok(false);
        }
        let size = stored(from).and_then(|(_, id)| self.files.get(&id)).map_or(0, |(_, size)| *size);
        self.remove(from)?;
        self.add(to, size)?;
        Ok(true)
    }

    /// Removes a file, or all below a folder.
    pub(crate) fn remove(&mut self, path: &HostPath) -> io::Result<()> {
        let text = path.to_string();
        let below = |(id, (place, _)): (&FileId, &(Place, u64))| {
            let name = id.to_string();
            let inside = match place {
                Place::Snapshot => format!("Snapshot/{}/{name}", &name[..2]),
                Place::Home => format!("{}/{name}", &name[..2]),
                Place::Nowhere => return None,
            };
            let is_below = text.is_empty() || inside == text || inside.starts_with(&format!("{text}/"));
            is_below.then_some(*id)
        };
        let gone: Vec<FileId> = match stored(path) {
            Some((_, id)) => self.files.get_key_value(&id).and_then(below).into_iter().collect(),
            None => self.files.iter().filter_map(below).collect(),
        };
        gone.into_iter().try_for_each(|id| self.set(id, Place::Nowhere, 0))
    }

    /// Names and sizes of those in a folder.
    pub(crate) fn list(&self, folder: &HostPath) -> Vec<(String, u64)> {
        let text = folder.to_string();
        let (place, first) = match text.strip_prefix("Snapshot/") {
            Some(first) => (Place::Snapshot, first),
            None => (Place::Home, text.as_str()),
        };
        let from = FileId::parse(format!("{first}{}", "0".repeat(38)).as_bytes());
        let to = FileId::parse(format!("{first}{}", "f".repeat(38)).as_bytes());
        let Some((from, to)) = from.zip(to) else { return Vec::new() };
        let here = self.files.range(from..=to).filter(|(_, (at, _))| *at == place);
        here.map(|(id, (_, size))| (id.to_string(), *size)).collect()
    }

    fn set(&mut self, id: FileId, place: Place, size: u64) -> io::Result<()> {
        if place == Place::Nowhere {
            self.files.remove(&id);
        } else {
            self.files.insert(id, (place, size));
        }
        let Some(record) = &mut self.record else { return Ok(()) };
        let letter = match place {
            Place::Snapshot => b's',
            Place::Home => b'p',
            Place::Nowhere => b'n',
        };
        record.write_all(id.to_string().as_bytes())?;
        record.write_all(&size.to_le_bytes())?;
        record.write_all(&[letter])
    }
}

/// Where a stored file of the usual layout lies: `3d/3d0d…` or `Snapshot/3d/3d0d…`.
pub(crate) fn stored(path: &HostPath) -> Option<(bool, FileId)> {
    let text = path.to_string();
    let (in_snapshot, inside) = match text.strip_prefix("Snapshot/") {
        Some(inside) => (true, inside),
        None => (false, text.as_str()),
    };
    let (first, name) = inside.split_once('/')?;
    name.starts_with(first).then_some(())?;
    Some((in_snapshot, FileId::parse(name.as_bytes()).filter(|_| first.len() == 2)?))
}

#[cfg(test)]
mod tests {
    use super::{Dropped, HostPath};

    const A: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    const B: &str = "abbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

    fn path(inside: &str) -> HostPath {
        HostPath::parse("00008110-000A111122223333", &format!("00008110-000A111122223333/{inside}")).unwrap()
    }

    #[test]
    fn the_phone_finds_them_where_it_put_them_also_after_a_restart() {
        let folder = tempfile::tempdir().unwrap();
        let record = folder.path().join("record");
        let mut dropped = Dropped::open(&record).unwrap();
        assert!(dropped.add(&path(&format!("Snapshot/aa/{A}")), 7).unwrap());
        assert!(dropped.add(&path(&format!("Snapshot/ab/{B}")), 9).unwrap());
        assert!(!dropped.add(&path("Snapshot/Manifest.db"), 9).unwrap());
        assert!(!dropped.add(&path(&format!("Snapshot/ab/{A}")), 9).unwrap());
        assert_eq!(dropped.list(&path("Snapshot/aa")), [(A.to_owned(), 7)]);
        assert!(dropped.list(&path("aa")).is_empty() && dropped.list(&path("Snapshot")).is_empty());
        assert!(dropped.move_item(&path(&format!("Snapshot/aa/{A}")), &path(&format!("aa/{A}"))).unwrap());
        assert!(!dropped.move_item(&path(&format!("Snapshot/aa/{A}")), &path(&format!("aa/{A}"))).unwrap());
        dropped.remove(&path("Snapshot")).unwrap();
        drop(dropped);
        let again = Dropped::open(&record).unwrap();
        assert_eq!(again.list(&path("aa")), [(A.to_owned(), 7)]);
        assert!(!again.holds(&path(&format!("Snapshot/ab/{B}"))) && again.list(&path("ab")).is_empty());
    }
}
