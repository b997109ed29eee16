//! The list of events: dictionaries with one key, the profile, under which the event lies.

use crate::artifacts::shared::plists;
use jiff::Timestamp;
use property_list::Value;

/// One event.
#[derive(Debug, PartialEq)]
pub(super) struct Event {
    /// Its place in the list, from 0.
    pub(super) index: usize,
    /// Identifier of the profile.
    pub(super) profile: String,
    /// What was done (`install`, `remove`).
    pub(super) operation: String,
    /// The program that did it.
    pub(super) process: String,
    /// When.
    pub(super) when: Option<Timestamp>,
}

/// All events, and how many entries were none.
pub(super) fn events(root: &Value) -> (Vec<Event>, u64) {
    let list = root.as_dictionary().and_then(|dict| dict.get("ProfileEvents"));
    let Some(list) = list.and_then(Value::as_array) else {
        return (Vec::new(), u64::from(list.is_some() || root.as_dictionary().is_none()));
    };
    let mut events = Vec::new();
    let mut gaps = 0;
    for (index, entry) in list.iter().enumerate() {
        let before = events.len();
        for (profile, event) in entry.as_dictionary().into_iter().flatten() {
            events.extend(event.as_dictionary().map(|event| {
                let text = |names: [&str; 2]| {
                    let value = names.iter().find_map(|name| event.get(*name)).and_then(Value::as_str);
                    value.unwrap_or_default().to_owned()
                };
                Event {
                    index,
                    profile: profile.clone(),
                    operation: text(["Operation", "operation"]),
                    process: text(["Process", "process"]),
                    when: event.get("timestamp").or_else(|| event.get("Timestamp")).and_then(plists::moment),
                }
            }));
        }
        gaps += u64::from(events.len() == before);
    }
    (events, gaps)
}
