//! What a process needs that touches hostile bytes: it shuts itself in, it speaks in frames, it fails in codes.
//!
//! `scan` reads evidence in such a process, `phone` talks to a phone in one. Neither knows of the other.

pub mod confine;
mod failure;
pub mod frames;
mod password;

pub use failure::Failure;
pub use password::Password;
