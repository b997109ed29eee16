use super::ARTIFACT;
use crate::artifacts::testing::{Phone, look};
use engine::{NotExamined, State, UnreadWhy, Weight};

const PLANT: &[&str] = &[
    "file:path='/Library/Caches/com.plant.dropper'",
    "file:path='/private/var/root/Library/plantd/'",
    "file:name='com.plant.agent.plist'",
    "domain-name:value='plant.example'",
];

fn fired(path: &str) -> Vec<String> {
    let seen = look(&ARTIFACT, &Phone::with(path, *b"x"), PLANT);
    seen.fired().into_iter().map(str::to_owned).collect()
}

#[test]
fn known_files_are_found_by_path_on_the_phone_below_the_domain_and_by_name() {
    for path in [
        "HomeDomain/Library/Caches/com.plant.dropper/payload.bin",
        "HomeDomain/Library/Caches/com.plant.dropper",
        "AppDomain-com.example/Library/Caches/com.plant.dropper/x",
        "RootDomain/Library/plantd/bin/x",
        "AppDomain-com.example/Documents/com.plant.agent.plist",
    ] {
        assert_eq!(fired(path), ["ios.manifest.known-file"], "{path}");
    }
}

#[test]
fn a_known_folder_is_one_finding_that_cites_its_first_file() {
    let folder = "HomeDomain/Library/Caches/com.plant.dropper";
    let phone = Phone::default()
        .folder(folder, engine::Stamps::default())
        .and(&format!("{folder}/payload.bin"), *b"x")
        .and(&format!("{folder}/sub/second.bin"), *b"x");
    let seen = look(&ARTIFACT, &phone, PLANT);
    assert_eq!(seen.fired(), ["ios.manifest.known-file"]);
    let finding = &seen.examined.findings[0];
    assert_eq!(finding.cite.path, format!("{folder}/payload.bin"));
    assert_eq!(finding.quotes["count"].value, "2");
    let empty = Phone::default().folder(folder, engine::Stamps::default());
    assert_eq!(look(&ARTIFACT, &empty, PLANT).examined.findings[0].cite.path, folder);
}

#[test]
fn longer_shorter_and_nested_look_alikes_are_silent() {
    for path in [
        "HomeDomain/Library/Caches/com.plant.dropper2/payload.bin",
        "HomeDomain/Library/Caches",
        "HomeDomain/Documents/Library/Caches/com.plant.dropper",
        "HomeDomain/Library/plantd/x",
        "HomeDomain/Library/xcom.plant.agent.plist",
        "HomeDomain/Library/com.plant.agent.plist.bak",
        "AppDomain-x/LocalStorage/https_not-plant.example_0",
        "AppDomain-x/LocalStorage/https_plant.example.org_0",
    ] {
        assert_eq!(fired(path), Vec::<String>::new(), "{path}");
    }
}

#[test]
fn sites_are_found_and_odd_ports_noted() {
    assert_eq!(fired("AppDomain-x/IndexedDB/https_cdn.plant.example_0"), ["ios.manifest.known-site"]);
    assert_eq!(fired("AppDomain-x/IndexedDB/https_a.example_30495"), ["ios.manifest.site-on-odd-port"]);
    assert_eq!(fired("AppDomain-x/IndexedDB/https_a.example_443"), Vec::<String>::new());
}

#[test]
fn a_finding_says_where_and_when() {
    let path = "HomeDomain/Library/com.plant.agent.plist";
    let modified = "2024-01-02T03:04:05Z".parse().ok();
    let stamps = engine::Stamps { modified, ..engine::Stamps::default() };
    let seen = look(&ARTIFACT, &Phone::with(path, *b"x").stamped(path, stamps), PLANT);
    let finding = &seen.examined.findings[0];
    assert_eq!((finding.cite.path.as_str(), finding.when), (path, modified));
    assert_eq!(finding.quotes["name"].value, "com.plant.agent.plist");
}

#[test]
fn a_few_missing_files_are_a_note() {
    let mut phone = Phone::default();
    for n in 0..50 {
        phone = phone.and(&format!("HomeDomain/{n}"), *b"x");
    }
    let seen = look(&ARTIFACT, &phone.missing("HomeDomain/Library/never-copied.sqlite"), PLANT);
    assert_eq!(seen.fired(), ["ios.manifest.missing-files"]);
    let finding = &seen.examined.findings[0];
    assert_eq!(
        (finding.weight, finding.cite.path.as_str()),
        (Weight::Note, "HomeDomain/Library/never-copied.sqlite")
    );
    assert_eq!(
        (finding.quotes["missing"].value.as_str(), finding.quotes["files"].value.as_str()),
        ("1", "51")
    );
    assert!(seen.unread().is_empty());
}

#[test]
fn many_missing_files_leave_the_check_incomplete() {
    let mut phone = Phone::with("HomeDomain/there", *b"x");
    for n in 0..11 {
        phone = phone.missing(&format!("HomeDomain/{n}"));
    }
    let seen = look(&ARTIFACT, &phone, PLANT);
    assert_eq!(seen.unread()[0].why, UnreadWhy::Missing);
    assert_eq!(seen.unread()[0].part.as_deref(), Some("11 of 12 files"));
}

#[test]
fn a_list_that_cannot_be_read_is_said() {
    let seen = look(&ARTIFACT, &Phone::broken(UnreadWhy::Damaged), PLANT);
    assert_eq!(seen.state(), &State::NotExamined(NotExamined::Unreadable));
    assert_eq!(look(&ARTIFACT, &Phone::default(), PLANT).state(), &State::NotExamined(NotExamined::Missing));
}

#[test]
fn what_was_listed_before_the_damage_is_told() {
    let path = "HomeDomain/Library/Caches/https_a.example_30495/x";
    let whole = look(&ARTIFACT, &Phone::with(path, *b"x"), PLANT);
    let torn = look(&ARTIFACT, &Phone::with(path, *b"x").torn(UnreadWhy::Damaged), PLANT);
    assert_eq!((torn.fired(), torn.records.len()), (whole.fired(), 1));
    assert!(!whole.fired().is_empty());
    assert_eq!(torn.unread()[0].why, UnreadWhy::Damaged);
}

#[test]
fn an_empty_folder_of_attachments_is_a_fact_and_one_that_holds_something_is_none() {
    let at = |second: i64| jiff::Timestamp::from_second(1_700_000_000 + second).ok();
    let stamps =
        |modified, changed| engine::Stamps { modified: at(modified), changed: at(changed), born: None };
    let folder = "MediaDomain/Library/SMS/Attachments/ab/11";
    let facts = |phone: &Phone| look(&ARTIFACT, phone, &[]).examined.facts;
    let empty = Phone::default().folder(folder, stamps(5, 6));
    let told = facts(&empty);
    assert_eq!(told.len(), 1);
    assert_eq!(
        (told[0].what.as_str(), told[0].about.as_str(), Some(told[0].when)),
        ("attachment-folder-changed", folder, at(5))
    );
    assert!(facts(&empty.and(&format!("{folder}/GUID/a.jpg"), *b"x")).is_empty(), "something lies in it");
    assert!(facts(&Phone::default().folder(folder, stamps(5, 500))).is_empty(), "changed apart");
    let first_level = Phone::default().folder("MediaDomain/Library/SMS/Attachments/ab", stamps(5, 5));
    assert!(facts(&first_level).is_empty());
}
