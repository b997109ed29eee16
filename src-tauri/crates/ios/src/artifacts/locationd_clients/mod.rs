//! # Programs that use location
//!
//! **Found in** `Library/Caches/locationd/clients.plist` of `RootDomain`, in some copies also of `HomeDomain`.
//!
//! **Shows** apps and parts of the system that asked where the phone is, with their paths and the times when
//! they last began or stopped. Entries of removed apps can stay.
//!
//! **Cannot show** where the phone was, nor who read it.
//!
//! **Ordinary reasons.** Apps may be named like anything: what lies in the folder of installed apps is worth a
//! look, no more. Apple's own parts are named by path. Parts of updates run from the staging folder; developers run programs
//! from odd places.
//!
//! **Sources.** Amnesty International, "Forensic Methodology Report", 2021; MVT reads the same keys; Marczak and
//! Fossaceca, 2023 (programs where programs do not lie); published
//! names, paths and app ids come from the indicators.

pub(crate) mod parser;
#[cfg(test)]
mod tests;

use super::across::facts;
use super::shared::programs::Programs;
use super::shared::{plists, stored};
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Finding, Found, Notes, Presence, Record, Weight,
};
use parser::Client;

/// Where it lies in backups.
pub(crate) const PATH: &str = "RootDomain/Library/Caches/locationd/clients.plist";
/// Where the system puts what a person installs.
const APPS: &str = "/var/containers/Bundle/Application/";

static PROGRAMS: Programs = Programs::new(
    "ios.locationd-clients.process",
    "ios.locationd-clients.staging",
    "ios.locationd-clients.odd-place",
);
static AT: Detection =
    Detection { id: "ios.locationd-clients.path", weight: Weight::KnownSpyware, class: Class::Execution };
static APP: Detection =
    Detection { id: "ios.locationd-clients.app", weight: Weight::KnownSpyware, class: Class::Execution };

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.locationd-clients",
    version: 1,
    reads: &[PATH, "HomeDomain/Library/Caches/locationd/clients.plist"],
    availability: &[
        Availability::backup(Presence::Sometimes).source("reference tool"),
        Availability::filesystem(Presence::Sometimes).source("reference tool: the same file in a full copy"),
    ],
    detections: &[PROGRAMS.known, PROGRAMS.staging, PROGRAMS.odd_place, AT, APP],
    compares: &[Kind::Process, Kind::FilePath, Kind::FileName, Kind::AppId],
    fields: &[
        ("client", "key of the entry, without the colon at its end"),
        ("bundle", "bundle id"),
        ("paths", "paths of bundle, program and registration"),
    ],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    plists::each(case, notes, ARTIFACT.reads, &mut |root, entry, notes| {
        let (clients, gaps) = parser::clients(root);
        (0..gaps).for_each(|_| notes.gap());
        for client in clients {
            let cite = Cite::new(&entry.path, format!("key {}", client.key));
            judge(case, &client, &cite, notes);
            if let Some(when) = client.stopped() {
                notes.fact(facts::LOCATION_STOPPED, when, client.key, cite.clone());
            }
            let record = || {
                let paths = client.paths.iter().map(|path| (*path).to_owned()).collect::<Vec<_>>();
                let record = Record::new(cite)
                    .field("client", client.key)
                    .field("bundle", client.bundle)
                    .field("paths", paths);
                client.times.iter().fold(record, |record, (what, when)| record.time(what, Some(*when)))
            };
            if !notes.made_of(|| stored::list(client.entry), |notes| notes.record(record)) {
                return;
            }
        }
    })
}

fn judge(case: &Case<'_>, client: &Client<'_>, cite: &Cite, notes: &mut Notes<'_>) {
    let last = client.times.iter().map(|(_, when)| *when).max();
    let is_app = client.paths.iter().any(|path| path.contains(APPS));
    let names =
        [Some(client.program()), client.bundle].into_iter().flatten().chain(client.paths.iter().copied());
    let by_name = names.filter_map(|name| Some((name, case.indicators.process(name)?))).next();
    let by_path = client.paths.iter().find_map(|path| Some((path, case.indicators.file_path(path)?)));
    if by_name.is_none() && by_path.is_none() {
        let odd = client.paths.iter().find_map(|path| PROGRAMS.by_place(path, cite));
        odd.into_iter().for_each(|odd| notes.finding(odd.at(last)));
    }
    if let Some((name, hit)) = by_name {
        let name = crate::paths::file_name(name);
        let finding =
            Finding::new(&PROGRAMS.known, cite.clone()).matched(hit).at(last).quote("process", name);
        notes.finding(if is_app { finding.at_most(Weight::Look) } else { finding });
    }
    if let Some((path, hit)) = by_path {
        notes.finding(Finding::new(&AT, cite.clone()).matched(hit).at(last).quote("path", *path));
    }
    let known = client.bundle.and_then(|app| Some((app, case.indicators.app_id(app)?)));
    if let Some((app, hit)) = known {
        notes.finding(Finding::new(&APP, cite.clone()).matched(hit).at(last).quote("app", app));
    }
}
