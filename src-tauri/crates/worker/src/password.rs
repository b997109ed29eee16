//! Passwords and keys on their way between processes.

use serde::{Deserialize, Serialize};
use std::fmt;
use zeroize::Zeroizing;

/// A password or derived key on its way. Wiped when dropped, never printed.
#[derive(Clone, Serialize, Deserialize)]
pub struct Password(Zeroizing<Vec<u8>>);

impl Password {
    /// The bytes as typed (UTF-8).
    pub fn new(bytes: impl Into<Vec<u8>>) -> Self {
        Self(Zeroizing::new(bytes.into()))
    }

    /// A copy of the bytes, wiped when dropped.
    pub fn bytes(&self) -> Zeroizing<Vec<u8>> {
        self.0.clone()
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}
