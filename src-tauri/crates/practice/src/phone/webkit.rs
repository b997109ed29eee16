//! WebKit's resource load statistics: `observations.db` in Safari and each app that shows web pages,
//! and before iOS 14 a property list.

use super::Phone;
use crate::{
    archive::{binary, dictionary},
    backup::{Backup, Entry},
    clock::Moment,
    database::Database,
    error::PracticeError,
    scenario::What,
    words::SITES,
};
use plist::Value;
use rusqlite::params;

const FOLDER: &str = "Library/WebKit/WebsiteData/ResourceLoadStatistics";
const SCHEMA: &str = include_str!("../schema/observations.sql");
const SAFARI: &str = "AppDomain-com.apple.mobilesafari";

pub(super) fn write(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let path = format!("{FOLDER}/observations.db");
    if !phone.has(&path) {
        return Ok(());
    }
    let others = ["com.google.chrome.ios", "com.spotify.client", "org.wikimedia.wikipedia"];
    let mut domains = vec![SAFARI.to_owned(), "AppDomain-com.apple.mobilemail".to_owned()];
    domains.extend(others.iter().filter(|app| phone.has_app(app)).map(|app| format!("AppDomain-{app}")));
    for domain in &domains {
        observations(phone, backup, domain, &path)?;
    }
    if phone.release.has_session_resource_log() {
        session_log(phone, backup)?;
    }
    Ok(())
}

fn observations(
    phone: &mut Phone<'_>,
    backup: &mut Backup,
    domain: &str,
    path: &str,
) -> Result<(), PracticeError> {
    let mut random = phone.random(domain);
    let mut sites: Vec<(String, Moment)> = Vec::new();
    for site in SITES {
        if domain == SAFARI || random.chance(1, 3) {
            sites.push((registrable(site), phone.any_moment(&mut random)));
        }
    }
    if domain == SAFARI {
        for (plant, value) in phone.plants(&[What::WebkitSite]) {
            sites.push((value.clone(), Moment::of(plant.when)));
            phone.planted(What::WebkitSite, &value, (domain, path), format!("ObservedDomains {value}"));
        }
    }
    let database = Database::create(backup, SCHEMA, phone.release)?;
    let mut rows = 0_u64;
    let mut seen = std::collections::BTreeSet::new();
    for (site, when) in &sites {
        // Two hosts of one site are one row.
        if !seen.insert(site) {
            continue;
        }
        rows += 1;
        let touched = random.chance(2, 3);
        database.run(
            "INSERT INTO ObservedDomains (domainID,registrableDomain,lastSeen,hadUserInteraction,\
             mostRecentUserInteractionTime,grandfathered,isPrevalent,isVeryPrevalent,dataRecordsRemoved,\
             timesAccessedAsFirstPartyDueToUserInteraction,timesAccessedAsFirstPartyDueToStorageAccessAPI,\
             isScheduledForAllButCookieDataRemoval) VALUES (?,?,?,?,?,0,0,0,0,0,0,0)",
            params![rows, site, when.unix_real(), touched, if touched { when.unix_real() } else { -1.0 }],
        )?;
    }
    phone.count("ObservedDomains", rows);
    database.finish(backup, Entry::new(domain, path, phone.end))
}

fn session_log(phone: &mut Phone<'_>, backup: &mut Backup) -> Result<(), PracticeError> {
    let mut random = phone.random("session log");
    let statistics: Vec<Value> = SITES
        .iter()
        .take(10)
        .map(|site| {
            let seen = phone.any_moment(&mut random).plist();
            let under = dictionary([("origin", registrable(random.pick(SITES)).into()), ("count", 3.into())]);
            dictionary([
                ("PrevalentResourceOrigin", registrable(site).into()),
                ("hadUserInteraction", false.into()),
                ("mostRecentUserInteraction", seen.clone()),
                ("lastSeen", seen),
                ("subresourceUnderTopFrameOrigins", Value::Array(vec![under])),
            ])
        })
        .collect();
    let log = dictionary([
        ("version", 14.into()),
        ("endOfGrandfatheringTimestamp", 0.0.into()),
        ("browsingStatistics", Value::Array(statistics)),
    ]);
    let path = format!("{FOLDER}/full_browsing_session_resourceLog.plist");
    backup.store(Entry::new(SAFARI, &path, phone.end), &binary(&log)?)
}

/// The last two labels, three under `co.uk`: enough for the hosts of [`SITES`].
fn registrable(host: &str) -> String {
    let labels: Vec<&str> = host.split('.').collect();
    let keep = if host.ends_with(".co.uk") { 3 } else { 2 };
    labels[labels.len().saturating_sub(keep)..].join(".")
}
