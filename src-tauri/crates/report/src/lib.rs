//! Outcome to words: the only crate that makes sentences, for window, terminal, page and print alike.
//!
//! Words are Fluent files under `locales/<language>/`, one per artifact. Every value of the evidence goes
//! through [`quoted::clean`] before it meets a sentence.

mod compose;
mod directory;
mod expert;
mod groups;
mod html;
mod json;
mod models;
mod options;
mod quoted;
mod text;
mod timeline;
mod view;
mod words;

pub use compose::view;
pub use directory::{HelpPlace, directory};
pub use html::html;
pub use json::{code, json};
pub use models::model_name;
pub use options::Options;
pub use quoted::clean;
pub use text::text;
pub use timeline::{Row, csv_cells, csv_header, timeline_rows};
pub use view::{CoverageView, Fact, FindingView, IndicatorsView, Moment, NextStep, PackView, View};
pub use words::{Argument, Words, languages};
