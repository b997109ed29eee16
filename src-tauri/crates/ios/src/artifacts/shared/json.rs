//! Walks through JSON without building it: memory does not grow with the file, whatever it holds.

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// A step from a value to one inside it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Step {
    /// Into an object.
    Key(String),
    /// Into an array.
    Item(usize),
}

/// A value without others inside.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Leaf<'a> {
    /// Text.
    Text(&'a str),
    /// A whole number that is not negative.
    Whole(u64),
    /// Any other number.
    Number(f64),
    /// Yes, no or nothing.
    Other,
}

impl<'a> Leaf<'a> {
    /// The text.
    pub(crate) fn text(self) -> Option<&'a str> {
        if let Self::Text(text) = self { Some(text) } else { None }
    }

    /// Any number.
    #[expect(clippy::cast_precision_loss, reason = "for times, which are far smaller")]
    pub(crate) fn number(self) -> Option<f64> {
        match self {
            Self::Whole(number) => Some(number as f64),
            Self::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The number, if it is whole.
    pub(crate) fn whole(self) -> Option<u64> {
        if let Self::Whole(number) = self { Some(number) } else { None }
    }
}

/// Why JSON could not be read to its end. What was told before counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// It ends too early.
    CutShort,
    /// Deeper than any honest one.
    TooDeep,
    /// Something else is wrong.
    Damaged,
}

impl Broken {
    fn of(error: &serde_json::Error) -> Self {
        if error.is_eof() {
            Self::CutShort
        } else if error.to_string().starts_with("recursion limit") {
            Self::TooDeep
        } else {
            Self::Damaged
        }
    }

    /// What is said of it.
    pub(crate) fn why(self) -> engine::UnreadWhy {
        match self {
            Self::CutShort => engine::UnreadWhy::CutShort,
            Self::TooDeep => engine::UnreadWhy::TooLarge,
            Self::Damaged => engine::UnreadWhy::Damaged,
        }
    }
}

/// The first value of `text` and what follows it. None if it begins with no JSON.
pub(crate) fn first(text: &str) -> Option<(&str, &str)> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<IgnoredAny>();
    values.next()?.ok()?;
    text.split_at_checked(values.byte_offset())
}

/// Tells every leaf of the first value of `text` with the steps that lead to it, in the order of the text.
pub(crate) fn walk(text: &str, tell: &mut dyn FnMut(&[Step], Leaf<'_>)) -> Result<(), Broken> {
    let mut json = serde_json::Deserializer::from_str(text);
    let mut path = Vec::new();
    Walk { path: &mut path, tell }.deserialize(&mut json).map_err(|error| Broken::of(&error))
}

/// True if `path` has these keys; `*` stands for any step.
pub(crate) fn is_at(path: &[Step], keys: &[&str]) -> bool {
    let same = |(step, key): (&Step, &&str)| *key == "*" || matches!(step, Step::Key(name) if name == key);
    path.len() == keys.len() && path.iter().zip(keys).all(same)
}

struct Walk<'w> {
    path: &'w mut Vec<Step>,
    tell: &'w mut dyn FnMut(&[Step], Leaf<'_>),
}

impl<'de> DeserializeSeed<'de> for Walk<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Walk<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            self.path.push(Step::Key(key));
            map.next_value_seed(Walk { path: self.path, tell: self.tell })?;
            self.path.pop();
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<(), A::Error> {
        let mut item = 0;
        loop {
            self.path.push(Step::Item(item));
            let more = seq.next_element_seed(Walk { path: self.path, tell: self.tell })?;
            self.path.pop();
            if more.is_none() {
                return Ok(());
            }
            item += 1;
        }
    }

    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        (self.tell)(self.path, Leaf::Text(text));
        Ok(())
    }

    fn visit_u64<E>(self, number: u64) -> Result<(), E> {
        (self.tell)(self.path, Leaf::Whole(number));
        Ok(())
    }

    #[expect(clippy::cast_precision_loss, reason = "negative numbers are told only to be left out")]
    fn visit_i64<E>(self, number: i64) -> Result<(), E> {
        (self.tell)(self.path, Leaf::Number(number as f64));
        Ok(())
    }

    fn visit_f64<E>(self, number: f64) -> Result<(), E> {
        (self.tell)(self.path, Leaf::Number(number));
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        (self.tell)(self.path, Leaf::Other);
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        (self.tell)(self.path, Leaf::Other);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::{Broken, Leaf, first, is_at, walk};
    use proptest::prelude::*;

    fn told(text: &str) -> (Vec<String>, Result<(), Broken>) {
        let mut leaves = Vec::new();
        let result = walk(text, &mut |path, leaf| leaves.push(format!("{path:?} {leaf:?}")));
        (leaves, result)
    }

    #[test]
    fn leaves_come_with_their_steps() {
        let text = r#"{"a":[{"b":"x"},7],"c":{"d":-1.5,"e":true,"f":null}} behind"#;
        let mut names = Vec::new();
        walk(text, &mut |path, leaf| {
            names.extend(is_at(path, &["a", "*", "b"]).then(|| leaf.text().map(str::to_owned)).flatten());
        })
        .unwrap();
        assert_eq!(names, ["x"]);
        assert_eq!(told(text).0.len(), 5);
        let mut number = None;
        walk("[7]", &mut |_, leaf| number = leaf.whole()).unwrap();
        assert_eq!(number, Some(7));
    }

    #[test]
    fn the_first_value_ends_where_it_ends() {
        assert_eq!(first("{\"a\":1}\nProcess: x"), Some(("{\"a\":1}", "\nProcess: x")));
        assert_eq!(first("{\"a\":\n1} {\"b\":2}"), Some(("{\"a\":\n1}", " {\"b\":2}")));
        assert_eq!(first("Process: x"), None);
        assert_eq!(first("{\"a\":"), None);
    }

    #[test]
    fn damage_is_told_and_what_came_before_counts() {
        assert_eq!(told(r#"{"a":1,"b":"#).1, Err(Broken::CutShort));
        assert_eq!(told(r#"{"a":1,}"#), (vec![r#"[Key("a")] Whole(1)"#.to_owned()], Err(Broken::Damaged)));
        assert_eq!(told(&"[".repeat(100_000)).1, Err(Broken::TooDeep));
    }

    proptest! {
        #[test]
        fn takes_anything(text in "(\\{|\\}|\\[|\\]|\"a\"|:|,|1|-2e9|true|[ -~é]){0,40}") {
            let _ = (told(&text), first(&text));
            let _ = Leaf::Other.text();
        }
    }
}
