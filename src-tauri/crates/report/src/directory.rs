//! People who help: a directory as data, each entry with its source and the day it was looked at.

use crate::words::Words;
use serde::Deserialize;

static FILE: &str = include_str!("../directory.toml");

/// A place that helps.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HelpPlace {
    /// Stable id, also the key `help-<id>` of its words.
    pub id: String,
    /// Its name, not translated.
    pub name: String,
    /// What it does and for whom; filled from the locale.
    #[serde(skip)]
    pub what: String,
    /// BCP 47 tags that it answers in.
    pub languages: Vec<String>,
    /// ISO 3166 codes, or `world`.
    pub regions: Vec<String>,
    /// `spyware`, `partner-violence`.
    pub threats: Vec<String>,
    /// Web address; shown, never opened.
    pub web: Option<String>,
    /// E-mail address.
    pub email: Option<String>,
    /// Where the entry was taken from.
    pub source: String,
    /// ISO date on which the source was read.
    pub checked: String,
}

#[derive(Deserialize)]
struct Directory {
    place: Vec<HelpPlace>,
}

/// All places, in the file's order, described in the language of `words`.
pub fn directory(words: &Words) -> Vec<HelpPlace> {
    // The file is part of the program; a test reads it, so that it cannot be broken here.
    let mut places = toml::from_str::<Directory>(FILE).map(|directory| directory.place).unwrap_or_default();
    for place in &mut places {
        place.what = words.say(&format!("help-{}", place.id));
    }
    places
}

#[cfg(test)]
mod tests {
    use super::directory;
    use crate::words::{Words, languages};

    #[test]
    fn every_place_has_a_source_a_date_a_way_to_reach_it_and_words() {
        for lang in languages() {
            let places = directory(&Words::new(lang));
            assert!(places.len() >= 5, "the directory could not be read");
            for place in places {
                assert!(place.web.is_some() || place.email.is_some(), "{}", place.id);
                assert!(!place.source.is_empty() && place.checked.len() == 10, "{}", place.id);
                assert!(!place.what.starts_with("help-"), "{} has no words", place.id);
            }
        }
    }
}
