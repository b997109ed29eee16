//! Single values of a binary archive, looked up in place.

use crate::binary::{Dict, Item, Objects, Refs};
use crate::{Date, Refused};
use jiff::Timestamp;
use std::borrow::Cow;

/// A binary archive.
#[derive(Debug, Clone, Copy)]
pub struct Archive<'a> {
    objects: Refs<'a>,
    top: Dict<'a>,
}

/// A value of an archive; references are followed when it is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Node<'a> {
    objects: Refs<'a>,
    item: Item<'a>,
}

impl<'a> Archive<'a> {
    /// Finds the table of objects. Nothing is copied, nothing else is looked at.
    pub fn open(bytes: &'a [u8]) -> Result<Self, Refused> {
        let list = Objects::parse(bytes)?;
        let not_an_archive = Refused::NotAPropertyList;
        let Some(Item::Dictionary(entries)) = list.get(list.root()) else { return Err(not_an_archive) };
        match (entries.get("$objects"), entries.get("$top")) {
            (Some(Item::Array(objects)), Some(Item::Dictionary(top))) => Ok(Self { objects, top }),
            _ => Err(not_an_archive),
        }
    }

    /// The object that was archived as the root.
    pub fn root(&self) -> Option<Node<'a>> {
        self.top("root")
    }

    /// An object that was archived under a name of its own.
    pub fn top(&self, name: &str) -> Option<Node<'a>> {
        Node::follow(self.objects, self.top.get(name)?)
    }
}

impl<'a> Node<'a> {
    /// One step is enough: an archiver never stores a reference to a reference.
    fn follow(objects: Refs<'a>, item: Item<'a>) -> Option<Self> {
        let item = match item {
            Item::Uid(at) => objects.get(usize::try_from(at).ok()?)?,
            item => item,
        };
        match item {
            Item::Null | Item::Uid(_) | Item::Ascii(b"$null") => None,
            item => Some(Self { objects, item }),
        }
    }

    /// The value under `key` of an object or dictionary; none if it is nil.
    pub fn get(&self, key: &str) -> Option<Self> {
        let Item::Dictionary(entries) = self.item else { return None };
        Self::follow(self.objects, entries.get(key)?)
    }

    /// The value as it is stored.
    pub fn item(&self) -> Item<'a> {
        self.item
    }

    /// The name of the object's class, such as `MBFile`.
    pub fn class(&self) -> Option<Cow<'a, str>> {
        self.get("$class")?.get("$classname")?.item.text()
    }

    /// A whole number; also of a boolean.
    pub fn int(&self) -> Option<i64> {
        match self.item {
            Item::Integer(value) => i64::try_from(value).ok(),
            Item::Boolean(value) => Some(value.into()),
            _ => None,
        }
    }

    /// Text; also of an `NSMutableString`.
    pub fn text(&self) -> Option<Cow<'a, str>> {
        self.item.text().or_else(|| self.get("NS.string")?.item.text())
    }

    /// Bytes; also of `NSData` and `NSMutableData`.
    pub fn data(&self) -> Option<&'a [u8]> {
        let bytes = |item| if let Item::Data(bytes) = item { Some(bytes) } else { None };
        bytes(self.item).or_else(|| bytes(self.get("NS.data").or_else(|| self.get("NS.bytes"))?.item))
    }

    /// A point in time in either form that backups use: a number of Unix seconds, or a date.
    pub fn time(&self) -> Option<Timestamp> {
        match self.item {
            Item::Date(date) => date.timestamp(),
            Item::Integer(seconds) => Timestamp::from_second(i64::try_from(seconds).ok()?).ok(),
            Item::Real(seconds) => {
                let since = jiff::SignedDuration::try_from_secs_f64(seconds).ok()?;
                Timestamp::UNIX_EPOCH.checked_add(since).ok()
            }
            Item::Dictionary(entries) => match entries.get("NS.time")? {
                Item::Real(seconds) => Date(seconds).timestamp(),
                Item::Integer(seconds) => Date(seconds as f64).timestamp(),
                _ => None,
            },
            _ => None,
        }
    }
}
