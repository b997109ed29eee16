//! Folders of message attachments in which nothing lies: what was in them came and went.
//!
//! Below `Attachments` stand two levels of folders that stay (`ab/11`), then one for each attachment.

use crate::artifacts::across::facts;
use engine::{Cite, Entry, EntryKind, Notes};
use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

const ATTACHMENTS: &str = "MediaDomain/Library/SMS/Attachments/";
/// There are 256 times 16 of them.
const MOST: usize = 5_000;
/// Content and entry of a folder changed together: something left it.
const TOGETHER: SignedDuration = SignedDuration::from_secs(60);

/// Folders of the second level, by path.
#[derive(Default)]
pub(super) struct Folders(BTreeMap<String, Folder>);

#[derive(Default)]
struct Folder {
    emptied: Option<Timestamp>,
    holds: bool,
}

impl Folders {
    pub(super) fn see(&mut self, entry: &Entry) {
        let Some(below) = entry.path.strip_prefix(ATTACHMENTS) else { return };
        let mut steps = below.match_indices('/').map(|(at, _)| at);
        let (Some(_), second) = (steps.next(), steps.next()) else { return };
        let folder = &below[..second.unwrap_or(below.len())];
        if self.0.len() >= MOST && !self.0.contains_key(folder) {
            return;
        }
        let kept = self.0.entry(folder.to_owned()).or_default();
        kept.holds |= second.is_some();
        if second.is_none() && entry.kind == EntryKind::Folder {
            let times = entry.stamps.modified.zip(entry.stamps.changed);
            let together = times.filter(|(content, own)| own.duration_since(*content).abs() <= TOGETHER);
            kept.emptied = together.map(|(content, _)| content);
        }
    }

    pub(super) fn tell(self, notes: &mut Notes<'_>) {
        for (path, folder) in self.0.into_iter().filter(|(_, folder)| !folder.holds) {
            if let Some(when) = folder.emptied {
                let path = format!("{ATTACHMENTS}{path}");
                notes.fact(facts::ATTACHMENT_FOLDER_CHANGED, when, &path, Cite::new(&path, "entry"));
            }
        }
    }
}
