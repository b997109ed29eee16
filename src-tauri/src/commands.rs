//! What the window may ask for. Each command is a few lines; each is named in `build.rs` and granted in
//! `capabilities/main.json`.

mod bring;
mod check;
mod connect;
mod copying;
mod finish;
mod result;

pub(crate) use bring::*;
pub(crate) use check::*;
pub(crate) use connect::*;
pub(crate) use copying::*;
pub(crate) use finish::*;
pub(crate) use result::*;
