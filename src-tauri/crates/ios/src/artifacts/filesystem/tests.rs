use super::ARTIFACT;
use crate::artifacts::testing::{Phone, Seen, indicators, look, look_at};
use engine::{Acquisition, Kind, NotExamined, State, UnreadWhy, Weight};

const PLANT: &[&str] = &[
    "file:path='/private/var/tmp/hooker'",
    "file:path='/private/var/logs/plantd/'",
    "process:name='plantbh'",
    "domain-name:value='plant.example'",
];
const PROGRAM: [u8; 8] = [0xcf, 0xfa, 0xed, 0xfe, 0x0c, 0, 0, 1];

fn seen(phone: &Phone) -> Seen {
    look_at(&ARTIFACT, phone, &indicators(PLANT), &Acquisition::of(Kind::IosFilesystem))
}

fn fired(path: &str, bytes: &[u8]) -> Vec<(String, Weight)> {
    let seen = seen(&Phone::with(path, bytes));
    seen.examined.findings.iter().map(|finding| (finding.detection.clone(), finding.weight)).collect()
}

fn one(name: &str, weight: Weight) -> Vec<(String, Weight)> {
    vec![(format!("ios.filesystem.{name}"), weight)]
}

#[test]
fn published_paths_are_known_under_both_names_of_a_folder() {
    assert_eq!(fired("Filesystem/private/var/tmp/hooker", b"x"), one("known-file", Weight::KnownSpyware));
    assert_eq!(
        fired("Filesystem/private/var/logs/plantd/a/b", b"x"),
        one("known-file", Weight::KnownSpyware)
    );
    assert_eq!(fired("Filesystem/private/var/tmp/hooker2", b"x"), vec![]);
    assert_eq!(
        fired("Filesystem/tmp/hooker", b"x"),
        one("known-file", Weight::KnownSpyware),
        "a link of the phone"
    );
}

#[test]
fn published_programs_weigh_by_where_they_lie() {
    let staging = "Filesystem/private/var/db/com.apple.xpc.roleaccountd.staging/plantbh";
    let executable = Phone::with(staging, PROGRAM).with_mode(staging, 0o100_755);
    assert_eq!(seen(&executable).fired(), ["ios.filesystem.known-program"]);
    assert_eq!(seen(&executable).examined.findings[0].weight, Weight::KnownSpyware);
    assert_eq!(fired("Filesystem/private/var/db/plantbh", b"notes"), one("known-program", Weight::Look));
    assert_eq!(fired("Filesystem/usr/libexec/plantbh", &PROGRAM), one("known-program", Weight::Look));
    assert_eq!(fired("Filesystem/private/var/db/plantbh.plist", b"x"), vec![]);
    assert_eq!(fired("Filesystem/private/var/db/Plantbh", b"x"), vec![]);
}

#[test]
fn only_programs_count_in_odd_places() {
    let staging = "Filesystem/private/var/db/com.apple.xpc.roleaccountd.staging";
    assert_eq!(fired(&format!("{staging}/subridged2"), &PROGRAM), one("staged-program", Weight::Strong));
    assert_eq!(fired("Filesystem/private/var/tmp/x", &PROGRAM), one("program-in-odd-place", Weight::Look));
    assert_eq!(fired("RootDomain/x", &PROGRAM), one("program-in-odd-place", Weight::Look));
    assert_eq!(fired(&format!("{staging}/notes.plist"), b"bplist00"), vec![]);
    let update = format!("{staging}/exec/16777221.2.xpc/com.apple.NRD.UpdateBrainService");
    assert_eq!(fired(&update, &PROGRAM), vec![]);
    assert_eq!(fired("Filesystem/usr/libexec/anything", &PROGRAM), vec![]);
    assert_eq!(fired("HomeDomain/Library/x", &PROGRAM), vec![]);
    assert_eq!(fired("Filesystem/private/var/tmp/y", b""), vec![]);
}

#[test]
fn what_was_listed_before_the_damage_is_told() {
    let phone = Phone::with("Filesystem/private/var/tmp/hooker", *b"x").torn(UnreadWhy::Refused);
    let seen = seen(&phone);
    assert_eq!(seen.fired(), ["ios.filesystem.known-file"]);
    assert_eq!(seen.unread()[0].why, UnreadWhy::Refused);
}

#[test]
fn a_program_is_known_by_its_content_where_no_mode_is() {
    let staging = "Filesystem/private/var/db/com.apple.xpc.roleaccountd.staging/plantbh";
    let weight = |bytes: &[u8]| {
        let seen = seen(&Phone::with(staging, bytes).with_mode(staging, 0));
        seen.examined.findings.iter().map(|finding| finding.weight).collect::<Vec<_>>()
    };
    assert_eq!(weight(&PROGRAM), [Weight::KnownSpyware]);
    assert_eq!(weight(b"notes of a person"), [Weight::Look]);
}

#[test]
fn too_many_files_in_odd_places_are_said_and_the_staging_folder_has_room_of_its_own() {
    let many = |folder: &str| {
        (0..5001).fold(Phone::default(), |phone, n| {
            phone.and(&format!("Filesystem/private/var/db/{folder}/{n}"), *b"x")
        })
    };
    let staged = "Filesystem/private/var/db/com.apple.xpc.roleaccountd.staging/x";
    let full = seen(&many("a").and(staged, PROGRAM));
    assert_eq!(
        (full.fired(), full.unread()[0].why),
        (vec!["ios.filesystem.staged-program"], UnreadWhy::TooLarge)
    );
    assert!(seen(&many("uuidtext/AB")).unread().is_empty(), "the system's own log");
}

#[test]
fn sites_in_names_are_compared_and_those_of_webkit_left_to_their_artifact() {
    assert_eq!(fired("AppDomain-x/Caches/cdn.plant.example/y", b""), one("known-site", Weight::KnownSpyware));
    assert_eq!(
        fired("AppDomain-x/Caches/https_a.example_30495/y", b""),
        one("site-on-odd-port", Weight::Note)
    );
    assert_eq!(
        fired("AppDomain-x/Library/WebKit/WebsiteData/IndexedDB/https_plant.example_0/x", b""),
        vec![]
    );
}

#[test]
fn a_backup_is_told_by_its_list_and_a_broken_copy_is_said() {
    let backup = look(&ARTIFACT, &Phone::with("HomeDomain/x", *b"x"), PLANT);
    assert_eq!(backup.state(), &State::NotExamined(NotExamined::NeedsFilesystem));
    let broken = seen(&Phone::broken(UnreadWhy::Damaged));
    assert_eq!(broken.state(), &State::NotExamined(NotExamined::Unreadable));
    assert_eq!(seen(&Phone::default()).state(), &State::NotExamined(NotExamined::Missing));
}
