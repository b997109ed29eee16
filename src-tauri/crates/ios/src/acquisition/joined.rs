//! Several acquisitions of one phone as one tree.
//!
//! The first step of a path tells which of them it lies in: their names never meet, see
//! [`engine::Evidence`]. Two of a kind stand in different trees.

use engine::{Acquisition, Entry, Evidence, Names, ReadAt, Unread, UnreadWhy};
use std::sync::Arc;

/// One of several.
pub struct Part {
    /// Its place among all that are checked together: see [`engine::Cite::part`].
    pub number: u16,
    /// What it says of itself.
    pub acquisition: Acquisition,
    /// Its files.
    pub evidence: Arc<dyn Evidence>,
}

/// Acquisitions whose names do not meet.
pub struct Joined {
    parts: Vec<Part>,
}

impl Joined {
    /// As few trees as it takes, the parts in their order. The first holds the first part.
    pub fn trees(parts: Vec<Part>) -> Vec<Self> {
        let mut trees: Vec<Self> = Vec::new();
        for part in parts {
            let names = Names::of(part.acquisition.kind);
            let has = |tree: &Self| tree.parts.iter().any(|one| Names::of(one.acquisition.kind) == names);
            match trees.iter_mut().find(|tree| !has(tree)) {
                Some(tree) => tree.parts.push(part),
                None => trees.push(Self { parts: vec![part] }),
            }
        }
        trees
    }

    /// The first of them, with the others.
    pub fn acquisition(&self) -> Option<Acquisition> {
        let mut all = self.parts.iter().map(|part| part.acquisition.clone());
        let first = all.next()?;
        Some(Acquisition { with: all.collect(), ..first })
    }

    fn of_entry<'a>(&self, entry: &'a Entry) -> Option<(&Part, &'a str)> {
        let (at, place) = entry.place.split_once(' ')?;
        Some((self.parts.get(at.parse::<usize>().ok()?)?, place))
    }
}

impl Evidence for Joined {
    fn find(&self, patterns: &[&str]) -> Result<Vec<Entry>, Unread> {
        let mut found = Vec::new();
        for (at, part) in self.parts.iter().enumerate() {
            let names = Names::of(part.acquisition.kind);
            let own =
                patterns.iter().filter(|pattern| Names::asked(pattern).is_none_or(|asked| asked == names));
            let own: Vec<&str> = own.copied().collect();
            if own.is_empty() {
                continue;
            }
            let entries = part.evidence.find(&own)?;
            found.extend(
                entries.into_iter().map(|entry| Entry { place: format!("{at} {}", entry.place), ..entry }),
            );
        }
        found.sort_by(|a, b| (&a.path, &a.place).cmp(&(&b.path, &b.place)));
        Ok(found)
    }

    fn open(&self, entry: &Entry) -> Result<Arc<dyn ReadAt>, Unread> {
        let (part, place) =
            self.of_entry(entry).ok_or_else(|| Unread::new(&entry.path, UnreadWhy::Missing))?;
        part.evidence.open(&Entry { place: place.to_owned(), ..entry.clone() })
    }

    fn walk(&self, visit: &mut dyn FnMut(&Entry) -> bool) -> Result<u64, Unread> {
        let mut not_understood = 0;
        let mut stopped = false;
        for (at, part) in self.parts.iter().enumerate() {
            not_understood += part.evidence.walk(&mut |entry| {
                stopped = !visit(&Entry { place: format!("{at} {}", entry.place), ..entry.clone() });
                !stopped
            })?;
            if stopped {
                break;
            }
        }
        Ok(not_understood)
    }

    fn part(&self, path: &str) -> u16 {
        let names = Names::asked(path);
        let part = self.parts.iter().find(|part| Some(Names::of(part.acquisition.kind)) == names);
        part.or(self.parts.first()).map_or(0, |part| part.number)
    }

    fn left_out(&self, patterns: &[&str]) -> bool {
        self.parts.iter().any(|part| part.evidence.left_out(patterns))
    }
}
