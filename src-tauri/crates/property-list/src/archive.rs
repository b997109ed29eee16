//! What an `NSKeyedArchiver` wrote: a property list whose `$objects` refer to each other by number.
//!
//! [`Archive`] looks up single values of a binary archive in place: fast enough for the million file
//! records of a large backup. [`read`] and [`unarchive`] unfold a whole archive into a [`Value`].

mod in_place;
mod unfold;

pub use in_place::{Archive, Node};
pub use unfold::unarchive;

use crate::{Limits, Refused, Value};

/// Reads an archive, binary or XML, and unfolds it.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Value, Refused> {
    unarchive(&crate::read(bytes, limits)?, limits)
}
