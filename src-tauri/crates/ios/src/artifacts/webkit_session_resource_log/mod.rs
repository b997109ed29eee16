//! Sites that web pages were sent to and from, in a list that WebKit kept before it had a database for it.
//!
//! Found in: `…/WebsiteData/ResourceLoadStatistics/full_browsing_session_resourceLog.plist` in the containers
//! of Safari and other apps, and in those of web clips. Mostly phones of iOS 13 and earlier; later ones may
//! keep an old file. Key `browsingStatistics`, one dictionary for each site.
//!
//! Shows: sites, which site sent to which, and what was loaded below which page.
//!
//! Cannot show: whole addresses; whether a page attacked the phone.
//!
//! Ordinary reasons: an advertisement or a counter from there on an ordinary page.
//!
//! Sources: WebKit, `ResourceLoadStatistics::encode`.

#[cfg(test)]
mod tests;

use super::shared::links::{Pair, Seen};
use super::shared::{plists, stored};
use engine::indicators::Kind;
use engine::{
    Artifact, Availability, Case, Cite, Found, Notes, Presence, Record, Unread, UnreadWhy, Version,
};
use jiff::Timestamp;
use property_list::Value;

const READS: &[&str] = &["**/full_browsing_session_resourceLog.plist"];

static SITES: Pair =
    Pair::new("ios.webkit-session-resource-log.site", "ios.webkit-session-resource-log.vendor-site");

/// Sites that web pages were sent to and from.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.webkit-session-resource-log",
    version: 1,
    reads: READS,
    availability: &[
        Availability::backup(Presence::Sometimes)
            .until(Version(14, 0, 0))
            .source("reference tool: mostly before iOS 14"),
        Availability::filesystem(Presence::Sometimes)
            .until(Version(14, 0, 0))
            .source("reference tool: the same file in a full copy"),
    ],
    detections: &[SITES.known, SITES.vendor],
    compares: &[Kind::Domain, Kind::Ip],
    fields: &[
        ("origin", "The site"),
        ("sent_from", "Sites that sent to it"),
        ("sent_to", "Sites that it sent to"),
        ("frame_under", "Sites whose pages showed it in a frame"),
        ("part_of", "Sites whose pages loaded something from it"),
        ("touched", "True if somebody tapped or typed on a page of it"),
    ],
    examine,
};

/// Keys of the site, of older and newer systems.
const SITE: [&str; 2] = ["PrevalentResourceOrigin", "PrevalentResourceDomain"];
/// Field and keys of the lists of other sites.
const OTHERS: [(&str, &[&str]); 4] = [
    ("sent_from", &["topFrameUniqueRedirectsFrom"]),
    ("sent_to", &["topFrameUniqueRedirectsTo"]),
    ("frame_under", &["subframeUnderTopFrameOrigins", "subframeUnderTopFrameDomains"]),
    ("part_of", &["subresourceUnderTopFrameOrigins", "subresourceUnderTopFrameDomains"]),
];

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut seen = Seen::new(case.indicators);
    plists::each(case, notes, READS, &mut |list, entry, notes| {
        let Some(statistics) = list.get("browsingStatistics").and_then(Value::as_array) else {
            return notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout));
        };
        for (number, site) in statistics.iter().enumerate() {
            let Some(origin) = SITE.iter().find_map(|key| site.get(key)).and_then(Value::as_str) else {
                notes.gap();
                continue;
            };
            let last_seen = site.get("lastSeen").and_then(moment);
            let others =
                OTHERS.map(|(field, keys)| (field, hosts(keys.iter().find_map(|key| site.get(key)))));
            let cite = || Cite::new(&entry.path, format!("browsingStatistics {number}"));
            seen.host(origin);
            others.iter().flat_map(|(_, hosts)| hosts).for_each(|host| seen.host(host));
            for hit in seen.take() {
                notes.finding(SITES.finding(hit, cite(), last_seen).quote("origin", origin));
            }
            let record = || {
                let record = Record::new(cite())
                    .time("last seen", last_seen)
                    .time("touched", site.get("mostRecentUserInteraction").and_then(moment))
                    .field("origin", origin)
                    .field("touched", site.get("hadUserInteraction").and_then(Value::as_bool));
                let told = others.into_iter().filter(|(_, hosts)| !hosts.is_empty());
                told.fold(record, |record, (field, hosts)| record.field(field, hosts))
            };
            if !notes.made_of(|| stored::list(site), |notes| notes.record(record)) {
                return;
            }
        }
    })
}

/// A date, or seconds since 1970; copies with seconds since 2001 would not reach these numbers before 2032.
fn moment(value: &Value) -> Option<Timestamp> {
    const YEAR_2001: f64 = 978_307_200.0;
    match value.as_real().filter(|seconds| *seconds >= YEAR_2001) {
        Some(seconds) => crate::time::mac(seconds - YEAR_2001),
        None => plists::moment(value),
    }
}

/// Each is `{origin = …}` or `{domain = …}`, or a plain text.
fn hosts(list: Option<&Value>) -> Vec<String> {
    let elements = list.and_then(Value::as_array).unwrap_or_default();
    let host = |element: &Value| {
        let named = element.get("origin").or_else(|| element.get("domain")).unwrap_or(element);
        named.as_str().map(str::to_owned)
    };
    elements.iter().filter_map(host).collect()
}
