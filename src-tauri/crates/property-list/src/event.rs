//! One step through a property list.

use crate::Date;
use std::borrow::Cow;

/// What comes next in a property list.
#[derive(Debug, Clone, PartialEq)]
pub enum Event<'a> {
    /// An array begins.
    StartArray,
    /// A dictionary begins; keys and values follow in turn.
    StartDictionary,
    /// The innermost array or dictionary ends.
    End,
    /// The key of the value that follows.
    Key(Cow<'a, str>),
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Integer(i128),
    /// A number.
    Real(f64),
    /// A point in time.
    Date(Date),
    /// Bytes.
    Data(Cow<'a, [u8]>),
    /// Text.
    String(Cow<'a, str>),
    /// The place of an object in an archive's `$objects`.
    Uid(u64),
}

impl Event<'_> {
    pub(crate) fn is_start(&self) -> bool {
        matches!(self, Self::StartArray | Self::StartDictionary)
    }
}
