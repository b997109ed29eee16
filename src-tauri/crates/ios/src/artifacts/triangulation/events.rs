//! Gathers the events from where they lie, with the parsers of the artifacts that own those files.

use super::window::{Class, Event, LONGEST, What};
use crate::artifacts::datausage::parser::{PROCESS, PROCESSES, Process, USAGE, USAGES, Usage};
use crate::artifacts::shared::{databases, plists};
use crate::artifacts::{datausage, locationd_clients, os_analytics_ad_daily};
use engine::{Case, Entry, Found, Notes, Unread, UnreadWhy};
use jiff::Timestamp;

/// Settings files that the attack touched.
const FILES: [&str; 3] = [
    "RootDomain/Library/Preferences/com.apple.ImageIO.plist",
    "HomeDomain/Library/Preferences/com.apple.locationd.StatusBarIconManager.plist",
    "HomeDomain/Library/Preferences/com.apple.imservice.ids.FaceTime.plist",
];
/// Folder of message attachments: two levels of folders, then one per attachment.
const ATTACHMENTS: &str = "MediaDomain/Library/SMS/Attachments/";
/// Programs that the attack made use the network.
const PROGRAMS: [&str; 4] = [
    "nehelper",
    "com.apple.WebKit.WebContent",
    "powerd/com.apple.datausage.diagnostics",
    "lockdownd/com.apple.datausage.security",
];
/// Location services that the attack stopped.
const SERVICES: [&str; 2] = [
    "com.apple.locationd.bundle-/System/Library/LocationBundles/IonosphereHarvest.bundle",
    "com.apple.locationd.bundle-/System/Library/LocationBundles/WRMLinkSelection.bundle",
];

const TRAFFIC: (Class, What) = (Class::Network, What::Traffic);

/// Everything that is read.
pub(super) const READS: &[&str] = &[
    FILES[0],
    FILES[1],
    FILES[2],
    datausage::PATH,
    os_analytics_ad_daily::PATH,
    locationd_clients::PATH,
    "MediaDomain/Library/SMS/Attachments/**/*",
];

/// Events that are kept; a phone has some dozen of the one kind and some hundred attachments near them.
const MOST: usize = 100_000;

/// What was gathered.
pub(super) struct Timeline {
    /// In no order.
    pub(super) events: Vec<Event>,
    /// Said if there were more.
    pub(super) cut: Option<Unread>,
}

impl Timeline {
    fn add(&mut self, when: Option<Timestamp>, (class, what): (Class, What), about: &str, path: &str) {
        let Some(when) = when else { return };
        if self.events.len() == MOST {
            self.cut = Some(Unread::part(ATTACHMENTS, "further attachments", UnreadWhy::TooLarge));
            return;
        }
        self.events.push(Event { when, class, about: about.to_owned(), what, path: path.to_owned() });
    }
}

/// None if nothing of all this is there. What cannot be read is said by the artifact that owns it.
pub(super) fn collect(case: &Case<'_>, notes: &mut Notes<'_>) -> Option<Timeline> {
    let mut timeline = Timeline { events: Vec::new(), cut: None };
    let read = [
        traffic(case, &mut timeline),
        summary(case, &mut timeline),
        services(case, &mut timeline),
        files(case, notes, &mut timeline),
    ];
    if !timeline.events.is_empty() {
        attachments(case, notes, &mut timeline);
    }
    read.contains(&true).then_some(timeline)
}

/// Notes whose say is left to the artifact that owns the file.
fn aside(run: impl FnOnce(&mut Notes<'_>) -> Found) -> bool {
    let mut go_on = |_| true;
    run(&mut Notes::new("ios.triangulation", None, &mut go_on)) == Found::Yes
}

fn traffic(case: &Case<'_>, timeline: &mut Timeline) -> bool {
    aside(|notes| {
        databases::each(case, notes, &[datausage::PATH], &mut |database, entry, notes| {
            let mut named = Vec::new();
            databases::table(database, entry, notes, (PROCESSES, PROCESS), &mut |row, _| {
                if let Some(process) = Process::of(row)
                    && PROGRAMS.contains(&process.name.as_str())
                {
                    timeline.add(process.first, TRAFFIC, &process.name, &entry.path);
                    timeline.add(process.last, TRAFFIC, &process.name, &entry.path);
                    named.push((process.number, process.name));
                }
                named.len() < MOST
            });
            databases::table(database, entry, notes, (USAGES, USAGE), &mut |row, _| {
                let usage = Usage::of(row);
                let of = |usage: &Usage| named.iter().find(|(number, _)| usage.process == Some(*number));
                if let Some((usage, (_, name))) =
                    usage.and_then(|usage| of(&usage).map(|named| (usage, named)))
                {
                    timeline.add(usage.when, TRAFFIC, name, &entry.path);
                }
                true
            });
        })
    })
}

fn summary(case: &Case<'_>, timeline: &mut Timeline) -> bool {
    aside(|notes| {
        plists::each(case, notes, &[os_analytics_ad_daily::PATH], &mut |root, entry, _| {
            let (lines, _) = os_analytics_ad_daily::parser::lines(root);
            for line in lines.iter().filter(|line| PROGRAMS.contains(&line.program)) {
                timeline.add(line.when, TRAFFIC, line.program, &entry.path);
            }
        })
    })
}

fn services(case: &Case<'_>, timeline: &mut Timeline) -> bool {
    aside(|notes| {
        plists::each(case, notes, &[locationd_clients::PATH], &mut |root, entry, _| {
            let (clients, _) = locationd_clients::parser::clients(root);
            for client in clients.iter().filter(|client| SERVICES.contains(&client.key)) {
                timeline.add(client.stopped(), (Class::Location, What::Stopped), client.key, &entry.path);
            }
        })
    })
}

/// Times of the three files.
fn files(case: &Case<'_>, notes: &mut Notes<'_>, timeline: &mut Timeline) -> bool {
    let found = case.evidence.find(&FILES).map_err(|unread| notes.unread(unread)).unwrap_or_default();
    for entry in &found {
        stamps(timeline, entry, Class::File, &|_| true);
    }
    !found.is_empty()
}

/// Times of attachments and their folders, as far as they are near another event: alone they say nothing,
/// and there may be a hundred thousand. Folders are only met by walking the whole tree.
fn attachments(case: &Case<'_>, notes: &mut Notes<'_>, timeline: &mut Timeline) {
    let mut others: Vec<Timestamp> = timeline.events.iter().map(|event| event.when).collect();
    others.sort_unstable();
    let near = |when: Timestamp| {
        let next = others.partition_point(|other| *other < when);
        let around = [next.checked_sub(1).and_then(|before| others.get(before)), others.get(next)];
        around.into_iter().flatten().any(|other| other.duration_since(when).abs() <= LONGEST)
    };
    let walked = case.evidence.walk(&mut |entry| {
        if entry.path.starts_with(ATTACHMENTS) {
            stamps(timeline, entry, Class::Attachments, &near);
        }
        true
    });
    if let Err(unread) = walked {
        notes.unread(unread);
    }
}

fn stamps(timeline: &mut Timeline, entry: &Entry, class: Class, wanted: &dyn Fn(Timestamp) -> bool) {
    // `xx` and `xx/yy` are folders that stay; whatever is deeper came with a real attachment.
    let real = entry.path.strip_prefix(ATTACHMENTS).is_some_and(|below| below.matches('/').count() > 1);
    // A copy of a whole file system does not tell when a folder's entry changed: it cannot count for or against.
    if class == Class::Attachments && !real && entry.stamps.changed.is_none() {
        return;
    }
    let times = [
        (entry.stamps.modified, What::Modified),
        (entry.stamps.changed, What::Changed),
        (entry.stamps.born, What::Born),
    ];
    for (when, what) in times {
        let what = if real { What::Attachment } else { what };
        timeline.add(when.filter(|when| wanted(*when)), (class, what), &entry.path, &entry.path);
    }
}
