//! Accounts that were published: e-mail addresses, also as names of iMessage and FaceTime.

use engine::indicators::{Hit, Indicators, Tier};
use engine::{Cite, Detection, Finding, Notes};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// An account that was published, or whose mail domain was: not that of a company that sells openly, to whom people write.
/// Telephone numbers are never published.
pub(crate) fn known(indicators: &Indicators, name: &str) -> Option<Hit> {
    let (_, domain) = name.rsplit_once('@')?;
    indicators.email(name).or_else(|| indicators.host(domain).filter(|hit| hit.tier != Tier::Information))
}

/// Published accounts of one database: each is told once, however often it turns up.
#[derive(Default)]
pub(crate) struct Met(BTreeMap<String, One>);

struct One {
    hit: Hit,
    cite: Cite,
    when: Option<Timestamp>,
    count: u64,
}

/// Different published accounts on one phone; more than this is no phone.
const MOST: usize = 10_001;

impl Met {
    /// Compares one account; `cite` is where it turned up.
    pub(crate) fn meet(
        &mut self,
        indicators: &Indicators,
        name: &str,
        when: Option<Timestamp>,
        cite: impl FnOnce() -> Cite,
    ) {
        let Some(hit) = known(indicators, name) else { return };
        if let Some(one) = self.0.get_mut(name) {
            one.count += 1;
            if when.is_some() && (one.when.is_none() || when < one.when) {
                (one.when, one.cite) = (when, cite());
            }
        } else if self.0.len() < MOST {
            self.0.insert(name.to_owned(), One { hit, cite: cite(), when, count: 1 });
        }
    }

    /// As [`meet`](Self::meet), for a list that names accounts which were met elsewhere: counts only new ones.
    pub(crate) fn meet_again(&mut self, indicators: &Indicators, name: &str, cite: impl FnOnce() -> Cite) {
        if !self.0.contains_key(name) {
            self.meet(indicators, name, None, cite);
        }
    }

    /// One finding for each account, at its first time.
    pub(crate) fn tell(self, detection: &Detection, notes: &mut Notes<'_>) {
        for (name, one) in self.0 {
            let finding = Finding::new(detection, one.cite).at(one.when).personal("account", name);
            notes.finding(finding.quote("count", one.count.to_string()).matched(one.hit));
        }
    }
}
