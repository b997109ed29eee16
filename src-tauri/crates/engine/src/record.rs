//! Records as they stream out of an artifact, and the few facts that are kept for looking across.

use crate::{Cite, Stored};
use jiff::Timestamp;
use serde::de::{SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use smol_str::SmolStr;
use std::fmt;

/// One entry of an artifact. Built only when somebody wants records; see [`Notes::record`](crate::Notes::record).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Where it lies.
    pub cite: Cite,
    /// Its times: what each means (`sent`, `read`, `installed`) and when it was.
    pub times: Vec<(SmolStr, Timestamp)>,
    /// Its fields, in reading order; names are documented by the artifact.
    pub fields: Vec<(SmolStr, Value)>,
    /// What it was made of; empty unless [`Wanted::WithStored`].
    #[serde(default, skip_serializing_if = "Stored::is_empty")]
    pub stored: Stored,
}

/// Which records somebody wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Wanted {
    /// None.
    Nothing,
    /// Their fields and times.
    Records,
    /// What they were made of as well, for an export in the names of others.
    WithStored,
}

/// Bytes of texts in one record, and how many of them in one field; JSON may need six bytes for one.
pub(crate) const LARGEST: usize = 4 << 20;
const LARGEST_LIST: usize = 100_000;

impl Record {
    /// A record without times and fields.
    pub fn new(cite: Cite) -> Self {
        Self { cite, times: Vec::new(), fields: Vec::new(), stored: Stored::default() }
    }

    /// About how many bytes it takes on its way to whoever wants it.
    pub(crate) fn size(&self) -> usize {
        let value = |value: &Value| match value {
            Value::Text(text) => text.len(),
            Value::List(texts) => texts.iter().map(|text| text.len() + 8).sum(),
            _ => 8,
        };
        let fields = self.fields.iter().map(|(name, content)| name.len() + value(content));
        128 + self.cite.path.len() + self.cite.place.len() + fields.sum::<usize>() + self.stored.size()
    }

    /// Cuts texts of a record that is too large to be passed on, and marks it with the field `_cut`: one hostile text must
    /// not keep the others from being told. What it was made of goes first.
    pub(crate) fn shorten(&mut self) {
        self.stored.clear();
        let mut left = LARGEST;
        let mut cut = |text: &mut String| {
            let end = (0..=text.len().min(left)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
            text.truncate(end);
            left -= end;
        };
        for (_, value) in &mut self.fields {
            match value {
                Value::Text(text) => cut(text),
                Value::List(texts) => {
                    texts.iter_mut().for_each(&mut cut);
                    texts.truncate(LARGEST_LIST);
                }
                _ => {}
            }
        }
        self.fields.push(("_cut".into(), true.into()));
    }

    /// Adds a time if there is one.
    #[must_use]
    pub fn time(mut self, what: &str, when: Option<Timestamp>) -> Self {
        self.times.extend(when.map(|when| (what.into(), when)));
        self
    }

    /// Adds a field; nothing is added for [`Value::None`].
    #[must_use]
    pub fn field(mut self, name: &str, value: impl Into<Value>) -> Self {
        match value.into() {
            Value::None => {}
            value => self.fields.push((name.into(), value)),
        }
        self
    }
}

/// A field's value.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Value {
    /// Not there.
    None,
    /// Yes or no.
    Bool(bool),
    /// A number.
    Int(i64),
    /// A number with a fraction.
    Real(f64),
    /// Text, untrusted.
    Text(String),
    /// Several texts.
    List(Vec<String>),
}

/// By hand: the derived one tries each kind in turn, and a record's fields come by the million.
impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(AnyValue)
    }
}

struct AnyValue;

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("a field of a record")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::None)
    }

    fn visit_bool<E>(self, yes: bool) -> Result<Value, E> {
        Ok(yes.into())
    }

    fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_f64<E>(self, number: f64) -> Result<Value, E> {
        Ok(number.into())
    }

    fn visit_str<E>(self, text: &str) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_string<E>(self, text: String) -> Result<Value, E> {
        Ok(text.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut texts: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(text) = texts.next_element()? {
            all.push(text);
        }
        Ok(Value::List(all))
    }
}

impl From<bool> for Value {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}
impl From<i64> for Value {
    fn from(value: i64) -> Self {
        Self::Int(value)
    }
}
impl From<u64> for Value {
    fn from(value: u64) -> Self {
        Self::Int(i64::try_from(value).unwrap_or(i64::MAX))
    }
}
impl From<f64> for Value {
    fn from(value: f64) -> Self {
        Self::Real(value)
    }
}
impl From<&str> for Value {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}
impl From<String> for Value {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}
impl From<Vec<String>> for Value {
    fn from(value: Vec<String>) -> Self {
        Self::List(value)
    }
}
impl<T: Into<Self>> From<Option<T>> for Value {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::None, Into::into)
    }
}

/// A dated fact that detections across artifacts may want: few, small, without content.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fact {
    /// Artifact that states it.
    pub artifact: String,
    /// What it is (`crash`, `process-traffic`, `attachment-folder-changed`).
    pub what: String,
    /// When.
    pub when: Timestamp,
    /// Whom or what it concerns (a process name, a path).
    pub about: String,
    /// Where it lies.
    pub cite: Cite,
}

#[cfg(test)]
mod tests {
    use super::{Record, Value};
    use crate::Cite;
    use jiff::Timestamp;

    #[test]
    fn a_record_with_every_kind_of_field_comes_back_as_it_was() {
        let record = Record::new(Cite::new("p", "1"))
            .time("sent", Some(Timestamp::UNIX_EPOCH))
            .field("yes", true)
            .field("below", i64::MIN)
            .field("number", 7_u64)
            .field("part", 0.5)
            .field("whole", 2.0)
            .field("text", "\"\\ \u{1F4A1}")
            .field("list", vec!["a".to_owned(), String::new()]);
        let json = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<Record>(&json).unwrap(), record);
        assert_eq!(serde_json::from_str::<Value>("null").unwrap(), Value::None);
        assert!(serde_json::from_str::<Value>("{\"a\": 1}").is_err(), "no field holds another one");
    }

    #[test]
    fn what_it_was_made_of_is_passed_on_and_goes_first_when_it_is_too_large() {
        let mut record = Record::new(Cite::new("p", "1")).field("text", "kept");
        let plain = serde_json::to_string(&record).unwrap();
        assert!(!plain.contains("stored"), "{plain}");
        record.stored.set("body", "x".repeat(5 << 20).into());
        let json = serde_json::to_string(&record).unwrap();
        assert_eq!(serde_json::from_str::<Record>(&json).unwrap(), record);
        assert!(record.size() > super::LARGEST);
        record.shorten();
        assert_eq!((record.stored.is_empty(), &record.fields[0].1), (true, &"kept".into()));
    }

    #[test]
    fn a_record_that_is_too_large_is_cut_and_says_so() {
        let dark = "\u{1}".repeat(30 << 20);
        let mut record = Record::new(Cite::new("p", "1"))
            .field("first", "kept")
            .field("text", dark.as_str())
            .field("list", vec![dark.clone(), "é".repeat(3)])
            .field("last", 7_u64);
        record.shorten();
        assert_eq!(record.fields[0].1, "kept".into());
        assert_eq!(
            record.fields.last().map(|(name, value)| (name.as_str(), value)),
            Some(("_cut", &true.into()))
        );
        assert!(record.size() < super::LARGEST + 1000, "{}", record.size());
        assert!(serde_json::to_vec(&record).unwrap().len() < 32 << 20);
    }
}
