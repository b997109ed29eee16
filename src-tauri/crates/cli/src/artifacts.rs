//! `lucerna artifacts`: what can be examined.

use crate::say;
use engine::{Artifact, Availability, Presence};
use report::Words;
use scan::{Failure, Library};
use std::fmt::Write as _;
use std::process::ExitCode;

pub(crate) fn run(describe: Option<&str>, lang: &str) -> Result<ExitCode, Failure> {
    let words = Words::new(lang);
    let all = Library::shipped().ios;
    let Some(id) = describe else {
        let width = all.iter().map(|artifact| artifact.id.len()).max().unwrap_or(0);
        for artifact in all {
            say::out(&format!("{:width$}  {}\n", artifact.id, word(&words, artifact, "name")));
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

fn page(artifact: &Artifact, words: &Words) -> String {
    let mut page = format!(
        "{} (version {})\n{}\n{}\n\nReads\n",
        artifact.id,
        artifact.version,
        word(words, artifact, "name"),
        word(words, artifact, "holds")
    );
    // Writing to a string cannot fail.
    for path in artifact.reads {
        let _ = writeln!(page, "  {path}");
    }
    page.push_str("\nFound in\n");
    for row in artifact.availability {
        let _ = writeln!(page, "  {}", availability(row));
    }
    page.push_str("\nDetections\n");
    for detection in artifact.detections {
        let _ = writeln!(page, "  {} ({:?}, {:?})", detection.id, detection.weight, detection.class);
    }
    page.push_str("\nFields of a record (--records)\n");
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
