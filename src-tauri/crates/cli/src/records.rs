//! Writes records as they come: a file for each artifact, and a timeline of all.

use crate::files::{create, written};
use crate::mvt::Export;
use crate::sorted::Sorted;
use engine::{Day, Outcome, Record};
use report::Row;
use scan::Failure;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::json;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Where records go. Holds one open file for each artifact.
///
/// An artifact whose worker fell is read again from the start: what it said before is void.
pub(crate) struct Writer {
    folder: Option<PathBuf>,
    timeline: Option<(PathBuf, Sorted)>,
    mvt: Option<Export>,
    open: BTreeMap<String, BufWriter<File>>,
}

impl Writer {
    pub(crate) fn new(
        folder: Option<&Path>,
        timeline: Option<&Path>,
        mvt: Option<&Path>,
    ) -> Result<Self, Failure> {
        if let Some(folder) = folder {
            written(std::fs::create_dir_all(folder))?;
        }
        let timeline = timeline.map(|path| (path.to_path_buf(), Sorted::new(path)));
        let mvt = mvt.map(Export::new).transpose()?;
        Ok(Self { folder: folder.map(Path::to_path_buf), timeline, mvt, open: BTreeMap::new() })
    }

    /// Opens, and empties if this is a second try.
    pub(crate) fn begin(&mut self, artifact: &str) -> Result<(), Failure> {
        if let Some((_, rows)) = &mut self.timeline {
            rows.begin(artifact);
        }
        if let Some(mvt) = &mut self.mvt {
            mvt.begin(artifact);
        }
        if let Some(folder) = &self.folder {
            let file = create(&folder.join(format!("{artifact}.jsonl")))?;
            self.open.insert(artifact.to_owned(), file);
        }
        Ok(())
    }

    pub(crate) fn record(&mut self, artifact: &str, record: &Record) -> Result<(), Failure> {
        if let Some(file) = self.open.get_mut(artifact) {
            written(serde_json::to_writer(&mut *file, &Line(record)).map_err(io::Error::from))?;
            written(file.write_all(b"\n"))?;
        }
        if let Some(mvt) = &mut self.mvt {
            mvt.record(artifact, record)?;
        }
        match &mut self.timeline {
            Some((_, rows)) => report::timeline_rows(artifact, record, &mut |row| rows.add(artifact, &row)),
            None => Ok(()),
        }
    }

    /// Flushes everything, says in a head file what the records are of, and puts the timeline in order.
    pub(crate) fn finish(&mut self, outcome: &Outcome) -> Result<(), Failure> {
        for file in self.open.values_mut() {
            written(file.flush())?;
        }
        if let Some(folder) = &self.folder {
            let mut file = create(&folder.join(scan::RECORDS_HEAD))?;
            written(file.write_all(head(outcome).as_bytes()))?;
            written(file.flush())?;
        }
        if let Some(mvt) = &mut self.mvt {
            mvt.finish(outcome)?;
        }
        match &mut self.timeline {
            Some((path, rows)) => write_timeline(path, rows, &outcome.dates),
            None => Ok(()),
        }
    }
}

fn write_timeline(path: &Path, rows: &mut Sorted, days: &[Day]) -> Result<(), Failure> {
    for row in days.iter().filter_map(Row::of_day) {
        rows.add("person", &row)?;
    }
    let is_csv = path.extension().and_then(OsStr::to_str) == Some("csv");
    let mut whole = create(path)?;
    if is_csv {
        written(whole.write_all(report::csv_header().as_bytes()))?;
    }
    let mut line = String::new();
    rows.finish(&mut |row| {
        line.clear();
        if is_csv {
            row.csv(&mut line);
        } else {
            row.jsonl(&mut line);
        }
        whole.write_all(line.as_bytes())
    })?;
    written(whole.flush())
}

/// What `lucerna recheck` has to know of records that lie beside it. Not every finding can be made again from records, so
/// all are kept.
fn head(outcome: &Outcome) -> String {
    let outcome = outcome.clone().without_personal();
    let head = json!({
        "format": scan::RECORDS_FORMAT,
        "tool": outcome.tool,
        "acquisition": outcome.acquisition,
        "with": outcome.with,
        "dates": outcome.dates,
        "findings": outcome.findings,
        "coverage": outcome.coverage,
    });
    format!("{head:#}\n")
}

/// One record as a line of JSON: its fields, its place, its times.
struct Line<'a>(&'a Record);

impl Serialize for Line<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Record { cite, fields, .. } = self.0;
        let mut line = to.serialize_map(None)?;
        for (name, value) in fields {
            line.serialize_entry(name, value)?;
        }
        line.serialize_entry("_path", &cite.path)?;
        line.serialize_entry("_place", &cite.place)?;
        line.serialize_entry("_times", &Times(self.0))?;
        line.end()
    }
}

struct Times<'a>(&'a Record);

impl Serialize for Times<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_map(self.0.times.iter().map(|(what, when)| (what, when)))
    }
}
