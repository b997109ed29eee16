//! Folders of message attachments that changed without anything that came: what was in them came and went.
//!
//! Below `Attachments` stand two levels of folders that stay (`ab`, `ab/11`), then one for each attachment. A folder's
//! content changes when something in it is made or removed. If the youngest of what lies in it was not made then,
//! something was removed.

use crate::artifacts::across::facts;
use engine::{Cite, Entry, EntryKind, Notes};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

const ATTACHMENTS: &str = "MediaDomain/Library/SMS/Attachments/";
/// There are 256 of the first level, with 16 each.
const MOST: usize = 5_000;
/// Content and entry of a folder changed together.
const TOGETHER: SignedDuration = SignedDuration::from_secs(60);
/// Something was made at the very change of the folder it lies in; lists keep whole seconds.
const SAME: SignedDuration = SignedDuration::from_secs(2);

/// Folders of both levels, by path below [`ATTACHMENTS`].
#[derive(Default)]
pub(super) struct Folders(BTreeMap<String, Folder>);

#[derive(Default)]
struct Folder {
    /// When its content changed, and with it its entry.
    changed: Option<Timestamp>,
    /// When the youngest of what lies in it was made.
    youngest: Option<Timestamp>,
}

impl Folders {
    pub(super) fn see(&mut self, entry: &Entry) {
        let Some(below) = entry.path.strip_prefix(ATTACHMENTS) else { return };
        let depth = below.matches('/').count();
        if depth < 2 && entry.kind == EntryKind::Folder {
            let times = entry.stamps.modified.zip(entry.stamps.changed);
            let together = times.filter(|(content, own)| own.duration_since(*content).abs() <= TOGETHER);
            if let Some(folder) = self.folder(below) {
                folder.changed = together.map(|(content, _)| content);
            }
        }
        if let (1 | 2, Some((above, _))) = (depth, below.rsplit_once('/')) {
            let made = entry.stamps.born.or(entry.stamps.modified);
            if let Some(folder) = self.folder(above) {
                folder.youngest = folder.youngest.max(made);
            }
        }
    }

    fn folder(&mut self, path: &str) -> Option<&mut Folder> {
        if !self.0.contains_key(path) {
            if self.0.len() == MOST {
                return None;
            }
            self.0.insert(path.to_owned(), Folder::default());
        }
        self.0.get_mut(path)
    }

    pub(super) fn tell(self, notes: &mut Notes<'_>) {
        for (path, folder) in self.0 {
            let came = |when: Timestamp| {
                folder.youngest.is_some_and(|youngest| youngest.duration_since(when).abs() <= SAME)
            };
            if let Some(when) = folder.changed.filter(|when| !came(*when)) {
                let path = format!("{ATTACHMENTS}{path}");
                notes.fact(facts::ATTACHMENT_FOLDER_CHANGED, when, &path, Cite::new(&path, "entry"));
            }
        }
    }
}
