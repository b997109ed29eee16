//! The objects of a bundle, each read on its own: a damaged object costs itself, not the file.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::ImportError;

/// The fields of a STIX object that are used here, of whatever type the file gives them.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Object {
    #[serde(rename = "type")]
    kind: Value,
    id: Value,
    name: Value,
    pattern: Value,
    pattern_type: Value,
    source_ref: Value,
    target_ref: Value,
    object_refs: Value,
    revoked: Value,
}

impl Object {
    pub(crate) fn kind(&self) -> &str {
        text(&self.kind)
    }

    pub(crate) fn id(&self) -> &str {
        text(&self.id)
    }

    pub(crate) fn name(&self) -> &str {
        text(&self.name)
    }

    pub(crate) fn pattern(&self) -> Option<&str> {
        self.pattern.as_str()
    }

    pub(crate) fn pattern_type(&self) -> &str {
        text(&self.pattern_type)
    }

    /// Both ends of a relationship.
    pub(crate) fn ends(&self) -> (&str, &str) {
        (text(&self.source_ref), text(&self.target_ref))
    }

    /// What a report or grouping lists.
    pub(crate) fn refs(&self) -> impl Iterator<Item = &str> {
        self.object_refs.as_array().into_iter().flatten().filter_map(Value::as_str)
    }

    pub(crate) fn revoked(&self) -> bool {
        self.revoked == Value::Bool(true)
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

#[derive(Deserialize)]
struct Bundle<'b> {
    #[serde(borrow)]
    objects: Vec<&'b RawValue>,
}

/// The objects of a bundle, of a bare list, or a single object. Whatever is not an object is passed over.
pub(crate) fn read(bytes: &[u8]) -> Result<Vec<Object>, ImportError> {
    if bytes.len() > ImportError::MOST_BYTES {
        return Err(ImportError::TooLarge);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if deepest(bytes) > ImportError::DEEPEST {
        return Err(ImportError::TooDeep);
    }
    let whole: &RawValue = serde_json::from_slice(bytes).map_err(ImportError::Unreadable)?;
    let raw = if whole.get().starts_with('[') {
        serde_json::from_str(whole.get()).map_err(ImportError::Unreadable)?
    } else {
        match serde_json::from_str::<Bundle<'_>>(whole.get()) {
            Ok(bundle) => bundle.objects,
            Err(_) => vec![whole],
        }
    };
    if raw.len() > ImportError::MOST_OBJECTS {
        return Err(ImportError::TooManyObjects);
    }
    let objects: Vec<Object> =
        raw.into_iter().filter_map(|object| serde_json::from_str(object.get()).ok()).collect();
    let bundle = |object: &Object| matches!(object.kind(), "" | "bundle");
    if objects.iter().all(bundle) {
        return Err(ImportError::NotStix);
    }
    Ok(objects)
}

/// Depth of nesting, counted before anything is built.
fn deepest(bytes: &[u8]) -> usize {
    let (mut depth, mut deepest, mut in_text, mut escaped) = (0usize, 0usize, false, false);
    for byte in bytes {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if in_text => escaped = true,
            b'"' => in_text = !in_text,
            b'{' | b'[' if !in_text => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !in_text => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}
