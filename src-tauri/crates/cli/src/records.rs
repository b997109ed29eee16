//! Writes records as they come: a file for each artifact, and a timeline of all.

use engine::{Record, Value};
use scan::Failure;
use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs::{File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Where records go. Holds one open file for each artifact.
///
/// An artifact whose worker fell is read again from the start, so each artifact's rows are kept apart
/// until the end and put together then.
pub(crate) struct Writer {
    folder: Option<PathBuf>,
    timeline: Option<PathBuf>,
    open: BTreeMap<String, Files>,
}

#[derive(Default)]
struct Files {
    records: Option<BufWriter<File>>,
    rows: Option<BufWriter<File>>,
}

impl Writer {
    pub(crate) fn new(folder: Option<&Path>, timeline: Option<&Path>) -> Result<Self, Failure> {
        if let Some(folder) = folder {
            written(std::fs::create_dir_all(folder))?;
        }
        Ok(Self {
            folder: folder.map(Path::to_path_buf),
            timeline: timeline.map(Path::to_path_buf),
            open: BTreeMap::new(),
        })
    }

    /// Opens, and empties if this is a second try.
    pub(crate) fn begin(&mut self, artifact: &str) -> Result<(), Failure> {
        let records = self.folder.as_ref().map(|folder| create(&folder.join(format!("{artifact}.jsonl"))));
        let rows = self.part(artifact).map(|path| create(&path));
        let files = Files { records: records.transpose()?, rows: rows.transpose()? };
        self.open.insert(artifact.to_owned(), files);
        Ok(())
    }

    pub(crate) fn record(&mut self, artifact: &str, record: &Record) -> Result<(), Failure> {
        let csv = self.is_csv();
        let Some(files) = self.open.get_mut(artifact) else { return Ok(()) };
        if let Some(file) = &mut files.records {
            written(writeln!(file, "{}", line(record)))?;
        }
        if let Some(file) = &mut files.rows {
            for (what, when) in &record.times {
                let row = if csv {
                    report::csv_row(artifact, record, what, *when)
                } else {
                    report::jsonl_row(artifact, record, what, *when)
                };
                written(file.write_all(row.as_bytes()))?;
            }
        }
        Ok(())
    }

    /// Flushes everything and joins the timeline's parts, artifact by artifact.
    pub(crate) fn finish(&mut self) -> Result<(), Failure> {
        for files in self.open.values_mut() {
            for file in files.records.iter_mut().chain(files.rows.iter_mut()) {
                written(file.flush())?;
            }
        }
        let Some(timeline) = self.timeline.clone() else { return Ok(()) };
        let mut whole = create(&timeline)?;
        if self.is_csv() {
            written(whole.write_all(report::csv_header().as_bytes()))?;
        }
        for artifact in self.open.keys() {
            let Some(part) = self.part(artifact) else { continue };
            #[expect(clippy::disallowed_methods, reason = "our own part file")]
            let mut rows = written(File::open(&part))?;
            written(io::copy(&mut rows, &mut whole))?;
            written(std::fs::remove_file(&part))?;
        }
        written(whole.flush())
    }

    fn is_csv(&self) -> bool {
        self.timeline.as_deref().and_then(Path::extension).and_then(OsStr::to_str) == Some("csv")
    }

    /// Beside the timeline, so that it is on the same disk.
    fn part(&self, artifact: &str) -> Option<PathBuf> {
        let timeline = self.timeline.as_ref()?;
        let mut name = timeline.file_name()?.to_owned();
        name.push(format!(".{artifact}.part"));
        Some(timeline.with_file_name(name))
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        // A check that failed leaves no parts behind.
        for part in self.open.keys().filter_map(|artifact| self.part(artifact)) {
            let _ = std::fs::remove_file(part);
        }
    }
}

fn create(path: &Path) -> Result<BufWriter<File>, Failure> {
    let file = OpenOptions::new().write(true).create(true).truncate(true).open(path);
    written(file.map(|file| BufWriter::with_capacity(64 << 10, file)))
}

/// One record as a line of JSON: its place, its times, its fields.
fn line(record: &Record) -> String {
    let times: serde_json::Map<_, _> =
        record.times.iter().map(|(what, when)| (what.clone(), when.to_string().into())).collect();
    let mut fields: serde_json::Map<_, _> =
        record.fields.iter().map(|(name, value)| (name.clone(), json(value))).collect();
    fields.insert("_path".to_owned(), record.cite.path.clone().into());
    fields.insert("_place".to_owned(), record.cite.place.clone().into());
    fields.insert("_times".to_owned(), times.into());
    serde_json::Value::Object(fields).to_string()
}

fn json(value: &Value) -> serde_json::Value {
    match value {
        Value::None => serde_json::Value::Null,
        Value::Bool(yes) => (*yes).into(),
        Value::Int(number) => (*number).into(),
        Value::Real(number) => (*number).into(),
        Value::Text(text) => text.clone().into(),
        Value::List(texts) => texts.clone().into(),
    }
}

/// Every error of writing says whether the disk is full.
pub(crate) fn written<T>(result: io::Result<T>) -> Result<T, Failure> {
    result.map_err(|error| {
        let code = if error.kind() == io::ErrorKind::StorageFull { "disk-full" } else { "save-failed" };
        Failure::new(code).because(error)
    })
}
