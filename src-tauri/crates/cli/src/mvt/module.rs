//! One file of the reference tool: its name, what of ours it holds, names of events, and the shape of a record.

use super::shape::Made;
use engine::Record;

/// One of their modules.
pub(super) struct Module {
    /// Our artifact.
    pub(super) artifact: &'static str,
    /// Name of the file.
    pub(super) slug: &'static str,
    /// Name in the timeline.
    pub(super) class: &'static str,
    /// How the file holds its records.
    pub(super) form: Form,
    /// Our times and their events; a time that is not here has no event.
    pub(super) events: Events,
    /// Theirs, of one of ours; none for a record that they do not have.
    pub(super) shape: fn(&Record) -> Vec<Made>,
}

/// How a file holds its records.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// `[ … ]`
    List,
    /// The same, behind the records of another artifact.
    Behind,
    /// The first record alone.
    Single,
    /// `{ "path": [ … ], … }`
    ByFile,
    /// One object with the entries of all records of several artifacts.
    Merged,
}

/// Our times and their events.
pub(super) type Events = &'static [(&'static str, &'static str)];

impl Module {
    pub(super) const fn new(
        artifact: &'static str,
        slug: &'static str,
        class: &'static str,
        events: Events,
        shape: fn(&Record) -> Vec<Made>,
    ) -> Self {
        Self { artifact, slug, class, form: Form::List, events, shape }
    }

    pub(super) const fn form(self, form: Form) -> Self {
        Self { form, ..self }
    }
}
