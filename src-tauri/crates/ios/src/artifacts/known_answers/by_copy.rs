//! The same for every other kind of copy: each value that it can reveal is planted in an artifact of it.

use super::{BATCH, one_off, plant};
use crate::artifacts::testing::{Phone, acquisition, look_at, plist};
use crate::artifacts::{
    app_installation, applications, configuration_profiles, crash_reports, filesystem, phone_answers,
    processes, shutdown_log,
};
use crate::artifacts::{deleted_rows, ordinary};
use engine::indicators::{Indicators, Kind};
use engine::{Acquisition, Artifact, Kind as Copy, Version};
use std::collections::{BTreeMap, BTreeSet};

/// Kinds of copies beside the backup.
const COPIES: [(Copy, &str); 4] = [
    (Copy::IosSysdiagnose, "sysdiagnose"),
    (Copy::IosCrashReports, "crash reports"),
    (Copy::IosFilesystem, "whole file system"),
    (Copy::IosAnswers, "the phone's answers"),
];

/// An artifact, and a phone on which it can show these values.
type Way = (&'static Artifact, fn(&[String]) -> Phone);

/// Where values of this kind are planted in such a copy, and how.
fn way(copy: Copy, kind: Kind) -> Option<Way> {
    Some(match (copy, kind) {
        (Copy::IosSysdiagnose, Kind::Process) => (&processes::ARTIFACT, list_of_processes),
        (Copy::IosSysdiagnose, Kind::FilePath) => {
            (&shutdown_log::ARTIFACT, |values| shutdown(values, inside))
        }
        (Copy::IosSysdiagnose, Kind::FileName) => {
            (&shutdown_log::ARTIFACT, |values| shutdown(values, below_a_folder))
        }
        (Copy::IosSysdiagnose, Kind::AppId) => (&app_installation::ARTIFACT, installations),
        (Copy::IosSysdiagnose, Kind::Domain | Kind::Ip | Kind::Url) => {
            (&configuration_profiles::ARTIFACT, servers)
        }
        (Copy::IosSysdiagnose, Kind::ProfileId) => (&configuration_profiles::ARTIFACT, stubs),
        (Copy::IosCrashReports, Kind::Process | Kind::FileName) => {
            (&crash_reports::ARTIFACT, |values| crashes(values, below_a_folder))
        }
        (Copy::IosCrashReports, Kind::FilePath) => {
            (&crash_reports::ARTIFACT, |values| crashes(values, inside))
        }
        (Copy::IosFilesystem, Kind::FilePath) => {
            (&filesystem::ARTIFACT, |values| on_disk(values, in_full_copy))
        }
        (Copy::IosFilesystem, Kind::FileName) => (&filesystem::ARTIFACT, |values| {
            on_disk(values, |name| format!("Filesystem{}", below_a_folder(name)))
        }),
        (Copy::IosFilesystem, Kind::AppId) => (&applications::ARTIFACT, papers),
        // The same files of a phone as in a backup.
        (Copy::IosFilesystem, _) => plant(kind).map(|plant| (plant.artifact, plant.phone))?,
        (Copy::IosAnswers, Kind::AppId) => (&phone_answers::ARTIFACT, told_apps),
        (Copy::IosAnswers, Kind::ProfileId) => (&phone_answers::ARTIFACT, told_profiles),
        _ => return None,
    })
}

/// A folder is revealed by what lies in it.
fn inside(value: &str) -> String {
    if value.ends_with('/') { format!("{value}x") } else { value.to_owned() }
}

/// As it stands in a full copy: what is published from where backups begin lies in a domain of a backup.
fn in_full_copy(value: &str) -> String {
    let value = inside(value);
    if value.starts_with('/') { format!("Filesystem{value}") } else { format!("HomeDomain/{value}") }
}

fn list_of_processes(values: &[String]) -> Phone {
    let head = "USER  UID PRSNA   PID  PPID        F  %CPU STAT STARTED      TIME COMMAND\n";
    let row = |(n, name): (usize, &String)| {
        format!(
            "root    0     -     {}     1     4004   0.0  ?s    7:22PM   0:00.00 /usr/plant/{name}\n",
            n + 10
        )
    };
    let rows: String = values.iter().enumerate().map(row).collect();
    Phone::with("Sysdiagnose/ps.txt", head.to_owned() + &rows)
}

/// A name, somewhere.
fn below_a_folder(name: &str) -> String {
    format!("/private/var/plant/{name}")
}

fn shutdown(values: &[String], path: fn(&str) -> String) -> Phone {
    let mut log = "After 1.26s, these clients are still here:\n".to_owned();
    for (n, value) in values.iter().enumerate() {
        log += &format!("\t\tremaining client pid: {} ({})\n", n + 1, path(value));
    }
    let path = "Sysdiagnose/system_logs.logarchive/Extra/shutdown.log";
    Phone::with(path, log + "SIGTERM: [1700000000]\n")
}

fn installations(values: &[String]) -> Phone {
    let line = |id: &String| {
        format!(
            "Wed May 24 13:05:30 2023 [72] <notice> (0x16be43000) -[MIContainer makeLive]: Made container live for {id} at /private/var/x\n"
        )
    };
    let log: String = values.iter().map(line).collect();
    Phone::with("Sysdiagnose/logs/MobileInstallation/mobile_installation.log.0", log)
}

fn stubs(values: &[String]) -> Phone {
    values.iter().enumerate().fold(Phone::default(), |phone, (n, id)| {
        let stub = plist(&format!(
            "<dict><key>PayloadIdentifier</key><string>{id}</string><key>PayloadUUID</key><string>{id}</string>\
             <key>PayloadContent</key><array/></dict>"
        ));
        phone.and(&format!("Sysdiagnose/logs/MCState/Shared/profile-{n}.stub"), stub)
    })
}

/// Profiles that name these servers.
fn servers(values: &[String]) -> Phone {
    values.iter().enumerate().fold(Phone::default(), |phone, (n, server)| {
        let server = server.replace('&', "&amp;").replace('<', "&lt;");
        let stub = plist(&format!(
            "<dict><key>PayloadIdentifier</key><string>x</string><key>PayloadContent</key><array><dict>\
             <key>PayloadType</key><string>com.apple.mdm</string><key>ServerURL</key><string>{server}</string>\
             </dict></array></dict>"
        ));
        phone.and(&format!("Sysdiagnose/logs/MCState/Shared/profile-{n}.stub"), stub)
    })
}

fn crashes(values: &[String], path: fn(&str) -> String) -> Phone {
    values.iter().enumerate().fold(Phone::default(), |phone, (n, value)| {
        let path = path(value);
        let name = path.rsplit('/').next().unwrap_or_default();
        let head = serde_json::json!({ "app_name": name, "timestamp": "2025-11-22 10:00:00.00 +0000",
            "bug_type": "309", "os_version": "iPhone OS 17.6.1 (21G93)" });
        let body = serde_json::json!({ "procName": name, "procPath": path });
        phone.and(&format!("CrashReports/a-{n:05}.ips"), format!("{head}\n{body}"))
    })
}

fn on_disk(values: &[String], path: fn(&str) -> String) -> Phone {
    values.iter().fold(Phone::default(), |phone, value| phone.and(&path(value), *b"x"))
}

fn papers(values: &[String]) -> Phone {
    values.iter().enumerate().fold(Phone::default(), |phone, (n, id)| {
        let list = plist(&format!("<dict><key>softwareVersionBundleId</key><string>{id}</string></dict>"));
        let folder = "Filesystem/private/var/containers/Bundle/Application";
        phone.and(&format!("{folder}/{n}/iTunesMetadata.plist"), list)
    })
}

fn told_apps(values: &[String]) -> Phone {
    let apps: String = values.iter().map(|id| format!("<key>{id}</key><dict/>")).collect();
    let answer = plist(&format!("<dict><key>LookupResult</key><dict>{apps}</dict></dict>"));
    Phone::with("PhoneSays/apps.plist", answer)
}

fn told_profiles(values: &[String]) -> Phone {
    let ids: String = values.iter().map(|id| format!("<string>{id}</string>")).collect();
    let answer = plist(&format!("<dict><key>OrderedIdentifiers</key><array>{ids}</array></dict>"));
    Phone::with("PhoneSays/profiles.plist", answer)
}

/// The published values that findings on this phone name.
fn named(
    artifact: &'static Artifact,
    phone: fn(&[String]) -> Phone,
    values: &[String],
    copy: Copy,
    indicators: &Indicators,
) -> BTreeSet<String> {
    let acquisition = Acquisition { kind: copy, ..acquisition(Version(17, 6, 1)) };
    let look = |batch| look_at(artifact, &phone(batch), indicators, &acquisition);
    let findings = values.chunks(BATCH).flat_map(|batch| look(batch).examined.findings);
    findings.filter_map(|finding| Some(finding.indicator?.value)).collect()
}

/// What the artifacts of such a copy compare, also where it is not counted; what looks closer at others' files compares nothing of its own.
fn compared(copy: Copy) -> BTreeSet<Kind> {
    let own = |artifact: &&Artifact| {
        artifact.id != deleted_rows::ARTIFACT.id && artifact.availability.iter().any(|row| row.kind == copy)
    };
    let counted = ordinary().filter(own).flat_map(|artifact| artifact.compares).copied();
    let servers = [Kind::Domain, Kind::Ip, Kind::Url].into_iter().filter(|_| copy == Copy::IosSysdiagnose);
    counted.chain(servers).collect()
}

#[test]
fn every_published_value_that_another_copy_can_reveal_is_found_there_and_none_with_one_letter_changed() {
    let indicators = Indicators::builtin();
    let mut by_kind: BTreeMap<Kind, Vec<String>> = BTreeMap::new();
    for (kind, _, value) in indicators.known_answer_values() {
        by_kind.entry(kind).or_default().push(value);
    }
    for (copy, name) in COPIES {
        let mut found = 0;
        for kind in compared(copy) {
            let Some(values) = by_kind.get(&kind) else { continue };
            // Published from where backups begin are files of settings; logs of programs hold whole paths.
            let of_programs = kind == Kind::FilePath && copy != Copy::IosFilesystem;
            let values: Vec<String> =
                values.iter().filter(|value| !of_programs || value.starts_with('/')).cloned().collect();
            let values = values.as_slice();
            let Some((artifact, phone)) = way(copy, kind) else {
                panic!("{name} compares {kind:?}, and this test cannot plant it");
            };
            let told = named(artifact, phone, values, copy, &indicators);
            // A shorter or stronger value that holds this one may speak for it.
            let speaks = |value: &&String| {
                told.contains(*value)
                    || told.iter().any(|other| other.ends_with(&format!("/{value}")))
                    || super::asked(kind, value, &indicators).is_some_and(|hit| told.contains(&hit.value))
            };
            let missed: Vec<_> = values.iter().filter(|value| !speaks(value)).collect();
            assert!(missed.is_empty(), "{name}, {kind:?}: {} not found: {missed:?}", missed.len());
            found += values.iter().collect::<BTreeSet<_>>().len();

            let changed: Vec<String> = values.iter().map(|value| one_off(kind, value)).collect();
            let again = named(artifact, phone, &changed, copy, &indicators);
            let became = |value: &str| {
                changed
                    .iter()
                    .any(|other| other == value || other.ends_with(value) || other.starts_with(value))
            };
            let false_alarms: Vec<_> =
                values.iter().filter(|value| again.contains(*value) && !became(value)).collect();
            assert!(
                false_alarms.is_empty(),
                "{name}, {kind:?}: found with one letter changed: {false_alarms:?}"
            );
        }
        eprintln!("{name:20} {found:6} found");
        assert!(found > 0, "{name}");
    }
}
