//! Records in the files of the Mobile Verification Toolkit, so that responders' tools and `mvt-ios check-iocs` go on
//! working: `<module>.json`, `urls.json`, `timeline.csv`, `alerts.json` and its parts, `info.json`. Everything streams.

mod alerts;
mod shape;
mod shapes;
mod urls;
mod whatsapp;
mod whole;

use crate::files::{create, written};
use crate::sorted::Sorted;
use engine::{Outcome, Record};
use report::Row;
use scan::Failure;
use serde_json::{Value, json};
use shape::{Made, date};
use shapes::{Form, Module};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use urls::Urls;

/// Writes into one folder.
pub(crate) struct Export {
    folder: PathBuf,
    open: BTreeMap<&'static str, List>,
    timeline: Sorted,
    urls: Urls,
}

/// One file. Made with the first record: they write no empty files.
struct List {
    file: BufWriter<File>,
    form: Form,
    records: u64,
    /// Where the last record came from.
    path: String,
}

impl List {
    fn write(&mut self, made: Made, path: &str) -> Result<(), Failure> {
        let first = self.records == 0;
        self.records += 1;
        let begin = match self.form {
            Form::Single if first => String::new(),
            Form::Single => return Ok(()),
            Form::List if first => "[\n".to_owned(),
            Form::ByFile if self.path == path && !first => ",\n".to_owned(),
            Form::ByFile => {
                let end = if first { "{" } else { "\n]," };
                path.clone_into(&mut self.path);
                format!("{end}\n{}: [\n", json!(path))
            }
            Form::List => ",\n".to_owned(),
        };
        written(write!(self.file, "{begin}{}", Value::Object(made)))
    }

    fn finish(&mut self) -> Result<(), Failure> {
        let end: &[u8] = match self.form {
            Form::Single => b"\n",
            Form::List => b"\n]\n",
            Form::ByFile => b"\n]\n}\n",
        };
        written(self.file.write_all(end))?;
        written(self.file.flush())
    }
}

impl Export {
    pub(crate) fn new(folder: &Path) -> Result<Self, Failure> {
        written(std::fs::create_dir_all(folder))?;
        let timeline = Sorted::new(&folder.join("timeline.csv"));
        Ok(Self { folder: folder.to_path_buf(), open: BTreeMap::new(), timeline, urls: Urls::new(folder) })
    }

    /// Forgets what the artifact said before.
    pub(crate) fn begin(&mut self, artifact: &str) {
        self.timeline.begin(artifact);
        self.urls.begin(artifact);
        for module in modules(artifact) {
            if self.open.remove(module.slug).is_some() {
                // Written anew with the first record.
                let _ = std::fs::remove_file(self.path(module));
            }
        }
    }

    fn path(&self, module: &Module) -> PathBuf {
        self.folder.join(format!("{}.json", module.slug))
    }

    pub(crate) fn record(&mut self, artifact: &str, record: &Record) -> Result<(), Failure> {
        for module in modules(artifact) {
            let Some(made) = (module.shape)(record) else { continue };
            self.urls.record(module.slug, (record, &made), artifact)?;
            if !self.open.contains_key(module.slug) {
                let file = create(&self.path(module))?;
                let list = List { file, form: module.form, records: 0, path: String::new() };
                self.open.insert(module.slug, list);
            }
            if let Some(list) = self.open.get_mut(module.slug) {
                list.write(made, &record.cite.path)?;
            }
            self.events(module, artifact, record)?;
        }
        Ok(())
    }

    fn events(&mut self, module: &Module, artifact: &str, record: &Record) -> Result<(), Failure> {
        report::timeline_rows(artifact, record, &mut |row| match event(module, row.what) {
            Some(event) => self.timeline.add(artifact, &Row { artifact: module.class, what: &event, ..row }),
            None => Ok(()),
        })
    }

    pub(crate) fn finish(&mut self, outcome: &Outcome) -> Result<(), Failure> {
        for list in self.open.values_mut() {
            list.finish()?;
        }
        let mut timeline = create(&self.folder.join("timeline.csv"))?;
        written(timeline.write_all(b"\"UTC Timestamp\",\"Plugin\",\"Event\",\"Description\"\n"))?;
        self.timeline.finish(&mut |row| {
            // Plug-in and event are words of ours; `---B` is no formula.
            let (plugin, event) = (row.artifact, row.what);
            let mut message = String::new();
            report::csv_cells(&mut message, &[row.message]);
            writeln!(timeline, "\"{}\",\"{plugin}\",\"{event}\",{message}", date(row.when))
        })?;
        written(timeline.flush())?;
        self.urls.finish()?;
        alerts::write(&self.folder, outcome)?;
        file(&self.folder.join("info.json"), &about(outcome))
    }
}

/// Their `info.json`. The place of the evidence and the time of the check are not told: the same evidence gives the
/// same bytes.
fn about(outcome: &Outcome) -> Value {
    json!({
        "target_path": null,
        "mvt_version": format!("lucerna {}", outcome.tool.version),
        "date": null,
        "ioc_files": outcome.indicators.packs.iter().map(|pack| pack.id.as_str()).collect::<Vec<_>>(),
        "hashes": [],
    })
}

fn file(path: &Path, content: &Value) -> Result<(), Failure> {
    let mut file = create(path)?;
    written(writeln!(file, "{content:#}"))?;
    written(file.flush())
}

/// All modules, also of a whole file system.
fn all() -> impl Iterator<Item = &'static Module> {
    shapes::MODULES.iter().chain(whatsapp::MODULES).chain(whole::MODULES)
}

/// Their modules that hold our artifact's records.
fn modules(artifact: &str) -> impl Iterator<Item = &'static Module> {
    all().filter(move |module| module.artifact == artifact)
}

/// Letters of a file's times stand in four columns, as `M-CB`.
fn event(module: &Module, what: &str) -> Option<String> {
    if module.slug == "manifest" {
        return Some("MACB".chars().map(|letter| if what.contains(letter) { letter } else { '-' }).collect());
    }
    if module.slug == "filesystem" {
        return what.contains('M').then(|| "entry_modified".to_owned());
    }
    module.events.iter().find(|(ours, _)| *ours == what).map(|(_, theirs)| (*theirs).to_owned())
}
