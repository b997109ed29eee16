//! Backups, sysdiagnoses, crash reports and full copies of iPhones and iPads, as folders and in archives:
//! recognised by their content, unlocked with a password, read in place.
//!
//! ```text
//! identify ─ Candidate ─ open ─ Opened { evidence }
//!              │           │
//!            store       key_bag, derive (password → class keys)
//!     (folder, archive)    │
//!              └───────────┴── manifest (what is there) ── backup (paths → bytes, through cbc_file)
//! ```
//!
//! Paths follow the contract of [`engine::Evidence`]: domains of a backup, `Filesystem/…`, `Sysdiagnose/…`,
//! `CrashReports/…`, `PhoneSays/…`. Which folder of a phone is which domain: `ios/src/paths.rs`.
//!
//! Nothing is written, nothing decrypted is kept anywhere but in the buffer of whoever reads it. What
//! cannot be looked at is an [`OpenError`] here or an [`engine::Unread`] later, never an empty list.
//! Sources: reference/ios-artifacts.md 4 and 5.1.

mod answers;
mod archive;
mod backup;
mod candidate;
mod cbc_file;
mod crash_reports;
mod derive;
mod error;
mod facts;
mod file_id;
mod filesystem;
mod folder;
#[doc(hidden)]
pub mod fuzz;
mod identify;
mod joined;
mod key_bag;
mod manifest;
mod marker;
mod mbfile;
mod open;
mod pattern;
mod places;
mod scrape;
mod set;
mod single;
mod store;
mod sysdiagnose;
#[cfg(test)]
mod tests;
mod together;
mod tree;
mod within;

pub use candidate::Candidate;
pub use error::{Cause, OpenError};
pub use file_id::FileId;
pub use identify::{identify, identify_and_tell};
pub use joined::{Joined, Part};
pub use open::{Opened, Secret, open};
pub use pattern::matches;
pub use places::usual_places;
pub use together::of_one_phone;
