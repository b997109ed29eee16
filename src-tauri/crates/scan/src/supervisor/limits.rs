//! How long a worker may be silent.

use std::time::Duration;

/// When an artifact is given up.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// It read no record and the worker no byte for so long.
    pub silence: Duration,
    /// It ran for so long, whatever it did.
    pub at_most: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { silence: Duration::from_secs(180), at_most: Duration::from_secs(3 * 3600) }
    }
}
