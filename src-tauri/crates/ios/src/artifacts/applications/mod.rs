//! # Installed apps
//!
//! **Found in** `Info.plist` of every backup, also of an encrypted one: `Applications`, one entry per app with what
//! its shop wrote about it, and `Installed Applications`, their bundle ids alone. With icons it is often 64 MB
//! long, so it is read app by app. In a copy of a whole file system the same papers lie beside each app, as
//! `iTunesMetadata.plist`, each app has an `Info.plist` of its own, and one that no shop signed keeps the paper of its signer.
//!
//! **Shows** which apps were installed when the backup was made, and what installed each.
//!
//! **Cannot show** apps that were removed before, nor what an app does.
//!
//! **Ordinary reasons.** TestFlight, employers, and since 2024 other app shops in the European Union (and later in
//! Japan) install apps as well; very old purchases lack some of the papers. Some computers write no papers of any app:
//! then their absence says nothing. Apps with honest uses can follow a person too, or show the screen to a helper far
//! away: they get a gentle question, and are never shown as spyware.
//!
//! **Sources.** MVT (papers without an id, other sources); the project BugBane for Mac (apps that Apple did not sign, help
//! from afar); Lookout and Google, 2022, on Hermit, which came as an app signed for a company (not confirmed elsewhere);
//! published app ids and process names, and the list of apps with two uses (Cornell's ISDi), come from the indicators.
//! Anyone can name an app like a published process (issue 320 of MVT): alone, that is worth a look.

mod bundles;
mod parser;
mod signed;
#[cfg(test)]
mod tests;

use super::shared::two_uses::has_two_uses;
use super::shared::{databases, plists, stored};
use engine::indicators::{Kind, Tier};
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Weight,
};
use parser::{App, Papers};
use property_list::{Flow, Limits, Picked};
use std::collections::{BTreeMap, BTreeSet};

static KNOWN: Detection =
    Detection { id: "ios.applications.known-app", weight: Weight::KnownSpyware, class: Class::Execution };
static PROCESS: Detection =
    Detection { id: "ios.applications.process", weight: Weight::Look, class: Class::Execution };
static SOURCE: Detection =
    Detection { id: "ios.applications.other-source", weight: Weight::Look, class: Class::PhysicalAccess };
static PAPERS: Detection =
    Detection { id: "ios.applications.no-store-record", weight: Weight::Look, class: Class::PhysicalAccess };
static SIGNED: Detection =
    Detection { id: "ios.applications.signed-elsewhere", weight: Weight::Look, class: Class::PhysicalAccess };
static TEST: Detection =
    Detection { id: "ios.applications.test-version", weight: Weight::Note, class: Class::Posture };
static DUAL: Detection =
    Detection { id: "ios.applications.dual-use", weight: Weight::Note, class: Class::Posture };

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.applications",
    version: 1,
    reads: &[BACKUP, FULL_COPY, bundles::INFO, signed::PAPER],
    availability: &[
        Availability::backup(Presence::Always).source("written by the computer that makes the backup"),
        Availability::filesystem(Presence::Sometimes).source("reference tool"),
    ],
    detections: &[KNOWN, PROCESS, SOURCE, PAPERS, SIGNED, TEST, DUAL],
    compares: &[Kind::AppId, Kind::Process],
    fields: &[
        ("app", "bundle id"),
        ("name", "name that people see"),
        ("seller", "who sells it"),
        ("version", "its version"),
        ("source", "what installed it"),
        ("shop_id", "bundle id according to the shop, if it is another"),
    ],
    examine,
};

/// What a backup tells of all apps together.
const BACKUP: &str = "Backup/Info.plist";
/// The papers of each app in a copy of a whole file system; apps that came with the system have none.
const FULL_COPY: &str = "Filesystem/private/var/containers/Bundle/Application/*/iTunesMetadata.plist";

/// Sources that are the App Store or a managing server.
const USUAL_SOURCES: [&str; 4] =
    ["com.apple.AppStore", "com.apple.AppStore.ProductPageExtension", "com.apple.dmd", "dmd"];
const TESTFLIGHT: &str = "com.apple.TestFlight";

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut found = Found::Absent;
    for (entry, list) in databases::opened(case, notes, &[BACKUP]) {
        found = Found::Yes;
        // Some hundred apps, a few dozen short texts each; icons are passed over as bytes.
        let limits = Limits { events: 10_000_000, ..Limits::default() };
        let mut listed = BTreeSet::new();
        let mut without = Vec::new();
        let read = property_list::pick(&*list, &[&["Applications", "*"]], &limits, &mut |picked| {
            let Picked { keys, value, .. } = picked;
            let app = App::of(keys.last().map_or("", String::as_str), &value);
            listed.insert(app.id.clone());
            let told = notes.made_of(|| parser::stored(&value), |notes| tell(case, &app, &entry, notes));
            without.extend((app.papers == Papers::None).then(|| (cite(&app, &entry), app)));
            flow(told)
        });
        let with = listed.len() - without.len();
        if let Err(refused) = read {
            notes.unread(plists::refused(&refused, &entry.path));
        }
        for id in case.acquisition.apps.iter().filter(|id| !listed.contains(*id)) {
            let app = App { id: id.clone(), ..App::default() };
            if !tell(case, &app, &entry, notes) {
                break;
            }
            // Some computers describe only what has papers; of Apple's own apps not all have any.
            without.extend((!app.is_apples() && with > 0).then(|| (cite(&app, &entry), app)));
        }
        without_papers(case, &without, with, notes);
    }
    // Papers that cannot be read are papers.
    let listed = case.evidence.find(&[FULL_COPY]).unwrap_or_default();
    let mut sold: BTreeMap<String, String> =
        listed.iter().map(|entry| (bundles::container(&entry.path).to_owned(), String::new())).collect();
    let full = plists::each(case, notes, &[FULL_COPY], &mut |papers, entry, notes| {
        let app = App::of_papers(papers);
        sold.insert(bundles::container(&entry.path).to_owned(), app.id.clone());
        let _ = notes.made_of(|| stored::list(papers), |notes| tell(case, &app, entry, notes));
    });
    let signed = signed::look(case, notes);
    let bundles = bundles::look(case, (&sold, &signed), notes);
    let any = !signed.is_empty() || [full, bundles].contains(&Found::Yes);
    if any { Found::Yes } else { found }
}

fn flow(go_on: bool) -> Flow {
    if go_on { Flow::GoOn } else { Flow::Stop }
}

/// Apps of which there are no papers. Where there are those of few others, that says nothing of one.
fn without_papers(case: &Case<'_>, apps: &[(Cite, App)], with: usize, notes: &mut Notes<'_>) {
    let heaviest = if apps.len() <= with * 2 { Weight::Look } else { Weight::Note };
    for (cite, app) in apps.iter().filter(|(cite, app)| published(case, app, cite).is_empty()) {
        let finding = Finding::new(&PAPERS, cite.clone()).at_most(heaviest);
        notes.finding(finding.quote("app", app.shown()).quote("id", &app.id));
    }
}

fn cite(app: &App, entry: &Entry) -> Cite {
    Cite::new(&entry.path, format!("app {}", app.id))
}

fn tell(case: &Case<'_>, app: &App, entry: &Entry, notes: &mut Notes<'_>) -> bool {
    if app.papers == Papers::Unreadable {
        notes.gap();
    }
    let cite = cite(app, entry);
    for finding in published(case, app, &cite).into_iter().chain(origin(app, &cite)) {
        notes.finding(finding.at(app.bought).quote("app", app.shown()).quote("id", &app.id));
    }
    notes.record(|| {
        Record::new(cite)
            .time("bought", app.bought)
            .field("app", app.id.as_str())
            .field("name", app.name.as_deref())
            .field("seller", app.seller.as_deref())
            .field("version", app.version.as_deref())
            .field("source", app.source.as_deref())
            .field("shop_id", app.shop_id.as_deref().filter(|id| *id != app.id))
    })
}

/// What others have published about the app.
fn published(case: &Case<'_>, app: &App, cite: &Cite) -> Vec<Finding> {
    let ids = || [Some(app.id.as_str()), app.shop_id.as_deref()].into_iter().flatten();
    if let Some(hit) = ids().find_map(|id| case.indicators.app_id(id)) {
        // What is sold openly to parents and employers gets the question, not the suspicion.
        let detection = if hit.tier == Tier::Information { &DUAL } else { &KNOWN };
        return vec![Finding::new(detection, cite.clone()).matched(hit)];
    }
    let process = ids().find_map(|id| case.indicators.process(id));
    let process = process.map(|hit| Finding::new(&PROCESS, cite.clone()).matched(hit));
    let dual = ids().any(|id| has_two_uses(case.indicators, id));
    let dual = dual.then(|| Finding::new(&DUAL, cite.clone()));
    process.into_iter().chain(dual).collect()
}

/// Where it came from, if that is worth a word.
fn origin(app: &App, cite: &Cite) -> Option<Finding> {
    match (app.papers, app.source.as_deref()) {
        (Papers::None | Papers::Unreadable, _) => None,
        (Papers::Read, Some(TESTFLIGHT)) => Some(Finding::new(&TEST, cite.clone())),
        (Papers::Read, Some(source)) if !USUAL_SOURCES.contains(&source) => {
            let finding = Finding::new(&SOURCE, cite.clone()).quote("source", source);
            // Apple's own programs install apps for the person in ways that change with each system.
            Some(if source.starts_with("com.apple.") { finding.at_most(Weight::Note) } else { finding })
        }
        (Papers::Read, _) if app.shop_id.is_none() => Some(Finding::new(&PAPERS, cite.clone())),
        (Papers::Read, _) => None,
    }
}
