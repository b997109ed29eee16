//! The rule on dated events alone: which of them stand together as in the published attack.
//!
//! A window begins at each event, holds at most ten events and at most five minutes. It counts if events
//! of at least two classes stand in it. It does not if it holds anything deeper than a folder of
//! attachments, because then a real attachment came, or a folder of which only the content or only the
//! entry changed: the attack's attachment came and went, which changes both.

use jiff::{SignedDuration, Timestamp};
use std::collections::BTreeMap;

const MOST_EVENTS: usize = 10;
/// How far apart events of one window may lie.
pub(super) const LONGEST: SignedDuration = SignedDuration::from_mins(5);

/// What kind of trace an event belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Class {
    /// One of three settings files changed.
    File,
    /// One of four programs used the network.
    Network,
    /// One of two location services stopped.
    Location,
    /// A folder of attachments changed.
    Attachments,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum What {
    /// Content of a file or folder changed.
    Modified,
    /// Entry of a file or folder changed.
    Changed,
    /// A file or folder was made.
    Born,
    /// A program used the network.
    Traffic,
    /// A service stopped.
    Stopped,
    /// Something lies deeper than a folder of attachments: a real attachment.
    Attachment,
}

impl What {
    /// Its name in records.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Modified => "modified",
            Self::Changed => "entry changed",
            Self::Born => "made",
            Self::Traffic => "network used",
            Self::Stopped => "stopped",
            Self::Attachment => "attachment",
        }
    }
}

/// One event of the timeline.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Event {
    /// When.
    pub(super) when: Timestamp,
    /// Its class.
    pub(super) class: Class,
    /// A path of the evidence, or the name of a program.
    pub(super) about: String,
    /// What happened.
    pub(super) what: What,
    /// The file of the evidence that tells it.
    pub(super) path: String,
}

/// Every group of events that stands together, each event in at most one. Sorts `events` by time.
pub(super) fn combinations(events: &mut [Event]) -> Vec<&[Event]> {
    events.sort();
    let mut found = Vec::new();
    let mut rest = &*events;
    while let Some(first) = rest.first() {
        let near = |event: &&Event| event.when.duration_since(first.when) <= LONGEST;
        let len = rest.iter().take(MOST_EVENTS).take_while(near).count();
        let (window, after) = rest.split_at(len);
        rest = if is_combination(window) {
            found.push(window);
            after
        } else {
            &rest[1..]
        };
    }
    found
}

fn is_combination(window: &[Event]) -> bool {
    let mut folders: BTreeMap<&str, (bool, bool)> = BTreeMap::new();
    for event in window.iter().filter(|event| event.class == Class::Attachments) {
        let (modified, changed) = folders.entry(&event.about).or_default();
        match event.what {
            What::Modified => *modified = true,
            What::Changed => *changed = true,
            What::Attachment => return false,
            What::Born | What::Traffic | What::Stopped => {}
        }
    }
    let mut classes: Vec<Class> = window.iter().map(|event| event.class).collect();
    classes.sort();
    classes.dedup();
    classes.len() >= 2 && folders.values().all(|both| *both == (true, true))
}

#[cfg(test)]
mod tests {
    use super::{Class, Event, What, combinations};
    use jiff::Timestamp;
    use proptest::prelude::*;

    fn event(second: i64, class: Class, about: &str, what: What) -> Event {
        Event {
            when: Timestamp::from_second(1_660_000_000 + second).unwrap(),
            class,
            about: about.to_owned(),
            what,
            path: String::new(),
        }
    }

    fn folder(second: i64, what: What) -> Event {
        event(second, Class::Attachments, "MediaDomain/Library/SMS/Attachments/ab/11", what)
    }

    fn file(second: i64) -> Event {
        event(second, Class::File, "RootDomain/Library/Preferences/com.apple.ImageIO.plist", What::Modified)
    }

    fn count(mut events: Vec<Event>) -> usize {
        combinations(&mut events).len()
    }

    #[test]
    fn a_folder_that_came_and_went_beside_a_settings_file_stands_out() {
        assert_eq!(count(vec![folder(0, What::Modified), folder(0, What::Changed), file(200)]), 1);
        let location = event(250, Class::Location, "WRMLinkSelection.bundle", What::Stopped);
        let mut events = vec![location, file(20), folder(0, What::Changed), folder(0, What::Modified)];
        let found = combinations(&mut events);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].len(), 4);
    }

    #[test]
    fn ordinary_events_do_not() {
        assert_eq!(count(vec![]), 0);
        assert_eq!(count(vec![file(0), file(1)]), 0, "one class");
        assert_eq!(
            count(vec![folder(0, What::Modified), folder(0, What::Changed), file(301)]),
            0,
            "too far apart"
        );
        assert_eq!(
            count(vec![folder(0, What::Modified), file(1)]),
            0,
            "only the content of the folder changed"
        );
        assert_eq!(count(vec![folder(0, What::Changed), file(1)]), 0, "only the entry of the folder changed");
        let real = event(
            2,
            Class::Attachments,
            "MediaDomain/Library/SMS/Attachments/ab/11/GUID/a.gif",
            What::Attachment,
        );
        assert_eq!(
            count(vec![folder(0, What::Modified), folder(0, What::Changed), file(1), real]),
            0,
            "a real attachment"
        );
    }

    #[test]
    fn more_than_ten_events_are_not_one_window() {
        let mut events: Vec<Event> = (0..10).map(file).collect();
        events.push(event(20, Class::Network, "nehelper", What::Traffic));
        let found = combinations(&mut events);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].len(), 10, "the second window begins one event later");
    }

    proptest! {
        #[test]
        fn never_panics_and_groups_do_not_overlap(seconds in proptest::collection::vec((0..2000_i64, any::<bool>()), 0..60)) {
            let mut events: Vec<Event> = seconds
                .into_iter()
                .map(|(second, net)| if net { event(second, Class::Network, "nehelper", What::Traffic) } else { file(second) })
                .collect();
            let all = events.len();
            prop_assert!(combinations(&mut events).iter().map(|group| group.len()).sum::<usize>() <= all);
        }
    }
}
