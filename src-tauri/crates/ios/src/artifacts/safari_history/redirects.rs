//! Visits that a plain `http` address sent on to another site within a second.
//!
//! Whoever controls the network can answer a plain `http` request in place of the site. In the attacks that
//! Amnesty International described, the answer led to a host with four or more labels, some of them random, a
//! port above 1024 and a short random path. Most fast redirects are ordinary, so one is a note; one that leads
//! to such an address is worth a look.

use super::{FAST, INJECTED};
use crate::time;
use engine::{Cite, Entry, Finding, Notes, Unread, UnreadWhy};
use sqlite::{Database, Flow};
use std::collections::BTreeSet;

/// Seconds within which a redirect counts as fast.
const FAST_SECONDS: f64 = 1.0;
/// Notes per history; beyond them more of the same tell nothing.
const MOST_PAIRS: usize = 200;

/// Ports of the published attacks.
const SEEN_PORTS: [u16; 4] = [30495, 30897, 31052, 37271];

/// The visit that names the other, the other, and the column in which it does.
const NAMED_BY: [(&str, &str, &str); 2] =
    [("target", "source", "redirect_source"), ("source", "target", "redirect_destination")];

/// The target of each redirect with its source. In rowid order of the visit that names the other, through the primary
/// keys: nothing is sorted.
fn query((one, other, column): (&str, &str, &str)) -> String {
    format!(
        "SELECT target.id, target.visit_time, source.visit_time, target_item.url, source_item.url \
         FROM history_visits AS {one} \
         CROSS JOIN history_visits AS {other} ON {other}.id = {one}.{column} \
         CROSS JOIN history_items AS target_item ON target_item.id = target.history_item \
         CROSS JOIN history_items AS source_item ON source_item.id = source.history_item \
         WHERE {one}.{column} IS NOT NULL"
    )
}

pub(super) fn read(database: &Database, entry: &Entry, notes: &mut Notes<'_>) {
    let mut told = BTreeSet::new();
    let columns = database.columns("history_visits");
    // Histories of old systems, and damaged ones, were spoken of by whoever read the visits.
    for named in NAMED_BY.into_iter().filter(|(.., column)| columns.has(column)) {
        select(&query(named), database, entry, &mut told, notes);
    }
}

/// Redirects that were told: whether they look made for one person, from where, to where.
type Told = BTreeSet<(bool, String, String)>;

fn select(sql: &str, database: &Database, entry: &Entry, told: &mut Told, notes: &mut Notes<'_>) {
    let read = database.select(sql, [], &mut |row| {
        let (Some(target), Some(source)) = (row.text(3), row.text(4)) else { return Flow::GoOn };
        let Some(after) = row.real(1).zip(row.real(2)).map(|(target, source)| target - source) else {
            return Flow::GoOn;
        };
        let Some(redirect) = Redirect::of(&source, &target, after) else { return Flow::GoOn };
        let injected = redirect.to.looks_made_for_one();
        let pair = (injected, redirect.from.host.to_ascii_lowercase(), redirect.to.host.to_ascii_lowercase());
        if (injected || told.len() < MOST_PAIRS) && told.insert(pair) {
            let detection = if injected { &INJECTED } else { &FAST };
            let cite = Cite::new(&entry.path, format!("visit {}", row.int(0).unwrap_or_default()));
            let milliseconds = format!("{:.0}", after * 1000.0);
            notes.finding(
                Finding::new(detection, cite)
                    .at(row.real(1).and_then(time::mac))
                    .personal("from", redirect.from.host)
                    .personal("to", redirect.to.host)
                    .quote("milliseconds", milliseconds),
            );
        }
        Flow::GoOn
    });
    if read.is_err() || read.is_ok_and(|read| read.cut_short) {
        notes.unread(Unread::part(&entry.path, "redirects", UnreadWhy::Damaged));
    }
}

struct Redirect<'a> {
    from: Place<'a>,
    to: Place<'a>,
}

impl<'a> Redirect<'a> {
    /// None for everything that is no fast redirect from a plain address to another site.
    fn of(source: &'a str, target: &'a str, after: f64) -> Option<Self> {
        let from = Place::of(source)?;
        let to = Place::of(target)?;
        let fast = (0.0..FAST_SECONDS).contains(&after);
        (from.plain && fast && !from.same_site(&to)).then_some(Self { from, to })
    }
}

/// An address, taken apart as far as needed.
struct Place<'a> {
    plain: bool,
    host: &'a str,
    port: Option<u16>,
    path: &'a str,
}

impl<'a> Place<'a> {
    fn of(url: &'a str) -> Option<Self> {
        let (scheme, rest) = url.split_once("://")?;
        let plain = scheme.eq_ignore_ascii_case("http");
        if !plain && !scheme.eq_ignore_ascii_case("https") {
            return None;
        }
        let (authority, path) = rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len()));
        let authority = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
        let (host, port) = match authority.rsplit_once(':') {
            Some((host, port)) if !port.ends_with(']') => (host, port.parse().ok()),
            _ => (authority, None),
        };
        (!host.is_empty()).then_some(Self { plain, host, port, path })
    }

    /// The same host, `www.` or not, or one below the other.
    fn same_site(&self, other: &Self) -> bool {
        let bare = |host: &str| {
            let host = host.trim_end_matches('.').to_ascii_lowercase();
            host.strip_prefix("www.").map_or_else(|| host.clone(), str::to_owned)
        };
        let (a, b) = (bare(self.host), bare(other.host));
        let below = |low: &str, high: &str| low.strip_suffix(high).is_some_and(|rest| rest.ends_with('.'));
        a == b || below(&a, &b) || below(&b, &a)
    }

    /// Four labels or more, one of them random; a port above 1024; a short random path.
    ///
    /// Devices at home that are reached through their maker have such hosts too, but with the address of the
    /// house in one label (`192-168-1-2.….direct.quickconnect.to:5001`).
    fn looks_made_for_one(&self) -> bool {
        let path = self.path.split(['?', '#']).next().unwrap_or_default().trim_matches('/');
        let Some(port) = self.port.filter(|port| *port > 1024) else { return false };
        // On the very ports that were seen the path need not look random.
        let letters = || path.bytes().all(|byte| byte.is_ascii_alphanumeric());
        is_made_up_host(self.host)
            && (5..=16).contains(&path.len())
            && (is_random(path) || SEEN_PORTS.contains(&port) && letters())
    }
}

/// Four labels or more, one of them random, and none a number.
pub(crate) fn is_made_up_host(host: &str) -> bool {
    let labels: Vec<&str> = host.split('.').collect();
    let numbers = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    labels.len() >= 4
        && !labels.iter().any(|label| numbers(label))
        && labels.iter().any(|label| is_random(label))
}

/// Letters and digits mixed, and nothing else.
fn is_random(text: &str) -> bool {
    text.len() >= 5
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && text.bytes().any(|byte| byte.is_ascii_digit())
        && text.bytes().any(|byte| byte.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::{Place, Redirect};
    use proptest::prelude::*;

    fn is_one(source: &str, target: &str, after: f64) -> bool {
        Redirect::of(source, target, after).is_some()
    }

    #[test]
    fn only_fast_ones_from_plain_addresses_to_other_sites_count() {
        assert!(is_one("http://a.example/", "https://b.example/x", 0.42));
        assert!(!is_one("http://a.example/", "https://b.example/x", 1.5));
        assert!(!is_one("http://a.example/", "https://b.example/x", -0.1));
        assert!(!is_one("https://a.example/", "https://b.example/x", 0.1));
        assert!(!is_one("http://a.example/", "https://www.A.example/x", 0.1));
        assert!(!is_one("http://a.example/", "https://m.a.example:8443/x", 0.1));
        assert!(!is_one("http://a.example/", "about:blank", 0.1));
        assert!(is_one("http://a.example/", "https://nota.example/", 0.1));
    }

    #[test]
    fn addresses_made_for_one_person_are_told_from_ordinary_ones() {
        let made = |url: &str| Place::of(url).unwrap().looks_made_for_one();
        assert!(made("https://bun54l2b67.get1tn0w.plant.example:30495/szev4hz"));
        assert!(made(
            "https://bun54l2b67.get1tn0w.plant.example:30495/szev4hz#048634787343287485982474853012724998054718494423286"
        ));
        assert!(made("https://2far1v4lv8.get1tn0w.plant.example:31052/meunsnyse"));
        assert!(!made("https://2far1v4lv8.get1tn0w.plant.example:8443/meunsnyse"));
        assert!(!made("https://bun54l2b67.get1tn0w.plant.example/szev4hz"));
        assert!(!made("https://192-168-1-2.ab12cd34.direct.quickconnect.example:5001/w3bman1"));
        assert!(!made("http://192.168.1.1:8123/l0v3lace"));
        assert!(!made("https://login.portal.airport.example:8443/guest/portal?id=77"));
    }

    proptest! {
        #[test]
        fn never_panics(source in any::<String>(), target in "https?://.{0,40}", after in any::<f64>()) {
            let _ = is_one(&source, &target, after);
            let _ = is_one(&target, &source, after);
            let _ = Place::of(&target).map(|place| place.looks_made_for_one());
        }
    }
}
