//! From the number of a build to the path of its program, by the texts that the log keeps of each: the path is the last
//! text of a file.

use super::markers;
use crate::artifacts::shared::databases::entries;
use engine::{Case, Detection, Entry, Notes, Unread, UnreadWhy};
use std::collections::BTreeMap;

/// Where the texts lie: two digits of the number, then the rest of it.
pub(super) const TEXTS: [&str; 2] =
    ["Sysdiagnose/system_logs.logarchive/*/*", "Filesystem/private/var/db/uuidtext/*/*"];
/// Bytes at the end of a file in which its path stands.
const TAIL: u64 = 4_096;
/// Bytes of a file that is looked through for words.
const MOST: usize = 16 << 20;
/// What such a file begins with.
const MAGIC: [u8; 4] = [0x99, 0x88, 0x77, 0x66];

/// Files of texts by the number of the build.
pub(super) struct Images {
    files: BTreeMap<String, Entry>,
}

impl Images {
    /// Lists the files.
    pub(super) fn find(case: &Case<'_>, notes: &mut Notes<'_>) -> Self {
        let number = |entry: &Entry| {
            let (folder, name) = entry.path.rsplit_once('/')?;
            let (_, folder) = folder.rsplit_once('/')?;
            let number = format!("{folder}{name}").to_ascii_uppercase();
            (number.len() == 32 && number.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(number)
        };
        let files = entries(case, notes, &TEXTS);
        Self { files: files.into_iter().filter_map(|entry| Some((number(&entry)?, entry))).collect() }
    }

    /// The path of a program; none if the log keeps no texts of it.
    pub(super) fn path(&self, case: &Case<'_>, build: &str, notes: &mut Notes<'_>) -> Option<String> {
        let entry = self.files.get(build)?;
        let file = case.evidence.open(entry).map_err(|unread| notes.unread(unread)).ok()?;
        let from = file.len().saturating_sub(TAIL);
        let mut tail = vec![0; usize::try_from(file.len() - from).ok()?];
        if let Err(error) = file.read_at(from, &mut tail) {
            notes.unread(Unread::from_io(&entry.path, &error));
            return None;
        }
        let end = tail.iter().rposition(|byte| *byte != 0)? + 1;
        let text = tail.get(..end)?;
        let begin = text.iter().rposition(|byte| *byte == 0).map_or(0, |at| at + 1);
        let path = String::from_utf8_lossy(text.get(begin..)?).into_owned();
        path.starts_with('/').then_some(path)
    }

    /// A published word in the texts of a program, and the file that holds it.
    pub(super) fn marked(
        &self,
        case: &Case<'_>,
        build: &str,
        notes: &mut Notes<'_>,
    ) -> Option<(&'static Detection, String, &Entry)> {
        let entry = self.files.get(build)?;
        let bytes = case.evidence.read(entry, MOST).map_err(|unread| notes.unread(unread)).ok()?;
        if !bytes.starts_with(&MAGIC) {
            notes.unread(Unread::new(&entry.path, UnreadWhy::Damaged));
            return None;
        }
        let texts = bytes.split(|byte| *byte == 0).filter(|text| text.len() > 6);
        let (detection, word) =
            texts.filter_map(|text| markers::of(case.indicators, &String::from_utf8_lossy(text))).next()?;
        Some((detection, word, entry))
    }
}
