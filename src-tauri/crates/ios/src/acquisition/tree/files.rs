//! A tree as evidence: its files by the names that the contract of [`engine::Evidence`] gives them.

use super::super::pattern;
use super::{Listed, Tree};
use engine::{Entry, EntryKind, Evidence, ReadAt, Stamps, Unread, UnreadWhy};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::io;
use std::sync::Arc;

/// Names of everything in a full copy begin like this for those who ask by the path on the phone.
const FILESYSTEM: &str = "Filesystem/";
/// Entries of one answer; more than any phone has of what artifacts read.
const MOST_FOUND: usize = 1_000_000;

/// A tree whose files have names.
pub(crate) struct Files {
    tree: Tree,
    /// Sorted by name.
    named: Vec<Named>,
    /// Which of those are links, pipes or devices.
    links: Vec<usize>,
    lost: Vec<Lost>,
    /// True if every file has a second name, by its path on the phone.
    second_names: bool,
}

/// A file, folder or link with its name as evidence.
pub(crate) struct Named {
    pub(crate) path: Box<str>,
    /// Path from the root of the phone, where that is another.
    pub(crate) on_phone: Option<Box<str>>,
    pub(crate) listed: Listed,
}

/// A folder that could not be listed.
#[derive(Debug, Clone)]
pub(crate) struct Lost {
    /// By what names its files might have been asked for: folders, in which a step may end with `*`.
    pub(crate) names: Vec<String>,
    pub(crate) why: io::ErrorKind,
}

impl Files {
    pub(crate) fn new(tree: Tree, mut named: Vec<Named>, lost: Vec<Lost>, second_names: bool) -> Self {
        named.sort_by(|a, b| a.path.cmp(&b.path));
        let links = named.iter().enumerate().filter(|(_, named)| named.listed.kind == EntryKind::Link);
        let links = links.map(|(at, _)| at).collect();
        Self { tree, named, links, lost, second_names }
    }

    /// Those whose name may fit a pattern: names are sorted, and patterns mostly begin with plain letters.
    fn range(&self, pattern: &str) -> std::ops::Range<usize> {
        let plain = pattern.split('*').next().unwrap_or_default();
        let start = self.named.partition_point(|named| *named.path < *plain);
        let len = self.named[start..].partition_point(|named| named.path.starts_with(plain));
        start..start + len
    }

    fn search(&self, pattern: &str, found: &mut BTreeSet<usize>, second: &mut BTreeSet<usize>) {
        for at in self.range(pattern) {
            if self.named[at].listed.kind == EntryKind::File
                && !second.contains(&at)
                && pattern::matches(pattern, &self.named[at].path)
            {
                found.insert(at);
            }
        }
        let Some(on_phone) = pattern.strip_prefix(FILESYSTEM).filter(|_| self.second_names) else { return };
        for (at, named) in self.named.iter().enumerate() {
            let path = named.on_phone.as_deref().filter(|_| named.listed.kind == EntryKind::File);
            if !found.contains(&at) && path.is_some_and(|path| pattern::matches(on_phone, path)) {
                second.insert(at);
            }
        }
    }

    /// Links in the place of a file that is asked for, or of a folder above it. A pattern with `**` leads anywhere, also
    /// to the links that every phone has.
    fn in_the_way(&self, pattern: &str, found: &mut BTreeSet<usize>, second: &mut BTreeSet<usize>) {
        if pattern.contains("**") {
            return;
        }
        let on_phone = pattern.strip_prefix(FILESYSTEM).filter(|_| self.second_names);
        for at in &self.links {
            let Some(named) = self.named.get(*at) else { continue };
            let by_path = |(pattern, path)| begins(pattern, path);
            if !second.contains(at) && begins(pattern, &named.path) {
                found.insert(*at);
            } else if !found.contains(at) && on_phone.zip(named.on_phone.as_deref()).is_some_and(by_path) {
                second.insert(*at);
            }
        }
    }

    /// At most so many of the files; if there are more, an entry that is not stored says so.
    fn entries(&self, files: impl Iterator<Item = (usize, bool)>, most: usize) -> Vec<Entry> {
        let mut files = files.filter_map(|(at, second)| self.entry(at, second));
        let mut entries: Vec<_> = files.by_ref().take(most).collect();
        // Whoever opens one hears that it is refused.
        entries.iter_mut().for_each(|entry| entry.stored = true);
        entries.extend(files.next().map(|next| Entry::listed(format!("{} and further files", next.path))));
        entries
    }

    fn entry(&self, at: usize, by_second_name: bool) -> Option<Entry> {
        let named = self.named.get(at)?;
        let path = match &named.on_phone {
            Some(on_phone) if by_second_name => format!("{FILESYSTEM}{on_phone}"),
            _ => named.path.to_string(),
        };
        let modified = named.listed.modified.and_then(|seconds| Timestamp::from_second(seconds).ok());
        Some(Entry {
            path,
            kind: named.listed.kind,
            stored: named.listed.kind == EntryKind::File,
            kept: true,
            size: named.listed.size,
            mode: named.listed.mode,
            owner: named.listed.owner,
            stamps: Stamps { modified, ..Stamps::default() },
            place: at.to_string(),
        })
    }
}

impl Evidence for Files {
    fn find(&self, patterns: &[&str]) -> Result<Vec<Entry>, Unread> {
        let (mut found, mut second) = (BTreeSet::new(), BTreeSet::new());
        for pattern in patterns {
            self.search(pattern, &mut found, &mut second);
            self.in_the_way(pattern, &mut found, &mut second);
        }
        let entries = found.iter().map(|at| (*at, false)).chain(second.iter().map(|at| (*at, true)));
        let mut entries = self.entries(entries, MOST_FOUND);
        for (number, lost) in self.lost.iter().enumerate() {
            let name =
                lost.names.iter().find(|name| patterns.iter().any(|pattern| may_lie_in(pattern, name)));
            entries.extend(name.map(|name| Entry { place: format!("lost {number}"), ..Entry::listed(name) }));
        }
        entries.sort_by(|a, b| (&a.path, &a.place).cmp(&(&b.path, &b.place)));
        Ok(entries)
    }

    fn open(&self, entry: &Entry) -> Result<Arc<dyn ReadAt>, Unread> {
        if let Some(number) = entry.place.strip_prefix("lost ") {
            let lost = number.parse().ok().and_then(|number: usize| self.lost.get(number));
            return Err(unread(&entry.path, lost.map_or(io::ErrorKind::NotFound, |lost| lost.why)));
        }
        let named = entry.place.parse().ok().and_then(|at: usize| self.named.get(at));
        let named = named.ok_or_else(|| Unread::new(&entry.path, UnreadWhy::Missing))?;
        self.tree.open(&named.listed).map_err(|error| unread(&entry.path, error.kind()))
    }

    fn walk(&self, visit: &mut dyn FnMut(&Entry) -> bool) -> Result<u64, Unread> {
        for at in 0..self.named.len() {
            if self.entry(at, false).is_some_and(|entry| !visit(&entry)) {
                return Ok(0);
            }
        }
        match self.lost.first() {
            None => Ok(0),
            Some(lost) => Err(unread(lost.names.first().map_or("", String::as_str), lost.why)),
        }
    }
}

fn unread(path: &str, kind: io::ErrorKind) -> Unread {
    match kind {
        io::ErrorKind::OutOfMemory => Unread::new(path, UnreadWhy::TooLarge),
        kind => Unread::from_io(path, &kind.into()),
    }
}

/// True if `path` fits the first steps of `pattern`, or all of them.
fn begins(pattern: &str, path: &str) -> bool {
    let steps = path.split('/').count();
    let end = pattern.match_indices('/').nth(steps - 1).map_or(pattern.len(), |(at, _)| at);
    pattern::matches(&pattern[..end], path)
}

/// True if a file that fits `pattern` may lie in `folder` or below. Steps of both may hold a `*`.
fn may_lie_in(pattern: &str, folder: &str) -> bool {
    let mut steps = pattern.split('/');
    for step in folder.split('/').filter(|step| !step.is_empty()) {
        let Some(wanted) = steps.next() else { return false };
        if wanted == "**" {
            return true;
        }
        let plain = |text: &str| text.split('*').next().unwrap_or_default().to_owned();
        let (a, b) = (plain(wanted), plain(step));
        let fits = match (wanted.contains('*'), step.contains('*')) {
            (false, false) => wanted == step,
            (true, false) => step.starts_with(&a),
            (false, true) => wanted.starts_with(&b),
            (true, true) => a.starts_with(&b) || b.starts_with(&a),
        };
        if !fits {
            return false;
        }
    }
    steps.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::{Files, Listed, Named, Tree, may_lie_in};
    use engine::EntryKind;

    #[test]
    fn what_is_too_much_for_one_answer_is_said() {
        let named = |name: &str| Named {
            path: name.into(),
            on_phone: None,
            listed: Listed {
                name: name.into(),
                kind: EntryKind::File,
                size: 0,
                mode: 0,
                owner: None,
                modified: None,
                place: None,
            },
        };
        let files = Files::new(Tree::Folder("x".into()), ["a", "b", "c"].map(named).into(), vec![], false);
        let told = |most| {
            let entries = files.entries((0..3).map(|at| (at, false)), most);
            entries.into_iter().map(|entry| (entry.path, entry.stored)).collect::<Vec<_>>()
        };
        let of = |name: &str, stored| (name.to_owned(), stored);
        assert_eq!(told(3), [of("a", true), of("b", true), of("c", true)]);
        assert_eq!(told(2), [of("a", true), of("b", true), of("c and further files", false)]);
    }

    #[test]
    fn a_folder_that_refuses_concerns_those_who_look_in_it() {
        for (pattern, folder) in [
            ("HomeDomain/Library/SMS/sms.db", "HomeDomain/Library/SMS"),
            ("HomeDomain/Library/SMS/sms.db", "HomeDomain"),
            ("HomeDomain/**/*.gif", "HomeDomain/Library/SMS"),
            ("AppDomain-*/Library/x", "AppDomain-*"),
            ("AppDomain-com.example/Library/x", "AppDomain-*"),
            ("AppDomain-*/Library/x", "AppDomain-com.example/Library"),
            ("**/Cache.db", "HomeDomain/Library"),
        ] {
            assert!(may_lie_in(pattern, folder), "{pattern} in {folder}");
        }
        for (pattern, folder) in [
            ("HomeDomain/Library/SMS/sms.db", "HomeDomain/Library/Safari"),
            ("HomeDomain/Library/x", "HomeDomain/Library/x/y"),
            ("HomeDomain/Library/x", "HomeDomain/Library/x"),
            ("AppDomain-*/Library/x", "HomeDomain"),
            ("AppDomainGroup-a/x", "AppDomain-*"),
        ] {
            assert!(!may_lie_in(pattern, folder), "{pattern} not in {folder}");
        }
    }
}
