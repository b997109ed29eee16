//! Our export in the reference tool's files: it reads them again, and their fields are the fields that it writes itself.

use super::judge::MVT;
use super::layouts::json;
use crate::board::Ended;
use crate::failure::Failure;
use crate::place;
use crate::program::Program;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Files that are no module's: `check-iocs` does not read them.
const OTHERS: [&str; 3] = ["alerts", "info", "urls"];

/// Fields that we write and it does not for this phone, each with its reason.
const OURS: &[(&str, &str, &str)] = &[("manifest", "missing", "it writes this for incomplete backups only")];

/// Modules whose file we do not write, each with its reason.
const WITHOUT: &[(&str, &str)] = &[];

/// `theirs` is what the reference tool wrote of the same phone.
pub(super) fn compare(backup: &Path, theirs: &Path, out: &Path) -> Result<Ended, Failure> {
    if out.exists() {
        std::fs::remove_dir_all(out).map_err(Failure::file(out))?;
    }
    let scan =
        Program::new(place::built("lucerna")).arg("scan").arg(backup).args(["--quiet", "--mvt"]).arg(out);
    let line = scan.line();
    match scan.code()? {
        Some(0 | 10 | 20 | 30) => {}
        other => return Err(Failure::Program { line, status: format!("{other:?}") }),
    }
    let mut wrong = Vec::new();
    let (ours, written) = (files(out)?, files(theirs)?);
    for name in written.difference(&ours) {
        match WITHOUT.iter().find(|(module, _)| module == name) {
            Some((_, why)) => println!("  {name:35} only it has it: {why}"),
            None => wrong.push(format!("no file {name}")),
        }
    }
    for name in &ours {
        let (here, there) = (out.join(format!("{name}.json")), theirs.join(format!("{name}.json")));
        if there.exists() {
            module(name, &json(&here)?, &json(&there)?, &mut wrong);
        } else {
            println!("  {name:35} only we have it");
        }
    }
    let names: Vec<&String> = ours.iter().filter(|name| !OTHERS.contains(&name.as_str())).collect();
    let found = check_iocs(out)?;
    let unread: Vec<_> = names.iter().filter(|name| !found.contains(&format!("{name}.json"))).collect();
    if !unread.is_empty() {
        wrong.push(format!("check-iocs did not load {unread:?}"));
    }
    if found.contains("Traceback") || !found.contains("detections") {
        wrong.push("check-iocs did not find what is planted".to_owned());
    }
    if wrong.is_empty() && names.len() > 15 {
        return Ok(Ended::Well);
    }
    Err(Failure::Rule {
        what: format!("The export is not as the reference tool writes it:\n    {}", wrong.join("\n    ")),
        next: "mend cli/src/mvt, or give the reason in conformance/export.rs".to_owned(),
    })
}

/// Names of the files that hold records; not those of alerts, which tell in each tool's own words.
fn files(folder: &Path) -> Result<BTreeSet<String>, Failure> {
    let entries = std::fs::read_dir(folder).map_err(Failure::file(folder))?;
    let name =
        |entry: std::fs::DirEntry| entry.file_name().to_str()?.strip_suffix(".json").map(str::to_owned);
    let names = entries.flatten().filter_map(name);
    Ok(names.filter(|name| name != "alerts" && name != "lucerna" && !name.ends_with("_detected")).collect())
}

/// Compares the fields of all records; says how many hold all values of its too. What is left out and why stands in
/// `cli/src/mvt/shapes.rs`.
fn module(name: &str, ours: &Value, theirs: &Value, wrong: &mut Vec<String>) {
    let (ours, theirs) = (fields(ours), fields(theirs));
    let mut same = 0;
    for (field, values) in &ours {
        match theirs.get(field) {
            Some(there) if there.is_subset(values) => same += 1,
            Some(_) => {}
            None if OURS.iter().any(|(module, known, _)| *module == name && known == field) => {}
            None => wrong.push(format!("{name}: it has no field {field}")),
        }
    }
    println!("  {name:35} {:3} fields of its {:3}, {same} with the same values", ours.len(), theirs.len());
}

/// Fields of all records with their values.
fn fields(file: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let mut fields: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut add = |record: &Value| {
        for (name, value) in record.as_object().into_iter().flatten() {
            fields.entry(name.clone()).or_default().insert(value.to_string());
        }
    };
    match file {
        Value::Array(records) => records.iter().for_each(&mut add),
        Value::Object(files) if files.values().all(|file| file[0].is_object()) => {
            files.values().filter_map(Value::as_array).flatten().for_each(&mut add);
        }
        single => add(single),
    }
    fields
}

/// What it says about our files, when it looks for the first link in our messages.
fn check_iocs(folder: &Path) -> Result<String, Failure> {
    let messages = json(&folder.join("sms.json"))?;
    let all = messages.as_array().map_or(&[][..], Vec::as_slice);
    let link = all.iter().find_map(|message| message["links"].get(0)?.as_str()).unwrap_or_default();
    let host = link.split('/').nth(2).unwrap_or("none.example");
    let bundle = json!({ "type": "bundle", "id": "bundle--1", "objects": [
        { "type": "malware", "id": "malware--1", "name": "planted" },
        { "type": "indicator", "id": "indicator--1", "pattern": format!("[domain-name:value='{host}']") },
        { "type": "relationship", "id": "relationship--1", "relationship_type": "indicates",
          "source_ref": "indicator--1", "target_ref": "malware--1" },
    ]});
    let list = folder.with_extension("stix2");
    std::fs::write(&list, bundle.to_string()).map_err(Failure::file(&list))?;
    let program = MVT
        .program("mvt-ios")
        .env("COLUMNS", "400")
        .args(["--disable-update-check", "--disable-indicator-update-check", "check-iocs", "--iocs"])
        .args([&list, folder]);
    program.read_whatever()
}
