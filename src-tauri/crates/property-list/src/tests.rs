//! What the readers promise, checked against another reader of the same bytes.
#![expect(clippy::disallowed_methods, reason = "the other reader is the oracle of these tests")]
#![expect(clippy::cast_possible_truncation, reason = "the lists of these tests are small")]

mod archives;
mod hostile;
mod picks;
mod properties;
mod reading;

use crate::{Date, Dictionary, Limits, Refused, Value, read};
use std::io::Cursor;

fn usual(bytes: &[u8]) -> Result<Value, Refused> {
    read(bytes, &Limits::default())
}

fn binary(value: &plist::Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    value.to_writer_binary(&mut bytes).unwrap();
    bytes
}

fn xml(value: &plist::Value) -> Vec<u8> {
    let mut bytes = Vec::new();
    value.to_writer_xml(&mut bytes).unwrap();
    bytes
}

fn oracle(bytes: &[u8]) -> Option<Value> {
    plist::Value::from_reader(Cursor::new(bytes)).ok().map(|value| translated(&value))
}

/// Dates to the nanosecond, as the other reader keeps them.
fn to_nanoseconds(value: Value) -> Value {
    match value {
        Value::Date(Date(seconds)) => {
            let size = std::time::Duration::try_from_secs_f64(seconds.abs()).map(|size| size.as_secs_f64());
            let zero = matches!(size, Ok(0.0));
            Value::Date(Date(if zero { 0.0 } else { size.map_or(seconds, |size| size.copysign(seconds)) }))
        }
        Value::Array(elements) => Value::Array(elements.into_iter().map(to_nanoseconds).collect()),
        Value::Dictionary(entries) => {
            Value::Dictionary(entries.into_iter().map(|(key, value)| (key, to_nanoseconds(value))).collect())
        }
        other => other,
    }
}

/// What the other reader read, in our words.
fn translated(value: &plist::Value) -> Value {
    match value {
        plist::Value::Array(elements) => Value::Array(elements.iter().map(translated).collect()),
        plist::Value::Dictionary(entries) => {
            Value::Dictionary(entries.iter().map(|(key, value)| (key.clone(), translated(value))).collect())
        }
        plist::Value::Boolean(value) => Value::Boolean(*value),
        plist::Value::Data(bytes) => Value::Data(bytes.clone()),
        plist::Value::Date(date) => {
            let at: std::time::SystemTime = (*date).into();
            let epoch = std::time::UNIX_EPOCH + std::time::Duration::from_secs(978_307_200);
            let seconds = match at.duration_since(epoch) {
                Ok(after) => after.as_secs_f64(),
                Err(before) => -before.duration().as_secs_f64(),
            };
            Value::Date(Date(seconds))
        }
        plist::Value::Real(value) => Value::Real(*value),
        plist::Value::Integer(value) => {
            Value::Integer(value.as_signed().map(i128::from).or(value.as_unsigned().map(i128::from)).unwrap())
        }
        plist::Value::String(text) => Value::String(text.clone()),
        plist::Value::Uid(uid) => Value::Uid(uid.get()),
        other => panic!("{other:?}"),
    }
}

fn dictionary<const N: usize>(entries: [(&str, Value); N]) -> Value {
    Value::Dictionary(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Dictionary>())
}

fn text(text: &str) -> Value {
    Value::String(text.to_owned())
}

/// A binary list written by hand: objects, each already encoded, the first one the root.
fn assembled(objects: &[Vec<u8>]) -> Vec<u8> {
    let mut bytes = b"bplist00".to_vec();
    let mut offsets = Vec::new();
    for object in objects {
        offsets.extend((bytes.len() as u32).to_be_bytes());
        bytes.extend(object);
    }
    let table = bytes.len() as u64;
    bytes.extend(offsets);
    bytes.extend([0, 0, 0, 0, 0, 0, 4, 4]);
    for number in [objects.len() as u64, 0, table] {
        bytes.extend(number.to_be_bytes());
    }
    bytes
}

/// An array (or, with keys first, a dictionary) of references.
fn container(kind: u8, count: u32, references: &[u32]) -> Vec<u8> {
    let mut bytes = vec![kind | 0x0f, 0x12];
    bytes.extend(count.to_be_bytes());
    bytes.extend(references.iter().flat_map(|reference| reference.to_be_bytes()));
    bytes
}
