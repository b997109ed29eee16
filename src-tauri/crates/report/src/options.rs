//! What a reader wants to see.

/// What to put into a view.
#[derive(Debug, Clone, Copy, Default)]
pub struct Options {
    /// Values that tell of a person (senders, addresses of people, the device's name).
    pub personal: bool,
}
