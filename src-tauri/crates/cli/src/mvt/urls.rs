//! `urls.json`: every link of the messages, in the order of time.

use super::shape::{Made, date};
use crate::files::{create, written};
use crate::sorted::Sorted;
use engine::Record;
use report::Row;
use scan::Failure;
use serde_json::{Value, json};
use std::io::Write;
use std::path::{Path, PathBuf};

/// Their modules whose links stand in it.
const SOURCES: [&str; 2] = ["sms", "whatsapp"];

/// The links so far.
pub(super) struct Urls {
    path: PathBuf,
    sorted: Sorted,
}

impl Urls {
    pub(super) fn new(folder: &Path) -> Self {
        let path = folder.join("urls.json");
        Self { sorted: Sorted::new(&path), path }
    }

    /// Forgets what the artifact said before.
    pub(super) fn begin(&mut self, artifact: &str) {
        self.sorted.begin(artifact);
    }

    /// Takes the links of a record; one without a time has none in their file either.
    pub(super) fn record(
        &mut self,
        slug: &str,
        (record, made): (&Record, &Made),
        artifact: &str,
    ) -> Result<(), Failure> {
        if !SOURCES.contains(&slug) {
            return Ok(());
        }
        let Some((_, when)) = record.times.iter().find(|(what, _)| what == "sent") else { return Ok(()) };
        let links = made.get("links").and_then(Value::as_array);
        for link in links.into_iter().flatten().filter_map(Value::as_str) {
            let row = Row { when: *when, artifact: slug, cite: &record.cite.place, what: link, message: "" };
            self.sorted.add(artifact, &row)?;
        }
        Ok(())
    }

    pub(super) fn finish(&mut self) -> Result<(), Failure> {
        let mut file = create(&self.path)?;
        let mut before = "[\n";
        self.sorted.finish(&mut |row| {
            let url = json!({ "url": row.what, "expanded_url": null, "timestamp": date(row.when), "source": row.artifact });
            let begin = std::mem::replace(&mut before, ",\n");
            write!(file, "{begin}{url}")
        })?;
        written(file.write_all(if before == "[\n" { b"[]\n" } else { b"\n]\n" }))?;
        written(file.flush())
    }
}
