//! # Shortcuts
//!
//! **Found in** `HomeDomain/Library/Shortcuts/Shortcuts.sqlite` of backups, from iOS 13 on. Phones without it are
//! ordinary.
//!
//! **Shows** shortcuts with their steps and the links in them, and what starts them by themselves. What a shortcut runs
//! counts as its own.
//!
//! **Cannot show** what a link led to when it was opened.
//!
//! **Ordinary reasons.** Many shortcuts from the internet load something. People build automations for themselves.
//!
//! **Sources.** Published links come from the indicators. That one spyware started again through an automation:
//! Citizen Lab on Predator, 2021, and later talks; the fields of the automation are not confirmed in public, so
//! this is worth a look at most.

mod calls;
mod parser;
#[cfg(test)]
mod tests;

use super::shared::links::{Pair, Seen};
use super::shared::stored::Beside;
use super::shared::{databases, plists};
use calls::Calls;
use engine::indicators::Kind;
use engine::indicators::links::in_text;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Stored, Unread, UnreadWhy, Version, Weight,
};
use jiff::Timestamp;
use parser::{ACTION, ACTIONS, SHORTCUT, SHORTCUTS, Shortcut, TRIGGER, TRIGGERS, Trigger};
use property_list::{Limits, Value};
use sqlite::Database;
use std::collections::{BTreeMap, BTreeSet};

/// Kept in memory; people have some dozen.
const MOST_SHORTCUTS: usize = 50_000;

static LINKS: Pair = Pair::new("ios.shortcuts.link", "ios.shortcuts.vendor-site");
static AUTOMATION: Detection =
    Detection { id: "ios.shortcuts.automation", weight: Weight::Look, class: Class::Execution };

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.shortcuts",
    version: 1,
    reads: &["HomeDomain/Library/Shortcuts/Shortcuts.sqlite"],
    availability: &[
        Availability::backup(Presence::Sometimes).from(Version(13, 0, 0)).source("reference tool"),
        Availability::filesystem(Presence::Sometimes)
            .from(Version(13, 0, 0))
            .source("reference tool: the same file in a full copy"),
    ],
    detections: &[LINKS.known, LINKS.vendor, AUTOMATION],
    compares: &[Kind::Domain, Kind::Url, Kind::Ip],
    fields: &[
        ("name", "name of the shortcut"),
        ("description", "its steps in words"),
        ("shortcut", "number of the shortcut that steps belong to"),
        ("actions", "kinds of steps"),
    ],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    databases::each(case, notes, ARTIFACT.reads, &mut |database, entry, notes| {
        let mut calls = Calls::default();
        let created = shortcuts(database, entry, &mut calls, notes);
        let mut on_the_web = actions(case, database, entry, (&created, &mut calls), notes);
        calls.spread(&mut on_the_web);
        databases::needs(database, entry, notes, (TRIGGERS, TRIGGER));
        databases::optional_table(database, entry, notes, (TRIGGERS, TRIGGER), &mut |row, notes| {
            let Some(trigger) = Trigger::of(row) else {
                notes.gap();
                return true;
            };
            if trigger.silent_on_app && on_the_web.contains(&trigger.shortcut) {
                let cite = Cite::new(&entry.path, format!("{TRIGGERS} {}", trigger.number));
                let when = created.get(&trigger.shortcut).copied().flatten();
                notes.finding(Finding::new(&AUTOMATION, cite).at(when));
            }
            true
        });
    })
}

/// When each shortcut was made.
fn shortcuts(
    database: &Database,
    entry: &Entry,
    calls: &mut Calls,
    notes: &mut Notes<'_>,
) -> BTreeMap<i64, Option<Timestamp>> {
    let mut created = BTreeMap::new();
    let actions = Beside::of(database, notes, ACTIONS, ACTION.first().copied());
    databases::table(database, entry, notes, (SHORTCUTS, SHORTCUT), &mut |row, notes| {
        let Some(shortcut) = Shortcut::of(row) else {
            notes.gap();
            return true;
        };
        if created.len() == MOST_SHORTCUTS {
            notes.unread(Unread::part(&entry.path, "further shortcuts", UnreadWhy::TooLarge));
            return false;
        }
        created.insert(shortcut.number, shortcut.created);
        calls.named(shortcut.number, [shortcut.name.as_deref(), shortcut.id.as_deref()]);
        notes.beside(|| steps(&actions, shortcut.number));
        notes.record(|| {
            Record::new(Cite::new(&entry.path, format!("{SHORTCUTS} {}", shortcut.number)))
                .time("created", shortcut.created)
                .time("changed", shortcut.modified)
                .field("name", shortcut.name)
                .field("description", shortcut.description)
        })
    });
    created
}

/// How many steps it has, and the links in them.
fn steps(actions: &Beside<'_>, shortcut: i64) -> Stored {
    let (mut count, mut urls) = (0, Vec::new());
    let data = actions.column("ZDATA");
    actions.find(Some(shortcut), &mut |row| {
        let bytes = data.and_then(|column| row.blob(column));
        let Some(Ok(steps)) = bytes.map(|steps| property_list::read(steps, &Limits::default())) else {
            return;
        };
        count = kinds(&steps).len();
        plists::texts(&steps, &mut |text| {
            urls.extend(in_text(text).filter(|link| link.contains("://")).map(str::to_owned));
        });
    });
    Stored::from_iter([("@parsed_actions", count.into()), ("@action_urls", urls.into())])
}

/// Compares the links in all steps; returns the shortcuts that load or open something from the web.
fn actions(
    case: &Case<'_>,
    database: &Database,
    entry: &Entry,
    (created, calls): (&BTreeMap<i64, Option<Timestamp>>, &mut Calls),
    notes: &mut Notes<'_>,
) -> BTreeSet<i64> {
    let mut on_the_web = BTreeSet::new();
    databases::table(database, entry, notes, (ACTIONS, ACTION), &mut |row, notes| {
        let Some((shortcut, steps)) = row.int(0).zip(row.blob(1)) else {
            notes.gap();
            return true;
        };
        let Ok(steps) = property_list::read(steps, &Limits::default()) else {
            notes.gap();
            return true;
        };
        let cite = Cite::new(&entry.path, format!("{SHORTCUTS} {shortcut}"));
        let mut seen = Seen::new(case.indicators);
        plists::texts(&steps, &mut |text| seen.text(text));
        for hit in seen.take() {
            let when = created.get(&shortcut).copied().flatten();
            notes.finding(LINKS.finding(hit, cite.clone(), when));
        }
        calls.of(shortcut, &steps);
        let kinds = kinds(&steps);
        if kinds.iter().any(|kind| uses_the_web(kind)) && on_the_web.len() < MOST_SHORTCUTS {
            on_the_web.insert(shortcut);
        }
        notes.record(|| Record::new(cite).field("shortcut", shortcut).field("actions", kinds))
    });
    on_the_web
}

fn kinds(steps: &Value) -> Vec<String> {
    let kind =
        |step: &Value| Some(step.as_dictionary()?.get("WFWorkflowActionIdentifier")?.as_str()?.to_owned());
    steps.as_array().unwrap_or_default().iter().filter_map(kind).collect()
}

fn uses_the_web(kind: &str) -> bool {
    const KINDS: [&str; 6] =
        ["downloadurl", "openurl", "showwebpage", "getwebpagecontents", "runsshscript", "url"];
    kind.strip_prefix("is.workflow.actions.").is_some_and(|name| KINDS.contains(&name))
}
