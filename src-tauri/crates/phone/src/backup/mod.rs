//! The backup: what the phone sends, kept as it comes, whole or marked unfinished.
//!
//! ```text
//! wire (frames) ─ message (what is asked) ─ conversation (answers) ─ transfer (files in and out)
//!                                                │
//!                      selection (kept?) ─ store (the growing folder, checked host_paths) ─ marker
//! ```
//! Nothing here trusts the phone: no length is believed, no name leaves the backup's folder, no number
//! decides how much memory is taken. Nothing here decrypts: the phone encrypts before it sends, and what
//! it sends in the clear the person chose to have in the clear.

mod conversation;
mod dropped;
mod ended;
mod host_path;
mod marker;
mod message;
mod progress;
mod selection;
mod store;
#[cfg(test)]
mod tests;
mod transfer;
mod verify;
mod wire;
