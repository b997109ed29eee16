//! How many records the reference tool reads of a backup, and how many we do, kind by kind.

use super::judge::MVT;
use crate::board::Ended;
use crate::failure::Failure;
use crate::place;
use crate::program::Program;
use serde_json::Value;
use std::path::Path;

/// How two counts must stand to each other.
enum Relation {
    /// Both read the same rows.
    Same,
    /// We read more, for this reason.
    More(&'static str),
}
use Relation::{More, Same};

/// Module of the reference tool, our artifact, and how their counts stand to each other.
const PAIRS: &[(&str, &str, Relation)] = &[
    ("manifest", "ios.manifest", Same),
    ("applications", "ios.applications", Same),
    ("calls", "ios.calls", Same),
    ("chrome_history", "ios.chrome-history", Same),
    ("configuration_profiles", "ios.configuration-profiles", Same),
    ("contacts", "ios.contacts", Same),
    ("firefox_history", "ios.firefox-history", Same),
    ("global_preferences", "ios.global-preferences", Same),
    ("locationd_clients", "ios.locationd-clients", Same),
    ("os_analytics_ad_daily", "ios.os-analytics-ad-daily", Same),
    ("profile_events", "ios.profile-events", Same),
    ("sms_attachments", "ios.sms-attachments", Same),
    ("tcc", "ios.tcc", Same),
    ("webkit_resource_load_statistics", "ios.webkit-resource-load-statistics", Same),
    ("whatsapp", "ios.whatsapp", Same),
    ("sms", "ios.sms", More("it leaves out messages without a sender, and those of the log")),
    ("safari_history", "ios.safari-history", More("it leaves out visits that stand only in the log")),
    ("safari_browser_state", "ios.safari-browser-state", More("we count the pages that a tab came through")),
    ("calendar", "ios.calendar", More("we count guests")),
    ("chrome_favicon", "ios.chrome-favicons", More("we count pages and pictures")),
    ("firefox_favicon", "ios.firefox-favicons", More("it leaves out pictures whose page is gone")),
    ("interaction_c", "ios.interaction-c", More("we count people and attachments apart")),
    ("whatsapp_contacts", "ios.whatsapp-contacts", More("we count number pairs with them")),
    ("datausage", "ios.datausage", More("we count programs and their use apart")),
    ("shortcuts", "ios.shortcuts", More("we count automations and actions")),
];

/// Lets both read `backup` and compares; the reference tool writes into `out`.
pub(super) fn compare(backup: &Path, out: &Path) -> Result<Ended, Failure> {
    if out.exists() {
        std::fs::remove_dir_all(out).map_err(Failure::file(out))?;
    }
    MVT.program("mvt-ios")
        .args(["--disable-update-check", "--disable-indicator-update-check", "check-backup", "--output"])
        .args([out, backup])
        .quiet()
        .run()?;
    let ours = out.join("lucerna.json");
    // 20: the phone holds planted traces.
    let scan =
        Program::new(place::built("lucerna")).arg("scan").arg(backup).args(["--quiet", "--json"]).arg(&ours);
    let line = scan.line();
    match scan.code()? {
        Some(0 | 10 | 20) => {}
        other => return Err(Failure::Program { line, status: format!("{other:?}") }),
    }
    let ours = json(&ours)?;
    let mut wrong = Vec::new();
    for (module, artifact, relation) in PAIRS {
        let theirs = counted(&out.join(format!("{module}.json")))?;
        let rows = ours["coverage"].as_array().map_or(&[][..], Vec::as_slice);
        let row = rows.iter().find(|row| row["artifact"] == *artifact);
        let here = row.and_then(|row| row["records"].as_u64()).unwrap_or(0);
        let (holds, why) = match relation {
            Same => (here == theirs, ""),
            More(why) => (here >= theirs, *why),
        };
        println!("  {artifact:40} {here:7} records, mvt {theirs:7}  {why}");
        if !holds {
            wrong.push(format!("{artifact}: {here}, mvt {theirs}"));
        }
    }
    if wrong.is_empty() {
        return Ok(Ended::Well);
    }
    Err(Failure::Rule {
        what: format!("These counts do not stand as they should: {}", wrong.join("; ")),
        next: "find out who is right, and say why in conformance/records.rs".to_owned(),
    })
}

/// Records in a file of the reference tool; it also keeps chats and number pairs among WhatsApp's messages.
fn counted(path: &Path) -> Result<u64, Failure> {
    if !path.exists() {
        return Ok(0);
    }
    let list = json(path)?;
    let all = list.as_array().map_or(&[][..], Vec::as_slice);
    Ok(all.iter().filter(|record| record.get("record_type").is_none_or(Value::is_null)).count() as u64)
}

pub(super) fn json(path: &Path) -> Result<Value, Failure> {
    let text = std::fs::read_to_string(path).map_err(Failure::file(path))?;
    let wrong = |error: serde_json::Error| Failure::Answer {
        line: path.display().to_string(),
        answer: error.to_string(),
    };
    serde_json::from_str(&text).map_err(wrong)
}
