//! Many passes of one name from strangers within minutes.
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
/// Passes close together whose senders are looked up.
const MOST_CLOSE: usize = 500;

/// Passes that were received, by name.
#[derive(Default)]
pub(super) struct Passes {
    by_name: BTreeMap<String, Vec<Pass>>,
    count: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Pass {
    created: Timestamp,
    attachment: i64,
}

/// One that no acquaintance sent, and who did, as far as that is still there.
struct Odd {
    pass: Pass,
    account: Option<String>,
    /// True if it is certain that nothing was ever sent to that account.
    stranger: bool,
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
        self.by_name.entry(name.to_owned()).or_default().push(Pass { created, attachment });
    }

    pub(super) fn tell(self, case: &Case<'_>, database: &Database, entry: &Entry, notes: &mut Notes<'_>) {
        let mut senders = Senders { database, acquainted: BTreeMap::new() };
        let mut looked_up = 0;
        for (name, mut passes) in self.by_name {
            passes.sort_unstable();
            let close = close(&passes);
            looked_up += close.len();
            if looked_up > MOST_CLOSE {
                notes.unread(Unread::part(&entry.path, "further groups of passes", UnreadWhy::TooLarge));
                return;
            }
            // An acquaintance's tickets do not hide what came between, before or after them.
            let odd_ones: Vec<Odd> = close.into_iter().filter_map(|pass| senders.odd(pass)).collect();
            for group in groups(&odd_ones, |one| one.pass.created) {
                let Some(first) = group.first() else { continue };
                let cite = Cite::new(&entry.path, format!("attachment {}", first.pass.attachment));
                let finding = Finding::new(&MANY_PASSES, cite)
                    .at(Some(first.pass.created))
                    .quote("name", name.as_str())
                    .quote("count", group.len().to_string());
                let account = group.iter().find_map(|one| one.account.as_deref());
                let finding =
                    account.into_iter().fold(finding, |finding, who| finding.personal("sender", who));
                // Whose they are may have been removed; then nobody can tell that it was a stranger.
                let strangers = group.iter().filter(|one| one.stranger).count();
                let heaviest = if strangers >= ENOUGH { Weight::Strong } else { Weight::Look };
                odd(notes, weighed(finding.at_most(heaviest), case.acquisition));
            }
        }
    }
}

/// All that lie in any group, of passes sorted by time.
fn close(passes: &[Pass]) -> Vec<Pass> {
    let mut close = Vec::new();
    let (mut kept, mut to) = (0, 0);
    for (from, first) in passes.iter().enumerate() {
        let near = |pass: &Pass| pass.created.duration_since(first.created) <= WITHIN;
        to += passes[to..].iter().take_while(|pass| near(pass)).count();
        if to - from >= ENOUGH {
            close.extend(&passes[kept.max(from)..to]);
            kept = to;
        }
    }
    close
}

/// Runs of enough passes that lie close to the first of each, none in two; `passes` are sorted by time.
fn groups<T>(passes: &[T], created: impl Fn(&T) -> Timestamp) -> Vec<&[T]> {
    let mut groups = Vec::new();
    let mut rest = passes;
    while let Some(first) = rest.first() {
        let near = |pass: &&T| created(pass).duration_since(created(first)) <= WITHIN;
        let close = rest.iter().take_while(near).count();
        let (group, after) = rest.split_at(if close < ENOUGH { 1 } else { close });
        if close >= ENOUGH {
            groups.push(group);
        }
        rest = after;
    }
    groups
}

/// Who sent what, and whether the owner ever wrote to them.
struct Senders<'a> {
    database: &'a Database,
    /// By the number of the account; none if that cannot be read.
    acquainted: BTreeMap<i64, Option<bool>>,
}

impl Senders<'_> {
    /// None for a pass of somebody the owner wrote to.
    fn odd(&mut self, pass: Pass) -> Option<Odd> {
        let Some((handle, account)) = sender(self.database, pass.attachment) else {
            return Some(Odd { pass, account: None, stranger: false });
        };
        let wrote = *self.acquainted.entry(handle).or_insert_with(|| wrote_to(self.database, handle));
        (wrote != Some(true)).then_some(Odd { pass, account: Some(account), stranger: wrote == Some(false) })
    }
}

/// None if that cannot be read. An account has one handle for each service.
fn wrote_to(database: &Database, handle: i64) -> Option<bool> {
    let sql = "SELECT 1 FROM message WHERE is_from_me = 1 AND handle_id IN (SELECT ROWID FROM handle \
        WHERE id = (SELECT id FROM handle WHERE ROWID = ?1)) LIMIT 1";
    let read = database.select(sql, [handle], &mut |_| Flow::Stop).ok()?;
    (read.rows > 0 || !read.cut_short).then_some(read.rows > 0)
}
