//! # App permissions
//!
//! **Found in** `HomeDomain/Library/TCC/TCC.db`, in every backup, encrypted or not, and `logs/Accessibility` of a
//! sysdiagnose. Three shapes of its table are known: `allowed` (to iOS 13), `auth_value` with a reason (from iOS 14), with or without a date (from iOS 13).
//!
//! **Shows** which apps asked for microphone, camera, photos, contacts and more, the answer, and when it last
//! changed. Entries of removed apps can stay, and ran-out ones are kept apart.
//!
//! **Cannot show** whether a permission was used. Spyware that broke the system needs no permission.
//!
//! **Ordinary reasons.** An app may be named like a published program: names of apps that are installed now are
//! therefore worth a look, no more. Developers run programs from odd places.
//!
//! **Sources.** Columns and codes as published for Apple's TCC by several forensic projects, seen in backups of
//! iOS 12 to 26. Published process names and app ids come from the indicators.

mod parser;
#[cfg(test)]
mod tests;

use super::shared::databases;
use super::shared::programs::Programs;
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Class, Detection, Entry, Finding, Found, Notes, Presence, Record,
    Weight,
};
use parser::{COLUMNS, Grant, TABLES};

static PROGRAMS: Programs = Programs::new("ios.tcc.client", "ios.tcc.staging", "ios.tcc.odd-place");
static APP: Detection =
    Detection { id: "ios.tcc.app", weight: Weight::KnownSpyware, class: Class::Execution };

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.tcc",
    version: 1,
    reads: &["HomeDomain/Library/TCC/TCC.db", "Sysdiagnose/logs/Accessibility/TCC.db"],
    availability: &[
        Availability::backup(Presence::Always).source("reference tool; schemas of iOS 11 to 27"),
        Availability::sysdiagnose(Presence::Sometimes).source("EC sysdiagnose framework"),
        Availability::filesystem(Presence::Always).source("reference tool: the same file in a full copy"),
    ],
    detections: &[PROGRAMS.known, PROGRAMS.staging, PROGRAMS.odd_place, APP],
    compares: &[Kind::Process, Kind::AppId, Kind::FilePath],
    fields: &[
        ("service", "what was asked for, such as kTCCServiceMicrophone"),
        ("client", "who asked: a bundle id or a path"),
        ("answer", "denied, unknown, allowed or limited"),
        ("reason", "who or what answered"),
        ("prompts", "how often the person was asked"),
        ("expired", "true if the permission has run out"),
    ],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    databases::each(case, notes, ARTIFACT.reads, &mut |database, entry, notes| {
        let [holding, expired] = TABLES;
        databases::table(database, entry, notes, (holding, COLUMNS), &mut |row, notes| {
            tell(case, entry, holding, Grant::of(row), notes)
        });
        databases::optional_table(database, entry, notes, (expired, COLUMNS), &mut |row, notes| {
            tell(case, entry, expired, Grant::of(row), notes)
        });
    })
}

fn tell(case: &Case<'_>, entry: &Entry, table: &str, grant: Option<Grant>, notes: &mut Notes<'_>) -> bool {
    let Some(grant) = grant else {
        notes.gap();
        return true;
    };
    let cite = Cite::new(&entry.path, format!("{table} {} {}", grant.service, grant.client));
    for finding in findings(case, &grant, &cite) {
        notes.finding(
            finding.at(grant.modified).quote("client", &grant.client).quote("service", &grant.service),
        );
    }
    notes.record(|| {
        Record::new(cite)
            .time("answer changed", grant.modified)
            .field("service", grant.service)
            .field("client", grant.client)
            .field("answer", grant.answer)
            .field("reason", grant.reason)
            .field("prompts", grant.prompts)
            .field("expired", (table != TABLES[0]).then_some(true))
    })
}

fn findings(case: &Case<'_>, grant: &Grant, cite: &Cite) -> Vec<Finding> {
    let mut findings = Vec::new();
    let by_path = || grant.by_path.then(|| case.indicators.file_path(&grant.client)).flatten();
    if let Some(hit) = case.indicators.process(&grant.client).or_else(by_path) {
        let finding = Finding::new(&PROGRAMS.known, cite.clone()).matched(hit);
        let is_app = case.acquisition.apps.contains(&grant.client);
        findings.push(if is_app { finding.at_most(Weight::Look) } else { finding });
    }
    if findings.is_empty() && grant.by_path {
        findings.extend(PROGRAMS.by_place(&grant.client, cite));
    }
    if let Some(hit) = case.indicators.app_id(&grant.client) {
        findings.push(Finding::new(&APP, cite.clone()).matched(hit));
    }
    findings
}
