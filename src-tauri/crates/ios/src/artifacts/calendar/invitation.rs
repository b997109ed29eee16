//! Entries with the words of a published attack, and what else about them fits it.

use super::parser::Item;
use jiff::{SignedDuration, Timestamp};

/// An invitation that was made so long after its own end was made for the past.
const BACKDATED: SignedDuration = SignedDuration::from_hours(180 * 24);
/// Kept at most; more entries with the same two everyday words are one person's habit.
const MOST: usize = 1000;

/// An entry with the title “Meeting” and the note “Notes”.
pub(super) struct Candidate {
    pub(super) number: i64,
    pub(super) start: Option<Timestamp>,
    pub(super) end: Option<Timestamp>,
    pub(super) created: Option<Timestamp>,
    location: Option<i64>,
    organizer: Option<i64>,
    markup: bool,
    at_home: bool,
    remote: bool,
    overlaps: bool,
}

/// Collects entries with the words, then what the other tables say of them.
#[derive(Default)]
pub(super) struct Candidates(Vec<Candidate>);

impl Candidates {
    /// Keeps the entry if it has the words.
    pub(super) fn item(&mut self, item: &Item) {
        let words =
            item.summary.as_deref() == Some("Meeting") && item.description.as_deref() == Some("Notes");
        if !words || self.0.len() == MOST {
            return;
        }
        self.0.push(Candidate {
            number: item.number,
            start: item.start,
            end: item.end,
            created: item.created,
            location: item.location,
            organizer: item.organizer,
            markup: item.markup,
            at_home: false,
            remote: false,
            overlaps: false,
        });
    }

    /// Someone else than the owner takes part in an entry, or organises it.
    pub(super) fn remote(&mut self, participant: i64, item: Option<i64>) {
        let takes_part =
            |one: &&mut Candidate| item == Some(one.number) || one.organizer == Some(participant);
        self.0.iter_mut().filter(takes_part).for_each(|one| one.remote = true);
    }

    /// The title of a place.
    pub(super) fn location(&mut self, number: i64, title: &str) {
        let is_there = |one: &&mut Candidate| title == "Home" && one.location == Some(number);
        self.0.iter_mut().filter(is_there).for_each(|one| one.at_home = true);
    }

    /// All that were kept, with what was found out.
    pub(super) fn judged(mut self) -> Vec<Candidate> {
        self.0.sort_by_key(|one| (one.start, one.number));
        let mut latest: Option<(usize, Timestamp)> = None;
        for at in 0..self.0.len() {
            let Some((start, end)) = self.0[at].start.zip(self.0[at].end) else { continue };
            if let Some((other, _)) = latest.filter(|(_, until)| start < *until) {
                self.0[at].overlaps = true;
                self.0[other].overlaps = true;
            }
            if latest.is_none_or(|(_, until)| end > until) {
                latest = Some((at, end));
            }
        }
        self.0
    }
}

impl Candidate {
    /// Why it is more than two everyday words; none if it is not.
    pub(super) fn mark(&self) -> Option<&'static str> {
        let late =
            self.created.zip(self.end).is_some_and(|(created, end)| created.duration_since(end) > BACKDATED);
        if self.markup {
            Some("markup")
        } else if late && self.remote && self.at_home {
            Some("backdated")
        } else if self.overlaps && self.remote {
            // The same entry in two calendars of one's own overlaps too; nobody else takes part in it.
            Some("overlapping")
        } else {
            None
        }
    }
}
