//! # Log of the phone's activation
//!
//! **Found in** `logs/MobileActivation/mobileactivationd.log*` and `collection_oob_request.txt` of a sysdiagnose, and
//! `/private/var/mobile/Library/Logs/mobileactivationd` of a full copy.
//!
//! **Shows** when the phone started its activation service and with which build of the system, when it moved from one
//! build to the next, and whether it was activated: what an attack of that time could have used. Times are local, and the
//! log does not say of which zone: they are taken as UTC and can be off by up to fourteen hours.
//!
//! **Cannot show** who set the phone up. Its numbers (serial, IMEI, UDID) are in the request and are not read.
//!
//! **Ordinary reasons.** Nothing here is odd: it is context.
//!
//! **Sources.** The analysis framework of the EC's incident team and iLEAPP (log), MVT (request).

#[cfg(test)]
mod tests;

use super::shared::databases::entries;
use super::shared::json::{self, Leaf, Step};
use super::shared::{lines, moments};
use engine::{Artifact, Availability, Case, Cite, Entry, Found, Notes, Presence, Record, Unread, UnreadWhy};
use jiff::Timestamp;

const LOGS: &[&str] = &[
    "Sysdiagnose/logs/MobileActivation/mobileactivationd.log*",
    "Filesystem/private/var/mobile/Library/Logs/mobileactivationd/mobileactivationd.log*",
];
const REQUEST: &str = "Sysdiagnose/logs/MobileActivation/collection_oob_request.txt";
/// Bytes of a request; honest ones have some hundred.
const MOST: usize = 1 << 20;

/// The artifact.
pub static ARTIFACT: Artifact = Artifact {
    id: "ios.mobile-activation",
    version: 1,
    reads: &[LOGS[0], LOGS[1], REQUEST],
    availability: &[
        Availability::sysdiagnose(Presence::Sometimes).source("EC sysdiagnose framework"),
        Availability::filesystem(Presence::Sometimes).source("iLEAPP"),
    ],
    detections: &[],
    compares: &[],
    fields: &[
        ("event", "started, moved (to another build), activation, or request"),
        ("build", "build of the system"),
        ("before", "build that the phone had before"),
        ("version", "version of the system"),
        ("product", "model, such as iPhone14,5"),
        ("state", "state of the activation, as the log words it"),
    ],
    examine,
};

fn examine(case: &Case<'_>, notes: &mut Notes<'_>) -> Found {
    let mut found = Found::Absent;
    for entry in entries(case, notes, LOGS) {
        if log(case, &entry, notes) {
            found = Found::Yes;
        }
    }
    for entry in entries(case, notes, &[REQUEST]) {
        match case.evidence.read(&entry, MOST) {
            Ok(bytes) => {
                found = Found::Yes;
                request(&String::from_utf8_lossy(&bytes), &entry, notes);
            }
            Err(unread) => notes.unread(unread),
        }
    }
    found
}

/// A start of the service: its lines say one thing each, until the line that ends them.
struct Start {
    line: u64,
    when: Option<Timestamp>,
    build: Option<String>,
    product: Option<String>,
}

fn log(case: &Case<'_>, entry: &Entry, notes: &mut Notes<'_>) -> bool {
    let (mut start, mut dated) = (None, 0_u64);
    let opened = lines::each(case, notes, entry, &mut |number, line, notes| {
        // Further lines of an entry (a property list) begin otherwise.
        let Some((when, told)) = moments::spelled(line) else { return true };
        dated += 1;
        if told.contains("Mobile Activation Startup") {
            let go_on = end(start.take(), entry, notes);
            start = Some(Start { line: number, when: Some(when), build: None, product: None });
            return go_on;
        }
        if let Some((_, said)) = told.split_once("MA: main: ") {
            let Some(open) = &mut start else { return true };
            match said.split_once(": ") {
                Some(("build_version", build)) => open.build = Some(build.trim().to_owned()),
                Some(("product_type", product)) => open.product = Some(product.trim().to_owned()),
                _ if said.starts_with("____") => return end(start.take(), entry, notes),
                _ => {}
            }
            return true;
        }
        let cite = || Cite::new(&entry.path, format!("line {number}"));
        if let Some((_, said)) = told.split_once("perform_data_migration") {
            let mut builds = said.split_whitespace().filter_map(build);
            let (Some(before), Some(build)) = (builds.next(), builds.next()) else { return true };
            return notes.record(|| {
                let record = Record::new(cite()).time("moved", Some(when)).field("event", "moved");
                record.field("before", before).field("build", build)
            });
        }
        let Some((_, state)) = told.split_once("Activation State: ") else { return true };
        notes.record(|| {
            let record = Record::new(cite()).time("looked up", Some(when)).field("event", "activation");
            record.field("state", state.trim())
        })
    });
    let _ = end(start, entry, notes);
    if opened && dated == 0 && entry.size > 0 {
        notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout));
    }
    opened
}

/// Tells a start. False if the check was stopped.
fn end(start: Option<Start>, entry: &Entry, notes: &mut Notes<'_>) -> bool {
    let Some(Start { line, when, build, product }) = start else { return true };
    notes.record(|| {
        let record = Record::new(Cite::new(&entry.path, format!("line {line}")));
        let record = record.time("started", when).field("event", "started");
        record.field("build", build).field("product", product)
    })
}

/// `19H349`: digits, a capital letter, digits, and a small letter for trials.
fn build(word: &str) -> Option<&str> {
    let word = word.trim_matches(|c: char| !c.is_ascii_alphanumeric());
    let rest = word.trim_start_matches(|c: char| c.is_ascii_digit());
    let number = rest.strip_prefix(|c: char| c.is_ascii_uppercase())?;
    let number = number.strip_suffix(|c: char| c.is_ascii_lowercase()).unwrap_or(number);
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    (word.len() > rest.len() && word.len() <= 12 && digits(number)).then_some(word)
}

/// What the phone would send to be activated, after `BODY:`.
fn request(text: &str, entry: &Entry, notes: &mut Notes<'_>) {
    let begin = text.find("BODY:").map_or(0, |at| at + "BODY:".len());
    let body = text.get(begin..).and_then(|rest| rest.find('{').and_then(|at| rest.get(at..)));
    let Some(body) = body else {
        return notes.unread(Unread::new(&entry.path, UnreadWhy::UnknownLayout));
    };
    let (mut build, mut version, mut product) = (None, None, None);
    let read = json::walk(body, &mut |path: &[Step], leaf: Leaf<'_>| {
        let [Step::Key(key)] = path else { return };
        let place = match key.as_str() {
            "os-build" => &mut build,
            "os-version" => &mut version,
            "productType" => &mut product,
            _ => return,
        };
        *place = leaf.text().map(str::to_owned);
    });
    // What follows the body is no JSON.
    if json::first(body).is_none()
        && let Err(broken) = read
    {
        notes.unread(Unread::new(&entry.path, broken.why()));
    }
    if build.is_none() && version.is_none() && product.is_none() {
        return notes.gap();
    }
    let record = || {
        let record = Record::new(Cite::new(&entry.path, "body")).field("event", "request");
        record.field("build", build).field("version", version).field("product", product)
    };
    // What follows the body is no JSON.
    let made_of = || serde_json::Deserializer::from_str(body).into_iter().next()?.ok();
    let _ = notes.made_of(|| made_of().unwrap_or_default(), |notes| notes.record(record));
}
