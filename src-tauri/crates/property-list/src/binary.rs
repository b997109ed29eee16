//! Binary property lists in place: a view over the bytes that copies nothing and trusts no number.
//! Format: <https://opensource.apple.com/source/CF/CF-1153.18/CFBinaryPList.c>
//!
//! `bplist00`, objects, a table of their offsets, and a trailer of 32 bytes that says how wide offsets
//! and references are, how many objects there are, which is the root and where the table lies.

use crate::{Date, Refused};
use std::borrow::Cow;

const MAGIC: &[u8] = b"bplist00";
const TRAILER: usize = 32;

/// The objects of a binary property list. Copying it copies a few numbers.
#[derive(Debug, Clone, Copy)]
pub struct Objects<'a> {
    /// Everything before the trailer.
    bytes: &'a [u8],
    offsets: &'a [u8],
    offset_size: usize,
    reference_size: usize,
    root: u64,
}

/// One object. References are resolved by whoever follows them, so nothing here can run in circles.
#[derive(Debug, Clone, Copy)]
pub enum Item<'a> {
    /// Nothing; only lists not made for storing hold it.
    Null,
    /// True or false.
    Boolean(bool),
    /// A whole number; eight bytes are signed, fewer are not, sixteen hold what is above `i64`.
    Integer(i128),
    /// A number.
    Real(f64),
    /// A point in time.
    Date(Date),
    /// Bytes.
    Data(&'a [u8]),
    /// Text that is ASCII (or UTF-8, by some writers).
    Ascii(&'a [u8]),
    /// Text in UTF-16, big-endian, an even number of bytes.
    Utf16(&'a [u8]),
    /// The place of an object in an archive's `$objects`.
    Uid(u64),
    /// An array or set.
    Array(Refs<'a>),
    /// A dictionary.
    Dictionary(Dict<'a>),
}

/// References of an array to its elements.
#[derive(Debug, Clone, Copy)]
pub struct Refs<'a> {
    objects: Objects<'a>,
    bytes: &'a [u8],
}

/// References of a dictionary to its keys and values.
#[derive(Debug, Clone, Copy)]
pub struct Dict<'a> {
    keys: Refs<'a>,
    values: Refs<'a>,
}

impl<'a> Objects<'a> {
    /// True if the bytes begin like a binary property list.
    pub fn are_in(bytes: &[u8]) -> bool {
        bytes.starts_with(MAGIC)
    }

    /// Reads the trailer. Objects are looked at when they are asked for.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, Refused> {
        if !Self::are_in(bytes) {
            return Err(Refused::NotAPropertyList);
        }
        let damaged = Refused::Damaged { at: bytes.len() as u64 };
        let Some((bytes, trailer)) = bytes.split_last_chunk::<TRAILER>() else { return Err(damaged) };
        let [offset_size, reference_size] = [trailer[6], trailer[7]].map(usize::from);
        let [count, root, table] = [8, 16, 24].map(|at| number(&trailer[at..at + 8]).unwrap_or(u64::MAX));
        let offsets = usize::try_from(table).ok().and_then(|table| bytes.get(table..)).and_then(|rest| {
            let size = usize::try_from(count).ok()?.checked_mul(offset_size)?;
            rest.get(..size)
        });
        let sizes = 1..=8;
        match offsets {
            Some(offsets) if sizes.contains(&offset_size) && sizes.contains(&reference_size) => {
                Ok(Self { bytes, offsets, offset_size, reference_size, root })
            }
            _ => Err(damaged),
        }
    }

    /// Number of objects.
    pub fn count(&self) -> usize {
        self.offsets.len() / self.offset_size
    }

    /// Number of the root object.
    pub fn root(&self) -> u64 {
        self.root
    }

    /// Object `index`; none if there is none or it makes no sense.
    pub fn get(&self, index: u64) -> Option<Item<'a>> {
        let rest = self.bytes.get(self.offset(index)?..)?;
        let (marker, rest) = rest.split_first()?;
        let (kind, low) = (marker >> 4, usize::from(marker & 0x0f));
        Some(match (kind, low) {
            (0x0, 0x0) => Item::Null,
            (0x0, 0x8) => Item::Boolean(false),
            (0x0, 0x9) => Item::Boolean(true),
            (0x1, 0..=2) => Item::Integer(number(rest.get(..1 << low)?)?.into()),
            (0x1, 3) => Item::Integer(i64::from_be_bytes(*rest.first_chunk()?).into()),
            (0x1, 4) => Item::Integer(i128::from_be_bytes(*rest.first_chunk()?)),
            (0x2, 2) => Item::Real(f32::from_be_bytes(*rest.first_chunk()?).into()),
            (0x2, 3) => Item::Real(f64::from_be_bytes(*rest.first_chunk()?)),
            (0x3, 3) => Item::Date(Date(f64::from_be_bytes(*rest.first_chunk()?))),
            (0x8, 0..=7) => Item::Uid(number(rest.get(..=low)?)?),
            (0x4, _) => Item::Data(run(rest, low, 1)?),
            (0x5, _) => Item::Ascii(run(rest, low, 1)?),
            (0x6, _) => Item::Utf16(run(rest, low, 2)?),
            (0xa | 0xc, _) => {
                Item::Array(Refs { objects: *self, bytes: run(rest, low, self.reference_size)? })
            }
            (0xd, _) => {
                let pairs = run(rest, low, 2 * self.reference_size)?;
                let (keys, values) = pairs.split_at(pairs.len() / 2);
                let refs = |bytes| Refs { objects: *self, bytes };
                Item::Dictionary(Dict { keys: refs(keys), values: refs(values) })
            }
            _ => return None,
        })
    }

    pub(crate) fn offset(&self, index: u64) -> Option<usize> {
        let at = usize::try_from(index).ok()?.checked_mul(self.offset_size)?;
        let offset = self.offsets.get(at..at.checked_add(self.offset_size)?)?;
        usize::try_from(number(offset)?).ok()
    }
}

impl<'a> Refs<'a> {
    /// Number of elements.
    pub fn len(&self) -> usize {
        self.bytes.len() / self.objects.reference_size
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.bytes.is_empty()
    }

    /// Number of the object at `position`.
    pub fn index(&self, position: usize) -> Option<u64> {
        let size = self.objects.reference_size;
        let at = position.checked_mul(size)?;
        number(self.bytes.get(at..at.checked_add(size)?)?)
    }

    /// The object at `position`.
    pub fn get(&self, position: usize) -> Option<Item<'a>> {
        self.objects.get(self.index(position)?)
    }
}

impl<'a> Dict<'a> {
    /// Number of entries.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// True if there is none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The keys, in the order of the list.
    pub fn keys(&self) -> Refs<'a> {
        self.keys
    }

    /// The values, each at the position of its key.
    pub fn values(&self) -> Refs<'a> {
        self.values
    }

    /// The value of the first such key. Looks at every key: for small dictionaries.
    pub fn get(&self, key: &str) -> Option<Item<'a>> {
        let is_it = |position: &usize| matches!(self.keys.get(*position), Some(item) if item.is_text(key));
        (0..self.len()).find(is_it).and_then(|position| self.values.get(position))
    }
}

impl<'a> Item<'a> {
    /// The text; what is not UTF-8 or UTF-16 becomes U+FFFD.
    pub fn text(&self) -> Option<Cow<'a, str>> {
        match self {
            Self::Ascii(bytes) => Some(String::from_utf8_lossy(bytes)),
            Self::Utf16(bytes) => {
                let units = bytes.as_chunks::<2>().0.iter().map(|unit| u16::from_be_bytes(*unit));
                let text = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
                Some(Cow::Owned(text.collect()))
            }
            _ => None,
        }
    }

    fn is_text(&self, other: &str) -> bool {
        match self {
            Self::Ascii(bytes) => *bytes == other.as_bytes(),
            Self::Utf16(_) => self.text().is_some_and(|text| text == other),
            _ => false,
        }
    }
}

/// `count` elements of `size` bytes; `low` is the count or, if 15, an integer object follows that is it.
fn run(rest: &[u8], low: usize, size: usize) -> Option<&[u8]> {
    let (count, rest) = if low < 0x0f {
        (low, rest)
    } else {
        let (marker, rest) = rest.split_first()?;
        if marker & 0xfc != 0x10 {
            return None;
        }
        let (count, rest) = rest.split_at_checked(1 << (marker & 0x03))?;
        (usize::try_from(number(count)?).ok()?, rest)
    };
    rest.get(..count.checked_mul(size)?)
}

/// A big-endian number of up to eight bytes.
fn number(bytes: &[u8]) -> Option<u64> {
    (bytes.len() <= 8).then(|| bytes.iter().fold(0, |value, byte| value << 8 | u64::from(*byte)))
}
