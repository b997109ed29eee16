//! Writes what a new artifact needs, so that only the thinking is left.

use crate::failure::Failure;
use crate::place;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// What to write.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Platform: `ios`
    #[arg(value_parser = ["ios"])]
    platform: String,
    /// Name in words with dashes: `wifi-networks`
    #[arg(value_parser = name)]
    name: String,
}

/// Lower-case words with dashes, as in ids.
fn name(text: &str) -> Result<String, String> {
    let word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    let starts = text.bytes().next().is_some_and(|byte| byte.is_ascii_lowercase());
    if starts && text.split('-').all(word) {
        Ok(text.to_owned())
    } else {
        Err("lower-case words with dashes".to_owned())
    }
}

/// The command `new-artifact`.
pub(crate) fn new_artifact(options: &Options) -> Result<ExitCode, Failure> {
    let artifacts = place::root().join("src-tauri/crates").join(&options.platform).join("src/artifacts");
    let module = options.name.replace('-', "_");
    let folder = artifacts.join(&module);
    if folder.exists() {
        return Err(Failure::Rule {
            what: format!("{} is there already", folder.display()),
            next: "choose another name".to_owned(),
        });
    }
    std::fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    let id = format!("{}.{}", options.platform, options.name);
    let key = id.replace('.', "-");
    write(&folder.join("mod.rs"), &MODULE.replace("@id", &id))?;
    write(&folder.join("tests.rs"), TESTS)?;
    let words = place::root().join("src-tauri/crates/report/locales/en").join(format!("{id}.ftl"));
    write(&words, &WORDS.replace("@key", &key))?;
    list(&artifacts.join("mod.rs"), &module)?;
    println!("Written: {}, {} and a line in ALL.", folder.display(), words.display());
    println!("Next: say where it is found, what it shows and cannot show; then `cargo xtask check`.");
    Ok(ExitCode::SUCCESS)
}

fn write(path: &PathBuf, text: &str) -> Result<(), Failure> {
    std::fs::write(path, text).map_err(Failure::file(path))
}

/// A `pub mod` line in its place by name, and a line at the end of `ALL`.
fn list(path: &Path, module: &str) -> Result<(), Failure> {
    let text = std::fs::read_to_string(path).map_err(Failure::file(path))?;
    let listed = listed(&text, module).ok_or_else(|| Failure::Rule {
        what: format!("{} has no list ALL of artifacts any more", path.display()),
        next: "mend xtask/src/new_artifact.rs".to_owned(),
    })?;
    std::fs::write(path, listed).map_err(Failure::file(path))
}

fn listed(text: &str, module: &str) -> Option<String> {
    let line = format!("pub mod {module};");
    let next = text.lines().find(|other| other.starts_with("pub mod ") && **other > *line)?;
    let text = text.replacen(next, &format!("{line}\n{next}"), 1);
    let list = text.find("pub static ALL")?;
    let end = list + text[list..].find("\n];")?;
    Some(format!("{}\n    &{module}::ARTIFACT,{}", &text[..end], &text[end..]))
}

const MODULE: &str = "//! # A title in a few words
//!
//! **Found in** which path of which acquisition, from which version on.
//!
//! **Shows** what.
//!
//! **Cannot show** what.
//!
//! **Ordinary reasons.** Why an entry may be harmless.
//!
//! **Sources.** Who described it, and when.

#[cfg(test)]
mod tests;

use super::shared::plists;
use engine::{Artifact, Availability, Case, Cite, Found, Notes, Presence, Record};

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: \"@id\",
    version: 1,
    reads: &[\"HomeDomain/Library/Preferences/@id.plist\"],
    availability: &[Availability::backup(Presence::Sometimes)],
    detections: &[],
    compares: &[],
    fields: &[],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    plists::each(case, notes, ARTIFACT.reads, &mut |_, entry, notes| {
        let _ = notes.record(|| Record::new(Cite::new(&entry.path, \"list\")));
    })
}
";

const TESTS: &str = "use crate::artifacts::testing::{Phone, look};
use engine::{NotExamined, State};

#[test]
fn what_is_not_there_is_said_to_be_absent() {
    let seen = look(&super::ARTIFACT, &Phone::default(), &[]);
    assert_eq!(seen.examined.coverage.state, State::NotExamined(NotExamined::Absent));
}
";

const WORDS: &str = "# What this kind of record is.

@key =
    .name = A name in two words
    .holds = What it holds, in one sentence
";

#[cfg(test)]
mod tests {
    use super::{listed, name};
    use crate::place;

    #[test]
    fn a_new_artifact_is_listed_twice() {
        let path = place::root().join("src-tauri/crates/ios/src/artifacts/mod.rs");
        let text = listed(&std::fs::read_to_string(path).unwrap(), "lamps").unwrap();
        assert!(text.contains("\npub mod lamps;\n"));
        let list = text.split_once("pub static ALL").unwrap().1.split_once("\n];").unwrap().0;
        assert!(list.ends_with("\n    &lamps::ARTIFACT,"), "{list}");
    }

    #[test]
    fn names_are_words_with_dashes() {
        assert!(name("wifi-networks").is_ok() && name("line2").is_ok());
        for wrong in ["", "Wifi", "wifi_networks", "-a", "a--b", "../up", "2fast"] {
            assert!(name(wrong).is_err(), "{wrong}");
        }
    }
}
