//! Our export in the reference tool's files: it reads them again, every record that it writes itself stands in them with
//! the same values, and each difference has its reason.

use super::super::judge::MVT;
use super::read::json;
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
const OURS: &[(&str, &str, &str)] = &[
    ("manifest", "missing", "it writes this for incomplete backups only"),
    ("applications", "name", "it names the app in backups only"),
    ("backup_info", "macOS Version", "it leaves out what made the copy on a Mac"),
    ("interaction_c", "derivied_intent_id", "it leaves out what the tables of an older phone lack"),
    ("interaction_c", "group_name", "as above"),
    ("interaction_c", "photo_local_id", "as above"),
];

/// Fields that it writes and we do not, each with its reason.
const THEIRS: &[(&str, &str, &str)] = &[
    ("analytics_ios_versions", "version", "we keep no list of builds"),
    ("applications", "file_path", "a place on the computer; ours is the same wherever the copy lies"),
    ("sysdiagnose_info", "OriginalFilename", "the name that the phone gave the archive is not kept"),
];

/// Fields whose values differ, each with its reason.
const DIFFER: &[(&str, &str, &str)] = &[
    ("sms", "text", "ours is read from attributedBody where it stands there alone"),
    ("sms", "isodate", "it cuts the fraction off"),
    ("sms", "isodate_read", "it cuts the fraction off"),
    ("sms", "links", "ours come from attributedBody too"),
    ("sms_attachments", "isodate", "it cuts the fraction off"),
    ("sms_attachments", "start_date", "it cuts the fraction off"),
    ("urls", "timestamp", "it cuts the fraction off"),
    ("safari_history", "safari_history_db", "ours is named as on the phone"),
    ("safari_browser_state", "safari_browser_state_db", "ours is named as on the phone"),
    ("safari_favicon", "safari_favicon_db_path", "a place on the computer"),
    ("webkit_local_storage", "folder", "ours is named as in a backup, without a random number"),
    ("webkit_local_storage", "isodate", "we keep whole seconds of a file's times"),
    ("webkit_resource_load_statistics", "domain", "ours is told in a full copy too"),
    ("webkit_resource_load_statistics", "path", "ours is named as in a backup, without a random number"),
    ("filesystem", "modified", "we keep whole seconds of a file's times"),
    ("whatsapp", "links", "its order changes from run to run"),
    ("info", "date", "the same evidence gives the same bytes"),
    ("info", "ioc_files", "ours are packs"),
    ("info", "mvt_version", "we say who we are"),
    ("info", "target_path", "the same evidence gives the same bytes"),
];

/// Modules with records of theirs that we do not have, each with its reason.
const MORE: &[(&str, &str)] = &[
    ("datausage", "it makes records up for programs that are missing"),
    ("filesystem", "folders of apps have other names here"),
];

/// Files that only it has for this phone, each with its reason.
const WITHOUT: &[(&str, &str)] = &[];

/// `theirs` is what the reference tool wrote of the same phone.
pub(super) fn compare(phone: &Path, theirs: &Path, out: &Path) -> Result<Ended, Failure> {
    write(phone, out)?;
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
    if names.len() < 16 {
        wrong.push(format!("only {} files", names.len()));
    }
    judged(&wrong)
}

/// Writes our export of a phone.
fn write(phone: &Path, out: &Path) -> Result<(), Failure> {
    if out.exists() {
        std::fs::remove_dir_all(out).map_err(Failure::file(out))?;
    }
    let scan =
        Program::new(place::built("lucerna")).arg("scan").arg(phone).args(["--quiet", "--mvt"]).arg(out);
    let line = scan.line();
    match scan.code()? {
        Some(0 | 10 | 20 | 30) => Ok(()),
        other => Err(Failure::Program { line, status: format!("{other:?}") }),
    }
}

/// The same for the one file that it writes of a sysdiagnose.
pub(super) fn compare_info(archive: &Path, folder: &Path) -> Result<Ended, Failure> {
    let (theirs, ours) = (folder.join("mvt"), folder.join("export"));
    MVT.program("mvt-ios")
        .env("XDG_DATA_HOME", folder.join("nothing"))
        .args(["--disable-update-check", "--disable-indicator-update-check", "check-sysdiagnose", "--output"])
        .arg(&theirs)
        .arg(archive)
        .quiet()
        .run()?;
    write(archive, &ours)?;
    let name = "sysdiagnose_info";
    let [ours, theirs] = [ours, theirs].map(|folder| folder.join(format!("{name}.json")));
    let mut wrong = Vec::new();
    module(name, &json(&ours)?, &json(&theirs)?, &mut wrong);
    judged(&wrong)
}

fn judged(wrong: &[String]) -> Result<Ended, Failure> {
    if wrong.is_empty() {
        return Ok(Ended::Well);
    }
    Err(Failure::Rule {
        what: format!("The export is not as the reference tool writes it:\n    {}", wrong.join("\n    ")),
        next: "mend cli/src/mvt, or give the reason in conformance/layouts/export.rs".to_owned(),
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

/// Compares the fields of all records, and whether each of theirs is among ours.
fn module(name: &str, ours: &Value, theirs: &Value, wrong: &mut Vec<String>) {
    let (ours, theirs) = (records(ours), records(theirs));
    let known = |table: &[(&str, &str, &str)], field: &str| {
        table.iter().any(|(module, known, _)| *module == name && *known == field)
    };
    let (here, there) = (fields(&ours), fields(&theirs));
    for field in here.difference(&there).filter(|field| !known(OURS, field)) {
        wrong.push(format!("{name}: it has no field {field}"));
    }
    for field in there.difference(&here).filter(|field| !known(THEIRS, field)) {
        wrong.push(format!("{name}: no field {field}"));
    }
    // Without what is known to differ; nothing is the same as an empty text or no field.
    let bare = |record: &Value| {
        let entries = record.as_object().into_iter().flatten().filter(|(field, value)| {
            let differs = [OURS, THEIRS, DIFFER].iter().any(|table| known(table, field));
            !differs && !value.is_null() && value != &""
        });
        // A moment without a fraction is the same with one.
        let entries = entries.map(|(field, value)| (field.clone(), value.to_string().replace(".000000", "")));
        entries.collect::<BTreeMap<_, _>>()
    };
    let ours: BTreeSet<_> = ours.iter().map(|record| bare(record)).collect();
    let lost: Vec<_> =
        theirs.iter().map(|record| bare(record)).filter(|record| !ours.contains(record)).collect();
    let why = MORE.iter().find(|(module, _)| *module == name).map(|(_, why)| *why);
    let (same, count) = (theirs.len() - lost.len(), theirs.len());
    println!(
        "  {name:35} {:3} fields, {same} of its {count} records  {}",
        here.len(),
        why.unwrap_or_default()
    );
    if let (Some(first), None) = (lost.first(), why) {
        wrong.push(format!("{name}: {} records are not in ours, such as {first:?}", lost.len()));
    }
}

fn records(file: &Value) -> Vec<&Value> {
    match file {
        Value::Array(records) => records.iter().collect(),
        Value::Object(files) if !files.is_empty() && files.values().all(|file| file[0].is_object()) => {
            files.values().filter_map(Value::as_array).flatten().collect()
        }
        single => vec![single],
    }
}

fn fields(records: &[&Value]) -> BTreeSet<String> {
    records.iter().filter_map(|record| record.as_object()).flat_map(|record| record.keys().cloned()).collect()
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
