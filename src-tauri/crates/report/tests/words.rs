//! Words are checked like code: complete, known, readable, and without claims.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use engine::{Artifact, NotExamined, UnreadWhy};
use fluent_syntax::ast::{Entry, Pattern, PatternElement};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// key (`message` or `message.attribute`) → text as written, for one language.
type Texts = BTreeMap<String, String>;

fn texts(lang: &str) -> Texts {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("locales").join(lang);
    let mut all = Texts::new();
    #[expect(clippy::disallowed_methods, reason = "the project's own sources")]
    for file in fs::read_dir(&folder).unwrap() {
        let path = file.unwrap().path();
        let source = fs::read_to_string(&path).unwrap();
        let resource = fluent_syntax::parser::parse(source.as_str())
            .unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let id = message.id.name.to_owned();
            let mut add = |key: String, pattern: &Pattern<&str>| {
                let text = written(pattern);
                assert!(all.insert(key.clone(), text).is_none(), "{key} is there twice in {lang}");
            };
            if let Some(value) = &message.value {
                add(id.clone(), value);
            }
            for attribute in &message.attributes {
                add(format!("{id}.{}", attribute.id.name), &attribute.value);
            }
        }
    }
    all
}

fn written(pattern: &Pattern<&str>) -> String {
    let part = |element: &PatternElement<&str>| match element {
        PatternElement::TextElement { value } => (*value).to_owned(),
        PatternElement::Placeable { expression } => format!("{expression:?}"),
    };
    pattern.elements.iter().map(part).collect()
}

fn artifacts() -> &'static [&'static Artifact] {
    ios::artifacts::ALL
}

#[test]
fn every_detection_has_its_five_texts_and_every_artifact_its_two() {
    let english = texts("en");
    let mut missing = Vec::new();
    let single = artifacts().iter().map(|artifact| (artifact.id, artifact.detections));
    let across = ios::artifacts::ACROSS.iter().map(|across| (across.id, across.detections));
    for (id, detections) in single.chain(across) {
        let key = id.replace('.', "-");
        let own = ["name", "holds"].map(|attribute| format!("{key}.{attribute}"));
        let of_detections = detections.iter().flat_map(|detection| {
            let key = detection.id.replace('.', "-");
            ["title", "saw", "meaning", "ordinary", "next"].map(|attribute| format!("{key}.{attribute}"))
        });
        missing.extend(own.into_iter().chain(of_detections).filter(|key| !english.contains_key(key)));
    }
    assert!(missing.is_empty(), "no words for {missing:#?}");
}

#[test]
fn every_reason_has_words() {
    let english = texts("en");
    let reasons = [
        NotExamined::Missing,
        NotExamined::Absent,
        NotExamined::NotOnThisOs,
        NotExamined::NeedsBackup,
        NotExamined::NeedsEncryptedBackup,
        NotExamined::NeedsSysdiagnose,
        NotExamined::NeedsFilesystem,
        NotExamined::NotKept,
        NotExamined::KeptByApp,
        NotExamined::Unreadable,
        NotExamined::NotAsked,
    ];
    let word = |value: serde_json::Value| value.as_str().unwrap().to_owned();
    for reason in reasons {
        let code = word(serde_json::to_value(reason).unwrap());
        assert!(english.contains_key(&format!("why-{code}.what")), "{code}");
        assert!(english.contains_key(&format!("why-{code}.next")), "{code}");
    }
    for why in [
        UnreadWhy::Missing,
        UnreadWhy::CutShort,
        UnreadWhy::Damaged,
        UnreadWhy::Refused,
        UnreadWhy::NoKey,
        UnreadWhy::TooLarge,
        UnreadWhy::UnknownLayout,
        UnreadWhy::Unreadable,
    ] {
        let code = word(serde_json::to_value(why).unwrap());
        assert!(english.contains_key(&format!("unread-{code}")), "{code}");
    }
}

#[test]
fn other_languages_hold_no_unknown_keys() {
    let english: BTreeSet<_> = texts("en").into_keys().collect();
    for lang in report::languages() {
        let unknown: Vec<_> = texts(lang).into_keys().filter(|key| !english.contains(key)).collect();
        assert!(unknown.is_empty(), "{lang} has keys that English has not: {unknown:#?}");
    }
}

/// Words that promise or accuse. An exception needs a reason, and goes stale loudly.
const CLAIMS: &[&str] =
    &["clean", "safe", "infected", "proves", "proof", "you did", "you clicked", "hacked", "guarantee"];
const ALLOWED: &[(&str, &str)] = &[];

#[test]
fn no_sentence_promises_or_accuses() {
    let mut used = BTreeSet::new();
    for (key, text) in texts("en") {
        let lower = format!(" {} ", text.to_lowercase().replace(|c: char| !c.is_alphanumeric(), " "));
        for claim in CLAIMS.iter().filter(|claim| lower.contains(&format!(" {claim} "))) {
            let allowed = ALLOWED.iter().find(|(allowed, _)| *allowed == key);
            assert!(allowed.is_some(), "{key} says “{claim}”: {text}");
            used.insert(key.clone());
        }
    }
    let stale: Vec<_> = ALLOWED.iter().filter(|(key, _)| !used.contains(*key)).collect();
    assert!(stale.is_empty(), "these exceptions are needed no more: {stale:?}");
}

#[test]
fn no_text_is_too_long_to_be_read_in_distress() {
    for (key, text) in texts("en") {
        let most = if key.ends_with(".title") { 110 } else { 420 };
        let long = text.chars().count();
        assert!(long <= most || text.contains("variants"), "{key} has {long} characters, at most {most}");
    }
}

/// Names under which artifacts quote values, read from their sources: experts see each with its name.
fn quoted_names(folder: &Path, names: &mut BTreeSet<String>) {
    #[expect(clippy::disallowed_methods, reason = "the project's own sources")]
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            quoted_names(&path, names);
            continue;
        }
        #[expect(clippy::disallowed_methods, reason = "the project's own sources")]
        let source = fs::read_to_string(&path).unwrap();
        for call in [".quote(", ".personal("] {
            let quotes = source.split(call).skip(1).filter_map(|rest| rest.trim_start().strip_prefix('"'));
            names.extend(quotes.filter_map(|rest| rest.split_once('"')).map(|(name, _)| name.to_owned()));
        }
    }
}

#[test]
fn every_quoted_value_has_a_name_in_words() {
    let mut names = BTreeSet::new();
    quoted_names(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../ios/src/artifacts"), &mut names);
    assert!(names.len() > 20, "the sources could not be read: {names:?}");
    let english = texts("en");
    let nameless: Vec<_> =
        names.iter().filter(|name| !english.contains_key(&format!("fact-{name}"))).collect();
    assert!(nameless.is_empty(), "no words for {nameless:?}");
}
