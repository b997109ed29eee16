//! The cache: services, in each the accounts that were looked up (`mailto:…`, `tel:…`) with answer and date.

use crate::artifacts::shared::plists;
use jiff::Timestamp;
use property_list::Value;

/// One account in one service.
#[derive(Debug, PartialEq)]
pub(super) struct LookUp<'a> {
    /// The service (`com.apple.madrid` is iMessage).
    pub(super) service: &'a str,
    /// The account as written, with its scheme.
    pub(super) account: &'a str,
    /// Apple's answer.
    pub(super) status: Option<i64>,
    /// When.
    pub(super) when: Option<Timestamp>,
}

/// Tells each look-up until `tell` answers false; returns how many entries were none.
pub(super) fn look_ups<'a>(root: &'a Value, tell: &mut dyn FnMut(&LookUp<'a>) -> bool) -> u64 {
    let Some(services) = root.as_dictionary() else { return 1 };
    let mut gaps = 0;
    for (service, accounts) in services {
        // Single values beside the services (a version, a date) are no look-ups.
        let Some(accounts) = accounts.as_dictionary() else { continue };
        for (account, answer) in accounts {
            let Some(answer) = answer.as_dictionary() else {
                gaps += 1;
                continue;
            };
            let look_up = LookUp {
                service,
                account,
                status: answer.get("IDStatus").and_then(Value::as_int),
                when: answer.get("LookupDate").and_then(plists::moment),
            };
            if !tell(&look_up) {
                return gaps;
            }
        }
    }
    gaps
}
