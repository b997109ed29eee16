use super::ARTIFACT;
use crate::artifacts::testing::{Phone, look};
use engine::{NotExamined, State, UnreadWhy, Weight};

const PLANT: &[&str] = &[
    "file:path='/Library/Caches/com.plant.dropper'",
    "file:path='/private/var/root/Library/plantd/'",
    "file:name='com.plant.agent.plist'",
    "file:path='/private/var/tmp/com.plant.Networking'",
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
        // Folders of an app's own that are named like ones of the phone.
        "AppDomain-com.example/tmp/com.plant.Networking/x",
        "AppDomain-com.example/var/tmp/com.plant.Networking",
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

const FOLDER: &str = "MediaDomain/Library/SMS/Attachments/ab/11";

fn stamps(modified: i64, changed: i64, born: i64) -> engine::Stamps {
    let at = |second: i64| jiff::Timestamp::from_second(1_700_000_000 + second).ok();
    engine::Stamps { modified: at(modified), changed: at(changed), born: at(born) }
}

/// Folders of attachments that changed, and when.
fn changed(phone: &Phone) -> Vec<(String, i64)> {
    let facts = look(&ARTIFACT, phone, &[]).examined.facts;
    assert!(facts.iter().all(|fact| fact.what == "attachment-folder-changed"), "{facts:?}");
    facts.into_iter().map(|fact| (fact.about, fact.when.as_second() - 1_700_000_000)).collect()
}

#[test]
fn a_folder_of_attachments_that_lost_something_is_a_fact() {
    let told = [(FOLDER.to_owned(), 5)];
    let empty = Phone::default().folder(FOLDER, stamps(5, 6, -900));
    assert_eq!(changed(&empty), told);
    // What lies in it came long before.
    let (attachment, file) = (format!("{FOLDER}/GUID"), format!("{FOLDER}/GUID/a.jpg"));
    let old = stamps(-500, -500, -500);
    let holds = empty.folder(&attachment, old).and(&file, *b"x").stamped(&file, stamps(5, 5, 5));
    assert_eq!(changed(&holds), told);
    // The level above counts too.
    let above = FOLDER.trim_end_matches("/11");
    let phone = Phone::default().folder(above, stamps(5, 5, -900)).folder(FOLDER, old);
    assert_eq!(changed(&phone), [(above.to_owned(), 5), (FOLDER.to_owned(), -500)]);
}

#[test]
fn a_folder_that_something_came_into_and_one_whose_entry_alone_changed_are_none() {
    let attachment = format!("{FOLDER}/GUID");
    let came = Phone::default()
        .folder("MediaDomain/Library/SMS/Attachments/ab", stamps(-900, -900, -900))
        .folder(FOLDER, stamps(5, 6, -900))
        .folder(&attachment, stamps(7, 7, 5))
        .and(&format!("{attachment}/a.jpg"), *b"x");
    assert_eq!(changed(&came), []);
    assert_eq!(changed(&Phone::default().folder(FOLDER, stamps(5, 500, -900))), [], "changed apart");
    let deeper = Phone::default().folder(&attachment, stamps(5, 5, -900));
    assert_eq!(changed(&deeper), [], "an attachment's own folder");
}
