//! Comparing the links of a record with published ones, and the two findings that can come of it.

use engine::indicators::{Hit, Indicators, Tier};
use engine::{Cite, Class, Detection, Finding, Weight};
use jiff::Timestamp;

/// The two detections of an artifact that holds web addresses.
pub(crate) struct Pair {
    /// An address tied to spyware.
    pub(crate) known: Detection,
    /// The public site of somebody who sells monitoring apps: journalists, helpers and the curious go there.
    pub(crate) vendor: Detection,
}

impl Pair {
    /// Detections `known` and `vendor` of an artifact; both ids are spelt out so that a search finds them.
    pub(crate) const fn new(known: &'static str, vendor: &'static str) -> Self {
        Self {
            known: Detection { id: known, weight: Weight::KnownSpyware, class: Class::Targeted },
            vendor: Detection { id: vendor, weight: Weight::Note, class: Class::Targeted },
        }
    }

    /// The finding for an address that matched.
    pub(crate) fn finding(&self, (hit, url): (Hit, String), cite: Cite, when: Option<Timestamp>) -> Finding {
        let detection = if hit.tier == Tier::Information { &self.vendor } else { &self.known };
        Finding::new(detection, cite).at(when).quote("url", url).matched(hit)
    }
}

/// Links of one record that match published ones: each published value once, however often it is linked.
pub(crate) struct Seen<'a> {
    indicators: &'a Indicators,
    hits: Vec<(Hit, String)>,
}

impl<'a> Seen<'a> {
    /// Nothing seen yet.
    pub(crate) const fn new(indicators: &'a Indicators) -> Self {
        Self { indicators, hits: Vec::new() }
    }

    /// Compares one address.
    pub(crate) fn url(&mut self, url: &str) {
        if let Some(hit) = self.indicators.url(url) {
            self.keep(hit, url);
        }
    }

    /// Compares one host or origin.
    pub(crate) fn host(&mut self, host: &str) {
        if let Some(hit) = self.indicators.host(host) {
            self.keep(hit, host);
        }
    }

    /// Compares a text of a setting: a server is named by its host alone, or a text holds links.
    pub(crate) fn setting(&mut self, text: &str) {
        self.text(text);
        if !text.contains(char::is_whitespace) {
            self.host(text);
        }
    }

    /// Compares every link in running text.
    pub(crate) fn text(&mut self, text: &str) {
        // Every link has a dot, most messages have none.
        if !text.contains('.') {
            return;
        }
        for (link, hit) in self.indicators.links(text) {
            self.keep(hit, link);
        }
    }

    /// Keeps a match that was made before, unless its value is there.
    pub(crate) fn keep(&mut self, hit: Hit, link: &str) {
        let known = self.hits.iter().any(|(known, _)| known.kind == hit.kind && known.value == hit.value);
        if !known {
            self.hits.push((hit, link.to_owned()));
        }
    }

    /// What matched, and the address that did, in order; leaves this empty for the next record.
    pub(crate) fn take(&mut self) -> Vec<(Hit, String)> {
        std::mem::take(&mut self.hits)
    }
}

#[cfg(test)]
mod tests {
    use super::{Pair, Seen};
    use crate::artifacts::testing::indicators;
    use engine::{Cite, Weight};

    static PAIR: Pair = Pair::new("ios.x.link", "ios.x.vendor-site");

    #[test]
    fn a_value_counts_once_per_record_and_not_in_the_next() {
        let indicators = indicators(&["domain-name:value='plant.example'"]);
        let mut seen = Seen::new(&indicators);
        seen.text("https://plant.example/a and HTTPS://PLANT.EXAMPLE/b, not https://not-plant.example/");
        seen.url("https://cdn.plant.example/");
        let hits = seen.take();
        assert_eq!(hits.len(), 1);
        assert_eq!(hits[0].1, "https://plant.example/a");
        assert!(seen.take().is_empty());
    }

    #[test]
    fn a_link_that_is_only_carried_by_another_is_not_compared() {
        let indicators = indicators(&["domain-name:value='plant.example'"]);
        let mut seen = Seen::new(&indicators);
        seen.text("https://example.org/?next=https://plant.example/ https://plant.example.org/");
        seen.url("https://example.org/?next=https://plant.example/");
        assert!(seen.take().is_empty());
    }

    #[test]
    fn a_hit_becomes_a_finding_of_the_weight_of_its_tier() {
        let indicators = indicators(&["domain-name:value='plant.example'"]);
        let mut hit = indicators.url("https://plant.example/").unwrap();
        let known = PAIR.finding((hit.clone(), "u".into()), Cite::new("p", "1"), None);
        assert_eq!((known.detection.as_str(), known.weight), ("ios.x.link", Weight::KnownSpyware));
        hit.tier = engine::indicators::Tier::Information;
        let vendor = PAIR.finding((hit, "u".into()), Cite::new("p", "1"), None);
        assert_eq!((vendor.detection.as_str(), vendor.weight), ("ios.x.vendor-site", Weight::Note));
    }
}
