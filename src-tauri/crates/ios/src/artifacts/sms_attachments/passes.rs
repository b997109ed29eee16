//! Many passes of one name from a stranger within minutes.
//!
//! The attack was seen to send eight files named `sample.pkpass`. A stranger is an account that nothing was
//! ever sent to.

use super::{MANY_PASSES, odd, sender, weighed};
use engine::{Case, Cite, Entry, Finding, Notes, Unread, UnreadWhy, Weight};
use jiff::{SignedDuration, Timestamp};
use sqlite::{Database, Flow};
use std::collections::BTreeMap;

/// So many, so close together, make a group.
const ENOUGH: usize = 5;
const WITHIN: SignedDuration = SignedDuration::from_mins(10);
/// Passes that are kept; a frequent flyer has hundreds.
const MOST_PASSES: usize = 20_000;
/// Groups whose senders are looked up.
const MOST_GROUPS: usize = 50;

/// Passes that were received, by name.
#[derive(Default)]
pub(super) struct Passes {
    by_name: BTreeMap<String, Vec<(Timestamp, i64)>>,
    count: usize,
}

impl Passes {
    /// One without a time, or beyond the limit, is a gap.
    pub(super) fn add(
        &mut self,
        name: &str,
        created: Option<Timestamp>,
        attachment: i64,
        notes: &mut Notes<'_>,
    ) {
        let Some(created) = created.filter(|_| self.count < MOST_PASSES) else { return notes.gap() };
        self.count += 1;
        self.by_name.entry(name.to_owned()).or_default().push((created, attachment));
    }

    pub(super) fn tell(self, case: &Case<'_>, database: &Database, entry: &Entry, notes: &mut Notes<'_>) {
        let groups = self.groups();
        if groups.len() > MOST_GROUPS {
            notes.unread(Unread::part(&entry.path, "further groups of passes", UnreadWhy::TooLarge));
        }
        for (name, group) in groups.into_iter().take(MOST_GROUPS) {
            let Some((first, attachment)) = group.first().copied() else { continue };
            let sender = sender(database, attachment);
            let known = sender.as_ref().map(|(handle, _)| wrote_to(database, *handle));
            if known == Some(Some(true)) {
                continue;
            }
            let finding =
                Finding::new(&MANY_PASSES, Cite::new(&entry.path, format!("attachment {attachment}")))
                    .at(Some(first))
                    .quote("name", name)
                    .quote("count", group.len().to_string());
            // Whose they are may have been removed; then nobody can tell that it was a stranger.
            let finding = match (sender, known.flatten()) {
                (Some((_, account)), Some(false)) => finding.personal("sender", account),
                (Some((_, account)), _) => finding.personal("sender", account).at_most(Weight::Look),
                (None, _) => finding.at_most(Weight::Look),
            };
            odd(notes, weighed(finding, case.acquisition));
        }
    }

    /// For each name the first group of passes that lie close together.
    fn groups(self) -> Vec<(String, Vec<(Timestamp, i64)>)> {
        let mut groups = Vec::new();
        for (name, mut passes) in self.by_name {
            passes.sort_unstable();
            let close = |start: &usize| {
                let (first, _) = passes[*start];
                passes[*start..].iter().take_while(|(when, _)| when.duration_since(first) <= WITHIN).count()
            };
            let start = (0..passes.len()).find(|start| close(start) >= ENOUGH);
            if let Some(start) = start {
                let group = passes[start..start + close(&start)].to_vec();
                groups.push((name, group));
            }
        }
        groups
    }
}

/// None if that cannot be read.
fn wrote_to(database: &Database, handle: i64) -> Option<bool> {
    let sql = "SELECT 1 FROM message WHERE handle_id = ?1 AND is_from_me = 1 LIMIT 1";
    let read = database.select(sql, [handle], &mut |_| Flow::Stop).ok()?;
    (read.rows > 0 || !read.cut_short).then_some(read.rows > 0)
}
