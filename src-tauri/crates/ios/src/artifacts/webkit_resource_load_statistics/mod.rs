//! Sites that were loaded inside any app, kept by WebKit against tracking.
//!
//! Found in: `…/WebKit/WebsiteData/ResourceLoadStatistics/observations.db` in the container of each app that
//! shows web pages (table `ObservedDomains`), from iOS 14 on.
//!
//! Shows: registrable domains that a page was loaded from, as page or as part of one, and whether somebody
//! touched it; in which app. It often outlives the history.
//!
//! Cannot show: whole addresses; whether a page attacked the phone. Domains are kept for about a month.
//!
//! Ordinary reasons: an advertisement or a counter from there on an ordinary page; an article on spyware.
//!
//! Sources: WebKit, `ResourceLoadStatisticsStore`.

#[cfg(test)]
mod tests;

use super::shared::databases::{self, table};
use super::shared::links::{Pair, Seen};
use crate::time;
use engine::indicators::Kind;
use engine::{Artifact, Availability, Case, Cite, Found, Notes, Presence, Record};

const READS: &[&str] = &["**/ResourceLoadStatistics/observations.db"];

static DOMAINS: Pair = Pair::new(
    "ios.webkit-resource-load-statistics.domain",
    "ios.webkit-resource-load-statistics.vendor-site",
);

/// Sites that were loaded inside any app.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.webkit-resource-load-statistics",
    version: 1,
    reads: READS,
    // Apps decide whether they show pages, and whether their containers are backed up.
    availability: &[
        Availability::backup(Presence::Sometimes).source("reference tool"),
        Availability::filesystem(Presence::Sometimes).source("reference tool: the same file in a full copy"),
    ],
    detections: &[DOMAINS.known, DOMAINS.vendor],
    compares: &[Kind::Domain, Kind::Ip],
    fields: &[
        ("domain", "Registrable domain"),
        ("app", "Domain of the app that loaded it"),
        ("touched", "True if somebody tapped or typed on a page of it"),
    ],
    examine,
};

const OBSERVED: (&str, &[&str]) = (
    "ObservedDomains",
    &[
        "registrableDomain",
        "lastSeen",
        "hadUserInteraction",
        "mostRecentUserInteractionTime",
        "mostRecentWebPushInteractionTime",
    ],
);

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut seen = Seen::new(case.indicators);
    databases::each(case, notes, READS, &mut |database, entry, notes| {
        table(database, entry, notes, OBSERVED, &mut |row, notes| {
            let Some(domain) = row.text(0) else {
                notes.gap();
                return true;
            };
            let last_seen = row.real(1).and_then(time::unix);
            let touched = row.int(2).map(|touched| touched != 0);
            let cite = || Cite::new(&entry.path, format!("domain {}", row.rowid().unwrap_or_default()));
            seen.host(&domain);
            for hit in seen.take() {
                let finding = DOMAINS.finding(hit, cite(), last_seen);
                let touched = if touched == Some(true) { "yes" } else { "no" };
                notes.finding(finding.quote("app", app(entry.domain())).quote("touched", touched));
            }
            notes.record(|| {
                Record::new(cite())
                    .time("last seen", last_seen)
                    .time("touched", row.real(3).and_then(time::unix))
                    .time("notification touched", row.real(4).and_then(time::unix))
                    .field("domain", &*domain)
                    .field("app", entry.domain())
                    .field("touched", touched)
            })
        });
    })
}

/// `AppDomain-com.example.app` is `com.example.app`.
fn app(domain: &str) -> &str {
    domain.split_once('-').map_or(domain, |(_, app)| app)
}
