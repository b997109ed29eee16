//! iPhones and iPads: how what a person brings becomes evidence, and what is looked for in it.

pub mod acquisition;
pub mod artifacts;
mod paths;
pub mod time;
