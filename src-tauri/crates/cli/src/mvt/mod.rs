//! Records in the files of the Mobile Verification Toolkit, so that responders' tools and `mvt-ios check-iocs` go on
//! working: `<module>.json`, `timeline.csv`, `alerts.json`. Everything streams.

mod shapes;

use crate::records::{create, written};
use crate::sorted::Sorted;
use engine::{Finding, Outcome, Record, Weight};
use report::{Row, Words};
use scan::Failure;
use serde_json::json;
use shapes::{MODULES, Module, date};
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

/// Writes into one folder.
pub(crate) struct Export {
    folder: PathBuf,
    open: BTreeMap<&'static str, List>,
    timeline: Sorted,
}

/// One file, a list of records or a single one. Made with the first record: they write no empty files.
struct List {
    file: BufWriter<File>,
    records: u64,
}

impl Export {
    pub(crate) fn new(folder: &Path) -> Result<Self, Failure> {
        written(std::fs::create_dir_all(folder))?;
        let timeline = Sorted::new(&folder.join("timeline.csv"));
        Ok(Self { folder: folder.to_path_buf(), open: BTreeMap::new(), timeline })
    }

    /// Forgets what the artifact said before.
    pub(crate) fn begin(&mut self, artifact: &str) {
        self.timeline.begin(artifact);
        if let Some(module) = module(artifact)
            && self.open.remove(module.slug).is_some()
        {
            // Written anew with the first record.
            let _ = std::fs::remove_file(self.path(module));
        }
    }

    fn path(&self, module: &Module) -> PathBuf {
        self.folder.join(format!("{}.json", module.slug))
    }

    pub(crate) fn record(&mut self, artifact: &str, record: &Record) -> Result<(), Failure> {
        let Some(module) = module(artifact) else { return Ok(()) };
        let Some(shape) = (module.shape)(record) else { return Ok(()) };
        if !self.open.contains_key(module.slug) {
            let file = create(&self.path(module))?;
            self.open.insert(module.slug, List { file, records: 0 });
        }
        let Some(list) = self.open.get_mut(module.slug) else { return Ok(()) };
        list.records += 1;
        let before = match (module.is_single, list.records) {
            (true, 1) => "",
            (true, _) => return Ok(()),
            (false, 1) => "[\n",
            (false, _) => ",\n",
        };
        let line = serde_json::Value::Object(shape);
        written(write!(list.file, "{before}{line}"))?;
        let message = report::timeline_rows(artifact, record).into_iter().next().map(|row| row.message);
        for (what, when) in report::times(record) {
            let Some(event) = event(module, &what) else { continue };
            let row = Row {
                when,
                artifact: module.class.to_owned(),
                cite: report::clean(&format!("{}#{}", record.cite.path, record.cite.place)),
                what: event,
                message: message.clone().unwrap_or_default(),
            };
            self.timeline.add(artifact, row)?;
        }
        Ok(())
    }

    pub(crate) fn finish(&mut self, outcome: &Outcome) -> Result<(), Failure> {
        for module in MODULES {
            if let Some(list) = self.open.get_mut(module.slug) {
                written(list.file.write_all(if module.is_single { b"\n" } else { b"\n]\n" }))?;
                written(list.file.flush())?;
            }
        }
        let mut timeline = create(&self.folder.join("timeline.csv"))?;
        written(timeline.write_all(b"\"UTC Timestamp\",\"Plugin\",\"Event\",\"Description\"\n"))?;
        self.timeline.finish(&mut |row| {
            let cells = [&date(row.when), &row.artifact, &row.what, &row.message];
            let cells = cells.map(|cell| report::csv_cell(cell)).join(",");
            writeln!(timeline, "{cells}")
        })?;
        written(timeline.flush())?;
        let words = Words::new("en");
        let alerts: Vec<_> = outcome.findings.iter().map(|finding| alert(finding, &words)).collect();
        let mut file = create(&self.folder.join("alerts.json"))?;
        written(writeln!(file, "{:#}", serde_json::Value::Array(alerts)))?;
        written(file.flush())
    }
}

fn module(artifact: &str) -> Option<&'static Module> {
    MODULES.iter().find(|module| module.artifact == artifact)
}

/// Letters of a file's times stand in four columns, as `M-CB`.
fn event(module: &Module, what: &str) -> Option<String> {
    if module.slug == "manifest" {
        return Some("MACB".chars().map(|letter| if what.contains(letter) { letter } else { '-' }).collect());
    }
    module.events.iter().find(|(ours, _)| *ours == what).map(|(_, theirs)| (*theirs).to_owned())
}

/// A finding as one of their alerts.
fn alert(finding: &Finding, words: &Words) -> serde_json::Value {
    let level = match finding.weight {
        Weight::KnownSpyware => "CRITICAL",
        Weight::Strong => "HIGH",
        Weight::Look => "MEDIUM",
        Weight::Note => "LOW",
    };
    let slug = module(&finding.artifact).map_or(finding.artifact.as_str(), |module| module.slug);
    let quotes: serde_json::Map<_, _> = finding
        .quotes
        .iter()
        .filter(|(_, quote)| !quote.personal)
        .map(|(name, quote)| (name.clone(), json!(quote.value)))
        .collect();
    let indicator = finding.indicator.as_ref().map(|seen| {
        json!({ "value": seen.value, "type": report::code(&seen.kind), "name": seen.campaign, "stix2_file_name": seen.pack })
    });
    json!({
        "level": level,
        "module": slug,
        "message": words.say(&format!("{}.title", finding.detection.replace('.', "-"))),
        "event_time": finding.when.map(date).unwrap_or_default(),
        "event": { "path": finding.cite.path, "place": finding.cite.place, "quotes": quotes },
        "matched_indicator": indicator,
    })
}
