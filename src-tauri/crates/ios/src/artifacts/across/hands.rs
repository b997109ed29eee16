//! Hands on the phone around a day that the person named: it was seized, or carried across a border.

use super::{APPEARED, CONNECTED, MOST, facts, named, of_class, weight};
use engine::{Class, Day, Finding, Occasion, Scene, Weight};
use jiff::civil::Date;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};

/// Artifacts whose findings say what was installed, not that a computer was there.
const INSTALLATIONS: [&str; 3] = ["ios.applications", "ios.configuration-profiles", "ios.profile-events"];

/// The named day on or next to which something happened. One day on both sides: people remember roughly, and
/// their calendar differs from UTC by half a day.
fn day<'a>(scene: &'a Scene<'_>, when: Timestamp) -> Option<&'a Day> {
    let date: Date = Offset::UTC.to_datetime(when).date();
    let near = |day: Date| {
        let (before, after) =
            (day.checked_sub(1.day()).unwrap_or(day), day.checked_add(1.day()).unwrap_or(day));
        (before..=after).contains(&date)
    };
    let mut days = scene.days.iter().filter(|day| matches!(day.what, Occasion::Seizure | Occasion::Border));
    days.find(|day| near(day.day))
}

fn named_day(finding: Finding, day: &Day) -> Finding {
    finding.quote("occasion", day.what.name()).quote("day", day.day.to_string())
}

/// A computer was let in, or a tool for taking phones out left its marks.
pub(super) fn connected(scene: &Scene<'_>) -> Vec<Finding> {
    let pairings = named(scene, facts::COMPUTER_PAIRED)
        .map(|fact| (fact.when, weight(scene, fact).max(Weight::Look), &fact.cite));
    let marks = of_class(scene, Class::PhysicalAccess)
        .filter(|finding| !INSTALLATIONS.contains(&finding.artifact.as_str()))
        .filter_map(|finding| Some((finding.when?, finding.weight, &finding.cite)));
    let mut found: Vec<Finding> = Vec::new();
    for (when, weight, cite) in pairings.chain(marks) {
        let Some(day) = day(scene, when) else { continue };
        if found.len() < MOST && found.iter().all(|finding| finding.cite != *cite) {
            let finding = Finding::new(&CONNECTED, cite.clone()).at(Some(when)).at_most(weight);
            found.push(named_day(finding, day));
        }
    }
    found
}

/// Something that other findings speak of came onto the phone, or ran, on or next to such a day.
pub(super) fn appeared(scene: &Scene<'_>) -> Vec<Finding> {
    let installed = of_class(scene, Class::PhysicalAccess)
        .filter(|finding| INSTALLATIONS.contains(&finding.artifact.as_str()));
    let all = of_class(scene, Class::Execution).chain(installed);
    let mut found: Vec<Finding> = Vec::new();
    for (finding, when) in all.filter_map(|finding| Some((finding, finding.when?))) {
        let Some(day) = day(scene, when) else { continue };
        if found.len() < MOST && found.iter().all(|known| known.cite != finding.cite) {
            let thing = ["app", "profile", "process", "name", "path"]
                .into_iter()
                .find_map(|name| finding.quotes.get(name).filter(|quote| !quote.personal));
            let made = Finding::new(&APPEARED, finding.cite.clone())
                .at(Some(when))
                .quote("name", thing.map_or(finding.cite.place.as_str(), |quote| &quote.value))
                .at_most(finding.weight);
            found.push(named_day(made, day));
        }
    }
    found
}
