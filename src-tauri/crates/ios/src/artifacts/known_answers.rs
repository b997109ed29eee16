//! Every published value that the records of a backup can reveal, planted and found again; and none of them with
//! one letter changed.

#![expect(clippy::print_stderr, reason = "the numbers are what this test is for")]

mod by_copy;

use super::testing::{Phone, Seen, acquisition, bytes_of, look_at, plist};
use super::{applications, datausage, manifest, profile_events, shutdown_log, sms, sms_attachments};
use engine::indicators::{Hit, Indicators, Kind};
use engine::{Artifact, Version};
use sqlite::rusqlite::{Connection, params};
use std::collections::{BTreeMap, BTreeSet};

/// At once; an artifact keeps ten thousand findings.
const BATCH: usize = 4_000;

/// How values of one kind are planted, and the place that a finding on value number `n` cites.
struct Plant {
    artifact: &'static Artifact,
    phone: fn(&[String]) -> Phone,
    place: fn(usize, &str) -> String,
}

fn plant(kind: Kind) -> Option<Plant> {
    Some(match kind {
        Kind::Domain | Kind::Ip => Plant {
            artifact: &sms::ARTIFACT,
            phone: |values| {
                messages(values.iter().map(|value| (format!("see https://{}/", bracketed(value)), None)))
            },
            place: |n, _| format!("message {n}"),
        },
        Kind::Url => Plant {
            artifact: &sms::ARTIFACT,
            phone: |values| messages(values.iter().map(|value| (with_scheme(value), None))),
            place: |n, _| format!("message {n}"),
        },
        Kind::Email => Plant {
            artifact: &sms::ARTIFACT,
            phone: |values| messages(values.iter().map(|value| ("Hello".to_owned(), Some(value.clone())))),
            place: |n, _| format!("message {n}"),
        },
        Kind::Process => {
            Plant { artifact: &datausage::ARTIFACT, phone: programs, place: |n, _| format!("ZPROCESS {n}") }
        }
        Kind::FileName => {
            Plant { artifact: &manifest::ARTIFACT, phone: files, place: |n, value| file(n, value) }
        }
        Kind::FilePath => Plant {
            artifact: &sms_attachments::ARTIFACT,
            phone: attachments,
            place: |n, _| format!("attachment {n}"),
        },
        Kind::AppId => {
            Plant { artifact: &applications::ARTIFACT, phone: apps, place: |_, value| format!("app {value}") }
        }
        Kind::ProfileId => {
            Plant { artifact: &profile_events::ARTIFACT, phone: profiles, place: |n, _| format!("event {n}") }
        }
        Kind::FileHash | Kind::AppCertificate | Kind::AndroidProperty => return None,
    })
}

fn bracketed(value: &str) -> String {
    if value.contains(':') { format!("[{value}]") } else { value.to_owned() }
}

fn with_scheme(value: &str) -> String {
    if value.contains("://") { value.to_owned() } else { format!("https://{value}") }
}

fn tables(statements: &str, fill: impl FnOnce(&Connection)) -> Vec<u8> {
    let connection = Connection::open_in_memory().unwrap();
    connection.execute_batch(statements).unwrap();
    connection.execute_batch("BEGIN").unwrap();
    fill(&connection);
    connection.execute_batch("COMMIT").unwrap();
    bytes_of(connection)
}

fn messages(rows: impl Iterator<Item = (String, Option<String>)>) -> Phone {
    let schema = "CREATE TABLE handle (ROWID INTEGER PRIMARY KEY, id TEXT);
        CREATE TABLE message (ROWID INTEGER PRIMARY KEY, text TEXT, date INTEGER, handle_id INTEGER, is_from_me INTEGER)";
    let bytes = tables(schema, |connection| {
        for (n, (text, account)) in (0_i64..).zip(rows) {
            let account = account.unwrap_or_else(|| "+1 555 0100".to_owned());
            connection.execute("INSERT INTO handle VALUES (?1, ?2)", params![n, account]).unwrap();
            let sql = "INSERT INTO message VALUES (?1, ?2, 700000000000000000, ?1, 0)";
            connection.execute(sql, params![n, text]).unwrap();
        }
    });
    Phone::with(sms::ARTIFACT.reads[0], bytes)
}

fn programs(values: &[String]) -> Phone {
    let schema = "CREATE TABLE ZPROCESS (Z_PK INTEGER PRIMARY KEY, ZPROCNAME TEXT, ZBUNDLENAME TEXT, ZFIRSTTIMESTAMP REAL, ZTIMESTAMP REAL);
        CREATE TABLE ZLIVEUSAGE (Z_PK INTEGER PRIMARY KEY, ZHASPROCESS INTEGER, ZTIMESTAMP REAL)";
    let bytes = tables(schema, |connection| {
        for (n, value) in (0_i64..).zip(values) {
            let sql = "INSERT INTO ZPROCESS VALUES (?1, ?2, NULL, 700000000, 700000000)";
            connection.execute(sql, params![n, value]).unwrap();
        }
    });
    Phone::with(datausage::ARTIFACT.reads[0], bytes)
}

fn attachments(values: &[String]) -> Phone {
    let schema = "CREATE TABLE attachment (ROWID INTEGER PRIMARY KEY, filename TEXT, transfer_name TEXT, created_date INTEGER)";
    let bytes = tables(schema, |connection| {
        for (n, value) in (0_i64..).zip(values) {
            let sql = "INSERT INTO attachment VALUES (?1, ?2, 'picture', 700000000)";
            connection.execute(sql, params![n, value.trim_end_matches('/')]).unwrap();
        }
    });
    Phone::with(sms_attachments::ARTIFACT.reads[0], bytes)
}

fn file(n: usize, value: &str) -> String {
    format!("HomeDomain/Library/Caches/{n}/{value}")
}

fn files(values: &[String]) -> Phone {
    values.iter().enumerate().fold(Phone::default(), |phone, (n, value)| phone.and(&file(n, value), *b"x"))
}

fn apps(values: &[String]) -> Phone {
    let escaped = |value: &String| value.replace('&', "&amp;").replace('<', "&lt;");
    let apps: String = values.iter().map(|value| format!("<key>{}</key><dict/>", escaped(value))).collect();
    let list = format!("<dict><key>Applications</key><dict>{apps}</dict></dict>");
    Phone::with(applications::ARTIFACT.reads[0], plist(&list))
}

fn profiles(values: &[String]) -> Phone {
    let event = |value: &String| {
        format!("<dict><key>{value}</key><dict><key>Operation</key><string>install</string></dict></dict>")
    };
    let events: String = values.iter().map(event).collect();
    let list = format!("<dict><key>ProfileEvents</key><array>{events}</array></dict>");
    Phone::with(profile_events::ARTIFACT.reads[0], plist(&list))
}

/// What is said of each planted value, in the order of planting.
fn told(plant: &Plant, values: &[String], indicators: &Indicators) -> Vec<Vec<(Kind, String)>> {
    let mut all = Vec::new();
    for batch in values.chunks(BATCH) {
        let seen: Seen =
            look_at(plant.artifact, &(plant.phone)(batch), indicators, &acquisition(Version(17, 6, 1)));
        let mut by_place: BTreeMap<String, Vec<(Kind, String)>> = BTreeMap::new();
        for finding in &seen.examined.findings {
            let Some(indicator) = &finding.indicator else { continue };
            for place in [&finding.cite.place, &finding.cite.path] {
                by_place.entry(place.clone()).or_default().push((indicator.kind, indicator.value.clone()));
            }
        }
        let at = |(n, value): (usize, &String)| by_place.remove(&(plant.place)(n, value)).unwrap_or_default();
        all.extend(batch.iter().enumerate().map(at));
    }
    all
}

/// The same with one letter turned into the next: of the host, of the last part of a path.
fn one_off(kind: Kind, value: &str) -> String {
    let at = match kind {
        Kind::Url => value.find("://").map_or(0, |at| at + 3),
        Kind::Ip | Kind::FilePath | Kind::AppId | Kind::ProfileId => {
            value.trim_end_matches('/').chars().count().saturating_sub(1)
        }
        _ => 0,
    };
    let turned = |c: char| match c {
        'z' => 'a',
        'Z' => 'A',
        '9' => '1',
        c if c.is_ascii_alphanumeric() => char::from_u32(u32::from(c) + 1).unwrap_or('q'),
        _ => 'q',
    };
    value.chars().enumerate().map(|(n, c)| if n == at { turned(c) } else { c }).collect()
}

/// What the lookup itself answers.
fn asked(kind: Kind, value: &str, indicators: &Indicators) -> Option<Hit> {
    match kind {
        Kind::Domain | Kind::Ip => indicators.host(value),
        Kind::Url => indicators.url(value),
        Kind::FilePath => indicators.file_path(value),
        _ => None,
    }
}

#[test]
fn every_published_value_that_a_backup_can_reveal_is_found_and_none_with_one_letter_changed() {
    let indicators = Indicators::builtin();
    let mut by_kind: BTreeMap<Kind, BTreeSet<String>> = BTreeMap::new();
    for (kind, _, value) in indicators.known_answer_values() {
        by_kind.entry(kind).or_default().insert(value);
    }
    let compared: BTreeSet<Kind> =
        super::ALL.iter().flat_map(|artifact| artifact.compares).copied().collect();
    for (kind, values) in by_kind {
        let Some(plant) = plant(kind) else {
            assert!(!compared.contains(&kind), "{kind:?} is compared, and this test cannot plant it");
            eprintln!("{:18} {:6} that no record of an iPhone can reveal", kind.name(), values.len());
            continue;
        };
        let values: Vec<String> = values.into_iter().collect();
        let found = told(&plant, &values, &indicators);
        let mut missed = Vec::new();
        for (value, told) in values.iter().zip(&found) {
            // A shorter or stronger value that holds this one may speak for it.
            let speaks = |(_, told): &(Kind, String)| {
                told == value || asked(kind, value, &indicators).is_some_and(|hit| hit.value == *told)
            };
            if !told.iter().any(speaks) {
                missed.push(format!("{value} {:?}", told));
            }
        }
        assert!(
            missed.is_empty(),
            "{kind:?}: {} of {} were not found, of these lengths: {missed:?}",
            missed.len(),
            values.len()
        );

        let changed: Vec<String> = values.iter().map(|value| one_off(kind, value)).collect();
        let again = told(&plant, &changed, &indicators);
        let false_alarms =
            values.iter().zip(&again).filter(|(value, told)| told.iter().any(|(_, told)| told == *value));
        assert_eq!(false_alarms.count(), 0, "{kind:?}: found with one letter changed");
        let others = again.iter().filter(|told| !told.is_empty()).count();
        eprintln!(
            "{:18} {:6} found; {others} that became another published value when one letter was changed",
            kind.name(),
            values.len()
        );
    }
}

#[test]
fn published_programs_are_found_in_the_log_of_shutdowns_too() {
    let indicators = Indicators::builtin();
    let programs = indicators.known_answer_values().filter(|(kind, ..)| *kind == Kind::Process);
    let names: BTreeSet<String> = programs.map(|(.., name)| name).collect();
    let log = |change: &dyn Fn(&str) -> String| {
        let mut text = "After 1.26s, these clients are still here:\n".to_owned();
        for (n, name) in names.iter().enumerate() {
            text += &format!("\t\tremaining client pid: {} (/private/var/plant/{})\n", n + 1, change(name));
        }
        text + "SIGTERM: [1700000000]\n"
    };
    let told = |text: String| -> BTreeSet<String> {
        let Some(path) = shutdown_log::ARTIFACT.reads.first().map(|path| path.replace('*', "")) else {
            return BTreeSet::new();
        };
        let seen = look_at(
            &shutdown_log::ARTIFACT,
            &Phone::with(&path, text),
            &indicators,
            &acquisition(Version(17, 6, 1)),
        );
        seen.examined
            .findings
            .iter()
            .filter_map(|finding| Some(finding.indicator.as_ref()?.value.clone()))
            .collect()
    };
    let found = told(log(&|name| name.to_owned()));
    let missed = names.difference(&found).count();
    assert_eq!(missed, 0, "of {} names", names.len());
    let changed = told(log(&|name| one_off(Kind::Process, name)));
    eprintln!(
        "{:18} {:6} found in the log of shutdowns; {} after one letter was changed",
        "process",
        names.len(),
        changed.len()
    );
    let same =
        names.iter().filter(|name| changed.contains(*name) && !names.contains(&one_off_back(name))).count();
    assert_eq!(same, 0);
}

/// The name that becomes `name` when one letter is changed.
fn one_off_back(name: &str) -> String {
    let turned = |c: char| match c {
        'a' => 'z',
        'A' => 'Z',
        '1' => '9',
        c if c.is_ascii_alphanumeric() => char::from_u32(u32::from(c).saturating_sub(1)).unwrap_or('q'),
        _ => 'q',
    };
    name.chars().enumerate().map(|(n, c)| if n == 0 { turned(c) } else { c }).collect()
}
