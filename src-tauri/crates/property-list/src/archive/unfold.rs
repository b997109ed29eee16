//! A whole archive unfolded into a value: what the archived objects were, not how they were stored.

use crate::limits::Budget;
use crate::{Date, Dictionary, Limits, Refused, Value};

/// Unfolds an archive that was read as a property list. Collections, text, bytes, dates and UUIDs become
/// plain values; any other object becomes a dictionary of its fields, with its class under `$class`. nil
/// becomes the text `$null`. A reference back to an object that is being unfolded stays a [`Value::Uid`].
///
/// With one archived object (`root`) that object is the result, with several a dictionary of them.
pub fn unarchive(list: &Value, limits: &Limits) -> Result<Value, Refused> {
    let objects = list.get("$objects").and_then(Value::as_array).ok_or(Refused::NotAPropertyList)?;
    let top = list.get("$top").and_then(Value::as_dictionary).ok_or(Refused::NotAPropertyList)?;
    let mut unfolding = Unfolding { objects, open: Vec::new(), budget: Budget::new(limits) };
    match top.get("root") {
        Some(root) if top.len() == 1 => unfolding.value(root, 0),
        _ => unfolding.fields(top, 0),
    }
}

struct Unfolding<'a> {
    objects: &'a [Value],
    /// Objects that are being unfolded, outermost first.
    open: Vec<u64>,
    budget: Budget,
}

impl<'a> Unfolding<'a> {
    fn value(&mut self, value: &'a Value, depth: usize) -> Result<Value, Refused> {
        self.budget.descend(depth)?;
        let depth = depth + 1;
        if let Some(uid) = reference(value) {
            self.budget.charge(0)?;
            if self.open.contains(&uid) {
                return Ok(Value::Uid(uid));
            }
            let found = usize::try_from(uid).ok().and_then(|at| self.objects.get(at));
            let Some(object) = found else { return Ok(Value::Uid(uid)) };
            if reference(object).is_some() {
                return Ok(Value::Uid(uid));
            }
            self.open.push(uid);
            let unfolded = self.value(object, depth);
            self.open.pop();
            return unfolded;
        }
        match value {
            Value::Array(elements) => self.elements(elements, depth).map(Value::Array),
            Value::Dictionary(fields) => match fields.get("$class") {
                Some(class) => self.object(fields, class, depth),
                None => self.fields(fields, depth),
            },
            scalar => {
                self.budget.charge(cost(scalar))?;
                Ok(scalar.clone())
            }
        }
    }

    fn elements(&mut self, elements: &'a [Value], depth: usize) -> Result<Vec<Value>, Refused> {
        self.budget.charge(0)?;
        elements.iter().map(|element| self.value(element, depth)).collect()
    }

    fn fields(&mut self, fields: &'a Dictionary, depth: usize) -> Result<Value, Refused> {
        self.budget.charge(0)?;
        let mut unfolded = Dictionary::new();
        for (key, value) in fields {
            self.budget.charge(key.len())?;
            unfolded.insert(key.clone(), self.value(value, depth)?);
        }
        Ok(Value::Dictionary(unfolded))
    }

    fn object(&mut self, fields: &'a Dictionary, class: &'a Value, depth: usize) -> Result<Value, Refused> {
        if let (Some(keys), Some(values)) = (list(fields, "NS.keys"), list(fields, "NS.objects")) {
            return self.dictionary(keys, values, depth);
        }
        if let Some(elements) = list(fields, "NS.objects") {
            return self.elements(elements, depth).map(Value::Array);
        }
        for key in ["NS.string", "NS.data", "NS.bytes"] {
            if let Some(content) = fields.get(key) {
                return self.value(content, depth);
            }
        }
        if let Some(seconds) = fields.get("NS.time").and_then(Value::as_real) {
            self.budget.charge(0)?;
            return Ok(Value::Date(Date(seconds)));
        }
        if let Some(Value::Data(bytes)) = fields.get("NS.uuidbytes") {
            self.budget.charge(36)?;
            return Ok(Value::String(uuid(bytes)));
        }
        self.budget.charge(0)?;
        let mut unfolded = Dictionary::new();
        for (key, value) in fields.iter().filter(|(key, _)| *key != "$class") {
            self.budget.charge(key.len())?;
            unfolded.insert(key.clone(), self.value(value, depth)?);
        }
        if let Some(name) = self.class_name(class) {
            self.budget.charge(name.len())?;
            unfolded.insert("$class".to_owned(), Value::String(name.to_owned()));
        }
        Ok(Value::Dictionary(unfolded))
    }

    fn dictionary(&mut self, keys: &'a [Value], values: &'a [Value], depth: usize) -> Result<Value, Refused> {
        self.budget.charge(0)?;
        let mut unfolded = Dictionary::new();
        for (key, value) in keys.iter().zip(values) {
            let key = match self.value(key, depth)? {
                Value::String(key) => key,
                Value::Integer(key) => key.to_string(),
                // Objects as keys cannot be told in a property list; their place can.
                _ => format!("#{}", unfolded.len()),
            };
            let value = self.value(value, depth)?;
            unfolded.insert(key, value);
        }
        Ok(Value::Dictionary(unfolded))
    }

    fn class_name(&self, class: &Value) -> Option<&'a str> {
        let at = usize::try_from(reference(class)?).ok()?;
        self.objects.get(at)?.get("$classname")?.as_str()
    }
}

/// The place in `$objects` that a value refers to; XML lists write `{CF$UID = n}`.
fn reference(value: &Value) -> Option<u64> {
    match value {
        Value::Uid(uid) => Some(*uid),
        Value::Dictionary(fields) if fields.len() == 1 => u64::try_from(fields.get("CF$UID")?.as_int()?).ok(),
        _ => None,
    }
}

fn list<'a>(fields: &'a Dictionary, key: &str) -> Option<&'a [Value]> {
    fields.get(key).and_then(Value::as_array)
}

fn cost(scalar: &Value) -> usize {
    match scalar {
        Value::String(text) => text.len(),
        Value::Data(bytes) => bytes.len(),
        _ => 0,
    }
}

fn uuid(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(36);
    for (at, byte) in bytes.iter().take(16).enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        for digit in [byte >> 4, byte & 0x0f] {
            text.push(char::from_digit(digit.into(), 16).unwrap_or('0').to_ascii_uppercase());
        }
    }
    text
}
