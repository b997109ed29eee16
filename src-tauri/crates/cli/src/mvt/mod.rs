//! Records in the files of the Mobile Verification Toolkit, so that responders' tools and `mvt-ios check-iocs` go on
//! working: `<module>.json`, `urls.json`, `timeline.csv`, `alerts.json` and its parts, `info.json`. Everything streams.

mod alerts;
mod browsing;
mod list;
mod module;
mod modules;
mod people;
mod shape;
mod system;
mod urls;
mod whole;

use crate::files::{create, written};
use crate::sorted::Sorted;
use engine::{Outcome, Record};
use list::List;
use module::{Form, Module};
use report::Row;
use scan::Failure;
use serde_json::{Value, json};
use shape::{Made, date};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use urls::Urls;

/// Writes into one folder.
pub(crate) struct Export {
    folder: PathBuf,
    /// By file and artifact.
    open: BTreeMap<Key, List>,
    merged: BTreeMap<Key, Made>,
    timeline: Sorted,
    urls: Urls,
}

type Key = (&'static str, &'static str);

impl Export {
    pub(crate) fn new(folder: &Path) -> Result<Self, Failure> {
        written(std::fs::create_dir_all(folder))?;
        let timeline = Sorted::new(&folder.join("timeline.csv"));
        let (open, merged) = Default::default();
        Ok(Self { folder: folder.to_path_buf(), open, merged, timeline, urls: Urls::new(folder) })
    }

    /// Forgets what the artifact said before.
    pub(crate) fn begin(&mut self, artifact: &str) {
        self.timeline.begin(artifact);
        self.urls.begin(artifact);
        for module in modules::of(artifact) {
            self.merged.remove(&key(module));
            if self.open.remove(&key(module)).is_some() {
                // Written anew with the first record.
                let _ = std::fs::remove_file(path(&self.folder, module));
            }
        }
    }

    pub(crate) fn record(&mut self, artifact: &str, record: &Record) -> Result<(), Failure> {
        for module in modules::of(artifact) {
            let all = (module.shape)(record);
            if all.is_empty() {
                continue;
            }
            for made in all {
                self.urls.record(module.slug, (record, &made), artifact)?;
                self.write(module, made, &record.cite.path)?;
            }
            self.events(module, artifact, record)?;
        }
        Ok(())
    }

    fn write(&mut self, module: &'static Module, made: Made, path: &str) -> Result<(), Failure> {
        if module.form == Form::Merged {
            self.merged.entry(key(module)).or_default().extend(made);
            return Ok(());
        }
        self.list(module)?.write(&made, path)
    }

    /// The file of a module, made when it is asked for first.
    fn list(&mut self, module: &'static Module) -> Result<&mut List, Failure> {
        match self.open.entry(key(module)) {
            Entry::Occupied(open) => Ok(open.into_mut()),
            Entry::Vacant(none) => Ok(none.insert(List::new(&path(&self.folder, module), module.form)?)),
        }
    }

    fn events(&mut self, module: &Module, artifact: &str, record: &Record) -> Result<(), Failure> {
        report::timeline_rows(artifact, record, &mut |row| match event(module, row.what) {
            Some(event) => self.timeline.add(artifact, &Row { artifact: module.class, what: &event, ..row }),
            None => Ok(()),
        })
    }

    pub(crate) fn finish(&mut self, outcome: &Outcome) -> Result<(), Failure> {
        self.take_away_others(outcome)?;
        self.finish_lists(outcome)?;
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

    /// Takes away what an earlier export left and this one has nothing for. A file is written only where there are records, so
    /// another phone's would stay and pass for this one's.
    fn take_away_others(&self, outcome: &Outcome) -> Result<(), Failure> {
        let made: BTreeSet<&str> =
            self.open.keys().chain(self.merged.keys()).map(|(slug, _)| *slug).collect();
        let slugs: BTreeSet<&str> = modules::all().map(|module| module.slug).collect();
        let lists = slugs.difference(&made).map(|slug| format!("{slug}.json"));
        let artifacts = outcome.coverage.iter().map(|row| row.artifact.as_str());
        let detected = slugs.iter().copied().chain(artifacts).map(|name| format!("{name}_detected.json"));
        for name in lists.chain(detected) {
            match std::fs::remove_file(self.folder.join(name)) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return written(Err(error)),
                _ => {}
            }
        }
        Ok(())
    }

    fn finish_lists(&mut self, outcome: &Outcome) -> Result<(), Failure> {
        for module in modules::all().filter(|module| module.form == Form::Behind) {
            let Some(mut list) = self.open.remove(&key(module)) else { continue };
            list.finish()?;
            let part = path(&self.folder, module);
            let first = modules::all().find(|other| other.slug == module.slug).unwrap_or(module);
            self.list(first)?.append(&part)?;
            written(std::fs::remove_file(part))?;
        }
        for list in self.open.values_mut() {
            list.finish()?;
        }
        // In the order of the modules, so that the last word is that of the last one.
        let mut whole: BTreeMap<&str, Made> = BTreeMap::new();
        for module in modules::all() {
            if let Some(made) = self.merged.remove(&key(module)) {
                whole.entry(module.slug).or_default().extend(made);
            }
        }
        for (slug, mut made) in whole {
            system::complete(&mut made, outcome);
            file(&self.folder.join(format!("{slug}.json")), &json!(made))?;
        }
        Ok(())
    }
}

fn key(module: &Module) -> Key {
    (module.slug, module.artifact)
}

fn path(folder: &Path, module: &Module) -> PathBuf {
    let part = if module.form == Form::Behind { ".part" } else { "" };
    folder.join(format!("{}.json{part}", module.slug))
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
