//! Our export in the reference tool's files: it reads them again, and their fields are the fields that it writes itself.

use super::judge::MVT;
use super::records::json;
use crate::board::Ended;
use crate::failure::Failure;
use crate::place;
use crate::program::Program;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// Files of ours that are no module's.
const OTHERS: [&str; 1] = ["alerts"];

/// Fields that we write and it does not for this phone, each with its reason.
const OURS: &[(&str, &str, &str)] = &[("manifest", "missing", "it writes this for incomplete backups only")];

/// `theirs` is what the reference tool wrote of the same phone.
pub(super) fn compare(backup: &Path, theirs: &Path, out: &Path) -> Result<Ended, Failure> {
    if out.exists() {
        std::fs::remove_dir_all(out).map_err(Failure::file(out))?;
    }
    let scan =
        Program::new(place::built("lucerna")).arg("scan").arg(backup).args(["--quiet", "--mvt"]).arg(out);
    let line = scan.line();
    match scan.code()? {
        Some(0 | 10 | 20) => {}
        other => return Err(Failure::Program { line, status: format!("{other:?}") }),
    }
    let mut wrong = Vec::new();
    let mut files = 0;
    let entries = std::fs::read_dir(out).map_err(Failure::file(out))?;
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.strip_suffix(".json").map(str::to_owned))
        .filter(|name| !OTHERS.contains(&name.as_str()))
        .collect();
    names.sort();
    for name in &names {
        let there = theirs.join(format!("{name}.json"));
        if !there.exists() {
            println!("  {name:35} only we have it");
            continue;
        }
        files += 1;
        let (ours, theirs) = (fields(&json(&out.join(format!("{name}.json")))?), fields(&json(&there)?));
        let known = |field: &String| OURS.iter().any(|(module, ours, _)| module == name && ours == field);
        let odd: Vec<&String> = ours.difference(&theirs).filter(|field| !known(field)).collect();
        println!("  {name:35} {:3} fields of its {:3}", ours.len() - odd.len(), theirs.len());
        wrong.extend(odd.into_iter().map(|field| format!("{name}: {field}")));
    }
    let found = check_iocs(out)?;
    let unread: Vec<&String> = names.iter().filter(|name| !found.contains(&format!("{name}.json"))).collect();
    if !unread.is_empty() {
        wrong.push(format!("check-iocs did not load {unread:?}"));
    }
    if found.contains("Traceback") || !found.contains("detections") {
        wrong.push("check-iocs did not find what is planted".to_owned());
    }
    if wrong.is_empty() && files > 15 {
        return Ok(Ended::Well);
    }
    Err(Failure::Rule {
        what: format!("The export is not as the reference tool writes it: {}", wrong.join("; ")),
        next: "mend cli/src/mvt/shapes.rs, or give the reason in conformance/export.rs".to_owned(),
    })
}

/// Names of the fields of all records; of a single one, if the file holds that.
fn fields(file: &Value) -> BTreeSet<String> {
    let records = match file {
        Value::Array(records) => records.as_slice(),
        single => std::slice::from_ref(single),
    };
    records.iter().filter_map(Value::as_object).flat_map(|record| record.keys().cloned()).collect()
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
