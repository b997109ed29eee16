//! Rules on who used the network and which pages were reached.

use super::Level::{Look, Match, Note, Strong};
use super::Mark::{Read, Told};
use super::{Rule, backup, full_copy, rule};
use crate::artifacts::testing::{Phone, database, plist};
use crate::artifacts::{
    analytics, cache_files, datausage, netusage, os_analytics_ad_daily, safari_favicons, safari_history,
    webkit_resource_load_statistics, webkit_session_resource_log, webkit_storage,
};
use engine::Weight;

pub(super) fn rules() -> Vec<Rule> {
    let usage = backup(&datausage::ARTIFACT);
    let usage_of_all = full_copy(&netusage::ARTIFACT);
    let daily = backup(&os_analytics_ad_daily::ARTIFACT);
    let history = backup(&safari_history::ARTIFACT);
    let caches = full_copy(&cache_files::ARTIFACT);
    let [gone, held] = [used("", &row(9, 586)), used(&program(2, "apsd"), &row(9, 2))];
    let [wide, close] = [used(&program(9, "apsd"), ""), used(&program(2, "apsd"), "")];
    let [agent, agent_2] = [used(&program(2, "BackupAgent"), ""), used(&program(2, "BackupAgent2"), "")];
    let [known, alike] =
        [used(&program(2, "contextstoremgrd"), ""), used(&program(2, "contextstoremgr"), "")];
    let summaries = || [summary("BackupAgent"), summary("BackupAgent2")];
    vec![
        rule(
            "B1",
            [
                usage.line("live-without-process", Strong, Read, [at(&gone), at(&held)]),
                usage_of_all.line("live-without-process", Strong, Read, [all(&gone), all(&held)]),
            ],
        ),
        rule(
            "B2",
            [
                usage.line("removed-processes", Note, Read, [at(&wide), at(&close)]),
                usage_of_all.line("removed-processes", Note, Read, [all(&wide), all(&close)]),
            ],
        ),
        rule(
            "B3",
            [
                backup(&datausage::ARTIFACT).builtin().line("process", Match, Read, [at(&known), at(&alike)]),
                full_copy(&netusage::ARTIFACT).builtin().line(
                    "process",
                    Match,
                    Read,
                    [all(&known), all(&alike)],
                ),
                backup(&datausage::ARTIFACT)
                    .builtin()
                    .line("process", Match, Read, [at(&used(&program(2, "bh"), "")), at(&alike)])
                    .lighter(Weight::Look, "so short a name needs a second sign"),
                backup(&datausage::ARTIFACT)
                    .builtin()
                    .line("process", Match, Read, [at(&used(&program(2, "rolexd"), "")), at(&alike)])
                    .lighter(
                        Weight::Look,
                        "a third of the names are like Apple's own, and need a second sign (C2)",
                    ),
            ],
        ),
        rule("B4", [daily.line("process", Match, Read, [summary("plantd"), summary("plantdd")])]),
        rule(
            "B5",
            [
                usage.line("backup-agent", Match, Read, [at(&agent), at(&agent_2)]),
                usage_of_all.line("backup-agent", Match, Read, [all(&agent), all(&agent_2)]),
                daily.line("backup-agent", Match, Read, summaries()),
            ],
        ),
        rule(
            "B11",
            [
                history.line("fast-redirect", Note, Read, [redirect(OTHER, 0.4), redirect(OTHER, 1.4)]),
                history.line(
                    "network-injection",
                    Strong,
                    Told,
                    [redirect(MADE_UP, 0.4), redirect(HOME, 0.4)],
                ),
            ],
        ),
        rule(
            "B12",
            [
                backup(&webkit_storage::ARTIFACT).line("site", Match, Read, [stored(""), stored("not-")]),
                backup(&webkit_storage::ARTIFACT).line(
                    "made-up-site",
                    Look,
                    Read,
                    [kept("https_bun54l2b67.get1tn0w.odd.example_30495"), kept("https_example.org_443")],
                ),
                backup(&safari_favicons::ARTIFACT).line("icon", Match, Read, both(icons)),
                backup(&webkit_resource_load_statistics::ARTIFACT).line(
                    "domain",
                    Match,
                    Read,
                    both(observed),
                ),
                backup(&webkit_session_resource_log::ARTIFACT).line("site", Match, Read, both(session)),
            ],
        ),
        rule(
            "B13",
            [
                caches.line("address", Match, Read, [cached(MUSIC, PAGE), cached(MUSIC, OTHER)]),
                caches.line("telephone-part", Strong, Told, [cached(TELEPHONE, OTHER), cached(MUSIC, OTHER)]),
                full_copy(&analytics::ARTIFACT).line("address", Match, Read, both(reported)),
            ],
        ),
    ]
}

const OTHER: &str = "https://other.example/x";
const PAGE: &str = "https://cdn.plant.example/x";
const MADE_UP: &str = "https://bun54l2b67.get1tn0w.odd.example:30495/szev4hz";
/// A device at home, reached through its maker.
const HOME: &str = "https://192-168-1-2.ab12cd34.direct.quick.example:5001/w3bman1";
const MUSIC: &str = "HomeDomain/Library/Caches/com.apple.Music/Cache.db";
const TELEPHONE: &str = "WirelessDomain/Library/Caches/com.apple.coretelephony/Cache.db";

/// The published host, and one that only ends like it.
fn both(make: fn(&str) -> Phone) -> [Phone; 2] {
    [make("plant.example"), make("not-plant.example")]
}

fn used(programs: &str, usage: &str) -> Vec<u8> {
    database(&format!(
        "CREATE TABLE ZPROCESS (Z_PK INTEGER PRIMARY KEY, ZFIRSTTIMESTAMP, ZTIMESTAMP, ZBUNDLENAME, ZPROCNAME); \
         CREATE TABLE ZLIVEUSAGE (Z_PK INTEGER PRIMARY KEY, ZHASPROCESS, ZTIMESTAMP, ZWWANIN, ZWWANOUT); \
         INSERT INTO ZPROCESS VALUES (1, 7e8, 7e8, NULL, 'mDNSResponder'); {programs}{usage}"
    ))
}

fn program(number: u8, name: &str) -> String {
    format!("INSERT INTO ZPROCESS VALUES ({number}, 7e8, 7e8, NULL, '{name}');")
}

fn row(number: u8, process: u16) -> String {
    format!("INSERT INTO ZLIVEUSAGE VALUES ({number}, {process}, 7e8, 1, 2);")
}

fn at(bytes: &[u8]) -> Phone {
    Phone::with(datausage::PATH, bytes)
}

fn all(bytes: &[u8]) -> Phone {
    Phone::with("Filesystem/private/var/networkd/netusage.sqlite", bytes)
}

fn summary(name: &str) -> Phone {
    let list = format!(
        "<dict><key>netUsageBaseline</key><dict><key>{name}</key><array><date>2024-06-07T00:23:33Z</date>\
         </array></dict></dict>"
    );
    Phone::with(os_analytics_ad_daily::ARTIFACT.reads[0], plist(&list))
}

fn redirect(to: &str, seconds: f64) -> Phone {
    let rows = database(&format!(
        "CREATE TABLE history_items (id INTEGER PRIMARY KEY, url TEXT); CREATE TABLE history_visits (id INTEGER \
         PRIMARY KEY, history_item INTEGER, visit_time REAL, redirect_source INTEGER, redirect_destination INTEGER); \
         INSERT INTO history_items VALUES (1, 'http://news.example/'), (2, '{to}'); \
         INSERT INTO history_visits VALUES (1, 1, 7e8, NULL, 2), (2, 2, 7e8 + {seconds}, 1, NULL);"
    ));
    Phone::with(safari_history::ARTIFACT.reads[0], rows)
}

fn kept(site: &str) -> Phone {
    let store = "AppDomain-com.apple.mobilesafari/Library/WebKit/WebsiteData/IndexedDB";
    Phone::with(&format!("{store}/{site}/x"), *b"x")
}

fn stored(before: &str) -> Phone {
    kept(&format!("https_{before}plant.example_0"))
}

fn icons(host: &str) -> Phone {
    let rows = database(&format!(
        "CREATE TABLE page_url (uuid TEXT, url TEXT); CREATE TABLE icon_info (uuid TEXT, url TEXT, timestamp REAL); \
         INSERT INTO page_url VALUES ('A', 'https://{host}/'); INSERT INTO icon_info VALUES ('A', 'https://x.example/i', 7e8);"
    ));
    Phone::with("HomeDomain/Library/Image Cache/Favicons/Favicons.db", rows)
}

fn observed(host: &str) -> Phone {
    let rows = database(&format!(
        "CREATE TABLE ObservedDomains (domainID INTEGER PRIMARY KEY, registrableDomain TEXT, lastSeen REAL, \
         hadUserInteraction INTEGER); INSERT INTO ObservedDomains VALUES (1, '{host}', 1.7e9, 0);"
    ));
    let path =
        "AppDomain-com.apple.mobilesafari/Library/WebKit/WebsiteData/ResourceLoadStatistics/observations.db";
    Phone::with(path, rows)
}

fn session(host: &str) -> Phone {
    let list = plist(&format!(
        "<dict><key>browsingStatistics</key><array><dict><key>PrevalentResourceOrigin</key><string>{host}</string>\
         <key>mostRecentUserInteraction</key><date>2024-06-07T00:23:33Z</date></dict></array></dict>"
    ));
    Phone::with(
        "AppDomain-org.example/Library/WebKit/WebsiteData/ResourceLoadStatistics/full_browsing_session_resourceLog.plist",
        list,
    )
}

fn cached(path: &str, url: &str) -> Phone {
    let rows = database(&format!(
        "CREATE TABLE cfurl_cache_response (entry_ID INTEGER PRIMARY KEY, request_key TEXT, time_stamp); \
         INSERT INTO cfurl_cache_response VALUES (5, '{url}', '2021-05-06 07:08:09');"
    ));
    Phone::with(path, rows)
}

fn reported(host: &str) -> Phone {
    let report =
        String::from_utf8(plist(&format!("<dict><key>a</key><string>https://{host}/x</string></dict>")));
    let report = report.unwrap().replace('\'', "''");
    let rows = database(&format!(
        "CREATE TABLE hard_failures (id INTEGER PRIMARY KEY, timestamp REAL, data BLOB); CREATE TABLE soft_failures \
         (id INTEGER PRIMARY KEY, timestamp REAL, data BLOB); \
         INSERT INTO soft_failures VALUES (4, 7e8, CAST('{report}' AS BLOB));"
    ));
    Phone::with("Filesystem/private/var/Keychains/Analytics/trust_analytics.db", rows)
}
