//! What this computer calls itself to a phone.
//!
//! The identifier that goes into a pairing record ends with a mark, so that a record which we made is known
//! again after the program was killed: it is then listed among the changes and can be taken back, while a
//! record that others made is never touched.

use std::hash::{BuildHasher, RandomState};

/// "LUCERN" in hexadecimal; the last of the five groups of a UUID.
const MARK: &str = "-4C554345524E";

/// A new identifier: random but for the mark, a UUID of version 8.
pub(crate) fn new_host_id() -> String {
    // Enough for a name that has to differ, and that no secret hangs on.
    let random = RandomState::new().hash_one(MARK);
    let (a, b, c) = (random >> 32, random >> 16 & 0xffff, random & 0xfff);
    let d = RandomState::new().hash_one(random) & 0xfff;
    format!("{a:08X}-{b:04X}-8{c:03X}-8{d:03X}{MARK}")
}

/// True if we made the record that holds this identifier.
pub(crate) fn is_ours(host_id: &str) -> bool {
    host_id.len() == 36 && host_id.ends_with(MARK)
}

#[cfg(test)]
mod tests {
    use super::{is_ours, new_host_id};

    #[test]
    fn our_own_records_are_known_again() {
        let id = new_host_id();
        assert!(is_ours(&id), "{id}");
        assert_ne!(id, new_host_id());
        assert!(!is_ours("30142955-4440-4379-8208-051516AABBCC"));
        assert!(!is_ours("-4C554345524E"));
    }
}
