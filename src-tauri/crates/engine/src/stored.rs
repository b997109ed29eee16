//! What a record was made of.

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use smol_str::SmolStr;
use std::fmt;

/// The row or dictionary that a record was made of, whole, in the evidence's own names and order; bytes are base64. What
/// lies beside it has a name that begins with `@`, such as `@table.column`.
///
/// A list and no tree: rows of a hundred columns come by the hundred thousand, and few of these are looked up.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Stored(Vec<(SmolStr, Value)>);

impl Stored {
    /// The value of a name.
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value)
    }

    /// True if there is a value of this name, be it null.
    pub fn has(&self, name: &str) -> bool {
        self.get(name).is_some()
    }

    /// Adds a value, or puts it in the place of the one of the same name.
    pub fn set(&mut self, name: impl Into<SmolStr>, value: Value) {
        let name = name.into();
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.0.push((name, value)),
        }
    }

    /// True if there is nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Forgets all.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Names and values.
    pub fn iter(&self) -> impl Iterator<Item = (&SmolStr, &Value)> {
        self.0.iter().map(|(name, value)| (name, value))
    }

    /// About how many bytes it takes.
    pub(crate) fn size(&self) -> usize {
        self.iter().map(|(name, value)| name.len() + size(value)).sum()
    }
}

/// Of one value; not deeper than a property list may be.
fn size(value: &Value) -> usize {
    match value {
        Value::String(text) => text.len() + 8,
        Value::Array(elements) => 8 + elements.iter().map(size).sum::<usize>(),
        Value::Object(entries) => {
            8 + entries.iter().map(|(name, value)| name.len() + size(value)).sum::<usize>()
        }
        _ => 8,
    }
}

/// Names are taken to differ.
impl<N: Into<SmolStr>> FromIterator<(N, Value)> for Stored {
    fn from_iter<T: IntoIterator<Item = (N, Value)>>(entries: T) -> Self {
        Self(entries.into_iter().map(|(name, value)| (name.into(), value)).collect())
    }
}

/// The later value of a name counts.
impl<N: Into<SmolStr>> Extend<(N, Value)> for Stored {
    fn extend<T: IntoIterator<Item = (N, Value)>>(&mut self, entries: T) {
        entries.into_iter().for_each(|(name, value)| self.set(name, value));
    }
}

impl IntoIterator for Stored {
    type Item = (SmolStr, Value);
    type IntoIter = std::vec::IntoIter<(SmolStr, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl Serialize for Stored {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Stored {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(Entries)
    }
}

struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Stored;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("what a record was made of")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Stored, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(Stored(entries))
    }
}

#[cfg(test)]
mod tests {
    use super::Stored;
    use serde_json::json;

    #[test]
    fn it_keeps_its_order_and_one_value_of_each_name() {
        let mut stored = Stored::from_iter([("b", json!(1)), ("a", json!(null))]);
        stored.extend([("b", json!([2])), ("c", json!({ "d": "e" }))]);
        let text = r#"{"b":[2],"a":null,"c":{"d":"e"}}"#;
        assert_eq!(serde_json::to_string(&stored).unwrap(), text);
        assert_eq!(serde_json::from_str::<Stored>(text).unwrap(), stored);
        assert!(stored.has("a") && !stored.has("d"));
        assert_eq!(stored.get("b"), Some(&json!([2])));
        assert!(serde_json::from_str::<Stored>("[1]").is_err());
    }
}
