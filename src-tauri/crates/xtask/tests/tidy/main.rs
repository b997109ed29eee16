//! The rules that the tree itself must keep, as ordinary tests: `cargo test -p xtask`.
//!
//! Each module holds one rule. An exception stands in the rule's own list with its reason, and an
//! exception that nothing needs any more fails too.

#![expect(clippy::disallowed_methods, reason = "reads the project's own files, never evidence")]

mod arrows;
mod artifacts;
mod letters;
mod names;
mod places;
mod shell;
mod size;
mod tree;
