//! Where phones are looked for.

use std::sync::{Mutex, PoisonError};

static ADDRESS: Mutex<Option<String>> = Mutex::new(None);

/// From now on phones are looked for at `address` (as in `USBMUXD_SOCKET_ADDRESS`: `127.0.0.1:4711`); with
/// none, where the environment or the system says. The window points here at a pretend phone and back.
///
/// Whoever starts a worker hands [`address`] on to it; the environment of this process stays as it is.
pub fn look_at(address: Option<String>) {
    *ADDRESS.lock().unwrap_or_else(PoisonError::into_inner) = address;
}

/// The address that [`look_at`] set.
pub fn address() -> Option<String> {
    ADDRESS.lock().unwrap_or_else(PoisonError::into_inner).clone()
}

#[cfg(test)]
mod tests {
    use super::{address, look_at};

    #[test]
    fn an_address_holds_until_it_is_taken_back() {
        look_at(Some("127.0.0.1:4711".to_owned()));
        assert_eq!(address().as_deref(), Some("127.0.0.1:4711"));
        look_at(None);
        assert_eq!(address(), None);
    }
}
