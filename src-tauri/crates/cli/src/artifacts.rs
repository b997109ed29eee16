//! `lucerna artifacts`: what can be examined.

use crate::say;
use engine::{Artifact, Availability, Detection, Presence};
use report::Words;
use scan::{Failure, Library};
use std::fmt::Write as _;
use std::process::ExitCode;

pub(crate) fn run(describe: Option<&str>, lang: &str) -> Result<ExitCode, Failure> {
    let words = Words::new(lang);
    let all = Library::shipped().ios;
    let Some(id) = describe else {
        for artifact in all {
            say::out(&format!("{}\n", summary(artifact, &words)));
        }
        for across in Library::shipped().ios_across {
            let name = words.say(&format!("{}.name", across.id.replace('.', "-")));
            let head = format!("{} (version {})\n{name}\n", across.id, across.version);
            say::out(&format!("{head}{}\n", detections(across.detections)));
        }
        return Ok(ExitCode::SUCCESS);
    };
    let Some(artifact) = all.iter().find(|artifact| artifact.id == id) else {
        clap::Error::raw(clap::error::ErrorKind::ValueValidation, "there is no such artifact\n").exit();
    };
    say::out(&page(artifact, &words));
    Ok(ExitCode::SUCCESS)
}

fn word(words: &Words, artifact: &Artifact, attribute: &str) -> String {
    words.say(&format!("{}.{attribute}", artifact.id.replace('.', "-")))
}

/// What it reads, where that is found, what is detected in it.
fn summary(artifact: &Artifact, words: &Words) -> String {
    let mut page = format!(
        "{} (version {})\n{}\n{}\nReads\n",
        artifact.id,
        artifact.version,
        word(words, artifact, "name"),
        word(words, artifact, "holds")
    );
    if artifact.reads.is_empty() {
        page.push_str("  the list of all files, or what the others read\n");
    }
    // Writing to a string cannot fail.
    for path in artifact.reads {
        let _ = writeln!(page, "  {path}");
    }
    page.push_str("Found in\n");
    for row in artifact.availability {
        let _ = writeln!(page, "  {}", availability(row));
    }
    page + &detections(artifact.detections)
}

fn detections(all: &[Detection]) -> String {
    let line = |one: &Detection| format!("  {} ({:?}, {:?})\n", one.id, one.weight, one.class);
    format!("Detections\n{}", all.iter().map(line).collect::<String>())
}

fn page(artifact: &Artifact, words: &Words) -> String {
    let mut page = summary(artifact, words);
    page.push_str("Fields of a record (--records)\n");
    for (name, meaning) in artifact.fields {
        let _ = writeln!(page, "  {name}: {meaning}");
    }
    page
}

fn availability(row: &Availability) -> String {
    let until = row.until.map(|until| format!(", until {until}")).unwrap_or_default();
    let from =
        if row.from > engine::Version(0, 0, 0) { format!(", from {}", row.from) } else { String::new() };
    let locked = if row.encrypted_only { ", encrypted" } else { "" };
    let presence = match row.presence {
        Presence::Always => "always".to_owned(),
        Presence::WithApp(app) => format!("with the app {app}"),
        Presence::Sometimes => "sometimes".to_owned(),
    };
    let source = if row.source.is_empty() { String::new() } else { format!(" ({})", row.source) };
    format!("{:?}{locked}{from}{until}: {presence}{source}", row.kind)
}
