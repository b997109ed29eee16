//! What several artifacts saw, looked at together.

pub mod facts;
