//! Messages by key, in one language with English behind it.

mod direction;

pub(crate) use direction::is_mark;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use std::borrow::Cow;
use std::cell::Cell;
use unic_langid::LanguageIdentifier;

include!(concat!(env!("OUT_DIR"), "/locales.rs"));

type Bundle = FluentBundle<FluentResource>;

/// The language whose words are the source of all others.
const SOURCE: &str = "en";

/// Tags of the languages with words, in alphabetical order.
pub fn languages() -> Vec<&'static str> {
    let mut tags: Vec<_> = FILES.iter().map(|(lang, _, _)| *lang).collect();
    tags.dedup();
    tags
}

/// Words of one language; English where it has none, which is remembered.
pub struct Words {
    tag: &'static str,
    own: Bundle,
    source: Bundle,
    fell_back: Cell<bool>,
}

impl Words {
    /// For a BCP 47 tag: the language itself, or English if there is none.
    pub fn new(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or(SOURCE).to_ascii_lowercase();
        let tag = languages().into_iter().find(|known| *known == primary).unwrap_or(SOURCE);
        Self { tag, own: bundle(tag), source: bundle(SOURCE), fell_back: Cell::new(false) }
    }

    /// Tag of the words.
    pub fn tag(&self) -> &'static str {
        self.tag
    }

    /// `rtl` or `ltr`.
    pub fn dir(&self) -> &'static str {
        dir(self.tag)
    }

    /// True once something was said in English for want of a translation.
    pub fn fell_back(&self) -> bool {
        self.fell_back.get()
    }

    /// A message without values.
    pub fn say(&self, key: &str) -> String {
        self.say_with(key, &[])
    }

    /// A message with values; the key itself if there is no such message, which a test refuses.
    pub fn say_with(&self, key: &str, values: &[(&str, Argument<'_>)]) -> String {
        self.find(key, values).unwrap_or_else(|| key.to_owned())
    }

    /// A message, `key` or `key.attribute`, if some language has it.
    pub fn find(&self, key: &str, values: &[(&str, Argument<'_>)]) -> Option<String> {
        let mut arguments = FluentArgs::new();
        for (name, value) in values {
            arguments.set(*name, value.clone().into_fluent());
        }
        if let Some(text) = lookup(&self.own, key, &arguments) {
            return Some(direction::kept(text, self.dir()));
        }
        let text = lookup(&self.source, key, &arguments)?;
        self.fell_back.set(true);
        Some(direction::kept(text, dir(SOURCE)))
    }

    /// `2 September 2026, 21:51 UTC`.
    pub fn time(&self, when: Timestamp) -> String {
        let civil = Offset::UTC.to_datetime(when);
        let clock = format!("{:02}:{:02}", civil.hour(), civil.minute());
        let date = self.date(civil.date());
        self.say_with("date-and-time", &[("date", Argument::Text(&date)), ("time", Argument::Text(&clock))])
    }

    /// `2 September 2026`.
    pub fn date(&self, date: Date) -> String {
        let month = self.say(&format!("month-{}", date.month()));
        let (day, year) = (date.day().to_string(), date.year().to_string());
        let values = [
            ("day", Argument::Text(&day)),
            ("month", Argument::Text(&month)),
            ("year", Argument::Text(&year)),
        ];
        self.say_with("date", &values)
    }
}

fn dir(tag: &str) -> &'static str {
    if matches!(tag, "ar" | "fa" | "ur" | "he" | "ckb") { "rtl" } else { "ltr" }
}

/// A value for a message.
#[derive(Debug, Clone)]
pub enum Argument<'a> {
    /// Text, already cleaned.
    Text(&'a str),
    /// A count, for plural forms.
    Count(u64),
}

impl<'a> Argument<'a> {
    fn into_fluent(self) -> FluentValue<'a> {
        match self {
            Self::Text(text) => FluentValue::String(Cow::Borrowed(text)),
            Self::Count(count) => FluentValue::from(count),
        }
    }
}

fn bundle(tag: &str) -> Bundle {
    let language: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // Values of the evidence are isolated where they enter a sentence; our own words need it not.
    bundle.set_use_isolating(false);
    for (_, _, source) in FILES.iter().filter(|(lang, _, _)| *lang == tag) {
        // A broken message is left out and found by a test; the rest of its file stands.
        let resource = FluentResource::try_new((*source).to_owned()).unwrap_or_else(|(resource, _)| resource);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn lookup(bundle: &Bundle, key: &str, arguments: &FluentArgs<'_>) -> Option<String> {
    let (id, attribute) = key.split_once('.').map_or((key, None), |(id, attribute)| (id, Some(attribute)));
    let message = bundle.get_message(id)?;
    let pattern = match attribute {
        Some(name) => message.get_attribute(name)?.value(),
        None => message.value()?,
    };
    let mut errors: Vec<FluentError> = Vec::new();
    let text = bundle.format_pattern(pattern, Some(arguments), &mut errors).into_owned();
    Some(text)
}
