//! A property list as a value, for lists that are small enough to hold.

use crate::event::Event;
use crate::events::Events;
use crate::{Date, Refused};
use std::collections::BTreeMap;

/// Keys and values, by key; of a key that comes twice the last value counts.
pub type Dictionary = BTreeMap<String, Value>;

/// A property list or a part of it. Never deeper than [`Limits::depth`](crate::Limits::depth), so
/// comparing, printing and dropping it cannot overflow the stack.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Integer(i128),
    /// A number.
    Real(f64),
    /// A point in time.
    Date(Date),
    /// Bytes.
    Data(Vec<u8>),
    /// Text.
    String(String),
    /// Values in order.
    Array(Vec<Value>),
    /// Values by key.
    Dictionary(Dictionary),
    /// The place of an object in an archive's `$objects`.
    Uid(u64),
}

impl Value {
    /// The value of a key, if this is a dictionary that has it.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.as_dictionary()?.get(key)
    }

    /// The value at the end of a path of keys.
    pub fn at(&self, path: &[&str]) -> Option<&Value> {
        path.iter().try_fold(self, |value, key| value.get(key))
    }

    /// The dictionary.
    pub fn as_dictionary(&self) -> Option<&Dictionary> {
        if let Self::Dictionary(entries) = self { Some(entries) } else { None }
    }

    /// The elements of an array.
    pub fn as_array(&self) -> Option<&[Value]> {
        if let Self::Array(elements) = self { Some(elements) } else { None }
    }

    /// The text.
    pub fn as_str(&self) -> Option<&str> {
        if let Self::String(text) = self { Some(text) } else { None }
    }

    /// The bytes.
    pub fn as_data(&self) -> Option<&[u8]> {
        if let Self::Data(bytes) = self { Some(bytes) } else { None }
    }

    /// True or false; also of the numbers 0 and 1.
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            Self::Integer(0) => Some(false),
            Self::Integer(1) => Some(true),
            _ => None,
        }
    }

    /// The whole number, if it fits; also of a real number without a fraction.
    pub fn as_int(&self) -> Option<i64> {
        match self {
            Self::Integer(value) => i64::try_from(*value).ok(),
            #[expect(clippy::cast_possible_truncation, reason = "below 2^53, where it is exact")]
            Self::Real(value) if value.fract() == 0.0 && value.abs() < 9e15 => Some(*value as i64),
            _ => None,
        }
    }

    /// The number, if it is finite; also of a whole number.
    pub fn as_real(&self) -> Option<f64> {
        match self {
            Self::Integer(value) => Some(*value as f64),
            Self::Real(value) => Some(*value).filter(|value| value.is_finite()),
            _ => None,
        }
    }

    /// The date.
    pub fn as_date(&self) -> Option<Date> {
        if let Self::Date(date) = self { Some(*date) } else { None }
    }
}

/// Builds the next value; none at the end of the list, or of the container that was entered.
pub(crate) fn next(events: &mut Events<'_>) -> Result<Option<Value>, Refused> {
    match events.next()? {
        None | Some(Event::End) => Ok(None),
        Some(event) => build(event, events).map(Some),
    }
}

/// Builds the value that begins with `event`.
pub(crate) fn build(event: Event<'_>, events: &mut Events<'_>) -> Result<Value, Refused> {
    let mut open: Vec<Partial> = Vec::new();
    let mut event = event;
    loop {
        let value = match event {
            Event::StartArray => {
                open.push(Partial::Array(Vec::new()));
                None
            }
            Event::StartDictionary => {
                open.push(Partial::Dictionary(Dictionary::new(), None));
                None
            }
            Event::Key(name) => {
                if let Some(Partial::Dictionary(_, key)) = open.last_mut() {
                    *key = Some(name.into_owned());
                }
                None
            }
            Event::End => open.pop().map(Partial::done),
            scalar => Some(scalar.into()),
        };
        if let Some(value) = value {
            match open.last_mut() {
                None => return Ok(value),
                Some(Partial::Array(elements)) => elements.push(value),
                Some(Partial::Dictionary(entries, key)) => {
                    entries.insert(key.take().unwrap_or_default(), value);
                }
            }
        }
        event = events.next()?.ok_or(Refused::NotAPropertyList)?;
    }
}

enum Partial {
    Array(Vec<Value>),
    Dictionary(Dictionary, Option<String>),
}

impl Partial {
    fn done(self) -> Value {
        match self {
            Self::Array(elements) => Value::Array(elements),
            Self::Dictionary(entries, _) => Value::Dictionary(entries),
        }
    }
}

/// Of an event that is a value by itself; a container counts as empty.
impl From<Event<'_>> for Value {
    fn from(event: Event<'_>) -> Self {
        match event {
            Event::StartArray => Self::Array(Vec::new()),
            Event::StartDictionary | Event::End => Self::Dictionary(Dictionary::new()),
            Event::Boolean(value) => Self::Boolean(value),
            Event::Integer(value) => Self::Integer(value),
            Event::Real(value) => Self::Real(value),
            Event::Date(value) => Self::Date(value),
            Event::Data(value) => Self::Data(value.into_owned()),
            Event::String(value) | Event::Key(value) => Self::String(value.into_owned()),
            Event::Uid(value) => Self::Uid(value),
        }
    }
}
