//! A property list as a stream of events, binary or XML alike, each counted before it is handed out.

use crate::binary::{Item, Objects, Refs};
use crate::event::Event;
use crate::limits::Budget;
use crate::xml::Xml;
use crate::{Bytes, Limits, Refused};
use engine::ReadAt;
use std::borrow::Cow;

/// The events of one property list.
pub struct Events<'a> {
    reader: Reader<'a>,
    pub(crate) budget: Budget,
}

enum Reader<'a> {
    Binary(Walk<'a>),
    Xml(Xml<'a>),
}

/// Recognises the kind of list, and hands over its events.
pub(crate) fn with<T>(
    source: &dyn ReadAt,
    limits: &Limits,
    f: impl FnOnce(&mut Events<'_>) -> Result<T, Refused>,
) -> Result<T, Refused> {
    let mut magic = [0; 8];
    let binary = source.len() >= 8 && {
        source.read_at(0, &mut magic).map_err(Refused::Unreadable)?;
        Objects::are_in(&magic)
    };
    if !binary {
        return f(&mut Events { reader: Reader::Xml(Xml::new(source)), budget: Budget::new(limits) });
    }
    if source.len() > limits.input {
        return Err(Refused::TooLarge);
    }
    let mut bytes = vec![0; usize::try_from(source.len()).map_err(|_| Refused::TooLarge)?];
    source.read_at(0, &mut bytes).map_err(Refused::Unreadable)?;
    f(&mut Events::of_binary(&bytes, limits)?)
}

impl<'a> Events<'a> {
    /// Events of a list in memory.
    pub fn of(bytes: &'a Bytes<'a>, limits: &Limits) -> Result<Self, Refused> {
        if Objects::are_in(bytes.0) {
            return Self::of_binary(bytes.0, limits);
        }
        Ok(Self { reader: Reader::Xml(Xml::new(bytes)), budget: Budget::new(limits) })
    }

    fn of_binary(bytes: &'a [u8], limits: &Limits) -> Result<Self, Refused> {
        let walk = Walk { objects: Objects::parse(bytes)?, open: Vec::new(), started: false };
        Ok(Self { reader: Reader::Binary(walk), budget: Budget::new(limits) })
    }

    /// The next event; none at the end of the list.
    #[expect(clippy::should_implement_trait, reason = "after an error there is no next: not an iterator")]
    pub fn next(&mut self) -> Result<Option<Event<'a>>, Refused> {
        match &mut self.reader {
            Reader::Binary(walk) => walk.next(&mut self.budget),
            Reader::Xml(xml) => xml.next(&mut self.budget),
        }
    }

    /// After [`Event::Key`]: passes over its value without building it.
    pub fn skip_value(&mut self) -> Result<(), Refused> {
        match &mut self.reader {
            Reader::Binary(walk) => walk.skip_value(),
            Reader::Xml(xml) => xml.skip_value(),
        }
    }

    /// Leaves the innermost array or dictionary without its [`Event::End`].
    pub fn leave(&mut self) -> Result<(), Refused> {
        match &mut self.reader {
            Reader::Binary(walk) => walk.leave(),
            Reader::Xml(xml) => xml.leave(),
        }
    }
}

/// The way through the objects of a binary list, from the root.
struct Walk<'a> {
    objects: Objects<'a>,
    open: Vec<Open<'a>>,
    started: bool,
}

/// A container that was entered.
struct Open<'a> {
    offset: usize,
    keys: Option<Refs<'a>>,
    values: Refs<'a>,
    next: usize,
    key_told: bool,
}

impl<'a> Walk<'a> {
    fn next(&mut self, budget: &mut Budget) -> Result<Option<Event<'a>>, Refused> {
        let Some(top) = self.open.last_mut() else {
            if self.started {
                return Ok(None);
            }
            self.started = true;
            return self.enter(self.objects.root(), budget).map(Some);
        };
        if top.next >= top.values.len() {
            self.open.pop();
            return Ok(Some(Event::End));
        }
        if let (Some(keys), false) = (top.keys, top.key_told) {
            top.key_told = true;
            let key = keys.get(top.next);
            let damaged = Refused::Damaged { at: top.offset as u64 };
            budget.charge(text_cost(key))?;
            return match key.as_ref().and_then(Item::text) {
                Some(key) => Ok(Some(Event::Key(key))),
                None => Err(damaged),
            };
        }
        let index = top.values.index(top.next).ok_or(Refused::Damaged { at: top.offset as u64 })?;
        top.next += 1;
        top.key_told = false;
        self.enter(index, budget).map(Some)
    }

    fn enter(&mut self, index: u64, budget: &mut Budget) -> Result<Event<'a>, Refused> {
        let offset = self.objects.offset(index).unwrap_or(usize::MAX);
        let damaged = Refused::Damaged { at: offset as u64 };
        let Some(item) = self.objects.get(index) else { return Err(damaged) };
        budget.charge(text_cost(Some(item)))?;
        let (start, keys, values) = match item {
            Item::Array(values) => (Event::StartArray, None, values),
            Item::Dictionary(dict) => (Event::StartDictionary, Some(dict.keys()), dict.values()),
            Item::Null => return Err(damaged),
            Item::Boolean(value) => return Ok(Event::Boolean(value)),
            Item::Integer(value) => return Ok(Event::Integer(value)),
            Item::Real(value) => return Ok(Event::Real(value)),
            Item::Date(value) => return Ok(Event::Date(value)),
            Item::Data(value) => return Ok(Event::Data(Cow::Borrowed(value))),
            Item::Ascii(_) | Item::Utf16(_) => return item.text().map(Event::String).ok_or(damaged),
            Item::Uid(value) => return Ok(Event::Uid(value)),
        };
        budget.descend(self.open.len())?;
        if self.open.iter().any(|open| open.offset == offset) {
            return Err(Refused::Circular);
        }
        self.open.push(Open { offset, keys, values, next: 0, key_told: false });
        Ok(start)
    }

    fn skip_value(&mut self) -> Result<(), Refused> {
        let top = self.open.last_mut().filter(|top| top.key_told).ok_or(Refused::Damaged { at: 0 })?;
        top.next += 1;
        top.key_told = false;
        Ok(())
    }

    fn leave(&mut self) -> Result<(), Refused> {
        self.open.pop().map(drop).ok_or(Refused::Damaged { at: 0 })
    }
}

/// Bytes of memory that the text or content of an object takes; UTF-16 may grow by half.
fn text_cost(item: Option<Item<'_>>) -> usize {
    match item {
        Some(Item::Data(bytes) | Item::Ascii(bytes)) => bytes.len(),
        Some(Item::Utf16(bytes)) => bytes.len() / 2 * 3,
        _ => 0,
    }
}
