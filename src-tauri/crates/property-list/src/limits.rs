//! How much a property list may cost, and why one is refused.

use std::io;

/// What reading one property list may cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Values and keys, shared ones as often as they are named.
    pub events: u64,
    /// Containers inside containers.
    pub depth: usize,
    /// Bytes of memory that one value may take, roughly; shared parts as often as they are named.
    pub bytes: u64,
    /// Longest binary property list that is loaded; XML is read piece by piece and needs no such limit.
    pub input: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { events: 1_000_000, depth: 128, bytes: 128 << 20, input: 256 << 20 }
    }
}

/// Why a property list was not read, or not to its end.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Refused {
    /// Neither a binary nor an XML property list.
    #[error("this is not a property list")]
    NotAPropertyList,
    /// It ends early or breaks its format.
    #[error("the property list is damaged near byte {at}")]
    Damaged {
        /// Near this byte.
        at: u64,
    },
    /// More values than [`Limits::events`].
    #[error("the property list stands for too many values")]
    TooMany,
    /// Deeper than [`Limits::depth`].
    #[error("the property list is nested too deeply")]
    TooDeep,
    /// Larger than [`Limits::bytes`] or [`Limits::input`].
    #[error("the property list stands for too many bytes")]
    TooLarge,
    /// A container lies inside itself.
    #[error("the property list contains itself")]
    Circular,
    /// The bytes could not be read.
    #[error("the property list could not be read")]
    Unreadable(#[source] io::Error),
}

/// What is left of the limits.
#[derive(Debug)]
pub(crate) struct Budget {
    limits: Limits,
    events: u64,
    bytes: u64,
}

impl Budget {
    /// What any value costs beside its text or bytes: its place in a container and on the heap.
    const PER_EVENT: u64 = 64;

    pub(crate) fn new(limits: &Limits) -> Self {
        Self { limits: *limits, events: limits.events, bytes: limits.bytes }
    }

    /// Counts one event that holds `bytes` bytes of text or content.
    pub(crate) fn charge(&mut self, bytes: usize) -> Result<(), Refused> {
        self.events = self.events.checked_sub(1).ok_or(Refused::TooMany)?;
        let cost = Self::PER_EVENT.saturating_add(bytes as u64);
        self.bytes = self.bytes.checked_sub(cost).ok_or(Refused::TooLarge)?;
        Ok(())
    }

    /// The longest text or content that may still be read.
    pub(crate) fn bytes_left(&self) -> usize {
        usize::try_from(self.bytes).unwrap_or(usize::MAX)
    }

    /// The bytes counted so far belong to values that are gone.
    pub(crate) fn forget_bytes(&mut self) {
        self.bytes = self.limits.bytes;
    }

    /// Whether one more container fits inside `depth` others.
    pub(crate) fn descend(&self, depth: usize) -> Result<(), Refused> {
        if depth >= self.limits.depth { Err(Refused::TooDeep) } else { Ok(()) }
    }
}
