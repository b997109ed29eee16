//! Records as they stream out of an artifact, and the few facts that are kept for looking across.

use crate::Cite;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// One entry of an artifact. Built only when somebody wants records; see [`Notes::record`](crate::Notes::record).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Record {
    /// Where it lies.
    pub cite: Cite,
    /// Its times: what each means (`sent`, `read`, `installed`) and when it was.
    pub times: Vec<(String, Timestamp)>,
    /// Its fields, in reading order; names are documented by the artifact.
    pub fields: Vec<(String, Value)>,
}

impl Record {
    /// A record without times and fields.
    pub fn new(cite: Cite) -> Self {
        Self { cite, times: Vec::new(), fields: Vec::new() }
    }

    /// Adds a time if there is one.
    #[must_use]
    pub fn time(mut self, what: &str, when: Option<Timestamp>) -> Self {
        self.times.extend(when.map(|when| (what.to_owned(), when)));
        self
    }

    /// Adds a field; nothing is added for [`Value::None`].
    #[must_use]
    pub fn field(mut self, name: &str, value: impl Into<Value>) -> Self {
        match value.into() {
            Value::None => {}
            value => self.fields.push((name.to_owned(), value)),
        }
        self
    }
}

/// A field's value.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
