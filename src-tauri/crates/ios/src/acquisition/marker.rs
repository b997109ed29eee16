//! What Lucerna writes beside a backup that it made itself: whether it came to its end, and what it left out
//! on purpose.
//!
//! `lucerna-copy.json`, `{"format": "lucerna-copy/1", "kept": "all" | "needed", "patterns": […], "finished":
//! true | false}`, and an empty `lucerna-unfinished` as long as the copy is being written. A marker that cannot
//! be understood never makes a copy look more complete than it is.

use super::pattern;
use super::store::{COPY, Store, UNFINISHED};
use engine::Kept;
use serde::Deserialize;

const FORMAT: &str = "lucerna-copy/1";
const LARGEST: u64 = 1 << 20;
const MOST_PATTERNS: usize = 10_000;

/// What a copy says of itself; nothing, if Lucerna did not make it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Marker {
    pub(crate) kept: Option<Kept>,
    pub(crate) finished: Option<bool>,
    /// What was kept, as patterns of [`engine::Evidence::find`].
    patterns: Vec<String>,
}

#[derive(Deserialize)]
struct Written {
    format: String,
    kept: Option<Kept>,
    #[serde(default)]
    patterns: Vec<String>,
    finished: Option<bool>,
}

impl Marker {
    pub(crate) fn read(store: &dyn Store) -> Self {
        let mut marker = match store.root(COPY) {
            Ok(None) => Self::default(),
            Ok(Some(file)) => bytes(&*file).map_or_else(Self::unclear, |bytes| Self::parse(&bytes)),
            Err(_) => Self::unclear(),
        };
        if !matches!(store.root(UNFINISHED), Ok(None)) {
            marker.finished = Some(false);
        }
        marker
    }

    pub(crate) fn parse(bytes: &[u8]) -> Self {
        match serde_json::from_slice::<Written>(bytes) {
            Ok(written) if written.format == FORMAT && written.patterns.len() <= MOST_PATTERNS => Self {
                kept: written.kept,
                finished: Some(written.finished.unwrap_or(false)),
                patterns: written.patterns,
            },
            _ => Self::unclear(),
        }
    }

    fn unclear() -> Self {
        Self { finished: Some(false), ..Self::default() }
    }

    /// False if a file of this path was left out on purpose, so that its absence is no gap.
    pub(crate) fn keeps(&self, path: &str) -> bool {
        self.kept != Some(Kept::Needed) || self.patterns.iter().any(|pattern| pattern::matches(pattern, path))
    }
}

fn bytes(file: &dyn engine::ReadAt) -> Option<Vec<u8>> {
    let len = usize::try_from(file.len()).ok().filter(|_| file.len() <= LARGEST)?;
    let mut bytes = vec![0; len];
    file.read_at(0, &mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::Marker;
    use engine::Kept;
    use proptest::prelude::*;

    #[test]
    fn a_smaller_copy_says_what_it_kept() {
        let marker = Marker::parse(
            br#"{"format":"lucerna-copy/1","kept":"needed","patterns":["HomeDomain/Library/SMS/*"],
                "finished":true,"more":1}"#,
        );
        assert_eq!((marker.kept, marker.finished), (Some(Kept::Needed), Some(true)));
        assert!(marker.keeps("HomeDomain/Library/SMS/sms.db"));
        assert!(!marker.keeps("CameraRollDomain/Media/DCIM/100APPLE/IMG_0001.HEIC"));
        let all = Marker::parse(br#"{"format":"lucerna-copy/1","kept":"all","finished":true}"#);
        assert!(all.keeps("CameraRollDomain/Media/DCIM/100APPLE/IMG_0001.HEIC"));
    }

    #[test]
    fn an_unclear_marker_is_a_copy_that_did_not_end() {
        for text in ["", "{", "[]", r#"{"format":"lucerna-copy/2","kept":"needed","finished":true}"#] {
            let marker = Marker::parse(text.as_bytes());
            assert_eq!(marker, Marker { finished: Some(false), ..Marker::default() }, "{text}");
            assert!(marker.keeps("anything"));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_taken(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            let _ = Marker::parse(&bytes);
        }
    }
}
