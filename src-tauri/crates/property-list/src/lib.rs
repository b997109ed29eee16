//! Property lists, binary and XML, from evidence: the one guarded reader.
//!
//! A property list may name the same value many times: 135 hostile bytes can stand for a gigabyte, and
//! deep nesting can overflow the stack of whoever drops the value. So everything is read as [`Event`]s,
//! and each event is counted against [`Limits`] before anything is built from it: number, depth, and
//! bytes that the value would take, shared parts as often as they are named.
//!
//! Read with [`read`] what is small, with [`pick`] what is large (an `Info.plist` of 64 MB is ordinary),
//! with [`archive`] what an `NSKeyedArchiver` wrote, and with [`Objects`] what has to be fast.
//!
//! Own readers, because the usual one reserves memory for every nested container before it can be asked
//! to stop, keeps the whole of an XML list in a buffer, and refuses a list for one odd date.

pub mod archive;
mod base64;
mod binary;
mod date;
mod event;
mod events;
mod limits;
mod pick;
mod source;
#[cfg(test)]
mod tests;
mod value;
mod xml;

pub use binary::{Dict, Item, Objects, Refs};
pub use date::Date;
pub use event::Event;
pub use events::Events;
pub use limits::{Limits, Refused};
pub use pick::{Flow, Picked, pick};
pub use source::Bytes;
pub use value::{Dictionary, Value};

use engine::ReadAt;

/// Reads a whole property list from memory.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Value, Refused> {
    read_from(&Bytes(bytes), limits)
}

/// Reads a whole property list in place. The value takes up to [`Limits::bytes`].
pub fn read_from(source: &dyn ReadAt, limits: &Limits) -> Result<Value, Refused> {
    events::with(source, limits, |events| {
        let value = value::next(events)?;
        value.ok_or(Refused::NotAPropertyList)
    })
}
